"""Proposing a verdict, and a second person's answer to it."""

import pytest
from django.urls import reverse

from articles.models import Claim, Event, Rating, Status, Verdict
from tests import pages
from tests.conftest import HTMX
from tests.factories import (
    EvidenceFactory,
    SignedOffFactory,
    UserFactory,
    VerdictFactory,
    rating,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

BOTH_WAYS = pytest.mark.parametrize("headers", [HTMX, {}], ids=["by htmx", "without"])
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


def answer(verdict, name):
    return reverse(f"articles:{name}", args=[verdict.pk])


def test_who_may_sign_off_reads_first_that_it_waits_for_them(client, editor):
    theirs, mine = VerdictFactory(), VerdictFactory(author=editor)

    def beside(claim):
        where = reverse("articles:beside", args=[claim.article.slug, claim.number])
        return Page(client.get(where).content.decode()).text

    assert "It waits for you" in beside(theirs.claim)
    assert "It waits for you" not in beside(mine.claim)


@BOTH_WAYS
def test_a_second_editor_signs_off(client, editor, headers):
    verdict = VerdictFactory()

    response = client.post(answer(verdict, "sign-off"), {"note": "Well found."}, headers=headers)

    assert response.status_code == (200 if headers else 302)
    verdict.refresh_from_db()
    assert (verdict.status, verdict.signed_off_by) == ("signed-off", editor)
    page = Page(client.get(verdict.claim.get_absolute_url()).content.decode())
    assert "Signed off by Ada Chen, just now: Well found." in page.text


@BOTH_WAYS
def test_a_verdict_is_returned_with_a_note(client, editor, headers):
    verdict = VerdictFactory()

    response = client.post(answer(verdict, "return"), {"note": "Say when."}, headers=headers)

    assert response.status_code == (200 if headers else 302)
    verdict.refresh_from_db()
    assert (verdict.status, verdict.returned_by, verdict.note) == ("returned", editor, "Say when.")
    page = Page(client.get(verdict.claim.get_absolute_url()).content.decode())
    assert "Returned by Ada Chen. Say when." in page.text


@BOTH_WAYS
def test_returning_without_a_note_is_refused_in_place(client, editor, headers):
    verdict = VerdictFactory()

    response = client.post(answer(verdict, "return"), {"note": " "}, headers=headers)

    assert response.status_code == 422
    assert "Say in the note what is missing." in Page(response.content.decode()).notice[0]
    assert Verdict.objects.get().status == "proposed"
    assert pages.faults(response) == []


OWN = [
    ("sign-off", "You cannot sign this off: you wrote the verdict."),
    ("return", "This verdict is your own: withdraw it instead."),
]


@BOTH_WAYS
@pytest.mark.parametrize(("name", "words"), OWN)
def test_nobody_answers_their_own_verdict(client, editor, headers, name, words):
    verdict = VerdictFactory(author=editor)

    response = client.post(answer(verdict, name), {"note": "Fine."}, headers=headers)

    assert response.status_code == 422
    page = Page(response.content.decode())
    (notice,) = page.notice
    assert notice.startswith(words)
    assert "Fine." in notice
    assert Verdict.objects.get().status == "proposed"
    assert not Event.objects.exists()


def test_who_wrote_the_article_does_not_sign_it_off_and_is_told_why(client, editor):
    verdict = VerdictFactory()
    verdict.claim.article.author = editor
    verdict.claim.article.save()

    page = Page(client.get(verdict.claim.get_absolute_url()).content.decode())
    response = client.post(answer(verdict, "sign-off"), headers=HTMX)

    assert page.by_id("why-not").text == (
        "You wrote the article, so another editor has to sign this off."
    )
    assert answer(verdict, "sign-off") not in {form.get("action") for form in page.all("form")}
    assert response.status_code == 422
    assert "you wrote the article" in Page(response.content.decode()).notice[0]


@BOTH_WAYS
def test_who_signs_off_second_is_told_and_their_note_is_given_back(client, editor, headers):
    verdict = SignedOffFactory()

    response = client.post(answer(verdict, "sign-off"), {"note": "Mine."}, headers=headers)

    assert response.status_code == 422
    (notice,) = Page(response.content.decode()).notice
    assert notice.startswith("This verdict no longer waits for sign-off: signed off.")
    assert "Mine." in notice
    assert not Event.objects.exists()


@BOTH_WAYS
def test_its_author_withdraws_a_verdict_and_nobody_else(client, editor, headers):
    own, other = VerdictFactory(author=editor), VerdictFactory(author=UserFactory())

    done = client.post(answer(own, "withdraw-verdict"), headers=headers)
    refused = client.post(answer(other, "withdraw-verdict"), headers=headers)

    assert (done.status_code, refused.status_code) == (200 if headers else 302, 422)
    assert "Only its author can withdraw" in Page(refused.content.decode()).notice[0]
    assert set(Verdict.objects.values_list("pk", "status")) == {
        (own.pk, "withdrawn"),
        (other.pk, "proposed"),
    }


def test_an_editor_whose_page_is_older_than_the_evidence_is_told(client, editor):
    verdict = VerdictFactory()
    beside = reverse("articles:beside", args=[verdict.claim.article.slug, verdict.claim.number])
    sent = Page(client.get(beside).content.decode()).typed(answer(verdict, "sign-off"))
    EvidenceFactory(claim=verdict.claim)

    response = client.post(answer(verdict, "sign-off"), sent, headers=HTMX)

    assert response.status_code == 422
    page = Page(response.content.decode())
    assert "The evidence has changed since you opened it." in page.notice[0]
    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.PROPOSED
    again = client.post(answer(verdict, "sign-off"), page.typed(answer(verdict, "sign-off")))
    assert again.status_code == 302
    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.SIGNED_OFF


def test_the_history_tells_what_each_verdict_said(client, editor, claim):
    client.post(address(claim), proposal(explanation="First words."))
    client.post(address(claim), proposal(explanation="Other words.", seen=Verdict.objects.get().pk))

    text = Page(client.get(claim.get_absolute_url()).content.decode()).text

    assert "What it said First words." in text
    assert "What it said Other words." in text
