"""An embargo on the article's page, and what leaves the house on the claim's."""

import pytest

from articles.models import Article, Event, SuggestionRun
from articles.services import outside, runs
from tests.conftest import HTMX
from tests.factories import ClaimFactory, RunFactory, SuggestionFactory
from tests.outside import CLAIM, a_run, switched_on
from tests.pages import Page

pytestmark = pytest.mark.django_db

WORDS = "Under embargo: nothing leaves the house."
SENT = "Iron OR Tower OR Paris"


@pytest.fixture
def claim(db):
    return ClaimFactory(sentence=CLAIM)


@pytest.fixture
def put(claim):
    return f"{claim.article.get_absolute_url()}embargo/"


@pytest.fixture
def read(client):
    return lambda path: Page(client.get(path).content.decode()).text


def test_it_is_put_and_said_on_the_article_and_on_its_claims(client, editor, claim, put, read):
    response = client.post(put)

    assert (response.status_code, response["Location"]) == (302, claim.article.get_absolute_url())
    assert WORDS in read(claim.article.get_absolute_url())
    assert WORDS in read(claim.get_absolute_url())
    assert Event.objects.get().actor == editor


def test_it_is_lifted_again(client, editor, claim, put, read):
    client.post(put)
    client.post(f"{put}lift/")

    assert WORDS not in read(claim.article.get_absolute_url())
    assert not Article.objects.filter(is_embargoed=True).exists()


def test_one_is_back_where_one_was(client, editor, claim, put):
    beside = f"{claim.article.get_absolute_url()}1/"

    response = client.post(put, headers={"Referer": f"http://testserver{beside}"})
    assert response["Location"] == beside
    response = client.post(f"{put}lift/", headers={"Referer": "https://elsewhere.example/"})
    assert response["Location"] == claim.article.get_absolute_url()


def test_what_is_so_already_is_refused_in_place(client, editor, claim, put):
    client.post(put)
    before = Event.objects.count()

    response = client.post(put)

    assert response.status_code == 422
    assert "under embargo already" in response.content.decode()
    assert Event.objects.count() == before


def test_who_may_not_sees_no_button(client, log_in, claim, put, read):
    log_in("Reporter")

    assert "Put under embargo" not in read(claim.article.get_absolute_url())
    assert client.post(put).status_code == 403


def test_it_is_chosen_when_a_text_is_brought_in(client, log_in):
    log_in("Reporter")
    switched_on("wikipedia")
    sent = {"title": "Tower", "text": "The Iron Tower is 312 metres tall."}

    client.post("/articles/new/keep/", sent | {"is_embargoed": "on"})

    assert Article.objects.get().is_embargoed
    assert not SuggestionRun.objects.outside().exists()
    assert SuggestionRun.objects.count() == 2


def test_before_asking_the_page_shows_the_very_words_and_to_whom(editor, claim, read):
    assert "No words of the claim leave the house: no provider outside is on." in read(
        claim.get_absolute_url()
    )

    switched_on("wikipedia")

    shown = read(claim.get_absolute_url())
    assert "1 provider outside on" in shown
    assert "Wikipedia en.wikipedia.org" in shown
    provider = outside.leaving(claim, claim.runs.for_reading()).would[0]
    assert provider.words in shown


def test_after_asking_it_shows_what_was_sent_to_whom_and_when(editor, claim, read):
    gone = switched_on("gdelt", is_on=False)
    run = a_run(gone, claim=claim)
    SuggestionRun.objects.filter(pk=run.pk).update(
        status="done", hits=0, query="Iron Tower <b>", sent_to="api.example",
        started_at="2026-03-31T10:20Z", finished_at="2026-03-31T10:20Z",
    )  # fmt: skip

    shown = read(claim.get_absolute_url())

    assert "GDELT api.example, 31 Mar 2026, 10:20" in shown
    assert "Iron Tower <b>" in shown


def test_it_is_told_anew_when_the_last_search_has_ended(client, editor, claim):
    RunFactory(claim=claim)
    searches = f"/claims/{claim.pk}/searches/"

    assert b'id="leaving"' not in client.get(searches, headers=HTMX).content
    SuggestionRun.objects.update(status="done", hits=0, finished_at="2026-03-31T10:20Z")
    assert b'id="leaving"' in client.get(searches, headers=HTMX).content


def test_a_search_that_waits_for_its_provider_says_so(editor, claim, read):
    a_run(switched_on("gdelt", failures=5, opens_at="2999-01-01T00:00Z"), claim=claim)

    assert "waits: it failed 5 times in a row; one search tries it at" in read(
        claim.get_absolute_url()
    )


def test_asking_outside_of_an_embargoed_article_is_refused_in_place(client, editor, claim, put):
    switched_on("wikipedia")
    client.post(put)

    response = client.post(f"/claims/{claim.pk}/ask/", {"provider": "wikipedia"}, headers=HTMX)

    assert response.status_code == 422
    assert WORDS in response.content.decode()
    assert not runs.SuggestionRun.objects.exists()


def test_a_suggestion_leads_to_where_it_stands(client, editor, claim):
    SuggestionFactory(run__claim=claim, document=None, url="https://a.example/?x=1&y=%22")

    shown = client.get(claim.get_absolute_url()).content.decode()

    assert 'href="https://a.example/?x=1&amp;y=%22" rel="noreferrer noopener"' in shown


@pytest.mark.parametrize("on", [1, 4])
def test_more_providers_take_no_more_queries(
    client, editor, claim, on, django_assert_max_num_queries
):
    for slug in ("wikipedia", "gdelt", "searxng", "factchecktools")[:on]:
        switched_on(slug)

    with django_assert_max_num_queries(40):
        client.get(claim.get_absolute_url())
