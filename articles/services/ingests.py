"""Filling the library in the background: what was handed in is worked off batch by batch.

The table is the queue. A batch's documents and how far the ingest is are one transaction, which
only goes through if the ingest still stands where the batch began: so whoever dies, and however
many are at it, every line is brought in once.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Feed, Ingest, IngestFault
from articles.models.copying import copy
from articles.models.library import Shelf
from articles.reading.intake import Unreadable
from articles.services import (
    Refused,
    batches,
    feed_pages,
    incoming,
    library,
    notes,
    outages,
    put_off,
    queue,
    shelves,
    uploads,
)
from articles.services.batches import Batch
from articles.services.documents import Fault

logger = logging.getLogger(__name__)
Status = Ingest.Status

ENDED_WITHOUT_GETTING_ON = "Every attempt ended without getting on: its worker was stopped."
BROKE = "It stopped at something unforeseen. The server's log has the particulars."
GONE = "Its file is no longer on the server. Hand it in again."
NOTHING_READ = "Nothing could be read."
NOTHING_IN_IT = "There is no document in it."
OVER = "This is done already, or its file is no longer kept. Hand it in again."

# Of a file that is wrong in every line the first are enough; all are counted.
MOST_FAULTS = 10_000
LONGEST_NAME = 300
# How long the file of an ingest that was stopped or has failed waits for somebody to go on.
KEPT = timedelta(days=7)


class Overtaken(Exception):
    """Somebody stopped the ingest, or another worker has brought this batch in."""


def hand_in(
    pieces: Iterable[bytes],
    *,
    name: str,
    kind: Ingest.Kind,
    ending: str,
    person: User | None,
    feed: Feed | None = None,
) -> Ingest:
    """Keep what was handed in, to be worked off. Raises Refused when it is too large or empty."""
    stored, size = uploads.keep(pieces, ending=ending)
    if not size:
        uploads.remove(stored)
        raise Refused(f"{name} is empty.")
    try:
        return Ingest.objects.create(
            name=name[:LONGEST_NAME],
            kind=kind,
            stored=stored,
            size=size,
            asked_by=person,
            feed=feed,
        )
    except BaseException:
        uploads.remove(stored)
        raise


@transaction.atomic
def stop(*, ingest_id: int) -> Ingest:
    """Stop between two batches: what is in stays in, and one can go on later."""
    ingest = Ingest.objects.select_for_update().get(pk=ingest_id)
    if not ingest.is_live:
        raise Refused("This is no longer under way.")
    ingest.status, ingest.finished_at = Status.STOPPED, timezone.now()
    ingest.save(update_fields=["status", "finished_at"])
    return ingest


@transaction.atomic
def go_on(*, ingest_id: int) -> Ingest:
    """Have an ingest that was stopped or has failed taken up where it stands.

    One of which nothing has come begins again, so that its addresses are asked once more, those
    of a server that was given up, too.
    """
    ingest = Ingest.objects.select_for_update().get(pk=ingest_id)
    if ingest.is_live:
        raise Refused("This is under way already.")
    if not ingest.can_go_on:
        raise Refused(OVER)
    ingest.status, ingest.finished_at, ingest.error = Status.QUEUED, None, ""
    ingest.attempts, ingest.due_at = 0, timezone.now()
    if not _has_come_to_something(ingest):
        ingest.position = ingest.line = ingest.read = ingest.lost = 0
        ingest.failing = {}
        ingest.faults.all().delete()
    ingest.save()
    return ingest


def _has_come_to_something(ingest: Ingest) -> bool:
    """Or will: what was put off, and what a feed noted with its pages, is tried another time."""
    return bool(ingest.documents or ingest.feed_id or ingest.put_off.exists())


def work(*, seconds: float, gives_way: Callable[[], bool] = lambda: False) -> bool:
    """Go on with the ingest that has waited longest, for so long or until one gives way.

    False when none is due.
    """
    ingest = _take()
    if ingest is None:
        return False
    try:
        until = time.monotonic() + seconds
        _work_off(ingest, lambda: time.monotonic() > until or gives_way())
    except Overtaken:
        pass
    except (Unreadable, Refused) as refusal:
        _fail(ingest, str(refusal))
    except FileNotFoundError:
        queue.close(ingest, Status.FAILED, error=GONE, stored="")
    except Exception as error:
        logger.exception("Ingest %s broke after line %s", ingest.pk, ingest.line)
        outages.let_go()
        _postpone(ingest, outages.why(error, BROKE, ingest))
    return True


def due() -> int:
    """How many wait for a worker, once those whose workers kept dying are failed."""
    Ingest.objects.worn_out().update(**queue.ended(Status.FAILED, error=ENDED_WITHOUT_GETTING_ON))
    return Ingest.objects.due().count()


def sweep() -> None:
    """Let go of the files of what was stopped or failed long ago, and of left-overs."""
    Ingest.objects.filter(finished_at__lt=timezone.now() - KEPT).exclude(stored="").update(
        stored=""
    )
    uploads.sweep(Ingest.objects.exclude(stored="").values_list("stored", flat=True))


@transaction.atomic
def _take() -> Ingest | None:
    ingest = queue.first(Ingest.objects.due())
    if ingest:
        begun_at = ingest.started_at or timezone.now()
        queue.hold(ingest, seconds=settings.INGEST_LEASE_SECONDS, started_at=begun_at)
    return ingest


def _lease() -> datetime:
    return timezone.now() + timedelta(seconds=settings.INGEST_LEASE_SECONDS)


def _work_off(ingest: Ingest, is_over: Callable[[], bool]) -> None:
    # A page that was fetched ahead would be fetched again after the shift.
    is_of_pages = ingest.kind == Ingest.Kind.ADDRESSES
    for batch in batches.of(ingest) if is_of_pages else incoming.ahead(batches.of(ingest)):
        _keep(ingest, batch)
        # Not before it is committed: who could not commit would take the row for another worker's.
        ingest.position, ingest.line, ingest.attempts = batch.until, batch.line, 0
        if is_over():
            queue.put_off(ingest, seconds=0, error="")
            return
    # Before it is done: nobody would settle the shelf for a worker that dies in it.
    shelves.settle(Shelf.LIBRARY)
    transaction.on_commit(notes.settle, robust=True)
    brought_in = Ingest.objects.get(pk=ingest.pk)
    if not _has_come_to_something(brought_in):
        _fail(ingest, NOTHING_READ if brought_in.lost else NOTHING_IN_IT)
    elif queue.close(ingest, Status.DONE, read=ingest.size, stored=""):
        uploads.remove(ingest.stored)


@transaction.atomic
def _keep(ingest: Ingest, batch: Batch) -> None:
    """Bring a batch in together with how far the ingest is then: both or neither."""
    added = library.put(batch.prepared)
    values = {
        "read": min(batch.read, ingest.size),
        "position": batch.until,
        "line": batch.line,
        "attempts": 0,
        "due_at": _lease(),
        "error": "",
    }
    counted = {"lost": sum(fault.is_lost for fault in batch.faults)} | {
        name: getattr(added, name) for name in ("new", "changed", "unchanged", "near_same")
    }
    more = {name: F(name) + count for name, count in counted.items()}
    if not queue.held(ingest).update(**values, **more):
        raise Overtaken
    _note(ingest, batch.faults)
    put_off.note(ingest, batch)
    if ingest.feed_id and (page := batch.page):
        feed_pages.came_of(ingest.feed_id, page.address, page.error, is_final=page.is_final)


def _note(ingest: Ingest, faults: Sequence[Fault]) -> None:
    """What came without a part takes no more than half the room: the other is for what is lost."""
    noted = ingest.faults.count() if faults else 0
    spare = MOST_FAULTS // 2 - noted
    kept = [fault for fault in faults if fault.is_lost or (spare := spare - 1) >= 0]
    copy(
        IngestFault,
        ("ingest", "place", "reason", "is_lost"),
        (
            (ingest.pk, fault.place, fault.reason, fault.is_lost)
            for fault in kept[: max(0, MOST_FAULTS - noted)]
        ),
    )


def _postpone(ingest: Ingest, why: str) -> None:
    if queue.is_last_attempt(ingest):
        queue.close(ingest, Status.FAILED, error=why)
    else:
        queue.put_off(ingest, seconds=10 << ingest.attempts, error=why)


def _fail(ingest: Ingest, why: str) -> None:
    """A file stays as it is: to read it again would end the same. Addresses may answer later."""
    if ingest.kind == Ingest.Kind.ADDRESSES:
        queue.close(ingest, Status.FAILED, error=why)
    elif queue.close(ingest, Status.FAILED, error=why, stored=""):
        uploads.remove(ingest.stored)
