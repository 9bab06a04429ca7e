"""Acts on a claim: in place by htmx, by a redirect without it, refused in place either way."""

import pytest
from django.urls import reverse

from articles.models import Claim, Event, Status, SuggestionRun
from tests import pages
from tests.conftest import BOTH_WAYS, HTMX
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
    VerdictFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

REASON = {"reason": "A figure of speech."}
ACTS = [
    ("take", {}, Status.UNCHECKED, Status.IN_PROGRESS),
    ("set-aside", REASON, Status.UNCHECKED, Status.NOT_A_CLAIM),
    ("waive", REASON, Status.UNCHECKED, Status.WAIVED),
    ("reopen", {}, Status.WAIVED, Status.UNCHECKED),
    ("ask", {}, Status.UNCHECKED, Status.UNCHECKED),
]


@pytest.fixture
def laid_out(claim):
    """The address of an act on a claim that stands so."""

    def lay_out(name, status):
        Claim.objects.filter(pk=claim.pk).update(status=status, reason="x")
        return reverse(f"articles:{name}", args=[claim.pk])

    return lay_out


def beside(claim):
    return reverse("articles:beside", args=[claim.article.slug, claim.number])


def first_tag(response):
    return response.content.decode().strip().partition(">")[0]


@pytest.mark.parametrize("act", ACTS, ids=[act[0] for act in ACTS])
def test_an_act_by_htmx_brings_the_claim_its_sentence_and_the_standing(
    client, editor, claim, laid_out, on_page, act
):
    name, sent, before, after = act

    response = client.post(laid_out(name, before), sent, headers=on_page(beside(claim)))

    assert response.status_code == 200
    assert first_tag(response).startswith('<aside class="claim" id="claim"')
    page = Page(response.content.decode())
    out_of_band = [each for each in page.elements if each.get("hx-swap-oob")]
    assert [each["id"] for each in out_of_band] == ["s1", "standing", "release"]
    assert out_of_band[0]["data-status"] == after
    claim.refresh_from_db()
    assert claim.status == after
    assert Event.objects.get().actor == editor
    assert pages.faults(response) == []


@pytest.mark.parametrize("act", ACTS, ids=[act[0] for act in ACTS])
def test_an_act_on_the_claims_own_page_brings_that_page_alone(
    client, editor, claim, laid_out, on_page, act
):
    name, sent, before, _ = act

    response = client.post(laid_out(name, before), sent, headers=on_page(claim.get_absolute_url()))

    assert response.status_code == 200
    assert first_tag(response) == '<div class="folio claimpage" id="claim"'
    assert "hx-swap-oob" not in response.content.decode()
    assert pages.faults(response) == []


@pytest.mark.parametrize("act", ACTS, ids=[act[0] for act in ACTS])
def test_an_act_without_htmx_leads_beside_the_article(client, editor, claim, laid_out, act):
    name, sent, before, after = act

    response = client.post(laid_out(name, before), sent)

    assert (response.status_code, response["Location"]) == (302, beside(claim))
    claim.refresh_from_db()
    assert claim.status == after


def test_an_act_without_htmx_leads_back_to_the_page_it_came_from(client, editor, claim):
    address = reverse("articles:take", args=[claim.pk])
    for path in (claim.get_absolute_url(), beside(claim)):
        sent = Page(client.get(path).content.decode()).typed(address)

        response = client.post(address, sent)

        assert (response.status_code, response["Location"]) == (302, path)
        Claim.objects.update(checker=None, taken_at=None)


@pytest.mark.parametrize(
    "sent", [{"page": "//evil.example/"}, {"next": "//evil.example/"}, {"page": "claim\r\nX: y"}]
)
def test_no_page_but_ours_is_led_back_to(client, editor, claim, sent):
    response = client.post(
        reverse("articles:take", args=[claim.pk]), sent, headers={"Referer": "//evil.example/"}
    )

    assert (response.status_code, response["Location"]) == (302, beside(claim))


