"""Celery's way in. A task decides nothing: it calls one service and obeys the answer."""

import time

from celery import shared_task
from django.db import transaction

from articles.services import runs

SHIFT_SECONDS = 5
MOST_BELLS = 4


@shared_task(soft_time_limit=60, time_limit=90)
def work() -> None:
    """Do runs until none is due, a few seconds at a time, so that others get their turn."""
    ends_at = time.monotonic() + SHIFT_SECONDS
    while runs.work():
        if time.monotonic() > ends_at:
            work.delay()
            return


@shared_task
def ring_again() -> None:
    """From beat: a bell for runs whose message was lost, whose worker died, or that waited.

    None for workers that are at it: each goes on by itself until nothing is due.
    """
    _ring(min(runs.due(), MOST_BELLS - runs.under_way()))


def ring(count: int) -> None:
    """Wake workers once the runs are there to be found.

    A broker that is down is logged and no more: the rows wait for ring_again.
    """
    transaction.on_commit(lambda: _ring(count), robust=True)


def _ring(count: int) -> None:
    for _ in range(min(count, MOST_BELLS)):
        work.delay()
