"""Suggestions arrive while one reads: asked for again until all searches are done."""

import pytest
from django.urls import reverse

from articles.models import Event, SuggestionRun
from articles.services import verdicts
from tests import pages
from tests.conftest import HTMX
from tests.factories import (
    DoneRunFactory,
    RunFactory,
    SignedOffFactory,
    SuggestionFactory,
    UserFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db


def searches(client, claim, have):
    address = reverse("articles:searches", args=[claim.pk])
    return client.get(address, {"have": have}, headers=HTMX)


def test_searches_are_asked_again_while_one_is_under_way(client, editor, claim):
    RunFactory(claim=claim)

    page = Page(searches(client, claim, "7,9").content.decode())

    section = page.by_id("searches")
    assert section["hx-get"] == f"/claims/{claim.pk}/searches/?have=7,9"
    assert "waiting for a worker" in section.text


def test_suggestions_that_arrived_come_once_and_the_count_with_them(client, editor, claim):
    run = DoneRunFactory(claim=claim)
    first, second = SuggestionFactory.create_batch(2, run=run)

    html = searches(client, claim, second.pk).content.decode()

    page = Page(html)
    assert [each["id"] for each in page.all("article")] == [f"suggestion-{first.pk}"]
    assert page.by_id("suggestion-count").text == "2 open"
    assert page.by_id("searches").get("hx-get") is None
    none = Page(searches(client, claim, f"{first.pk},{second.pk}").content.decode())
    assert none.all("article") == []


@pytest.mark.parametrize("restored", [{}, HTMX | {"HX-History-Restore-Request": "true"}])
def test_searches_that_are_opened_as_a_page_are_the_claims_page(client, editor, claim, restored):
    RunFactory(claim=claim)

    response = client.get(f"/claims/{claim.pk}/searches/?have=7", headers=restored)

    assert pages.faults(response) == []
    page = Page(response.content.decode())
    assert page.the("h1").text == claim.sentence
    assert page.by_id("searches")["hx-get"] == f"/claims/{claim.pk}/searches/?have="
    for answer in (response, searches(client, claim, "7")):
        assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("have", ["", "x", "-1", "٣", "9" * 400, "\0", "1e5", '"><b>'])
def test_nonsense_in_have_is_no_error_and_stays_text(client, editor, claim, have):
    RunFactory(claim=claim)

    response = searches(client, claim, have)

    assert response.status_code == 200
    assert pages.faults(response) == []
    assert Page(response.content.decode()).all("b") == []


def test_asking_again_leaves_a_run_under_way_alone(client, editor, claim):
    RunFactory(claim=claim)

    client.post(reverse("articles:ask", args=[claim.pk]), {"provider": "library"}, headers=HTMX)

    assert SuggestionRun.objects.count() == 1
    assert not Event.objects.exists()


def test_the_bell_is_rung_once_the_runs_are_there_to_be_found(
    client, editor, claim, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as bells:
        client.post(reverse("articles:ask", args=[claim.pk]))

    assert len(bells) == 1
    assert SuggestionRun.objects.filter(claim=claim, status="queued").count() == 2


def test_a_suggestion_says_where_it_differs(client, editor, claim):
    SuggestionFactory(run=DoneRunFactory(claim=claim), differs=[["37 <b>", "73 seconds"]])

    page = Page(client.get(claim.get_absolute_url()).content.decode())

    assert "Here 73 seconds; the claim says 37 <b>." in page.text


def test_a_published_check_that_was_replaced_since_is_said_to_be(client, editor, claim):
    earlier = SignedOffFactory()
    SuggestionFactory(run=DoneRunFactory(claim=claim), document=None, earlier_verdict=earlier)
    words = "This verdict no longer stands"
    assert words not in Page(client.get(claim.get_absolute_url()).content.decode()).text

    later = verdicts.propose(
        claim_id=earlier.claim_id, author=UserFactory(), rating_id=earlier.rating_id,
        explanation="It grew.", seen=earlier.pk,
    )  # fmt: skip
    verdicts.sign_off(verdict_id=later.pk, editor=UserFactory())

    assert words in Page(client.get(claim.get_absolute_url()).content.decode()).text


@pytest.mark.parametrize(
    ("state", "may_ask"),
    [
        ({}, False),
        ({"status": "running"}, False),
        ({"error": "There is no server of this name."}, True),
    ],
)
def test_what_was_put_off_keeps_nobody_from_looking_again(client, editor, claim, state, may_ask):
    RunFactory(claim=claim, **state)

    page = Page(searches(client, claim, "").content.decode())

    assert ("Look again" in page.by_id("searches").text) is may_ask
