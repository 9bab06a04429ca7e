"""Whatever befalls a run's worker, it is done once, and what leaves is written down before."""

import pytest

from articles.models import Article, Provider, Suggestion, SuggestionRun
from articles.services import gates, outages, outside, providers, queue, runs
from tests.deaths import (
    WHATEVER,
    as_a_task,
    at_each_of,
    befallen,
    is_killed,
    loses_its_session,
)
from tests.factories import RunFactory
from tests.outside import a_run, open_now, switched_on

pytestmark = pytest.mark.django_db

Run = SuggestionRun.Status
WORDS, HOST = "How tall is the tower?", "searx.example"
# A run whose worker is dead waits for the end of its lease; one that lives puts it off in words.
WAITS = {
    is_killed: {(Run.QUEUED, ""), (Run.RUNNING, "")},
    loses_its_session: {(Run.QUEUED, ""), (Run.QUEUED, outages.OURS)},
}


class Outside:
    """A provider outside that notes what its run says when it is asked."""

    version, hosts, requests = "noting-1", HOST, 1

    def __init__(self, answer, happens=lambda: None):
        self.noted = []
        self._answer, self._happens = answer, happens

    def words(self, query):
        return WORDS

    def search(self, query):
        self.noted += SuggestionRun.objects.outside().values_list("query", "sent_to")
        self._happens()
        return self._answer


@pytest.fixture
def asked(monkeypatch, finding):
    """Have this stand for the provider outside, and a run of it wait."""

    def stand(happens=lambda: None):
        provider = Outside([finding()], happens)
        monkeypatch.setitem(outside.REGISTRY, "searxng", lambda row: provider)
        return provider, a_run(switched_on())

    return stand


def told(run):
    run.refresh_from_db()
    return run.status, run.error


def waits_or_is_done(run, befalls):
    """And has then kept what was found: both, or neither."""
    if Suggestion.objects.exists():
        return told(run) == (Run.DONE, "")
    return told(run) in WAITS[befalls]


def is_done_by_the_next(run):
    open_now()
    while as_a_task(runs.work):
        pass
    assert (told(run), run.hits) == ((Run.DONE, ""), 1)
    return Suggestion.objects.get().run_id == run.pk


@WHATEVER
@at_each_of(
    (runs, "_take"),
    (providers, "named"),
    (runs, "_keep"),
    (queue, "close"),
    (runs, "_suggestion"),
)
def test_a_run_in_the_house_is_done_once(scripted, finding, befalls, when, where, step):
    provider = scripted([finding()], [finding()])
    run = RunFactory()

    with befallen(befalls, when=when, where=where, step=step):
        as_a_task(runs.work)

    assert waits_or_is_done(run, befalls)
    assert is_done_by_the_next(run)
    assert len(provider.asked) in (1, 2)


@WHATEVER
@at_each_of(
    (queue, "hold"),
    (runs, "_take"),
    (queue, "held"),
    (gates, "succeeded"),
    (runs, "_keep"),
    (runs, "_suggestion"),
)
def test_a_run_to_the_world_is_done_once_and_written_down_first(asked, befalls, when, where, step):
    provider, run = asked()

    with befallen(befalls, when=when, where=where, step=step):
        as_a_task(runs.work)

    assert waits_or_is_done(run, befalls)
    assert Provider.objects.get(pk=run.provider_id).failures == 0
    assert is_done_by_the_next(run)
    assert set(provider.noted) == {(WORDS, HOST)}
    assert len(provider.noted) in (1, 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("search", ["in the house", "outside"])
def test_a_worker_whose_session_ends_in_a_search_puts_it_off_and_goes_on(
    asked, scripted, finding, search
):
    if search == "outside":
        scripted([finding()])
        _, run = asked(loses_its_session)
        other = RunFactory(due_at=run.due_at)
    else:
        scripted(lambda: loses_its_session() or [finding()], [finding()])
        run, other = RunFactory(), RunFactory()

    assert runs.work()
    assert runs.work()  # in the same process, with no task between them

    assert told(run) == (Run.QUEUED, outages.OURS)
    assert (told(other), other.hits) == ((Run.DONE, ""), 1)


def test_what_was_written_down_but_perhaps_not_sent_is_not_sent_under_a_later_embargo(asked):
    provider, run = asked()
    with befallen(is_killed, when="before", where=provider, step="search"):
        as_a_task(runs.work)
    open_now()
    Article.objects.update(is_embargoed=True)

    assert runs.due() == 0
    assert not runs.work()

    assert told(run) == (Run.FAILED, outside.UNDER_EMBARGO)
    assert (run.query, run.sent_to, provider.noted) == (WORDS, HOST, [])
