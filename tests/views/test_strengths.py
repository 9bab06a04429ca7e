"""Suggestions as a claim shows them: the weak ones folded, and what the words of strength mean."""

import pytest
from django.urls import reverse

from tests import pages
from tests.conftest import HTMX
from tests.factories import DoneRunFactory, RunFactory, SuggestionFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

NONE_BETTER = "none-better"


@pytest.fixture
def run(editor, claim):
    return DoneRunFactory(claim=claim)


@pytest.fixture
def shown(client, claim):
    def shown():
        response = client.get(claim.get_absolute_url())
        assert pages.faults(response) == []
        return Page(response.content.decode())

    return shown


def cards(page, within):
    place = page.by_id(within)
    return [each["id"] for each in page.all("article") if place in each.inside]


def suggest(run, *strengths):
    return [SuggestionFactory(run=run, strength=each) for each in strengths]


def test_the_strong_come_first_and_the_weak_are_folded_below_the_others(run, shown):
    weak, other, strong = suggest(run, "weak", "worth-a-look", "strong")

    page = shown()

    listed = [f"suggestion-{each.pk}" for each in (strong, other)]
    assert cards(page, "suggestion-list") == listed
    assert cards(page, "weak-list") == [f"suggestion-{weak.pk}"]
    assert page.by_id(f"weak-{run.claim_id}").get("open") is None
    assert page.by_id("weak-count").text == "1 weak suggestion"
    assert page.by_id("suggestion-count").text == "3 open"
    assert page.by_id(NONE_BETTER).get("hidden") is not None


def test_each_card_and_a_legend_say_what_its_strength_means(run, shown):
    suggest(run, "strong", "worth-a-look", "weak")

    page = shown()

    legend = page.by_id(f"strengths-{run.claim_id}")
    words = [each.text for each in page.all("dt") if legend in each.inside]
    meanings = [each.text for each in page.all("dd") if legend in each.inside]
    assert words == ["Strong", "Worth a look", "Weak"]
    said = [each["title"] for each in page.all("strong") if each.get("title")]
    assert said == meanings
    assert any(legend in each.inside for each in page.all("summary"))


@pytest.mark.parametrize(
    ("strengths", "live", "said"),
    [
        ((), False, "Nothing convincing was found."),
        ((), True, "Nothing yet."),
        (("weak",), False, "Nothing strong or worth a look was found."),
        (("weak",), True, "Nothing strong or worth a look yet."),
    ],
)
def test_that_nothing_better_was_found_is_said(run, shown, strengths, live, said):
    suggest(run, *strengths)
    if live:
        RunFactory(claim=run.claim)

    page = shown()

    assert page.by_id(NONE_BETTER).text == said
    assert page.by_id(NONE_BETTER).get("hidden") is None


def test_where_a_search_failed_it_is_not_said_that_nothing_is_there(run, shown):
    type(run).objects.update(status="failed", error="It broke.")

    assert shown().by_id(NONE_BETTER).text == (
        "Nothing was found, but not every search went through."
    )


def test_what_arrives_comes_where_it_belongs(client, run):
    strong, weak, known = suggest(run, "strong", "weak", "weak")

    response = client.get(
        reverse("articles:searches", args=[run.claim_id]), {"have": known.pk}, headers=HTMX
    )

    page = Page(response.content.decode())
    places = {each["hx-swap-oob"]: each for each in page.all("div") if each.get("hx-swap-oob")}
    for place, suggestion in (("suggestion-list", strong), ("weak-list", weak)):
        swapped = places[f"beforeend:#{place}"]
        (card,) = [each for each in page.all("article") if swapped in each.inside]
        assert card["id"] == f"suggestion-{suggestion.pk}"
    assert page.by_id("weak-count").text == "2 weak suggestions"
    assert page.by_id("suggestion-count").text == "3 open"
    assert page.by_id(NONE_BETTER).get("hidden") is not None


@pytest.mark.parametrize(("act", "sent"), [("accept", {"note": "So."}), ("dismiss", {})])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without htmx", "with htmx"])
def test_a_refusal_about_a_weak_one_unfolds_them(client, run, act, sent, headers):
    weak, _other = suggest(run, "weak", "weak")

    response = client.post(reverse(f"articles:{act}", args=[weak.pk]), sent, headers=headers)

    assert response.status_code == 422
    page = Page(response.content.decode())
    assert page.by_id(f"weak-{run.claim_id}").get("open") is not None
