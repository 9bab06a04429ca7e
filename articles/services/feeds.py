"""The feeds that the desk follows, read in the background. The table is the queue here, too.

Fetching, schedule and back-off are the same for every feed; what is done with its entries is
for `library_feeds` or `review_feeds`.
"""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.fetching import Answer, Limits, Unfetchable
from articles.models import Feed, Ingest
from articles.models.feed import FeedQuerySet
from articles.services import Refused, feed_pages, library_feeds, outages, pages, review_feeds

logger = logging.getLogger(__name__)

LIMITS = Limits(seconds=15.0, size=10 * 1024 * 1024)
LEASE = timedelta(minutes=3)
LONGEST_PAUSE = timedelta(days=1)
LONGEST_WISH = timedelta(weeks=1)
LONGEST_ADDRESS = 2_000  # in bytes: more does not fit into an index
LOG_IN = re.compile("https?://[^/?#]*@", re.IGNORECASE)
READ = ("failures", "error", "read_at", "due_at", "etag", "last_modified")
BROKE = "Reading it stopped before it was done. The server's log has the particulars."
TAKES_IN: dict[str, Callable[[Feed, Answer], None]] = {
    Feed.Kind.LIBRARY: library_feeds.take_in,
    Feed.Kind.REVIEWS: review_feeds.take_in,
}
MINUTES = {Feed.Kind.LIBRARY: 60, Feed.Kind.REVIEWS: 360}


def follow(*, address: str, person: User, kind: Feed.Kind = Feed.Kind.LIBRARY) -> Feed:
    """Read a feed from now on."""
    refuse_no_address(address)
    try:
        with transaction.atomic():
            return Feed.objects.create(
                address=address, kind=kind, minutes=MINUTES[kind], added_by=person
            )
    except IntegrityError:
        raise Refused("This feed is followed already.") from None


def refuse_no_address(address: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise Refused("This is not a web address. Begin with https://") from None
    refuse_unfit(address)


def refuse_unfit(address: str) -> None:
    """Say of an address what keeps it out although it is one of the web."""
    if len(address.encode()) > LONGEST_ADDRESS:
        raise Refused(
            f"The address is longer than {LONGEST_ADDRESS:,} characters; one that is not a plain"
            " Latin letter counts as two to four."
        )
    if LOG_IN.match(address):
        raise Refused("Leave the name and password out of the address: they would be shown.")


def switch(*, feed_id: int, is_on: bool) -> None:
    Feed.objects.filter(pk=feed_id).update(is_on=is_on, due_at=timezone.now())


@transaction.atomic
def read_now(*, feed_id: int) -> Feed:
    """Read it at once, whatever pause it has, and try again the pages that could not be had."""
    feed = Feed.objects.select_for_update().get(pk=feed_id)
    feed.due_at, feed.etag, feed.last_modified = timezone.now(), "", ""
    feed.save(update_fields=["due_at", "etag", "last_modified"])
    feed_pages.try_again(feed)
    return feed


def why_idle(feed: Feed) -> str:
    """In words, why a feed that is on is not read all the same."""
    if not pages.is_on():
        return pages.why_off()
    is_idle = feed.kind == Feed.Kind.REVIEWS and not review_feeds.is_on()
    return review_feeds.IS_OFF if is_idle else ""


def work() -> bool:
    """Read the feed that is due the longest, or a page of one; False when there is neither."""
    feed = _take()
    if feed is None:
        return pages.is_on() and review_feeds.read_page()
    try:
        _read(feed)
    except (Unfetchable, Refused) as error:
        _failed(feed, str(error))
    except Exception as error:
        logger.exception("Feed %s could not be read", feed.pk)
        outages.let_go()
        if outages.is_ours(error):
            _put_off(feed, outages.OURS)
        else:
            _failed(feed, BROKE)
    return True


def due() -> FeedQuerySet:
    """Those to be read now. While pages of one are on their way into the library it waits."""
    if not pages.is_on():
        return Feed.objects.none()
    busy = Ingest.objects.live().exclude(feed=None).values("feed")
    feeds = Feed.objects.due().exclude(pk__in=busy)
    return feeds if review_feeds.is_on() else feeds.exclude(kind=Feed.Kind.REVIEWS)


def _take() -> Feed | None:
    with transaction.atomic():
        feed = due().select_for_update(skip_locked=True, of=("self",)).first()
        if feed:
            feed.due_at = timezone.now() + LEASE
            feed.save(update_fields=["due_at"])
    return feed


def _read(feed: Feed) -> None:
    asked = {"if-none-match": feed.etag, "if-modified-since": feed.last_modified}
    answer = pages.get(
        feed.address, limits=LIMITS, headers={name: value for name, value in asked.items() if value}
    )
    if answer.status == HTTPStatus.OK:
        is_named = bool(feed.title)
        TAKES_IN[feed.kind](feed, answer)
        if not is_named:
            _as_taken(feed).filter(title="").update(title=feed.title)
        _remember(feed, answer)
    elif answer.status != HTTPStatus.NOT_MODIFIED:
        said = f"Its server answered with the error {answer.status}."
        return _failed(feed, said, after=answer.retry_after)
    return _done(feed)


def _remember(feed: Feed, answer: Answer) -> None:
    """So that it need not be sent again while it is the same."""
    etag, modified = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
    feed.etag = etag if len(etag) <= 500 and etag.isprintable() else ""
    feed.last_modified = modified if len(modified) <= 100 and modified.isprintable() else ""


def _done(feed: Feed) -> None:
    if feed.kind == Feed.Kind.LIBRARY:
        library_feeds.hand_in(feed)
    feed.failures, feed.error, feed.read_at = 0, "", timezone.now()
    feed.due_at = feed.read_at + timedelta(minutes=feed.minutes)
    _save(feed)


def _failed(feed: Feed, error: str, *, after: float | None = None) -> None:
    """Ask it ever more rarely: twice as long each time, up to a day, and as long as it wants.

    Never more often than when it answers; what it wants is obeyed up to a week.
    """
    usual = timedelta(minutes=feed.minutes)
    pause = min(usual * 2 ** min(feed.failures, 10), LONGEST_PAUSE)
    wish = min(timedelta(seconds=after or 0), LONGEST_WISH)
    feed.failures = min(feed.failures + 1, 1_000)
    _put_off(feed, error, max(pause, usual, wish))


def _put_off(feed: Feed, error: str, pause: timedelta | None = None) -> None:
    """Without a pause for its own failures it is read again in its usual time."""
    feed.error, feed.due_at = error, timezone.now() + (pause or timedelta(minutes=feed.minutes))
    _save(feed)


def _save(feed: Feed) -> None:
    _as_taken(feed).update(**{name: getattr(feed, name) for name in READ})


def _as_taken(feed: Feed) -> FeedQuerySet:
    """None, if it was deleted meanwhile, or given another address or use."""
    return Feed.objects.filter(pk=feed.pk, address=feed.address, kind=feed.kind)
