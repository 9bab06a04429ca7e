"""Under embargo nothing leaves the house: said by the service, held by the database."""

import pytest

from articles.models import Event, Provider, SuggestionRun
from articles.providers import ProviderUnavailable
from articles.services import Refused, articles, embargoes, outside, runs
from articles.services.articles import Draft
from tests.factories import ClaimFactory, RunFactory, UserFactory
from tests.outside import CLAIM, a_run, result, speak, switched_on
from tests.races import all_at_once, five_times
from tests.web_server import serving

pytestmark = pytest.mark.django_db

Run = SuggestionRun.Status
WORDS = "Under embargo: nothing leaves the house."


@pytest.fixture
def searxng(server):
    speak(server, result())
    return switched_on(address=server.url())


@pytest.fixture
def embargoed():
    return ClaimFactory(sentence=CLAIM, version__article__is_embargoed=True)


def put(claim, person=None):
    return embargoes.put(article_id=claim.article_id, person=person or UserFactory())


def test_it_is_put_and_lifted_and_each_is_remembered():
    claim, person = ClaimFactory(), UserFactory()

    assert put(claim, person).is_embargoed
    assert not embargoes.lift(article_id=claim.article_id, person=person).is_embargoed

    lifted, laid = Event.objects.order_by("-number")
    assert (laid.action, laid.actor, laid.article) == (
        Event.Action.ARTICLE_EMBARGOED, person, claim.article,
    )  # fmt: skip
    assert laid.data == {"stopped": 0}
    assert lifted.action == Event.Action.EMBARGO_LIFTED


def test_what_is_so_already_is_refused_and_not_remembered(embargoed):
    with pytest.raises(Refused, match="under embargo already"):
        put(embargoed)
    with pytest.raises(Refused, match="not under embargo"):
        embargoes.lift(article_id=ClaimFactory().article_id, person=UserFactory())
    assert not Event.objects.exists()


def test_what_waits_to_be_sent_is_stopped_and_the_house_is_still_asked(server, searxng):
    waiting = a_run(searxng)
    inside, other = RunFactory(claim=waiting.claim), a_run(searxng)

    put(waiting.claim)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.error, waiting.attempts) == (Run.FAILED, WORDS, 0)
    assert Event.objects.get().data == {"stopped": 1}
    assert {run.pk for run in SuggestionRun.objects.live()} == {inside.pk, other.pk}


def test_asking_again_asks_the_house_only(searxng, embargoed):
    runs.ask(claim_id=embargoed.pk, person=UserFactory())

    assert {run.provider.slug for run in embargoed.runs.all()} == {"library", "checks"}


def test_asking_outside_is_refused_in_words(searxng, embargoed):
    with pytest.raises(Refused, match=WORDS):
        runs.ask(claim_id=embargoed.pk, person=UserFactory(), provider="searxng")

    assert not SuggestionRun.objects.exists()
    assert not Event.objects.exists()


def test_neither_import_nor_command_queues_anything_outside(searxng, embargoed):
    made = articles.bring_in(
        Draft(title="Tower", text="The tower is 330 metres tall.", is_embargoed=True), person=None
    )
    runs.queue_for_claims([embargoed.pk])

    assert made.article.is_embargoed
    assert Event.objects.get().data["embargo"] is True
    assert not SuggestionRun.objects.outside().exists()
    assert SuggestionRun.objects.count() == 4


def test_a_run_that_was_queued_before_is_not_taken(server, searxng):
    run = a_run(searxng)
    type(run.claim.article).objects.update(is_embargoed=True)  # behind the service's back

    assert runs.work() is False

    run.refresh_from_db()
    assert (run.status, run.error, run.sent_to) == (Run.FAILED, WORDS, "")
    assert server.asked == []


def test_the_sweep_ends_what_was_queued_before(searxng):
    run = a_run(searxng)
    type(run.claim.article).objects.update(is_embargoed=True)

    assert runs.due() == 0

    run.refresh_from_db()
    assert (run.status, run.error) == (Run.FAILED, WORDS)


def test_one_that_is_out_already_ends_and_is_not_sent_again(server, searxng):
    run = a_run(searxng)

    class Out:
        version, hosts, requests = "out-1", "out.example", 1

        def words(self, query):
            return query.text

        def search(self, query):
            put(run.claim)
            raise ProviderUnavailable("Busy.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(outside.REGISTRY, "searxng", lambda row: Out())
        runs.work()

    run.refresh_from_db()
    assert (run.status, run.error) == (Run.FAILED, WORDS)


def test_of_an_embargoed_article_nothing_would_leave(searxng, embargoed):
    assert outside.leaving(embargoed, embargoed.runs.for_reading()).would == []


def test_lifting_it_sends_nothing_by_itself(searxng, embargoed):
    embargoes.lift(article_id=embargoed.article_id, person=UserFactory())

    assert not SuggestionRun.objects.exists()
    embargoed.refresh_from_db()
    assert [
        each.provider for each in outside.leaving(embargoed, embargoed.runs.for_reading()).would
    ] == [searxng]


@pytest.mark.django_db(transaction=True)
@five_times
def test_an_embargo_and_a_worker_at_once_either_it_was_out_before_or_it_never_leaves():
    SuggestionRun.objects.all().delete()
    with serving() as server:
        speak(server, result())
        run = a_run(switched_on(address=server.url()))
        Provider.objects.update(opens_at="2000-01-01T00:00Z")

        answers = all_at_once(runs.work, lambda: put(run.claim))

        assert not [each for each in answers if isinstance(each, Exception)]
        runs.due()
        run.refresh_from_db()
        if run.status == Run.FAILED:
            assert (run.error, run.sent_to, server.asked) == (WORDS, "", [])
        else:
            assert (run.status, len(server.asked)) == (Run.DONE, 1)
