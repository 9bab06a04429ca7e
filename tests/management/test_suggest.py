"""Having the providers look, as the page does."""

import pytest

from articles.models import SuggestionRun
from articles.services import library
from tests.commands import fails, run
from tests.factories import ClaimFactory, RunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf():
    library.add([library.Document(identifier="t", text="The tower is 330 metres tall.")])


def test_with_wait_the_searches_are_done_when_it_ends():
    claim = ClaimFactory()

    lines, _ = run("suggest", "--wait")

    assert lines == ["2 searches queued.", "All done, 0 failed."]
    assert set(SuggestionRun.objects.values_list("status", flat=True)) == {"done"}
    assert claim.suggestions.get().document.identifier == "t"


def test_without_wait_they_are_left_to_the_workers():
    ClaimFactory()

    assert run("suggest")[0] == ["2 searches queued."]
    assert SuggestionRun.objects.filter(status="queued").count() == 2


@pytest.mark.parametrize("by", ["article", "claim"])
def test_one_article_or_one_claim_is_looked_for_alone(by):
    wanted, _ = ClaimFactory(), ClaimFactory()
    value = wanted.article.slug if by == "article" else wanted.pk

    run("suggest", **{by: value})

    assert set(SuggestionRun.objects.values_list("claim", flat=True)) == {wanted.pk}


@pytest.mark.parametrize("options", [{"article": "no-such"}, {"claim": 0}, {"article": ""}])
def test_what_is_not_there_is_said_and_nothing_is_queued(options):
    ClaimFactory()

    assert fails("suggest", **options)[0] == "There is no such claim."
    assert not SuggestionRun.objects.exists()


def test_on_an_empty_desk_there_is_nothing_to_look_for():
    assert fails("suggest")[0] == "There is no such claim."


def test_a_search_under_way_is_not_doubled():
    RunFactory(claim=ClaimFactory())

    assert run("suggest")[0] == ["1 searches queued."]


def test_a_provider_whose_code_is_gone_is_told_as_failed():
    claim = ClaimFactory()
    provider = RunFactory(claim=claim).provider
    type(provider).objects.filter(pk=provider.pk).update(slug="gone")

    lines, _ = run("suggest", "--wait")

    assert lines[-1] == "All done, 1 failed."
