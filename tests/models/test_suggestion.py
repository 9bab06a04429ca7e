from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Provider, Suggestion, SuggestionRun
from tests.factories import (
    DoneRunFactory,
    RunFactory,
    SuggestionFactory,
    UserFactory,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

Run = SuggestionRun.Status


def set_run(run, **fields):
    SuggestionRun.objects.filter(pk=run.pk).update(**fields)


@pytest.mark.parametrize("limit", [0, 51])
def test_a_providers_limit_is_1_to_50(limit):
    with refused("provider_limit_1_to_50"):
        Provider.objects.filter(slug="library").update(limit=limit)


@pytest.mark.parametrize("limit", [1, 50])
def test_a_provider_may_answer_with_1_and_with_50(limit):
    assert Provider.objects.filter(slug="library").update(limit=limit) == 1


@pytest.mark.parametrize("status", [Run.QUEUED, Run.RUNNING])
def test_one_run_of_a_provider_is_live_for_a_claim(status):
    run = RunFactory(status=status)

    with refused("suggestion_run_one_live_per_provider"):
        RunFactory(claim=run.claim)

    assert RunFactory(claim=run.claim, provider=Provider.objects.get(slug="checks")).pk
    assert DoneRunFactory(claim=run.claim).pk
    assert RunFactory().pk


@pytest.mark.parametrize("lacking", ["hits", "finished_at"])
def test_a_run_is_done_with_a_count_and_a_time(lacking):
    with refused("suggestion_run_done_with_a_count"):
        DoneRunFactory(**{lacking: None})


def test_a_run_that_found_nothing_is_done_with_a_count_of_0():
    assert DoneRunFactory(hits=0).hits == 0


@pytest.mark.parametrize("lacking", [{"error": " "}, {"finished_at": None}], ids=["reason", "time"])
def test_a_run_fails_with_a_reason_and_a_time(lacking):
    run = RunFactory()
    failed = {"status": Run.FAILED, "error": "It said 403.", "finished_at": timezone.now()}

    with refused("suggestion_run_failed_with_a_reason"):
        set_run(run, **failed | lacking)

    set_run(run, **failed)


def test_a_run_is_due_from_its_time_on():
    now = timezone.now()
    run = RunFactory(due_at=now)

    assert not SuggestionRun.objects.due(now - timedelta(seconds=1)).exists()
    assert SuggestionRun.objects.due(now).get() == run
    assert SuggestionRun.objects.due().get() == run


def test_the_run_of_a_worker_is_due_again_when_its_lease_has_ended():
    lease_ends = timezone.now() + timedelta(minutes=2)
    run = RunFactory(status=Run.RUNNING, attempts=1, due_at=lease_ends)

    assert not SuggestionRun.objects.due().exists()
    assert SuggestionRun.objects.due(lease_ends).get() == run


def test_a_run_is_due_five_times_at_most():
    run = RunFactory(attempts=4)
    assert SuggestionRun.objects.due().get() == run

    set_run(run, attempts=5)
    assert not SuggestionRun.objects.due().exists()
    assert SuggestionRun.objects.live().get() == run


def test_a_run_that_has_ended_is_neither_live_nor_due():
    done = DoneRunFactory()
    failed = RunFactory(status=Run.FAILED, error="403", finished_at=timezone.now())

    assert not SuggestionRun.objects.live().exists()
    assert not SuggestionRun.objects.due().exists()
    assert not done.is_live
    assert not failed.is_live


def test_what_a_person_asked_for_is_due_first_then_the_oldest():
    now = timezone.now()
    newer = RunFactory(due_at=now - timedelta(hours=1))
    older = RunFactory(due_at=now - timedelta(hours=2))
    asked = RunFactory(due_at=now - timedelta(minutes=1), asked_by=UserFactory())

    assert list(SuggestionRun.objects.due(now)) == [asked, older, newer]


def test_of_what_two_people_asked_for_the_oldest_is_due_first():
    now = timezone.now()
    newer = RunFactory(due_at=now - timedelta(minutes=1), asked_by=UserFactory())
    older = RunFactory(due_at=now - timedelta(minutes=2), asked_by=UserFactory())

    assert list(SuggestionRun.objects.due(now)) == [older, newer]


def test_runs_due_at_one_moment_come_in_the_order_they_were_queued():
    now = timezone.now()
    runs = [RunFactory(due_at=now) for _ in range(3)]

    assert list(SuggestionRun.objects.due(now)) == runs


def test_how_long_a_run_took_is_known_once_it_has_ended():
    now = timezone.now()

    assert RunFactory(started_at=now).seconds is None
    ended = DoneRunFactory(started_at=now, finished_at=now + timedelta(seconds=1.5))
    assert ended.seconds == 1.5


def test_a_passage_is_suggested_once_for_a_claim_by_a_provider():
    suggestion = SuggestionFactory()
    again = {"run": suggestion.run, "key": suggestion.key}

    with refused("suggestion_once_per_claim_and_provider"):
        SuggestionFactory(**again)

    assert SuggestionFactory(key=suggestion.key).pk
    assert SuggestionFactory(provider=Provider.objects.get(slug="checks"), **again).pk


@pytest.mark.parametrize("status", ["accepted", "dismissed"])
@pytest.mark.parametrize("lacking", ["decided_by", "decided_at"])
def test_a_suggestion_is_decided_by_somebody_at_some_time(status, lacking):
    suggestion = SuggestionFactory()
    decided = {
        "status": status,
        "reason": "Because.",
        "decided_by": UserFactory(),
        "decided_at": timezone.now(),
    }

    with refused("suggestion_decided_by_somebody"):
        Suggestion.objects.update(**decided | {lacking: None})

    Suggestion.objects.update(**decided)
    suggestion.refresh_from_db()
    assert suggestion.status == status


def test_an_open_suggestion_is_decided_by_nobody():
    SuggestionFactory()

    with refused("suggestion_decided_by_somebody"):
        Suggestion.objects.update(decided_by=UserFactory(), decided_at=timezone.now())


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_suggestion_is_dismissed_with_a_reason(reason):
    SuggestionFactory()
    dismissed = {
        "status": "dismissed",
        "decided_by": UserFactory(),
        "decided_at": timezone.now(),
    }

    with refused("suggestion_dismissed_with_a_reason"):
        Suggestion.objects.update(reason=reason, **dismissed)

    Suggestion.objects.update(reason="Another tower.", **dismissed)


def test_open_suggestions_are_those_nobody_has_decided():
    suggestion = SuggestionFactory()
    SuggestionFactory(status="accepted", decided_by=UserFactory(), decided_at=timezone.now())

    assert list(Suggestion.objects.open()) == [suggestion]
