"""A second person's answer to a verdict, and its author's withdrawal."""

import pytest
from django.urls import reverse

from articles.models import Event, Verdict
from tests import pages
from tests.conftest import BOTH_WAYS, HTMX
from tests.factories import (
    EvidenceFactory,
    SignedOffFactory,
    UserFactory,
    VerdictFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db


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
    assert "Signed off by Ada Chen, just now: Well found." in pages.as_if_quick(page.text)


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
