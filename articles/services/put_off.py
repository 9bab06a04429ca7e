"""A server that fails again and again within one hand-in is left alone for a while.

What is left to be fetched from it is put off: handed in once more, for later, or for a feed
noted with its pages.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from articles.models import Ingest, IngestFault
from articles.services import batches, feed_pages, pages, uploads
from articles.services.batches import Batch

FIRST_PAUSE = timedelta(minutes=15)  # doubled each time
MOST_TIMES = 4
FAILED = "Its server failed {count} times in a row."
GIVEN_UP = "Its server failed each time that this was put off. Hand it in again another day."


def note(ingest: Ingest, batch: Batch) -> None:
    """Count what the server of a page failed at in a row. For use inside the batch's act."""
    if batch.page is None:
        return
    server = pages.server(batch.page.address)
    if batch.page.is_servers_fault:
        failed = ingest.failing.setdefault(server, [])
        failed.append([batch.faults[-1].place, batch.page.address])
        if ingest.leaves_alone(server):
            _leave_alone(ingest, server, failed, start=batch.until)
    elif ingest.failing.pop(server, None) is None:
        return
    Ingest.objects.filter(pk=ingest.pk).update(failing=ingest.failing)


def _leave_alone(
    ingest: Ingest, server: str, failed: Sequence[tuple[str, str]], *, start: int
) -> None:
    left = [
        address
        for address in batches.addresses(ingest, start=start)
        if pages.server(address) == server
    ]
    pause = FIRST_PAUSE * 2**ingest.times_put_off
    if ingest.feed_id:
        feed_pages.put_off(ingest.feed_id, left, pause)
    elif ingest.times_put_off < MOST_TIMES:
        _take_back(ingest, failed)
        _hand_in(ingest, server, [address for _, address in failed] + left, pause)
    else:
        _give_up(ingest, left)


def _take_back(ingest: Ingest, failed: Sequence[tuple[str, str]]) -> None:
    """What it failed at so far is tried once more, and so not lost."""
    ingest.faults.filter(place__in=[place for place, _ in failed]).delete()
    Ingest.objects.filter(pk=ingest.pk).update(lost=F("lost") - len(failed))


def _hand_in(ingest: Ingest, server: str, addresses: Sequence[str], pause: timedelta) -> None:
    stored, size = uploads.keep((f"{each}\n".encode() for each in addresses), ending=".txt")
    count = len(addresses)
    Ingest.objects.create(
        name=f"{count} address{'es' if count > 1 else ''} of {server}"[:300],
        kind=Ingest.Kind.ADDRESSES,
        stored=stored,
        size=size,
        asked_by=ingest.asked_by,
        put_off_from=ingest,
        times_put_off=ingest.times_put_off + 1,
        due_at=timezone.now() + pause,
        error=FAILED.format(count=Ingest.MOST_FAILURES),
    )


def _give_up(ingest: Ingest, left: Sequence[str]) -> None:
    IngestFault.objects.bulk_create(
        [IngestFault(ingest=ingest, place=each, reason=GIVEN_UP) for each in left]
    )
    Ingest.objects.filter(pk=ingest.pk).update(lost=F("lost") + len(left))
