"""The one rule of all queues: what may be taken, by whom it is held, and when it comes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.services import queue
from tests.factories import IngestFactory, LookFactory, RunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[RunFactory, LookFactory, IngestFactory], ids=lambda made: made.__name__)
def row(request):
    return request.param()


def held_again(row):
    return queue.first(type(row).objects.due())


def test_what_is_held_is_due_again_when_its_lease_ends_and_not_before(row):
    rows = type(row).objects
    queue.hold(row, seconds=60)

    assert (list(rows.due()), list(rows.under_way())) == ([], [row])
    later = timezone.now() + timedelta(seconds=61)
    assert (list(rows.due(later)), list(rows.under_way(later))) == ([row], [])
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("running", 1)


def test_what_is_put_off_waits_with_its_reason_and_is_nobodys(row):
    queue.hold(row, seconds=60)
    queue.put_off(row, seconds=60, error="It is busy.")

    row.refresh_from_db()
    assert (row.status, row.error, row.is_live) == ("queued", "It is busy.", True)
    assert not queue.held(row).exists()
    assert not type(row).objects.due().exists()


def test_a_worker_whose_row_another_has_changes_nothing(row):
    queue.hold(row, seconds=0)
    another = held_again(row)
    queue.hold(another, seconds=60)
    type(row).objects.filter(pk=row.pk).update(**{row.HELD_BY: 7})

    queue.put_off(row, seconds=0, error="Late.")
    assert queue.close(row, "done") is False

    row.refresh_from_db()
    assert (row.status, row.error) == ("running", "")


def test_what_has_worn_out_its_workers_is_taken_by_nobody(row):
    rows = type(row).objects
    rows.update(attempts=row.MAX_ATTEMPTS)
    row.refresh_from_db()

    assert queue.is_last_attempt(row)
    assert (held_again(row), list(rows.worn_out())) == (None, [row])
