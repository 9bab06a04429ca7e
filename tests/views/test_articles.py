"""The galley and what stands beside it, whole and in parts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Claim, Event
from tests.conftest import HTMX
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    RunFactory,
    SuggestionFactory,
    UserFactory,
    VersionFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

RESTORE = HTMX | {"HX-History-Restore-Request": "true"}
VARIES = {"hx-request", "hx-boosted", "hx-history-restore-request"}


@pytest.fixture
def viewer(log_in):
    return log_in("Viewer")


@pytest.fixture
def article(claim):
    ClaimFactory(version=claim.version, number=2, start=30, sentence="It opened in 1889.", worth=0)
    return claim.article


def vary(response):
    return {word.strip().lower() for word in response["Vary"].split(",")}


def beside(claim):
    return reverse("articles:beside", args=[claim.article.slug, claim.number])


def test_the_galley_shows_each_sentence_with_its_mark_and_its_status_in_words(
    client, viewer, article
):
    page = Page(client.get(article.get_absolute_url()).content.decode())

    texts = [each.text for each in page.all("span", **{"class": "text"})]
    assert texts == ["The tower is 300 metres tall.", "It opened in 1889."]
    marks = [each.text for each in page.all("a", **{"class": "mark"})]
    assert [("Unchecked" in mark, "worth checking" in mark) for mark in marks] == [
        (True, True),
        (True, False),
    ]


def test_by_htmx_the_galley_gives_only_what_is_most_worth_checking(client, viewer, article):
    response = client.get(article.get_absolute_url(), headers=HTMX)

    assert response.status_code == 200
    html = response.content.decode().strip()
    assert html.startswith('<aside class="claim none" id="claim"')
    page = Page(html)
    assert page.all("li")[0].text.startswith("The tower is 300 metres tall.")
    assert page.faults == []


def test_a_claim_beside_its_article_comes_alone_by_htmx(client, viewer, article, claim):
    response = client.get(beside(claim), headers=HTMX)

    html = response.content.decode().strip()
    assert html.startswith('<aside class="claim" id="claim" data-number="1"')
    assert "It opened in 1889." not in html
    assert vary(response) >= VARIES | {"hx-current-url"}


def test_a_claim_beside_its_article_is_a_whole_page_without_htmx(client, viewer, article, claim):
    response = client.get(beside(claim))

    page = Page(response.content.decode())
    assert page.by_id("claim").tag == "aside"
    assert [each["href"] for each in page.all("a", aria_current="true")] == [beside(claim)]
    assert "It opened in 1889." in page.text
    assert vary(response) >= VARIES


@pytest.mark.parametrize("name", ["article", "beside", "standing", "articles", "library"])
def test_a_history_restore_gets_the_whole_page_back(client, viewer, article, name):
    keys = {"beside": [article.slug, 1], "articles": [], "library": []}
    path = reverse(f"articles:{name}", args=keys.get(name, [article.slug]))

    part, whole = client.get(path, headers=HTMX), client.get(path, headers=RESTORE)

    assert not part.content.strip().startswith(b"<!doctype html>")
    assert whole.content.strip().startswith(b"<!doctype html>")
    assert vary(part) >= VARIES
    assert vary(whole) >= VARIES


def test_the_standing_by_htmx_is_that_line_alone(client, viewer, article):
    response = client.get(reverse("articles:standing", args=[article.slug]), headers=HTMX)

    html = response.content.decode().strip()
    assert html.startswith('<div class="standing" id="standing"')
    assert "hx-swap-oob" not in html
    assert "2 of 2 claims still open" in Page(html).text


def test_the_standing_is_asked_again_while_a_search_is_under_way_and_then_no_more(
    client, viewer, article, claim
):
    run = RunFactory(claim=claim)
    address = reverse("articles:standing", args=[article.slug])

    assert Page(client.get(address, headers=HTMX).content.decode()).by_id("standing")["hx-get"]

    type(run).objects.filter(pk=run.pk).update(
        status="done", hits=0, finished_at=run.asked_at, started_at=run.asked_at
    )
    standing = Page(client.get(address, headers=HTMX).content.decode()).by_id("standing")
    assert standing.get("hx-get") is None


def test_what_is_set_aside_is_no_longer_counted(client, viewer, article, claim):
    Claim.objects.filter(pk=claim.pk).update(status="not-a-claim")

    assert "1 of 1 claims still open" in Page(_galley(client, article)).text


def test_when_nothing_is_open_the_page_says_so(client, viewer, article):
    Claim.objects.update(status="waived", reason="Stet.")

    page = Page(_galley(client, article))

    assert "0 of 2 claims still open" in page.text
    assert page.by_id("next-title").text == "Nothing is open"


def test_the_galley_is_that_of_the_latest_version(client, viewer, article):
    later = VersionFactory(article=article, number=2, text="It is 330 metres tall.")
    ClaimFactory(version=later, sentence="It is 330 metres tall.")

    page = Page(_galley(client, article))

    assert "It is 330 metres tall." in page.text
    assert "It opened in 1889." not in page.text


def test_an_article_without_a_text_is_not_found(client, viewer):
    assert client.get(ArticleFactory().get_absolute_url()).status_code == 404


def test_looking_at_a_claim_is_no_event(client, viewer, article, claim):
    client.get(beside(claim))
    client.get(claim.get_absolute_url())

    assert not Event.objects.exists()


def test_a_viewer_is_offered_nothing_to_do(client, viewer, claim):
    SuggestionFactory(run__claim=claim)

    page = Page(client.get(beside(claim)).content.decode())

    assert [form["action"] for form in page.all("form", method="post")] == ["/logout/"]


def _galley(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def _queries(client, path, **more):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path, **more).status_code == 200
    return len(found)


def _with_claims(count):
    version = VersionFactory(sentences=count)
    Claim.objects.bulk_create(
        Claim(
            article=version.article, version=version, number=number, start=10 * number,
            end=10 * number + 6, sentence="It is.", worth=0.5,
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    return version.article


def test_the_galley_makes_as_many_queries_for_300_claims_as_for_3(client, editor):
    found = [_queries(client, _with_claims(count).get_absolute_url()) for count in (3, 30, 300)]

    assert found == [found[0]] * 3
    assert found[0] <= 12


def test_a_claim_makes_as_many_queries_with_30_suggestions_and_sources_as_with_3(client, editor):
    found = []
    for count in (3, 30):
        claim = ClaimFactory(checker=UserFactory(), taken_at="2026-01-01T00:00Z")
        run = RunFactory(claim=claim)
        SuggestionFactory.create_batch(count, run=run)
        EvidenceFactory.create_batch(count, claim=claim)
        paths = (
            beside(claim),
            claim.get_absolute_url(),
            reverse("articles:searches", args=[claim.pk]),
        )
        found.append([_queries(client, path, headers=HTMX) for path in paths])

    assert found[0] == found[1]


def test_a_claim_loads_no_text_of_a_whole_document(client, editor):
    suggestion = SuggestionFactory(document__text="A text of five megabytes.")

    with CaptureQueriesContext(connection) as seen:
        page = client.get(suggestion.claim.get_absolute_url())

    assert suggestion.title in page.content.decode()
    text = '"articles_librarydocument"."text"'
    loaded = [each["sql"].replace(f"STRPOS({text}", "looked through") for each in seen]
    assert not [each for each in loaded if text in each]
