"""Reading what the desk follows, in the background. The table is the queue here, too."""

import logging
import time
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles.fetching import Answer, Limits, Unfetchable
from articles.models import FollowedFeed, Provider
from articles.providers import ClaimReviews
from articles.reading import claimreview
from articles.reading import feeds as reading
from articles.services import Refused, pages, reviews

logger = logging.getLogger(__name__)

FEED = Limits(seconds=15.0, size=10 * 1024 * 1024)
PAGE = Limits(seconds=8.0, size=5 * 1024 * 1024)
READING_SECONDS = 40  # for the pages of one feed; what is left is read at the next time
SOON = timedelta(minutes=5)
LEASE = timedelta(minutes=3)
LONGEST_PAUSE = timedelta(days=1)
MOST_SEEN = 1_000
READ = ("failures", "error", "read_at", "due_at", "etag", "last_modified", "seen")
BROKE = "Reading it stopped before it was done. The server's log has the particulars."
EMPTY = "There is no feed and no ClaimReview at this address."


def work() -> bool:
    """Read the feed that is due the longest; False when there is none."""
    feed = _take()
    if feed is None:
        return False
    try:
        _read(feed)
    except (Unfetchable, Refused) as error:
        _failed(feed, str(error))
    except Exception:
        logger.exception("Reading the followed feed %s broke", feed.pk)
        if not connection.in_atomic_block:
            connection.close()
        _failed(feed, BROKE)
    return True


def _take() -> FollowedFeed | None:
    """While fetching, or the provider of followed reviews, is off, nothing is read."""
    if not pages.is_on():
        return None
    if not Provider.objects.filter(slug=ClaimReviews.slug, is_on=True).exists():
        return None
    with transaction.atomic():
        feed = FollowedFeed.objects.due().select_for_update(skip_locked=True).first()
        if feed:
            feed.due_at = timezone.now() + LEASE
            feed.save(update_fields=["due_at"])
    return feed


def _read(feed: FollowedFeed) -> None:
    asked = {"if-none-match": feed.etag, "if-modified-since": feed.last_modified}
    answer = pages.get(
        feed.url, limits=FEED, headers={name: value for name, value in asked.items() if value}
    )
    if answer.status == 304:
        return _done(feed, is_whole=True)
    if answer.status != 200:
        after = answer.retry_after
        return _failed(feed, f"It answered {answer.status}.", after=after)
    found = reading.read(answer.text(), url=answer.url)
    if found.is_empty:
        return _failed(feed, EMPTY)
    reviews.keep(feed, found.reviews)
    is_whole = _read_pages(feed, found.pages)
    _remember(feed, answer, is_complete=set(found.pages) <= set(feed.seen))
    return _done(feed, is_whole=is_whole)


def _read_pages(feed: FollowedFeed, urls: tuple[str, ...]) -> bool:
    """Read those that were not read before; False when there was no time for all of them."""
    ends_at = time.monotonic() + READING_SECONDS
    for url in urls:
        if url in feed.seen:
            continue
        if time.monotonic() > ends_at:
            return False
        if _read_page(feed, url):
            feed.seen = [url, *feed.seen][:MOST_SEEN]
    return True


def _read_page(feed: FollowedFeed, url: str) -> bool:
    """Keep the reviews of one page; False when it may be had at another time."""
    try:
        answer = pages.get(url, limits=PAGE)
    except Refused:
        return False
    except Unfetchable as error:
        return not error.is_temporary
    if answer.status == 200:
        reviews.keep(feed, claimreview.from_html(answer.text(), url=answer.url))
    return answer.status < 500 and answer.status != 429


def _remember(feed: FollowedFeed, answer: Answer, *, is_complete: bool) -> None:
    """So that it need not be sent again while it is the same, once every page of it was had."""
    etag = answer.headers.get("etag", "") if is_complete else ""
    modified = answer.headers.get("last-modified", "") if is_complete else ""
    feed.etag = etag if len(etag) <= 500 and etag.isprintable() else ""
    feed.last_modified = modified if len(modified) <= 100 and modified.isprintable() else ""


def _done(feed: FollowedFeed, *, is_whole: bool) -> None:
    feed.failures, feed.error, feed.read_at = 0, "", timezone.now()
    feed.due_at = feed.read_at + (timedelta(hours=feed.hours) if is_whole else SOON)
    _save(feed)


def _failed(feed: FollowedFeed, error: str, *, after: float | None = None) -> None:
    feed.failures, feed.error = min(feed.failures + 1, 1_000), error
    pause = min(SOON * 2 ** min(feed.failures - 1, 10), LONGEST_PAUSE)
    wish = timedelta(seconds=min(after or 0, LONGEST_PAUSE.total_seconds()))
    feed.due_at = timezone.now() + max(pause, wish)
    _save(feed)


def _save(feed: FollowedFeed) -> None:
    """Unless an admin has deleted it meanwhile, or given it another address."""
    FollowedFeed.objects.filter(pk=feed.pk, url=feed.url).update(
        **{name: getattr(feed, name) for name in READ}
    )
