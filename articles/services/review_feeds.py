"""What a feed of fact-checks brings: the reviews in it, and those on its pages, one by one."""

import logging
from http import HTTPStatus

from articles.fetching import Answer, Limits, Unfetchable
from articles.models import Feed, FeedPage, Provider
from articles.providers import ClaimReviews
from articles.reading import claimreview
from articles.reading import feeds as reading
from articles.services import Refused, feed_pages, outages, pages, reviews

logger = logging.getLogger(__name__)

PAGE = Limits(seconds=8.0, size=5 * 1024 * 1024)
EMPTY = "There is no feed and no ClaimReview at this address."
BROKE = "It could not be read. The server's log has the particulars."
IS_OFF = "The provider of followed fact-checks is off. An admin can switch it on."


def is_on() -> bool:
    return Provider.objects.filter(slug=ClaimReviews.slug, is_on=True).exists()


def take_in(feed: Feed, answer: Answer) -> None:
    found = reading.read(answer.text(), url=answer.url)
    if found.is_empty:
        raise Refused(EMPTY)
    reviews.keep(feed, found.reviews)
    feed_pages.remember(feed, dict.fromkeys(found.pages, ""))


def read_page() -> bool:
    """Read the page of a feed that is due the longest; False when there is none."""
    page = feed_pages.take(Feed.Kind.REVIEWS) if is_on() else None
    if page is None:
        return False
    try:
        _read(page)
    except Unfetchable as error:
        _in_vain(page, str(error), is_final=not error.is_temporary)
    except Refused as refusal:
        _in_vain(page, str(refusal))
    except Exception as error:
        logger.exception("Page %s of feed %s could not be read", page.pk, page.feed_id)
        outages.let_go()
        _in_vain(page, outages.why(error, BROKE))
    return True


def _read(page: FeedPage) -> None:
    answer = pages.get(page.address, limits=PAGE)
    if answer.status != HTTPStatus.OK:
        raise Refused(f"Its server answered with the error {answer.status}.")
    reviews.keep(page.feed, claimreview.from_html(answer.text(), url=answer.url))
    feed_pages.had(page.feed_id, page.address)


def _in_vain(page: FeedPage, error: str, *, is_final: bool = False) -> None:
    feed_pages.in_vain(page.feed_id, page.address, error, tries=page.tries, is_final=is_final)
