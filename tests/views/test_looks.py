"""What became of the page that evidence rests on, as the desk shows it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, Evidence, Look, Snapshot
from articles.services import conditions, verdicts
from tests.conftest import HTMX
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    LookFactory,
    SnapshotFactory,
    VerdictFactory,
    sha256,
)
from tests.outside import fetching_on
from tests.pages import Page, faults

pytestmark = pytest.mark.django_db

OLD = "It is 330 metres tall. The mayor said so."
NEW = "It is 312 metres tall. The mayor said so."


@pytest.fixture(autouse=True)
def pages_are_fetched(settings):
    fetching_on(settings)


@pytest.fixture
def attached(editor):
    claim = ClaimFactory(checker=editor, taken_at=timezone.now(), status="in-progress")
    return EvidenceFactory(claim=claim, quote="330 metres")


def snapshot(source, text):
    return SnapshotFactory(source=source, text=text, sha256=sha256(text), status=200)


def took(source, text, **fields):
    """A look at the source that took this text."""
    return LookFactory(
        source=source, status="taken", http_status=200, finished_at=timezone.now(),
        snapshot=snapshot(source, text), **fields,
    )  # fmt: skip


@pytest.fixture
def flagged(attached):
    """The page has another text than the one on which the evidence rests."""
    first, last = took(attached.source, OLD), took(attached.source, NEW)
    Evidence.objects.filter(pk=attached.pk).update(
        snapshot=first.snapshot, condition="quote-gone", look=last, flagged_at=timezone.now()
    )
    attached.refresh_from_db()
    return attached


def address(name, evidence):
    return reverse(f"articles:{name}", args=[evidence.pk])


def part(client, evidence):
    response = client.get(address("snapshot", evidence), headers=HTMX)
    return Page(response.content.decode())


def test_a_source_that_is_opened_as_a_page_is_the_claims_page(client, flagged):
    response = client.get(address("snapshot", flagged))

    assert faults(response) == []
    page = Page(response.content.decode())
    assert page.the("h1").text == flagged.claim.sentence
    assert "Quote no longer there." in page.by_id(f"snapshot-{flagged.pk}").text
    assert "HX-Request" in response["Vary"]
    assert part(client, flagged).all("h1") == []


def test_before_anything_was_looked_at_one_can_have_it_looked_at(client, attached):
    page = part(client, attached)
    assert "not looked at yet" in page.text
    assert "Look at the page" in page.text
    assert page.by_id(f"snapshot-{attached.pk}").get("hx-get") is None


def test_on_a_desk_that_fetches_nothing_it_says_so_and_offers_nothing(client, attached, settings):
    settings.FETCH_PAGES = False
    page = part(client, attached)
    assert "Pages are not fetched on this desk." in page.text
    assert not page.all("button")


def test_while_it_waits_the_part_asks_again(client, attached):
    LookFactory(source=attached.source)
    page = part(client, attached)
    assert "waits to be looked at" in page.text
    assert page.by_id(f"snapshot-{attached.pk}")["hx-get"] == address("snapshot", attached)
    assert not page.all("button")


@pytest.mark.parametrize(
    ("fields", "said", "button"),
    [
        ({"error": "It is busy."}, "will be looked at again: It is busy.", None),
        ({"status": "gone", "error": "It answers 404."}, "It answers 404.", "Try again"),
        ({"status": "refused", "error": "It is a PDF."}, "It is a PDF.", "Try again"),
    ],
)
def test_why_there_is_no_text_is_said_with_a_button_to_try_again(
    client, attached, fields, said, button
):
    ended = {"finished_at": timezone.now()} if "status" in fields else {}
    LookFactory(source=attached.source, **fields, **ended)
    page = part(client, attached)
    assert said in page.text
    assert [each.text.startswith(button) for each in page.all("button")] == [True] * bool(button)


def test_look_again_by_htmx_shows_the_claim_and_without_goes_back_to_it(client, attached):
    path = address("look-again", attached)

    response = client.post(path, headers=HTMX)
    assert response.status_code == 200
    assert "waits to be looked at" in response.content.decode()
    assert Look.objects.get().asked_by == attached.claim.checker

    response = client.post(path)
    assert (response.status_code, Look.objects.count()) == (302, 1)


def test_look_again_where_nothing_is_fetched_is_refused_in_words(client, attached, settings):
    settings.FETCH_PAGES = False
    response = client.post(address("look-again", attached), headers=HTMX)
    assert response.status_code == 422
    assert "FACTCHECK_FETCH_PAGES forbids it." in response.content.decode()
    assert not Look.objects.exists()


def test_a_flag_is_seen_wherever_its_claim_is(client, flagged):
    claim = flagged.claim
    beside = reverse("articles:beside", args=[claim.article.slug, claim.number])
    shown = {path: client.get(path) for path in (claim.get_absolute_url(), beside, "/")}

    for path, response in shown.items():
        assert faults(response) == []
        assert "quote no longer there" in response.content.decode().lower(), path
    assert "no longer as it was under claim" in Page(shown[beside].content.decode()).text
    assert "For you" in Page(shown["/"].content.decode()).text


def test_a_colleague_is_not_told_of_what_is_anothers(client, flagged, log_in):
    log_in("Checker")
    assert "For you" not in client.get("/").content.decode()


def test_the_editor_who_has_to_sign_or_has_signed_is_told_once_and_why(
    client, flagged, log_in, editor
):
    verdict = VerdictFactory(claim=flagged.claim, author=editor)
    Claim.objects.update(status="proposed")
    signer = log_in("Editor")

    def told():
        response = client.get("/")
        assert faults(response) == []
        return Page(response.content.decode()).text

    assert "its verdict waits for your sign-off · noticed" in told()
    verdicts.sign_off(verdict_id=verdict.pk, editor=signer)
    assert "you signed its verdict off · noticed" in told()
    assert told().count("Quote no longer there:") == 1
    client.force_login(editor)
    assert "you wrote its verdict · noticed" in told()
    conditions.hold(evidence_id=flagged.pk, person=editor)
    client.force_login(signer)
    assert "For you" not in told()


def test_seen_it_still_holds_takes_the_flag_away(client, flagged):
    response = client.post(address("still-holds", flagged), headers=HTMX)

    flagged.refresh_from_db()
    assert (response.status_code, flagged.flagged_at, flagged.condition) == (
        200, None, "quote-gone",
    )  # fmt: skip
    assert "said that evidence still holds" in response.content.decode()
    assert "For you" not in client.get("/").content.decode()
    assert client.post(address("still-holds", flagged), headers=HTMX).status_code == 422


def test_two_texts_are_compared_word_by_word_in_words_as_well(client, flagged):
    response = client.get(address("compare", flagged))

    assert faults(response) == []
    page = Page(response.content.decode())
    compared = "It is [taken out: 330] [put in: 312] metres tall. The mayor said so."
    assert compared in page.text
    assert [each.text for each in page.all("del")][1:] == ["[taken out: 330]"]


def test_other_texts_can_be_chosen_and_nonsense_is_passed_over(client, flagged):
    path = address("compare", flagged)
    first, last = Snapshot.objects.order_by("pk")

    same = client.get(path, {"before": last.pk, "after": last.pk}).content.decode()
    turned = Page(client.get(path, {"before": last.pk, "after": first.pk}).content.decode())
    odd = client.get(path, {"before": "9" * 40, "after": "\0"})

    assert NEW in same
    assert "[taken out: 312] [put in: 330]" in turned.text
    assert odd.status_code == 200
    assert "[taken out: 330] [put in: 312]" in Page(odd.content.decode()).text


def test_a_text_of_another_source_is_not_shown(client, flagged):
    other = SnapshotFactory(text="A secret of another source.")
    response = client.get(address("compare", flagged), {"before": other.pk})
    assert "secret" not in response.content.decode()


def test_texts_of_5_mb_do_not_keep_the_page_waiting(client, flagged):
    took(flagged.source, " ".join(map(str, range(700_000))))
    took(flagged.source, " ".join(map(str, range(700_000, 0, -1))))
    first, last = Snapshot.objects.order_by("-pk")[:2]

    path = address("compare", flagged)
    response = client.get(path, {"before": first.pk, "after": last.pk})

    assert "Not every word is compared or shown." in response.content.decode()
    assert len(response.content) < 150_000


def test_a_confidential_sources_text_is_not_there_for_who_may_not_see_it(client, flagged, log_in):
    flagged.source.is_confidential = True
    flagged.source.save()
    for name in ("compare", "snapshot"):
        assert client.get(address(name, flagged)).status_code == 200
    log_in("Viewer")
    for name in ("compare", "snapshot"):
        assert client.get(address(name, flagged)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_claim_takes_as_many_queries_for_three_as_for_one(
    client, attached, count, django_assert_max_num_queries
):
    for _ in range(count):
        took(EvidenceFactory(claim=attached.claim).source, OLD)
    with django_assert_max_num_queries(25):
        client.get(attached.claim.get_absolute_url())
