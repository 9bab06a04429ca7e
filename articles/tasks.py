"""Celery's way in. A task decides nothing: it calls one service and obeys the answer."""

import logging
import time
from collections.abc import Callable

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.db import transaction

from articles.ranking.meaning import ModelUnavailable
from articles.services import feeds, gates, ingests, library, looks, notes, places, runs, vectors

logger = logging.getLogger(__name__)

SHIFT_SECONDS = 5
MOST_BELLS = 4
# What fetches and fills has a queue of its own, and gives way to a person in one process with it.
MOST_LOOK_BELLS = 1
FILL_SECONDS = 20
# A bell that nobody heard until the next sweep is not rung: that one rings anew. Else each sweep
# would add a message to those that ring themselves again, and suggestions would wait behind all.
EXPIRES = settings.SWEEP_SECONDS


@shared_task(soft_time_limit=60, time_limit=90, expires=2 * EXPIRES)
def work() -> None:
    """Do runs until none is due, a few seconds at a time, so that others get their turn."""
    if _goes_on(runs.work):
        work.delay()


@shared_task(soft_time_limit=300, time_limit=330, expires=EXPIRES)
def make_vectors() -> None:
    """Make vectors until no passage waits, then read sentences; as many at a time as may."""
    try:
        with places.one(places.VECTORS, of=settings.MEANING_WORKERS) as is_free:
            goes_on = is_free and _goes_on(vectors.work, gives_way=_someone_waits)
    except ModelUnavailable as error:
        logger.warning("No vectors are made. %s", error)
    else:
        if goes_on:
            make_vectors.delay()


def _goes_on(
    step: Callable[[], bool],
    *,
    gives_way: Callable[[], bool] = lambda: False,
    seconds: float = SHIFT_SECONDS,
) -> bool:
    """Take steps for a few seconds, or until one gives way; whether there are more to take."""
    ends_at = time.monotonic() + seconds
    while step():
        if time.monotonic() > ends_at or gives_way():
            return True
    return False


def _someone_waits() -> bool:
    """For suggestions, or for what was handed in to be found by its words."""
    return runs.someone_waits() or ingests.due() > 0


@worker_ready.connect
def begin(**signal: object) -> None:
    """What waited for a worker need not wait for the sweep."""
    ring_for_vectors()


@shared_task
def ring_again() -> None:
    """From beat: a bell for runs whose message was lost, whose worker died, or that waited.

    None for workers that are at it: each goes on by itself until nothing is due. Providers that
    may be asked so many times a minute get a bell for each of their turns until the next sweep.
    """
    _ring(min(runs.due(), MOST_BELLS - runs.under_way()))
    ring_for_vectors()
    _ring_for_looks(min(looks.due(), MOST_LOOK_BELLS - looks.under_way()))
    for seconds in gates.turns(within=settings.SWEEP_SECONDS):
        work.apply_async(countdown=seconds)


@shared_task(soft_time_limit=75, time_limit=90, expires=EXPIRES)
def read_feeds() -> None:
    """Read feeds, and the pages of fact-checks in them, while any is due; one worker at a time.

    From beat, too. What they bring for the library is filled in by another task.
    """
    with places.one(places.FEEDS) as is_free:
        goes_on = is_free and _goes_on(feeds.work, gives_way=runs.someone_waits)
    if goes_on:
        read_feeds.delay()
    if is_free and ingests.due():
        fill.delay()


def ring(count: int) -> None:
    """Wake workers once the runs are there to be found.

    A broker that is down is logged and no more: the rows wait for ring_again.
    """
    transaction.on_commit(lambda: _ring(count), robust=True)


def _ring(count: int) -> None:
    for _ in range(min(count, MOST_BELLS)):
        work.delay()


def ring_for_vectors() -> None:
    """Wake as many as may make vectors; they see for themselves whether anything waits."""
    if not vectors.is_off():
        for _ in range(settings.MEANING_WORKERS):
            make_vectors.delay()


@shared_task(soft_time_limit=60, time_limit=90, expires=EXPIRES)
def look() -> None:
    """Look at sources until none is due, a few seconds at a time."""
    if _goes_on(looks.work, gives_way=runs.someone_waits):
        look.delay()


@shared_task
def look_at_all() -> None:
    """From beat, each night."""
    _ring_for_looks(looks.ask_all())


def ring_for_looks() -> None:
    """The same bell for a look that was just queued, or for none."""
    transaction.on_commit(lambda: _ring_for_looks(1), robust=True)


def _ring_for_looks(count: int) -> None:
    for _ in range(min(count, MOST_LOOK_BELLS)):
        look.delay()


@shared_task(expires=EXPIRES)
def fill() -> None:
    """Go on with ingests, while there are any; one worker at a time.

    From beat, too: for what was lost, whose worker died, or that waited.
    """
    with places.one(places.FILLING) as is_free:
        goes_on = is_free and _fill()
    if goes_on:
        fill.delay()


def _fill() -> bool:
    """Several small ones in one shift: the next bell waits behind all else that there is to do."""
    ingests.due()
    wanted = runs.someone_waits
    return _goes_on(
        lambda: ingests.work(seconds=FILL_SECONDS, gives_way=wanted),
        gives_way=wanted,
        seconds=FILL_SECONDS,
    )


@shared_task
def clear_up() -> None:
    """From beat, each hour."""
    ingests.sweep()
    library.settle()
    notes.settle()


def ring_to_fill() -> None:
    """As `ring`, for what was handed in for the library."""
    transaction.on_commit(lambda: fill.delay(), robust=True)


def ring_to_read() -> None:
    """As `ring`, for feeds."""
    transaction.on_commit(lambda: read_feeds.delay(), robust=True)
