from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Event, Provider, Status, Suggestion, SuggestionRun
from articles.providers import ProviderRejected, ProviderUnavailable
from articles.services import Refused, runs
from tests.factories import ClaimFactory, DoneRunFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db

Run = SuggestionRun.Status


def let_time_pass(run):
    """Until the run may be taken again: its back-off or its lease has ended."""
    SuggestionRun.objects.filter(pk=run.pk).update(due_at=timezone.now())


def wait(run):
    run.refresh_from_db()
    return (run.due_at - timezone.now()).total_seconds()


def test_a_person_asks_every_provider_that_is_on():
    claim, person = ClaimFactory(), UserFactory()

    assert runs.ask(claim_id=claim.pk, person=person) == 2

    asked = SuggestionRun.objects.all()
    assert {run.provider.slug for run in asked} == {"library", "checks"}
    assert {(run.claim, run.asked_by, run.status) for run in asked} == {(claim, person, Run.QUEUED)}
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.SUGGESTIONS_ASKED, person)
    assert event.data == {"providers": ["Evidence library", "Published checks"]}


def test_a_person_asks_one_provider():
    runs.ask(claim_id=ClaimFactory().pk, person=UserFactory(), provider="checks")

    assert SuggestionRun.objects.get().provider.slug == "checks"


def test_a_provider_that_is_off_is_not_asked():
    Provider.objects.filter(slug="checks").update(is_on=False)

    assert runs.ask(claim_id=ClaimFactory().pk, person=UserFactory()) == 1
    assert SuggestionRun.objects.get().provider.slug == "library"


@pytest.mark.parametrize("provider", [None, "library", "unheard-of"])
def test_with_no_provider_on_one_is_told_and_nothing_is_queued(provider):
    Provider.objects.update(is_on=False)

    with pytest.raises(Refused, match="No provider is on"):
        runs.ask(claim_id=ClaimFactory().pk, person=UserFactory(), provider=provider)

    assert not SuggestionRun.objects.exists()
    assert not Event.objects.exists()


def test_a_run_that_is_under_way_is_left_alone():
    claim = ClaimFactory()
    under_way = RunFactory(claim=claim, status=Run.RUNNING, attempts=1)

    assert runs.ask(claim_id=claim.pk, person=UserFactory()) == 1
    assert runs.ask(claim_id=claim.pk, person=UserFactory()) == 0

    under_way.refresh_from_db()
    assert (under_way.asked_by, under_way.attempts) == (None, 1)
    assert Event.objects.count() == 1


def test_what_was_looked_for_before_is_looked_for_again():
    claim = DoneRunFactory().claim

    assert runs.ask(claim_id=claim.pk, person=UserFactory(), provider="library") == 1


def test_claims_are_queued_once_each_for_providers_that_are_on():
    Provider.objects.filter(slug="checks").update(is_on=False)
    claims = [ClaimFactory().pk for _ in range(2)]

    assert runs.queue_for_claims(claims) == 2
    assert runs.queue_for_claims(claims) == 0

    queued = SuggestionRun.objects.all()
    assert {(run.claim_id, run.provider.slug) for run in queued} == {
        (claim, "library") for claim in claims
    }
    assert {run.asked_by for run in queued} == {None}


def test_a_run_becomes_suggestions_in_the_order_they_were_found(scripted, finding):
    provider = scripted([finding("passage:9"), finding("passage:4", matters=None)])
    run = RunFactory()

    assert runs.work() is True

    run.refresh_from_db()
    assert (run.status, run.hits, run.attempts, run.error) == (Run.DONE, 2, 1, "")
    assert run.provider_version == "scripted-1"
    assert run.query == run.claim.sentence
    assert run.seconds >= 0
    asked = provider.asked[0]
    assert (asked.text, asked.limit, asked.claim) == (run.claim.sentence, 8, run.claim_id)
    found = list(Suggestion.objects.order_by("rank"))
    assert [(each.key, each.rank) for each in found] == [("passage:9", 1), ("passage:4", 2)]
    assert {each.status for each in found} == {Suggestion.Status.OPEN}
    assert (found[0].shared, found[0].matters, found[1].matters) == ([[6, 16]], [0, 22], [])


def test_without_a_run_that_is_due_there_is_no_work(scripted):
    provider = scripted()
    RunFactory(due_at=timezone.now() + timedelta(minutes=1))

    assert runs.work() is False
    assert provider.asked == []


def test_a_search_that_finds_nothing_is_recorded_too(scripted):
    scripted([])
    run = RunFactory()

    runs.work()

    run.refresh_from_db()
    assert (run.status, run.hits) == (Run.DONE, 0)
    assert not Suggestion.objects.exists()


