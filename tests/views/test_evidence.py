"""Suggestions become evidence or are dismissed; sources of one's own are attached."""

import pytest
from django.urls import reverse

from articles.models import Claim, Event, Evidence, Snapshot, Source, Status, Suggestion
from tests import pages
from tests.conftest import BOTH_WAYS, HTMX
from tests.factories import PASSAGE, EvidenceFactory, SuggestionFactory, VerdictFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

SOURCE = {
    "medium": "address", "place": "https://tower.example/figures", "title": "The tower in figures",
    "kind": "primary", "publisher": "The tower", "published": "2026-03-31", "stance": "refutes",
    "text": PASSAGE, "quote": "330 metres tall", "note": "See page 3.",
}  # fmt: skip
ACCEPTED = {"stance": "refutes", "quote": "the tower is 330 metres tall", "note": "See page 3."}


@pytest.fixture
def suggestion(claim):
    return SuggestionFactory(run__claim=claim)


def at(name, pk):
    return reverse(f"articles:{name}", args=[pk])


def said(response):
    (notice,) = Page(response.content.decode()).notice
    return notice


def nothing_happened():
    return not (Evidence.objects.exists() or Source.objects.exists() or Event.objects.exists())


@BOTH_WAYS
def test_a_source_with_its_text_is_attached_with_an_exact_quote(client, editor, claim, headers):
    response = client.post(at("attach", claim.pk), SOURCE, headers=headers)

    assert response.status_code == (200 if headers else 302)
    attached = Evidence.objects.get()
    assert (attached.stance, attached.quote, attached.is_exact) == (
        "refutes", "330 metres tall", True,
    )  # fmt: skip
    assert (attached.source.url, attached.source.added_by) == (SOURCE["place"], editor)
    assert Snapshot.objects.get().text == PASSAGE
    page = Page(client.get(claim.get_absolute_url()).content.decode())
    assert "The quote stands word for word in the text we keep." in page.text
    claim.refresh_from_db()
    assert (claim.status, claim.checker) == (Status.IN_PROGRESS, editor)


@BOTH_WAYS
def test_what_kind_a_source_is_and_where_it_stands_is_said_in_words(
    client, editor, claim, suggestion, headers
):
    Suggestion.objects.update(url="")

    client.post(at("accept", suggestion.pk), ACCEPTED, headers=headers)

    shown = Page(client.get(claim.get_absolute_url(), headers=headers).content.decode()).text
    assert "secondary: tells what others saw, said or found" in shown
    assert f"Evidence library, document {suggestion.document_id}" in shown
    assert suggestion.key not in shown


def test_after_an_attachment_by_htmx_the_form_is_empty_again(client, editor, claim):
    response = client.post(at("attach", claim.pk), SOURCE, headers=HTMX)

    page = Page(response.content.decode())
    sent = page.typed(at("attach", claim.pk))
    assert {sent[name] for name in ("place", "title", "text", "quote", "note")} == {""}
    assert page.by_id("s1")["data-status"] == "in-progress"
    assert pages.faults(response) == []


@pytest.mark.parametrize(
    ("medium", "place", "field"),
    [("document", "File 7/2026", "reference"), ("person", "Mayor Bell", "person")],
)
def test_a_document_or_a_person_needs_no_address(client, editor, claim, medium, place, field):
    sent = SOURCE | {"medium": medium, "place": place, "title": "", "text": ""}

    client.post(at("attach", claim.pk), sent)

    source = Source.objects.get()
    assert (getattr(source, field), source.title, source.url) == (place, place, "")
    assert not Evidence.objects.get().is_exact


@pytest.mark.parametrize("place", ["HTTPS://Tower.Example/a", "https://tower.example/ü?q=[1]"])
def test_an_address_is_kept_as_it_was_typed(client, editor, claim, place):
    client.post(at("attach", claim.pk), SOURCE | {"place": place})

    assert Source.objects.get().url == place


REFUSED = [
    ({"place": ""}, "Say where the source can be found again."),
    ({"place": "javascript:alert(1)"}, "This is not a web address. Begin with https://"),
    ({"place": "file:///etc/passwd"}, "This is not a web address. Begin with https://"),
    ({"place": "tower.example"}, "This is not a web address. Begin with https://"),
    ({"place": "https://ada:secret@t.example/"}, "Leave the name and password out"),
    ({"place": "https://t.example/" + "x" * 2000}, "at most 2000 characters"),
    ({"medium": "person", "place": "x" * 201}, "at most 200 characters"),
    ({"medium": "document", "place": "x" * 501}, "at most 500 characters"),
    ({"stance": ""}, "Say whether it supports, refutes or gives context."),
    ({"stance": "proves"}, "Select a valid choice."),
    ({"kind": "rumour"}, "Select a valid choice."),
    ({"medium": "pigeon"}, "Select a valid choice."),
    ({"medium": ""}, "This field is required."),
    ({"kind": "anonymous"}, "An anonymous source is always confidential."),
    ({"published": "31.3.2026"}, "Enter a valid date."),
    ({"published": "99999-01-01"}, "Enter a valid date."),
    ({"quote": "x" * 10_001}, "at most 10000 characters"),
    ({"text": "x" * 500_001}, "at most 500000 characters"),
]


@BOTH_WAYS
@pytest.mark.parametrize(("sent", "words"), REFUSED)
def test_a_refused_source_is_said_in_place_with_all_that_was_typed(
    client, editor, claim, headers, sent, words
):
    response = client.post(at("attach", claim.pk), SOURCE | sent, headers=headers)

    notice, typed = pages.refused(response, at("attach", claim.pk))
    assert words in notice
    assert "What you wrote is kept." in notice
    kept = {name: typed[name].strip() for name in ("title", "publisher", "text", "quote", "note")}
    assert kept == {name: (SOURCE | sent)[name] for name in kept}
    form = Page(response.content.decode()).by_id(f"attach-{claim.pk}")
    assert "open" in form.attributes
    assert nothing_happened()


