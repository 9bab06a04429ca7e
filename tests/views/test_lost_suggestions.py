"""What searches no longer find, folded below what they do; marked in place while one reads."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Suggestion
from tests import pages
from tests.conftest import BOTH_WAYS, HTMX
from tests.factories import DoneRunFactory, SuggestionFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(claim):
    """One that is still found, and one that is not."""
    run = DoneRunFactory(claim=claim)
    return SuggestionFactory(run=run), SuggestionFactory(run=run, lost_at=timezone.now())


def read(client, claim):
    response = client.get(claim.get_absolute_url())
    assert pages.faults(response) == []
    return Page(response.content.decode())


def cards(page, within):
    outer = page.by_id(within)
    return [each["id"] for each in page.all("article") if outer in each.inside]


def test_what_is_lost_is_folded_below_and_says_so(client, editor, claim, found):
    still, gone = found

    page = read(client, claim)

    assert cards(page, "suggestion-list") == [f"suggestion-{still.pk}"]
    assert cards(page, f"lost-of-{claim.pk}") == [f"suggestion-{gone.pk}"]
    assert page.by_id("suggestion-count").text == "1 open, 1 no longer found"
    assert "Not found any more since the search of" in (page.by_id(f"lost-{gone.pk}").text)
    assert page.by_id(f"lost-{still.pk}").text == ""


def test_where_all_is_lost_it_says_that_nothing_is_found(client, editor, claim, found):
    Suggestion.objects.update(lost_at=timezone.now())
    assert "Nothing is found any more." in read(client, claim).by_id("none-better").text

    Suggestion.objects.filter(pk=found[0].pk).update(
        status="dismissed", reason="No.", decided_by=editor, decided_at=timezone.now()
    )
    assert "Nothing else is found any more." in read(client, claim).by_id("none-better").text


@BOTH_WAYS
def test_what_is_lost_is_still_dismissed_with_a_reason(client, editor, claim, found, headers):
    address = reverse("articles:dismiss", args=[found[1].pk])

    refused = client.post(address, {"reason": ""}, headers=headers)
    response = client.post(address, {"reason": "Of another tower."}, headers=headers)

    assert (refused.status_code, response.status_code) == (422, 200 if headers else 302)
    fold = Page(refused.content.decode()).by_id(f"lost-of-{claim.pk}")
    assert fold.get("open") is not None
    page = read(client, claim)
    assert not [each for each in page.elements if each.get("id") == f"lost-of-{claim.pk}"]
    assert page.by_id("suggestion-count").text == "1 open, 1 decided"


def test_while_one_reads_what_is_lost_is_marked_where_it_stands(client, editor, claim, found):
    still, gone = found
    new = SuggestionFactory(run=still.run)

    response = client.get(
        reverse("articles:searches", args=[claim.pk]),
        {"have": f"{still.pk},{gone.pk}"},
        headers=HTMX,
    )

    page = Page(response.content.decode())
    assert page.by_id("suggestion-count").text == "2 open, 1 no longer found"
    assert [each["id"] for each in page.all("article")] == [f"suggestion-{new.pk}"]
    marks = {
        each["id"]: (each.get("hx-swap-oob"), "Not found any more" in each.text)
        for each in page.elements
        if (each.get("id") or "").startswith("lost-")
    }
    assert marks == {
        f"lost-{still.pk}": ("true", False), f"lost-{gone.pk}": ("true", True),
        f"lost-{new.pk}": (None, False),
    }  # fmt: skip


def test_a_note_that_changed_and_is_lost_does_not_ask_to_look_again(client, editor, claim, found):
    note = found[1].document
    type(note).objects.filter(pk=note.pk).update(text="Another.", updated_at=timezone.now())
    assert "has changed since this was found" in read(client, claim).text
    assert "finds it as it is now" not in read(client, claim).text

    Suggestion.objects.update(lost_at=None)
    assert "finds it as it is now" in read(client, claim).text
