"""The library searched for a claim: what writes a line into the log, and what does not."""

import pytest
from django.urls import reverse

from articles.models import HandSearch
from articles.services import library
from articles.services.library import Document
from tests import pages
from tests.conftest import HTMX
from tests.pages import Page

pytestmark = pytest.mark.django_db

RESTORED = HTMX | {"HX-History-Restore-Request": "true"}


@pytest.fixture(autouse=True)
def tower():
    library.add([Document(title="The tower", text="It is 330 metres tall. It stands.")])


def at(name, *args):
    return reverse(f"articles:{name}", args=args)


def find(client, claim, q, headers=None, **more):
    return client.get(at("library"), {"claim": claim.pk, "q": q} | more, headers=headers or {})


def writes(response, claim):
    """What is sent a moment later to write the line, if the answer has that sent."""
    page = Page(response.content.decode())
    found = page.all("form", hx_post=at("search-library", claim.pk))
    assert {form["hx-trigger"] for form in found} <= {"load delay:1s"}
    return [
        {each["name"]: each["value"] for each in page.all("input") if form in each.inside}
        for form in found
    ]


def test_without_htmx_a_search_is_sent_and_what_was_found_is_read(client, editor, claim):
    page = Page(find(client, claim, "").content.decode())
    typed = page.typed(at("search-library", claim.pk)) | {"q": "tower metres"}

    response = client.post(at("search-library", claim.pk), typed)

    assert response["Location"] == f"{at('library')}?claim={claim.pk}&q=tower+metres"
    line = HandSearch.objects.get()
    assert (line.query, line.hits, line.person, line.is_automatic) == (
        "tower metres", 1, editor, True,
    )  # fmt: skip
    answer = client.get(response["Location"])
    assert pages.faults(answer) == []
    page = Page(answer.content.decode())
    assert "This search stands in the claim’s search log" in page.text
    assert "330 metres" in page.text
    assert not writes(answer, claim)


def test_by_htmx_what_is_found_while_typing_says_so_a_moment_later(client, editor, claim):
    response = find(client, claim, "tower metres", HTMX)

    assert not HandSearch.objects.exists()
    (sent,) = writes(response, claim)
    answer = client.post(at("search-library", claim.pk), sent, headers=HTMX)
    assert HandSearch.objects.get().query == "tower metres"
    assert answer.status_code == 200
    text = Page(answer.content.decode()).text
    assert text == "This search stands in the claim’s search log."


def test_words_that_nobody_sees_are_not_looked_for_and_not_kept(client, editor, claim):
    client.post(at("search-library", claim.pk), {"q": "tow\u202eer\0 metres"})

    assert HandSearch.objects.get().query == "tower metres"


@pytest.mark.parametrize("headers", [{}, RESTORED, {"Sec-Purpose": "prefetch"}], ids=str)
def test_to_load_the_page_writes_nothing_and_has_nothing_written(client, editor, claim, headers):
    response = find(client, claim, "tower metres", headers)

    assert response.status_code == 200
    assert not writes(response, claim)
    assert "This search stands in" not in response.content.decode()
    assert not HandSearch.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_reader_who_may_not_write_looks_and_leaves_no_line(client, log_in, claim, headers):
    log_in("Viewer")

    response = find(client, claim, "tower metres", headers)

    page = Page(response.content.decode())
    assert "It is 330 metres tall." in page.text
    assert not writes(response, claim)
    assert not [form for form in page.all("form") if "search-library" in (form.get("action") or "")]
    refused = client.post(at("search-library", claim.pk), {"q": "tower"}, headers=headers)
    assert refused.status_code == 403
    assert not HandSearch.objects.exists()


def test_looking_without_a_claim_or_without_words_is_not_logged(client, editor, claim):
    for query in ({"q": "tower"}, {"claim": claim.pk}, {"claim": claim.pk, "q": " "}):
        assert not writes(client.get(at("library"), query, headers=HTMX), claim)
    for headers, status in (({}, 302), (HTMX, 200)):
        response = client.post(at("search-library", claim.pk), {"q": " \0"}, headers=headers)
        assert response.status_code == status
        assert response.content.strip() == b""

    assert not HandSearch.objects.exists()


def test_from_the_claim_its_own_words_are_looked_for(client, editor, claim):
    page = Page(client.get(claim.get_absolute_url()).content.decode())
    typed = page.typed(at("search-library", claim.pk))

    assert typed["q"] == claim.sentence
    client.post(at("search-library", claim.pk), typed)
    assert HandSearch.objects.get().query == claim.sentence


def test_a_confidential_search_stays_so_on_its_way(client, editor, claim):
    address = at("search-library", claim.pk)
    response = client.post(address, {"q": "tower metres", "is_confidential": "on"})

    assert response["Location"].endswith("&is_confidential=on")
    page = Page(client.get(response["Location"]).content.decode())
    assert "its words for checkers and editors only" in page.text
    for name in ("search-library", "looked-in-library", "attach-found"):
        assert page.typed(at(name, claim.pk))["is_confidential"] == "on"
    part = find(client, claim, "tower height", HTMX, is_confidential="on")
    (sent,) = writes(part, claim)
    client.post(address, sent, headers=HTMX)
    assert [each.is_confidential for each in HandSearch.objects.all()] == [True, True]


def test_what_did_not_help_is_kept_with_the_search_that_stands_there(client, editor, claim):
    client.post(at("search-library", claim.pk), {"q": "tower metres"})
    page = Page(find(client, claim, "tower metres").content.decode())
    assert "keeps it with this search" in page.text

    typed = page.typed(at("looked-in-library", claim.pk)) | {"note": "Of another tower."}
    client.post(at("looked-in-library", claim.pk), typed)

    line = HandSearch.objects.get()
    assert (line.note, line.is_automatic) == ("Of another tower.", False)


def test_too_long_a_search_is_cut_and_no_error(client, editor, claim):
    response = client.post(at("search-library", claim.pk), {"q": "tower " * 200})

    assert response.status_code == 302
    assert len(HandSearch.objects.get().query) <= 500


def test_of_a_claim_that_is_none_nothing_is_logged(client, editor):
    assert client.post(at("search-library", 7), {"q": "tower"}).status_code == 404
