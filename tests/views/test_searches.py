"""The search log in the browser, and searches by hand written into it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Event, Evidence, HandSearch, LibraryDocument, Opening
from articles.services import library
from articles.services.library import Document
from tests import pages
from tests.conftest import BOTH_WAYS, HTMX
from tests.factories import ClaimFactory, DoneRunFactory, SuggestionFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

LOOKED = {
    "place": "The register", "query": "height of the tower", "outcome": "nothing", "hits": "",
    "note": "", "searched_on": "2026-11-20",
}  # fmt: skip
TOWER = Document(identifier="t", title="The tower", text="It is 330 metres tall. It stands.")


def at(name, *args):
    return reverse(f"articles:{name}", args=args)


def read(response):
    assert pages.faults(response) == []
    return Page(response.content.decode())


def words(page):
    return " ".join(page.text.split())


@BOTH_WAYS
def test_a_search_made_elsewhere_is_kept_and_stands_in_the_log(client, editor, claim, headers):
    response = client.post(at("looked", claim.pk), LOOKED, headers=headers)

    assert response.status_code == (200 if headers else 302)
    assert HandSearch.objects.get().query == "height of the tower"
    page = read(client.get(claim.get_absolute_url()))
    assert "1 search, 1 found nothing" in words(page)
    assert "20 Nov 2026 The register: looked and found nothing" in words(page)
    if headers:
        sent = Page(response.content.decode()).typed(at("looked", claim.pk))
        assert sent["place"] == sent["query"] == ""


@BOTH_WAYS
def test_the_log_says_whose_version_it_is(client, editor, claim, headers):
    DoneRunFactory(claim=claim, provider_version="2, by words and meaning")

    page = Page(client.get(at("search-log", claim.pk), headers=headers).content.decode())

    said = "Evidence library by Factcheck’s search, version 2, by words and meaning: 1 found"
    assert said in words(page)


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"place": ""}, "Say where you looked."),
        ({"outcome": ""}, "Say whether you found something or nothing."),
        ({"hits": "many"}, "Enter a whole number."),
        ({"hits": "3"}, "Say why none of what was found helps"),
        ({"searched_on": "9999-01-01"}, "This day is still to come."),
    ],
)
def test_a_refused_search_is_said_in_place_with_all_that_was_typed(
    client, editor, claim, headers, sent, said
):
    response = client.post(at("looked", claim.pk), LOOKED | sent, headers=headers)

    notice, typed = pages.refused(response, at("looked", claim.pk))
    assert said in notice
    assert {name: typed[name] for name in ("query", "hits", "searched_on")} == {
        name: (LOOKED | sent)[name] for name in ("query", "hits", "searched_on")
    }
    assert not HandSearch.objects.exists()
    assert not Event.objects.exists()


def test_looking_in_the_library_for_a_claim_carries_it_along_and_records_nothing(
    client, editor, claim
):
    library.add([TOWER])
    address = f"{at('library')}?claim={claim.pk}"

    page = read(client.get(f"{address}&q=tower+metres"))

    assert claim.sentence in page.text
    forms = [form.get("action") for form in page.all("form")]
    assert at("attach-found", claim.pk) in forms
    assert at("looked-in-library", claim.pk) in forms
    assert not HandSearch.objects.exists()
    assert read(client.get(f"{address}&q=unicorn")).text.count("Keep with the search") == 1


def test_what_is_found_for_a_claim_says_why_and_where_it_differs(client, editor):
    claim = ClaimFactory(sentence="The tower is 312 metres tall.")
    library.add([Document(text="Many have seen it. The tower is 330 metres tall. It stands.")])
    address = at("library")

    page = read(client.get(address, {"q": "metres", "claim": claim.pk}))

    assert [each.text for each in page.all("mark")] == ["metres"]
    quoted = page.the("blockquote")
    assert "".join(each.text for each in page.all("strong") if quoted in each.inside) == (
        "The tower is 330 metres tall."
    )
    assert "Here 330 metres; the claim says 312 metres." in words(page)
    assert page.typed(at("attach-found", claim.pk))["quote"] == "The tower is 330 metres tall."
    assert "the claim says" not in words(read(client.get(address, {"q": "metres"})))


def test_what_is_found_of_something_else_says_no_difference(client, editor):
    claim = ClaimFactory(sentence="The hospital in Bergen has 37 seats and costs 14 dollars a day.")
    library.add([Document(text="The stadium in Oslo has 41 seats. A day there costs 12 dollars.")])

    page = read(client.get(at("library"), {"q": "stadium Oslo", "claim": claim.pk}))

    assert page.all("mark")
    assert "the claim says" not in words(page)


@pytest.mark.parametrize("number", ["x", "0", "9" * 40, "%00", "-1", "٣"])
def test_a_claim_that_is_none_is_left_out(client, editor, number):
    response = client.get(f"{at('library')}?q=tower&claim={number}")

    assert response.status_code == 200
    assert "You are looking for evidence" not in response.content.decode()


def test_what_the_library_has_is_attached_from_its_page(client, editor, claim):
    library.add([TOWER])
    sent = {
        "q": "tower metres", "document": LibraryDocument.objects.get().pk, "stance": "refutes",
        "quote": "330 metres", "note": "So.",
    }  # fmt: skip

    response = client.post(at("attach-found", claim.pk), sent)

    assert (response.status_code, response["Location"]) == (302, claim.get_absolute_url())
    attached = Evidence.objects.get()
    assert (attached.quote, attached.is_exact, attached.note) == ("330 metres", True, "So.")
    assert HandSearch.objects.get().query == "tower metres"


def test_a_refused_attachment_keeps_what_was_typed_beside_its_passage(client, editor, claim):
    library.add([TOWER])
    page = read(client.get(at("library"), {"q": "tower metres", "claim": claim.pk}))
    sent = page.typed(at("attach-found", claim.pk))
    sent = {name: sent[name] for name in ("q", "document", "passage")}
    sent |= {"stance": "refutes", "quote": "500 metres", "note": "See page 3."}

    response = client.post(at("attach-found", claim.pk), sent)

    assert response.status_code == 422
    page = read(response)
    assert "This quote is not in the document's text." in words(page)
    typed = page.typed(at("attach-found", claim.pk))
    assert (typed["quote"], typed["note"], typed["stance"]) == (
        "500 metres", "See page 3.", "refutes",
    )  # fmt: skip
    assert not HandSearch.objects.exists()


def test_what_did_not_help_is_kept_with_the_reason_or_asked_for_it(client, editor, claim):
    library.add([TOWER])
    address, sent = at("looked-in-library", claim.pk), {"q": "tower metres", "note": ""}

    refused = client.post(address, sent)
    kept = client.post(address, sent | {"note": "Of another tower."})

    assert refused.status_code == 422
    assert "Say why none of what was found helps" in words(read(refused))
    assert (kept.status_code, kept["Location"]) == (302, at("search-log", claim.pk))
    assert HandSearch.objects.get().hits == 1
    assert "1 hit, nothing of use" in words(read(client.get(kept["Location"])))


def test_a_confidential_search_of_the_library_is_kept_and_its_words_are_for_few(
    client, editor, log_in, claim
):
    address = reverse("articles:looked-in-library", args=[claim.pk])
    sent = {"q": "the minister's brother", "note": "None.", "is_confidential": "on"}

    answer = client.post(address, sent)

    assert answer.status_code == 302
    assert HandSearch.objects.get().is_confidential
    assert "brother" in client.get(answer["Location"]).content.decode()
    log_in("Viewer")
    shown = client.get(answer["Location"]).content.decode()
    assert ("brother" in shown, "A confidential search" in shown) == (False, True)


def test_the_log_of_an_article_has_every_claim_that_was_looked_for(client, editor):
    run = DoneRunFactory(hits=0, query="tower 300 metres")
    ClaimFactory(version=run.claim.version, number=2)
    DoneRunFactory()

    page = read(client.get(at("article-searches", run.claim.article.slug)))

    assert [h2.text.strip() for h2 in page.all("h2")] == [f"1. {run.claim.sentence}", "Keys"]
    assert "Evidence library: looked and found nothing" in words(page)
    assert "Asked: “tower 300 metres”" in words(page)
    (link,) = [a for a in page.all("a") if "CSV" in a.text]
    rows = client.get(link["href"]).getvalue().decode().splitlines()
    assert len(rows) == 2
    assert "looked and found nothing" in rows[1]


def test_an_article_nobody_looked_for_says_so(client, editor, claim):
    page = read(client.get(at("article-searches", claim.article.slug)))

    assert "Nobody has looked yet" in page.text


@pytest.mark.parametrize("query", ["?claim=x", "?claim=0", f"?claim={'9' * 30}", "?article=no"])
def test_a_file_of_what_is_not_there_is_not_found(client, editor, query):
    assert client.get(f"{at('export-searches')}{query}").status_code == 404


def test_the_log_of_many_claims_takes_as_many_queries_as_that_of_one(client, editor):
    first = DoneRunFactory().claim
    found = []
    for number in range(2, 12):
        if number in (2, 11):
            with CaptureQueriesContext(connection) as queries:
                client.get(at("article-searches", first.article.slug))
            found.append(len(queries))
        SuggestionFactory(run__claim=ClaimFactory(version=first.version, number=number))

    assert found[0] == found[1] <= 12


def test_opening_a_suggestion_is_told_once_and_changes_nothing_on_the_page(client, editor, claim):
    suggestion = SuggestionFactory(run__claim=claim)
    page = read(client.get(claim.get_absolute_url()))
    assert len(
        [each for each in page.elements if each.get("hx-post") == at("opened", suggestion.pk)]
    )

    for _ in range(2):
        response = client.post(at("opened", suggestion.pk), headers=HTMX)
        assert (response.status_code, response.content) == (204, b"")

    assert Opening.objects.get().person == editor
    assert not Event.objects.exists()


def test_who_may_not_attach_tells_of_no_opening(client, log_in, claim):
    log_in("Viewer")
    suggestion = SuggestionFactory(run__claim=claim)

    html = client.get(claim.get_absolute_url()).content.decode()

    assert at("opened", suggestion.pk) not in html
