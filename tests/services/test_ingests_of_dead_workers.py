"""Whatever ends a worker, and however many are at it: every line is brought in once."""

import pytest
from django.utils import timezone

from articles.models import Ingest, LibraryDocument, Passage
from articles.models.library import Shelf
from articles.services import incoming, ingests, library, queue, shelves
from tests.deaths import WorkerKilled
from tests.handed_in import hand_in, line, tally, work_off
from tests.shelved import counted, recounted

pytestmark = pytest.mark.django_db

Status = Ingest.Status


@pytest.fixture
def ingest(monkeypatch):
    monkeypatch.setattr(shelves, "BATCH", 3)
    return hand_in(*map(line, range(6)), b"wrong\n", line(7))


def end_the_lease(ingest):
    Ingest.objects.filter(pk=ingest.pk).update(due_at=timezone.now())


def all_is_in_once(ingest):
    work_off(ingest)
    assert (ingest.status, tally(ingest)) == (Status.DONE, (7, 0, 0, 0, 1))
    assert ingest.faults.count() == 1
    assert LibraryDocument.objects.count() == Passage.objects.count() == 7
    assert counted() == recounted()


# The steps of a batch, in their order: what is done before the step is done, and what follows not.
STEPS = [
    (library, "put"),
    (library, "_known"),
    (library, "_store"),
    (shelves, "put"),
    (shelves, "_lexemes"),
    (shelves, "lay_in"),
    (ingests, "_note"),
    (queue, "close"),
    (shelves, "settle"),
]


@pytest.mark.parametrize("batch", [1, 2])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("where", "step"), STEPS, ids=lambda value: str(value))
def test_a_worker_that_is_killed_at_a_step_loses_nothing_and_doubles_nothing(
    ingest, monkeypatch, where, step, when, batch
):
    act, calls = getattr(where, step), []

    def killed(*args, **kwargs):
        calls.append(1)
        last = len(calls) == batch
        if last and when == "before":
            raise WorkerKilled
        answer = act(*args, **kwargs)
        if last:
            raise WorkerKilled
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(where, step, killed)
        try:
            ingests.work(seconds=60)
        except WorkerKilled:
            assert counted() == recounted()
    end_the_lease(ingest)

    all_is_in_once(ingest)


def test_a_shelf_whose_worker_was_killed_in_settling_it_is_settled_by_the_next(ingest, monkeypatch):
    settled = []

    def dies(shelf):
        raise WorkerKilled

    monkeypatch.setattr(shelves, "settle", dies)
    with pytest.raises(WorkerKilled):
        ingests.work(seconds=60)
    end_the_lease(ingest)
    monkeypatch.setattr(shelves, "settle", settled.append)

    all_is_in_once(ingest)
    assert settled == [Shelf.LIBRARY]


@pytest.fixture
def before_the_first_batch_is_kept(monkeypatch):
    """Have something happen while a worker has its first batch ready, but not brought in."""
    ahead = incoming.ahead

    def patch(happens):
        def and_then(batches):
            monkeypatch.setattr(incoming, "ahead", ahead)
            for number, batch in enumerate(ahead(batches)):
                if not number:
                    happens()
                yield batch

        monkeypatch.setattr(incoming, "ahead", and_then)

    return patch


def test_a_worker_that_is_too_late_brings_nothing_in(ingest, before_the_first_batch_is_kept):
    def another_worker_does_all_of_it():
        end_the_lease(ingest)
        ingests.work(seconds=60)

    before_the_first_batch_is_kept(another_worker_does_all_of_it)
    ingests.work(seconds=60)

    all_is_in_once(ingest)


def test_a_batch_that_is_at_work_when_somebody_presses_stop_is_not_brought_in(
    ingest, before_the_first_batch_is_kept
):
    before_the_first_batch_is_kept(lambda: ingests.stop(ingest_id=ingest.pk))
    ingests.work(seconds=60)

    ingest.refresh_from_db()
    assert (ingest.status, ingest.line) == (Status.STOPPED, 0)
    assert not LibraryDocument.objects.exists()
    ingests.go_on(ingest_id=ingest.pk)
    all_is_in_once(ingest)


def test_an_ingest_whose_workers_keep_dying_fails_and_one_can_go_on(ingest, monkeypatch):
    def dies(batch):
        raise WorkerKilled

    with monkeypatch.context() as patched:
        patched.setattr(library, "put", dies)
        for _ in range(Ingest.MAX_ATTEMPTS):
            end_the_lease(ingest)
            with pytest.raises(WorkerKilled):
                ingests.work(seconds=60)
    end_the_lease(ingest)

    assert (ingests.due(), ingests.work(seconds=60)) == (0, False)
    ingest.refresh_from_db()
    assert (ingest.status, ingest.error) == (Status.FAILED, ingests.ENDED_WITHOUT_GETTING_ON)
    ingests.go_on(ingest_id=ingest.pk)
    all_is_in_once(ingest)


def test_what_nobody_foresaw_is_tried_again_later_and_then_fails_in_words(ingest, monkeypatch):
    def breaks(batch):
        raise ZeroDivisionError

    monkeypatch.setattr(library, "put", breaks)
    ingests.work(seconds=60)

    ingest.refresh_from_db()
    assert (ingest.status, ingest.error) == (Status.QUEUED, ingests.BROKE)
    assert ingest.due_at > timezone.now()
    Ingest.objects.update(attempts=4)
    end_the_lease(ingest)
    ingests.work(seconds=60)
    ingest.refresh_from_db()
    assert (ingest.status, ingest.error) == (Status.FAILED, ingests.BROKE)