REFUSED = [
    ("give-back", {}, Status.UNCHECKED, "This claim is not with you."),
    ("take", {}, Status.WAIVED, "This claim is closed: waived (stet)."),
    ("set-aside", REASON, Status.WAIVED, "This claim is closed already: waived (stet)."),
    ("waive", {"reason": " "}, Status.UNCHECKED, "Say why this claim may stand unchecked."),
    ("waive", {"reason": "x" * 1_001}, Status.UNCHECKED, "at most 1000 characters"),
    ("waive", {"reason": "\x01"}, Status.UNCHECKED, "Say why this claim may stand unchecked."),
    ("reopen", {}, Status.UNCHECKED, "Only a claim that was waived or set aside"),
    ("ask", {"provider": "nobody"}, Status.UNCHECKED, "No provider"),
    ("ask", {"provider": "a\0b"}, Status.UNCHECKED, "No provider"),
]


@pytest.mark.parametrize("act", REFUSED, ids=[f"{act[0]}: {act[3]}" for act in REFUSED])
@BOTH_WAYS
def test_a_refusal_is_said_in_place_and_nothing_changes(
    client, editor, claim, laid_out, headers, act
):
    name, sent, status, words = act
    address = laid_out(name, status)

    response = client.post(address, sent, headers=headers)

    assert response.status_code == 422
    page = Page(response.content.decode())
    (notice,) = page.notice
    assert words in notice
    assert pages.faults(response) == []
    claim.refresh_from_db()
    assert claim.status == status
    assert not Event.objects.exists()
    assert not SuggestionRun.objects.exists()


@BOTH_WAYS
def test_the_reason_of_a_refused_act_is_kept(client, editor, claim, headers):
    EvidenceFactory(claim=claim)
    claim.verdicts.create(
        rating_id=6, author=UserFactory(), explanation="So.", status="signed-off",
        signed_off_by=editor, signed_off_at="2026-01-01T00:00Z",
    )  # fmt: skip
    Claim.objects.filter(pk=claim.pk).update(status="stale")

    response = client.post(
        reverse("articles:waive", args=[claim.pk]), {"reason": "Typed words"}, headers=headers
    )

    assert response.status_code == 422
    (notice,) = Page(response.content.decode()).notice
    assert notice.startswith("This claim has a signed-off verdict; propose another one instead.")
    assert "What you wrote is kept." in notice
    assert "Typed words" in notice


@pytest.mark.parametrize("is_own_page", [True, False])
def test_after_a_refusal_without_htmx_one_sends_again_and_gets_back_to_the_page(
    client, editor, claim, is_own_page
):
    address = reverse("articles:set-aside", args=[claim.pk])
    path = claim.get_absolute_url() if is_own_page else beside(claim)
    sent = Page(client.get(path).content.decode()).typed(address)
    refused = client.post(reverse("articles:waive", args=[claim.pk]), sent)

    again = Page(refused.content.decode()).typed(address) | REASON
    response = client.post(address, again, follow=True)

    assert response.redirect_chain == [(path, 302)]
    assert response.status_code == 200
    claim.refresh_from_db()
    assert claim.status == Status.NOT_A_CLAIM


@BOTH_WAYS
def test_a_claim_with_a_proposed_verdict_is_not_closed(client, editor, headers):
    claim = VerdictFactory().claim

    response = client.post(reverse("articles:set-aside", args=[claim.pk]), REASON, headers=headers)

    assert response.status_code == 422
    (notice,) = Page(response.content.decode()).notice
    assert notice.startswith("A verdict is proposed. It has to be returned or withdrawn first.")
    assert REASON["reason"] in notice
    claim.refresh_from_db()
    assert claim.status == Status.PROPOSED


def test_taking_a_claim_twice_is_told(client, editor, claim):
    address = reverse("articles:take", args=[claim.pk])
    client.post(address, headers=HTMX)

    response = client.post(address, headers=HTMX)

    assert response.status_code == 422
    assert Page(response.content.decode()).notice == ["You have this claim already."]
    assert Event.objects.count() == 1


def test_a_claims_own_page_is_whole_by_htmx_too(client, editor, claim):
    for headers in (HTMX, {}):
        response = client.get(claim.get_absolute_url(), headers=headers)
        assert response.content.strip().startswith(b"<!doctype html>")
        assert Page(response.content.decode()).by_id("claim").tag == "div"


def test_another_articles_claims_are_left_alone(client, editor, claim):
    other = ClaimFactory()

    client.post(reverse("articles:waive", args=[claim.pk]), REASON)

    other.refresh_from_db()
    assert other.status == Status.UNCHECKED
