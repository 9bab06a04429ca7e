"""A worker may die at any moment, or answer when nobody waits any more."""

import pytest
from django.conf import settings
from django.utils import timezone

from articles.models import Suggestion, SuggestionRun
from articles.providers import ProviderRejected, ProviderUnavailable
from articles.services import runs
from tests.deaths import WorkerKilled, is_killed
from tests.factories import RunFactory

pytestmark = pytest.mark.django_db

Run = SuggestionRun.Status


def let_time_pass(run):
    SuggestionRun.objects.filter(pk=run.pk).update(due_at=timezone.now())


@pytest.fixture
def die(scripted):
    """Have a worker take the run and die before it has an answer."""

    def kill():
        scripted(is_killed)
        with pytest.raises(WorkerKilled):
            runs.work()

    return kill


def test_the_run_of_a_dead_worker_comes_back_when_its_lease_ends(die, scripted, finding):
    run = RunFactory()
    die()
    provider = scripted([finding()])

    run.refresh_from_db()
    lease = (run.due_at - run.started_at).total_seconds()
    assert (run.status, lease) == (Run.RUNNING, settings.SUGGESTION_LEASE_SECONDS)
    assert runs.due() == 0
    assert runs.work() is False

    let_time_pass(run)
    assert runs.due() == 1
    assert runs.work() is True

    run.refresh_from_db()
    assert (run.status, run.attempts, run.hits) == (Run.DONE, 2, 1)
    assert len(provider.asked) == 1


def test_a_run_whose_workers_keep_dying_is_taken_five_times_and_then_fails(die, scripted):
    run = RunFactory()
    for _ in range(5):
        let_time_pass(run)
        die()
    provider = scripted()
    let_time_pass(run)

    assert runs.work() is False
    assert runs.due() == 0

    run.refresh_from_db()
    assert (run.status, run.attempts) == (Run.FAILED, 5)
    assert run.error == runs.ENDED_WITHOUT_ANSWER
    assert run.finished_at is not None
    assert provider.asked == []


def test_a_fifth_attempt_that_is_still_at_work_is_not_failed(die):
    run = RunFactory(attempts=4)
    die()

    runs.due()

    run.refresh_from_db()
    assert (run.status, run.attempts) == (Run.RUNNING, 5)


def another_worker_does_it(run, scripted, line):
    """What happens while the first worker still waits for its provider: its lease ends."""
    let_time_pass(run)
    scripted(line)
    assert runs.work() is True


@pytest.mark.parametrize(
    "late", ["found", "unavailable", "rejected"], ids="a late worker that {}".format
)
def test_a_late_worker_whose_lease_ended_stores_nothing(late, scripted, finding):
    run = RunFactory()
    answers = {
        "found": [finding("passage:late")],
        "unavailable": ProviderUnavailable("Too late."),
        "rejected": ProviderRejected("Too late."),
    }

    def answer_late():
        another_worker_does_it(run, scripted, [finding("passage:in-time")])
        return answers[late]

    scripted(answer_late)
    runs.work()

    run.refresh_from_db()
    assert (run.status, run.attempts, run.hits, run.error) == (Run.DONE, 2, 1, "")
    assert Suggestion.objects.get().key == "passage:in-time"


def test_a_late_worker_stores_nothing_while_the_second_is_at_work(die, scripted, finding):
    run = RunFactory()

    def answer_late():
        let_time_pass(run)
        die()
        return [finding("passage:late")]

    scripted(answer_late)
    runs.work()

    run.refresh_from_db()
    assert (run.status, run.attempts, run.hits) == (Run.RUNNING, 2, None)
    assert not Suggestion.objects.exists()


def test_a_late_worker_does_not_put_off_a_run_that_another_has(die, scripted):
    run = RunFactory()

    def answer_late():
        let_time_pass(run)
        die()
        return ProviderUnavailable("Busy.")

    scripted(answer_late)
    runs.work()

    run.refresh_from_db()
    assert (run.status, run.error) == (Run.RUNNING, "")


def test_a_worker_whose_lease_ended_but_whose_run_nobody_took_is_in_time(scripted, finding):
    run = RunFactory()

    def answer_late():
        let_time_pass(run)
        return [finding()]

    scripted(answer_late)
    runs.work()

    run.refresh_from_db()
    assert (run.status, run.hits) == (Run.DONE, 1)


def test_a_heading_of_any_length_is_suggested(scripted, finding):
    scripted([finding(title="Long " * 200)])
    run = RunFactory()

    runs.work()

    run.refresh_from_db()
    assert run.status == Run.DONE
    assert Suggestion.objects.get().title.startswith("Long Long")