@BOTH_WAYS
def test_a_suggestion_is_accepted_with_its_exact_words(client, editor, suggestion, headers):
    response = client.post(at("accept", suggestion.pk), ACCEPTED, headers=headers)

    assert response.status_code == (200 if headers else 302)
    attached = Evidence.objects.get()
    assert (attached.suggestion, attached.is_exact) == (suggestion, True)
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.decided_by) == ("accepted", editor)
    page = Page(client.get(suggestion.claim.get_absolute_url()).content.decode())
    assert page.by_id("suggestion-count").text == "0 open, 1 decided"


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"quote": "the tower is 331 metres tall"}, "This quote is not in the suggestion's text."),
        ({"quote": " "}, "Choose the words that count."),
        ({"stance": ""}, "Say whether it supports, refutes or gives context."),
    ],
)
def test_a_refused_acceptance_keeps_quote_and_note(
    client, editor, suggestion, headers, sent, words
):
    response = client.post(at("accept", suggestion.pk), ACCEPTED | sent, headers=headers)

    notice, typed = pages.refused(response, at("accept", suggestion.pk))
    assert words in notice
    assert typed["note"] == ACCEPTED["note"]
    assert typed["quote"].strip() == (ACCEPTED | sent)["quote"].strip()
    assert typed.get("stance", "") == (ACCEPTED | sent)["stance"]
    assert nothing_happened()


@BOTH_WAYS
def test_who_accepts_second_is_told_who_was_first_and_gets_their_note_back(
    client, editor, suggestion, headers
):
    client.post(at("dismiss", suggestion.pk), {"reason": "Another tower."})

    response = client.post(at("accept", suggestion.pk), ACCEPTED, headers=headers)

    assert response.status_code == 422
    assert said(response).startswith("Ada Chen dismissed this suggestion in the meantime.")
    assert ACCEPTED["note"] in said(response)
    assert not Evidence.objects.exists()
    assert pages.faults(response) == []


@BOTH_WAYS
def test_a_suggestion_is_dismissed_with_a_reason_and_opened_again(
    client, editor, suggestion, headers
):
    sent = {"reason": "Another tower."}
    dismissed = client.post(at("dismiss", suggestion.pk), sent, headers=headers)
    shown = Page(client.get(suggestion.claim.get_absolute_url()).content.decode()).text
    opened = client.post(at("reopen-suggestion", suggestion.pk), headers=headers)

    expected = 200 if headers else 302
    assert (dismissed.status_code, opened.status_code) == (expected, expected)
    assert "Reason: Another tower." in shown
    assert Suggestion.objects.get().status == "open"
    actions = Event.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["suggestion.dismissed", "suggestion.reopened"]


@BOTH_WAYS
def test_dismissing_without_a_reason_is_refused_in_place(client, editor, suggestion, headers):
    response = client.post(at("dismiss", suggestion.pk), {"reason": " "}, headers=headers)

    assert response.status_code == 422
    assert said(response).startswith("Say why it does not help: the search log keeps the reason.")
    assert Suggestion.objects.get().status == "open"
    assert pages.faults(response) == []


@BOTH_WAYS
def test_evidence_is_withdrawn_and_stays_to_be_seen(client, editor, claim, headers):
    attached = EvidenceFactory(claim=claim)

    response = client.post(
        at("withdraw-evidence", attached.pk), {"reason": "It is old."}, headers=headers
    )

    assert response.status_code == (200 if headers else 302)
    page = Page(client.get(claim.get_absolute_url()).content.decode())
    assert "Withdrawn by Ada Chen: It is old." in page.text
    assert Evidence.objects.standing().count() == 0


@BOTH_WAYS
def test_the_last_evidence_under_a_verdict_is_not_withdrawn_and_the_reason_is_kept(
    client, editor, headers
):
    attached = VerdictFactory().claim.evidence.get()

    response = client.post(
        at("withdraw-evidence", attached.pk), {"reason": "It is old."}, headers=headers
    )

    assert response.status_code == 422
    assert said(response).startswith("A verdict rests on this evidence alone.")
    assert "It is old." in said(response)
    assert Evidence.objects.standing().count() == 1
    assert pages.faults(response) == []


def test_a_suggestion_with_an_address_that_is_none_of_the_web_becomes_no_link(
    client, editor, claim
):
    suggestion = SuggestionFactory(run__claim=claim, url="javascript:alert(1)", document=None)

    response = client.post(at("accept", suggestion.pk), ACCEPTED, headers=HTMX)

    assert response.status_code in {200, 422}
    assert pages.faults(response) == []


@pytest.mark.parametrize("url", ["HTTPS://Tower.Example/", ""])
def test_any_address_that_the_library_keeps_can_become_a_sources(client, editor, claim, url):
    suggestion = SuggestionFactory(run__claim=claim, url=url)

    response = client.post(at("accept", suggestion.pk), ACCEPTED)

    assert response.status_code == 302
    assert Source.objects.get().url == url


def test_acts_on_one_claim_leave_the_others_alone(client, editor, claim, suggestion):
    other = SuggestionFactory()

    client.post(at("accept", suggestion.pk), ACCEPTED)

    other.refresh_from_db()
    assert other.status == "open"
    assert Claim.objects.get(pk=other.claim_id).status == Status.UNCHECKED
