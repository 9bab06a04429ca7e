"""Runs that leave the house, done against a real server."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Provider, Suggestion, SuggestionRun
from articles.services import outside, runs
from tests.factories import ClaimFactory, RunFactory, UserFactory
from tests.outside import CLAIM, FOUND, a_run, open_now, result, speak, switched_on

pytestmark = pytest.mark.django_db

Run = SuggestionRun.Status
SENT = "Iron Tower Paris 312 metres tall"


@pytest.fixture
def searxng(server):
    return switched_on(address=server.url())


def now(run):
    run.refresh_from_db()
    run.provider.refresh_from_db()
    return run


def test_what_was_sent_to_whom_is_what_the_run_records(server, searxng):
    speak(server, result())
    run = a_run(searxng)

    assert runs.work() is True

    assert (now(run).status, run.hits, run.error) == (Run.DONE, 1, "")
    assert (run.query, run.sent_to) == (SENT, "127.0.0.1")
    assert f"q={SENT.replace(' ', '+')}" in server.paths[0]
    found = Suggestion.objects.get()
    assert (found.text, found.url) == (FOUND, "https://news.example/")
    assert found.differs == [["312 metres", "330 metres"]]


def test_a_claim_without_a_word_to_search_by_sends_nothing_and_says_so(server, searxng):
    run = a_run(searxng, claim=ClaimFactory(sentence="So it was."))

    runs.work()

    assert (now(run).status, run.hits, run.query, run.sent_to) == (Run.DONE, 0, "", "")
    assert server.asked == []


def test_retry_after_is_obeyed_by_the_run_and_by_every_other_of_the_provider(server, searxng):
    speak(server, status=429, headers={"Retry-After": "300"})
    first, second = a_run(searxng), a_run(searxng)

    assert [runs.work(), runs.work()] == [True, False]

    assert len(server.asked) == 1
    wait = (now(first).due_at - timezone.now()).total_seconds()
    assert 295 < wait <= 300
    assert (first.status, first.attempts) == (Run.QUEUED, 1)
    assert "asks to be left alone for 300 seconds" in first.error
    assert (now(second).status, second.attempts) == (Run.QUEUED, 0)
    assert second.provider.why_shut.startswith("it wants to be left alone until")


def test_a_failure_of_the_moment_is_tried_again_and_then_forgotten(server, searxng):
    speak(server, status=503)
    run = a_run(searxng)
    runs.work()
    assert (now(run).status, run.provider.failures) == (Run.QUEUED, 1)

    speak(server, result())
    open_now()
    runs.work()

    assert (now(run).status, run.hits, run.provider.failures) == (Run.DONE, 1, 0)


def test_a_malformed_answer_fails_with_a_reason_and_keeps_nothing(server, searxng):
    server.page("/search", "<h1>Log in</h1>")
    run = a_run(searxng)

    runs.work()

    assert (now(run).status, run.hits) == (Run.FAILED, None)
    assert run.error == "127.0.0.1 answered with a web page."
    assert not Suggestion.objects.exists()


def test_after_five_failures_nobody_asks_then_one_tries_it(server, searxng):
    speak(server, status=500)
    waiting = [a_run(searxng) for _ in range(7)]
    for _ in range(5):
        Provider.objects.update(opens_at=timezone.now())
        assert runs.work() is True
    assert len(server.asked) == 5

    assert runs.work() is False
    searxng.refresh_from_db()
    assert 55 < (searxng.opens_at - timezone.now()).total_seconds() <= 60
    assert "it failed 5 times in a row; one search tries it at" in searxng.why_shut
    assert len(server.asked) == 5

    speak(server, result())
    Provider.objects.update(opens_at=timezone.now())
    assert runs.work() is True
    searxng.refresh_from_db()
    assert (searxng.failures, len(server.asked)) == (0, 6)
    assert {run.status for run in map(now, waiting)} == {Run.QUEUED, Run.DONE}


def test_while_one_tries_it_the_others_wait(server, searxng):
    Provider.objects.filter(pk=searxng.pk).update(failures=5, opens_at=timezone.now())
    first, second = a_run(searxng), a_run(searxng)
    seen = []

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(outside.REGISTRY, "searxng", lambda row: _Asking(seen, runs.work))
        runs.work()

    assert seen == [False]
    assert (now(first).attempts, now(second).attempts) == (1, 0)


class _Asking:
    """A provider during whose search something else happens."""

    version, hosts, requests = "asking-1", "asking.example", 1

    def __init__(self, seen, act):
        self._seen, self._act = seen, act

    def words(self, query):
        return query.text

    def search(self, query):
        self._seen.append(self._act())
        return []


def test_it_is_asked_so_many_times_a_minute_and_no_more(server, searxng):
    Provider.objects.filter(pk=searxng.pk).update(a_minute=10)
    speak(server, result())
    first, second = a_run(searxng), a_run(searxng)

    assert [runs.work(), runs.work()] == [True, False]

    assert (now(first).status, now(second).status) == (Run.DONE, Run.QUEUED)
    assert (second.attempts, second.error) == (0, "")
    assert "it may be asked 10 times a minute; the next turn is at" in second.provider.why_shut
    assert 5 < (second.provider.opens_at - timezone.now()).total_seconds() <= 6
    assert runs.due() == 0


def test_what_a_person_wants_goes_first_and_the_house_before_the_world(searxng, monkeypatch):
    order = []
    monkeypatch.setitem(outside.REGISTRY, "searxng", lambda row: _Asking(order, lambda: "outside"))
    monkeypatch.setitem(
        runs.providers.REGISTRY, "library", lambda: _Asking(order, lambda: "inside")
    )
    a_run(searxng)
    RunFactory()
    a_run(searxng, asked_by=UserFactory())
    RunFactory(asked_by=UserFactory())

    while runs.work():
        Provider.objects.update(opens_at=timezone.now())

    assert order == ["inside", "outside", "inside", "outside"]


def test_while_one_is_out_others_work_on_the_shelves_only(searxng, scripted, finding):
    scripted([finding()])
    out = a_run(searxng, status=Run.RUNNING, attempts=1, due_at=timezone.now())
    SuggestionRun.objects.update(due_at=timezone.now() + timedelta(minutes=1))
    waiting, inside = a_run(searxng), RunFactory()

    assert [runs.work(), runs.work()] == [True, False]

    assert (now(inside).status, now(waiting).status) == (Run.DONE, Run.QUEUED)
    assert now(out).status == Run.RUNNING


def test_what_waits_for_a_provider_that_was_switched_off_is_not_sent(server, searxng):
    run = a_run(searxng)
    Provider.objects.filter(pk=searxng.pk).update(is_on=False)

    assert runs.work() is False
    assert runs.due() == 0

    assert (now(run).status, run.error, run.attempts) == (Run.FAILED, outside.SWITCHED_OFF, 0)
    assert server.asked == []


def test_a_provider_whose_code_is_gone_fails_in_words():
    gone = Provider.objects.create(slug="oracle", name="Oracle", is_outside=True)
    run = a_run(gone)

    runs.work()

    assert (now(run).status, run.sent_to) == (Run.FAILED, "")
    assert "'oracle'" in run.error


def test_the_key_is_in_no_run_no_event_and_no_log(server, caplog):
    google = switched_on("factchecktools", address=server.url(), key="AIza-not-to-be-seen")
    server.page("/v1alpha1/claims:search", '{"error": "AIza-not-to-be-seen"}', status=403)
    run = a_run(google)

    runs.work()

    assert server.asked[0].headers["x-goog-api-key"] == "AIza-not-to-be-seen"
    assert "answered 403" in now(run).error
    kept = [*SuggestionRun.objects.values(), *run.claim.history.values()]
    assert "AIza" not in f"{kept} {caplog.text} {google!r} {google}"


def test_of_an_imported_article_only_claims_worth_checking_are_asked_about_outside(searxng):
    worth, other = ClaimFactory(worth=0.5), ClaimFactory(worth=0.4)

    runs.queue_for_versions([worth.version_id, other.version_id])

    assert [run.claim for run in SuggestionRun.objects.outside()] == [worth]
    assert SuggestionRun.objects.filter(is_outside=False).count() == 4
    assert runs.queue_for_claims([other.pk]) == 1


def test_what_would_leave_and_what_did_is_told(server, searxng):
    speak(server, result())
    run = a_run(searxng)
    runs.work()

    leaving = outside.leaving(run.claim, run.claim.runs.for_reading())
    (would,) = leaving.would
    assert (would.provider, would.hosts, would.words) == (searxng, "127.0.0.1", SENT)
    assert [(each.query, each.sent_to) for each in leaving.sent] == [(SENT, "127.0.0.1")]
    assert run.claim.sentence == CLAIM != SENT