def test_working_changes_neither_the_claim_nor_the_history(scripted, finding):
    scripted([finding()])
    claim = RunFactory().claim

    runs.work()

    claim.refresh_from_db()
    assert (claim.status, claim.checker) == (Status.UNCHECKED, None)
    assert not Event.objects.exists()


def test_a_passage_found_again_is_one_suggestion_and_keeps_its_decision(scripted, finding):
    scripted([finding()], [finding(title="A new title"), finding("passage:2")])
    claim = RunFactory().claim
    runs.work()
    Suggestion.objects.update(
        status="dismissed", reason="No.", decided_by=UserFactory(), decided_at=timezone.now()
    )

    RunFactory(claim=claim)
    runs.work()

    assert SuggestionRun.objects.filter(status=Run.DONE).count() == 2
    kept = Suggestion.objects.get(key="passage:1")
    assert (kept.status, kept.title) == ("dismissed", "How tall the tower is")
    assert Suggestion.objects.count() == 2


def test_one_passage_twice_in_one_answer_is_one_suggestion(scripted, finding):
    scripted([finding(), finding()])
    RunFactory()

    runs.work()

    assert Suggestion.objects.count() == 1


def test_of_two_providers_each_has_its_run_and_its_suggestions(scripted, finding, monkeypatch):
    library = scripted([finding()])
    checks = type(library)([[finding()]])
    monkeypatch.setitem(runs.providers.REGISTRY, "checks", lambda: checks)
    claim = ClaimFactory()
    runs.queue_for_claims([claim.pk])

    assert [runs.work(), runs.work(), runs.work()] == [True, True, False]

    assert len(library.asked) == len(checks.asked) == 1
    assert {each.provider.slug for each in Suggestion.objects.all()} == {"library", "checks"}


def test_an_unavailable_provider_is_asked_again_after_a_longer_and_longer_wait(scripted, finding):
    busy = ProviderUnavailable("It said 503.")
    scripted(busy, busy, [finding()])
    run = RunFactory()

    runs.work()
    assert 15 < wait(run) <= 20
    assert (run.status, run.error) == (Run.QUEUED, "It said 503.")
    assert runs.work() is False

    let_time_pass(run)
    runs.work()
    assert 35 < wait(run) <= 40

    let_time_pass(run)
    runs.work()
    run.refresh_from_db()
    assert (run.status, run.attempts, run.error, run.hits) == (Run.DONE, 3, "", 1)


def test_after_the_fifth_attempt_a_run_has_failed_with_the_last_reason(scripted):
    provider = scripted(*[ProviderUnavailable(f"Busy {turn}.") for turn in range(1, 7)])
    run = RunFactory()

    for _ in range(6):
        let_time_pass(run)
        runs.work()

    run.refresh_from_db()
    assert (run.status, run.error, run.attempts) == (Run.FAILED, "Busy 5.", 5)
    assert run.finished_at is not None
    assert len(provider.asked) == 5


def test_a_provider_that_breaks_is_asked_later_and_keeps_nobody_elses_run_waiting(
    scripted, finding, caplog
):
    scripted(KeyError("pages"), [finding()])
    broken, other = RunFactory(), RunFactory()

    assert runs.work() is True
    assert runs.work() is True

    assert 15 < wait(broken) <= 20
    assert (broken.status, broken.hits) == (Run.QUEUED, None)
    assert broken.error == runs.BROKE
    other.refresh_from_db()
    assert (other.status, other.hits) == (Run.DONE, 1)
    assert f"on run {broken.pk}" in caplog.text
    assert "KeyError: 'pages'" in caplog.text


def test_a_provider_that_rejects_is_not_asked_again(scripted):
    provider = scripted(ProviderRejected("The key is wrong."))
    run = RunFactory()

    runs.work()
    let_time_pass(run)

    assert runs.work() is False
    run.refresh_from_db()
    assert (run.status, run.error, run.hits) == (Run.FAILED, "The key is wrong.", None)
    assert len(provider.asked) == 1


def test_a_rejection_without_a_reason_still_fails_with_one(scripted):
    scripted(ProviderRejected())
    run = RunFactory()

    runs.work()

    run.refresh_from_db()
    assert (run.status, run.error) == (Run.FAILED, "The provider gave no reason.")


def test_a_run_whose_providers_code_is_gone_fails_in_words():
    run = RunFactory(provider=Provider.objects.create(slug="oracle", name="Oracle"))

    runs.work()

    run.refresh_from_db()
    assert run.status == Run.FAILED
    assert "'oracle'" in run.error


def test_what_was_queued_before_a_provider_was_switched_off_is_still_answered(scripted, finding):
    scripted([finding()])
    run = RunFactory()
    Provider.objects.update(is_on=False)

    runs.work()

    run.refresh_from_db()
    assert run.status == Run.DONE
