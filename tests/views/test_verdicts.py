"""Proposing a verdict, and what becomes of a text that is refused or overtaken."""

import pytest
from django.urls import reverse

from articles.models import Claim, Event, Rating, Status, Verdict
from tests import pages
from tests.conftest import BOTH_WAYS, HTMX
from tests.factories import (
    EvidenceFactory,
    VerdictFactory,
    rating,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

MINE = "Mine: it is 330 metres, says the tower."


@pytest.fixture
def claim(db):
    return EvidenceFactory().claim


def address(claim):
    return reverse("articles:propose-verdict", args=[claim.pk])


def proposal(**sent):
    return {"rating": rating().pk, "explanation": MINE, "seen": ""} | sent


def test_a_proposal_by_htmx_shows_it_in_place(client, editor, claim):
    response = client.post(address(claim), proposal(), headers=HTMX)

    assert response.status_code == 200
    page = Page(response.content.decode())
    assert page.by_id("vd").text == "Verdict proposed"
    assert page.by_id("s1")["data-status"] == Status.PROPOSED
    assert MINE in page.text
    verdict = Verdict.objects.get()
    assert (verdict.author, verdict.explanation, verdict.status) == (editor, MINE, "proposed")
    assert pages.faults(response) == []


def test_characters_that_nobody_sees_are_left_out(client, editor, claim):
    client.post(address(claim), proposal(explanation="It is\x07.\r\nSo."))

    assert Verdict.objects.get().explanation == "It is.\nSo."


def test_a_proposal_without_htmx_leads_beside_the_article(client, editor, claim):
    response = client.post(address(claim), proposal())

    beside = reverse("articles:beside", args=[claim.article.slug, claim.number])
    assert (response.status_code, response["Location"]) == (302, beside)
    assert Verdict.objects.get().author == editor


REFUSED = [
    ({"rating": ""}, "Choose a rating."),
    ({"rating": "999"}, "This rating is no longer in use. Choose another one."),
    ({"rating": "a\0"}, "Null characters are not allowed."),
    ({"rating": "9" * 40}, "This rating is no longer in use. Choose another one."),
    ({"explanation": "  "}, "Give an explanation: the second editor needs it to sign off."),
    ({"explanation": "It\0 is."}, "There is an invisible character in it (NUL)"),
    ({"explanation": "x" * 10_001}, "Ensure this value has at most 10000 characters"),
    ({"seen": "x"}, "Enter a whole number."),
]


@BOTH_WAYS
@pytest.mark.parametrize(("sent", "words"), REFUSED)
def test_a_refused_proposal_is_said_in_place_with_what_was_typed(
    client, editor, claim, headers, sent, words
):
    response = client.post(address(claim), proposal(**sent), headers=headers)

    assert response.status_code == 422
    page = Page(response.content.decode())
    (notice,) = page.notice
    assert words in notice
    assert "What you wrote is kept." in notice
    typed = page.by_id("verdict-explanation").text
    assert typed.strip("\0\n ") == proposal(**sent)["explanation"].strip("\0 ")
    assert not Verdict.objects.exists()
    assert not Event.objects.exists()
    assert pages.faults(response) == []


@BOTH_WAYS
def test_a_retired_rating_is_refused_and_the_text_is_kept(client, editor, claim, headers):
    sent = proposal()
    Rating.objects.filter(slug="false").update(retired_at="2026-01-01T00:00Z")

    response = client.post(address(claim), sent, headers=headers)

    assert response.status_code == 422
    page = Page(response.content.decode())
    assert page.by_id("verdict-explanation").text.strip() == MINE
    assert "no longer in use" in page.notice[0]


@BOTH_WAYS
def test_without_evidence_the_proposal_is_refused_and_rating_and_text_are_kept(
    client, editor, claim, headers
):
    claim.evidence.update(
        withdrawn_at="2026-01-01T00:00Z", withdrawn_by=editor, withdrawn_because="Old."
    )

    response = client.post(address(claim), proposal(), headers=headers)

    assert response.status_code == 422
    page = Page(response.content.decode())
    (notice,) = page.notice
    assert "Attach evidence first: 'False' cannot stand without any." in notice
    assert page.by_id("verdict-explanation").text.strip() == MINE
    (chosen,) = [each for each in page.all("input", name="rating") if "checked" in each.attributes]
    assert chosen["value"] == str(rating().pk)
    assert pages.faults(response) == []


@pytest.mark.parametrize("status", [Status.WAIVED, Status.NOT_A_CLAIM])
@BOTH_WAYS
def test_what_was_typed_for_a_claim_that_was_closed_meanwhile_is_given_back(
    client, editor, claim, headers, status
):
    Claim.objects.filter(pk=claim.pk).update(status=status, reason="Stet.")

    response = client.post(address(claim), proposal(), headers=headers)

    assert response.status_code == 422
    assert MINE in Page(response.content.decode()).text
    assert not Verdict.objects.exists()


@BOTH_WAYS
@pytest.mark.parametrize("is_own_page", [True, False])
def test_of_two_who_write_at_once_the_second_sees_both_texts_and_then_wins(
    client, editor, headers, is_own_page
):
    theirs = VerdictFactory(explanation="Theirs: it is 330 metres.")
    claim = theirs.claim
    page = {"page": "claim" if is_own_page else "beside"}
    if headers and is_own_page:
        headers = headers | {"HX-Current-URL": f"http://testserver{claim.get_absolute_url()}"}

    overtaken = client.post(address(claim), proposal(**page), headers=headers)

    assert overtaken.status_code == 409
    shown = Page(overtaken.content.decode())
    (notice,) = shown.notice
    assert "Theirs: it is 330 metres." in notice
    assert MINE in notice
    assert Verdict.objects.get() == theirs
    assert pages.faults(overtaken) == []

    sent = shown.typed(address(claim))
    assert (sent["seen"], sent["explanation"]) == (str(theirs.pk), MINE)
    assert sent["rating"] == str(rating().pk)
    again = client.post(address(claim), sent, headers=headers)

    assert again.status_code == (200 if headers else 302)
    theirs.refresh_from_db()
    assert theirs.status == Verdict.Status.REPLACED
    assert Verdict.objects.get(status="proposed").explanation == MINE


def test_keeping_theirs_leads_to_a_page(client, editor):
    theirs = VerdictFactory()
    overtaken = client.post(address(theirs.claim), proposal())
    (link,) = [a for a in Page(overtaken.content.decode()).all("a") if a.text == "keep theirs"]

    response = client.get(link["href"] or address(theirs.claim))

    assert response.status_code == 200
    assert theirs.explanation in response.content.decode()


def test_a_very_repetitive_text_is_compared_in_good_time(client, editor):
    theirs = VerdictFactory(explanation="a b c " * 1_600)

    response = client.post(address(theirs.claim), proposal(explanation="c b a " * 1_600))

    assert response.status_code == 409


def test_the_history_tells_what_each_verdict_said(client, editor, claim):
    client.post(address(claim), proposal(explanation="First words."))
    client.post(address(claim), proposal(explanation="Other words.", seen=Verdict.objects.get().pk))

    text = Page(client.get(claim.get_absolute_url()).content.decode()).text

    assert "What it said First words." in text
    assert "What it said Other words." in text
