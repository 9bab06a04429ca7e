"""The pages of feeds: each is had once, and one that cannot be had is tried a few times."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import Feed, FeedPage

FIRST_PAUSE = timedelta(hours=2)  # doubled each time
LEASE = timedelta(minutes=3)
# Of each feed so many are remembered that no longer stand in it.
MOST_KEPT = 1_000
LONGEST_ADDRESS = 2_000  # in bytes: more does not fit into an index
STOPPED = "Its worker was stopped before it was done."


@transaction.atomic
def remember(feed: Feed, pages: Mapping[str, str]) -> None:
    """Note the pages that stand in a feed now, with their authors, and forget old ones."""
    fitting = [each for each in pages if len(each.encode()) <= LONGEST_ADDRESS]
    FeedPage.objects.bulk_create(
        [FeedPage(feed=feed, address=each, author=pages[each]) for each in fitting],
        ignore_conflicts=True,
    )
    gone = feed.pages.settled().exclude(address__in=fitting)
    newest = gone.order_by("-pk").values("pk")[:MOST_KEPT]
    gone.exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()


def author(feed_id: int, address: str) -> str:
    """Who wrote a page, as the feed says."""
    found = FeedPage.objects.filter(feed=feed_id, address=address)
    return found.values_list("author", flat=True).first() or ""


def take(kind: Feed.Kind) -> FeedPage | None:
    """Take one page that is due; should its worker die, the try has been in vain."""
    with transaction.atomic():
        page = (
            FeedPage.objects.due()
            .filter(feed__kind=kind, feed__is_on=True)
            .select_related("feed")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if page:
            page.tries, page.error = page.tries + 1, STOPPED
            page.due_at = timezone.now() + LEASE
            page.save(update_fields=["tries", "error", "due_at"])
    return page


def had(feed_id: int, address: str) -> None:
    FeedPage.objects.filter(feed=feed_id, address=address).update(
        read_at=timezone.now(), error="", tries=0
    )


def in_vain(feed_id: int, address: str, error: str, *, tries: int, is_final: bool = False) -> None:
    """It could not be had at this try: the next one is later, or was the last."""
    tries = FeedPage.MOST_TRIES if is_final else min(tries, FeedPage.MOST_TRIES)
    pause = FIRST_PAUSE * 2 ** (tries - 1)
    FeedPage.objects.filter(feed=feed_id, address=address, read_at=None).update(
        tries=tries, error=error, due_at=timezone.now() + pause
    )


def came_of(feed_id: int, address: str, error: str, *, is_final: bool) -> None:
    """Note what became of a page that was fetched for the library; no error, and it was had."""
    if error:
        tried = FeedPage.objects.filter(feed=feed_id, address=address).first()
        in_vain(feed_id, address, error, tries=tried.tries + 1 if tried else 1, is_final=is_final)
    else:
        had(feed_id, address)


def put_off(feed_id: int, addresses: Sequence[str], pause: timedelta) -> None:
    """Try them later; none of their tries is spent, as nobody was asked."""
    FeedPage.objects.filter(feed=feed_id, address__in=addresses).update(
        due_at=timezone.now() + pause
    )


def try_again(feed: Feed) -> None:
    """At a person's wish: what was tried in vain, even what was given up, is due now."""
    feed.pages.not_had().update(tries=0, error="", due_at=timezone.now())
