"""Workers, askers and importers who begin in the same moment."""

from itertools import count

import pytest

from articles.models import Article, ArticleVersion, Claim, Event, SuggestionRun
from articles.services import articles, history, runs
from articles.services.articles import Draft
from tests.factories import ClaimFactory, RunFactory, UserFactory
from tests.races import all_at_once, five_times

pytestmark = pytest.mark.django_db(transaction=True)

floors = count(1)


@five_times
def test_two_workers_do_one_run_once(scripted, finding):
    provider = scripted([finding()], [finding()])
    run = RunFactory()

    answers = all_at_once(runs.work, runs.work)

    assert sorted(answers) == [False, True]
    assert len(provider.asked) == 1
    run.refresh_from_db()
    assert (run.status, run.attempts) == ("done", 1)
    assert run.suggestions.count() == 1


@five_times
def test_two_workers_share_two_runs(scripted, finding):
    provider = scripted([finding()], [finding()])
    both = [RunFactory(), RunFactory()]

    assert all_at_once(runs.work, runs.work) == [True, True]

    assert {query.claim for query in provider.asked} == {run.claim_id for run in both}
    for run in both:
        run.refresh_from_db()
        assert (run.status, run.attempts) == ("done", 1)


@five_times
def test_a_claim_asked_about_twice_at_once_has_one_run_a_provider():
    claim = ClaimFactory()

    def ask():
        return runs.ask(claim_id=claim.pk, person=UserFactory())

    assert sorted(all_at_once(ask, ask)) == [0, 2]
    assert claim.runs.count() == 2
    assert claim.history.count() == 1


@five_times
def test_a_claim_queued_twice_at_once_has_one_run_a_provider():
    claim = ClaimFactory()

    def queue():
        return runs.queue_for_claims([claim.pk])

    assert sum(all_at_once(queue, queue)) == 2
    assert SuggestionRun.objects.filter(claim=claim).count() == 2


@five_times
def test_of_three_imports_of_one_text_at_once_one_is_new():
    text = f"It has {next(floors)} floors."

    def bring_in():
        return articles.bring_in(Draft(title="The tower", text=text), person=None)

    answers = all_at_once(bring_in, bring_in, bring_in)

    assert sorted(answer.is_new for answer in answers) == [False, False, True]
    version = ArticleVersion.objects.get(text=text)
    assert {answer.article for answer in answers} == {version.article}
    assert Claim.objects.filter(version=version).count() == 1
    assert Event.objects.filter(article=version.article).count() == 1


@five_times
def test_imports_of_one_title_at_once_have_an_address_each():
    def bring_in():
        text = f"It has {next(floors)} floors."
        return articles.bring_in(Draft(title="The tower", text=text), person=None)

    answers = all_at_once(bring_in, bring_in)

    assert len({answer.article.slug for answer in answers}) == 2
    assert all(answer.is_new for answer in answers)
    assert Article.objects.filter(title="The tower").count() == Event.objects.count()
    assert list(history.faults()) == []
