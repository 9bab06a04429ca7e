from datetime import UTC, datetime

import pytest

from articles.models import (
    Event,
    Evidence,
    LibraryDocument,
    Provider,
    Snapshot,
    Source,
    Status,
    Suggestion,
)
from articles.services import Refused, evidence, suggestions
from tests.factories import (
    PASSAGE,
    ClaimFactory,
    DocumentFactory,
    DoneRunFactory,
    SignedOffFactory,
    SourceFactory,
    SuggestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def accept(suggestion, *, person=None, quote="330 metres", **fields):
    return evidence.accept(
        suggestion_id=suggestion.pk,
        person=person or UserFactory(),
        stance="refutes",
        quote=quote,
        **fields,
    )


def dismiss(suggestion, *, person=None, reason="Another tower."):
    return suggestions.dismiss(
        suggestion_id=suggestion.pk, person=person or UserFactory(), reason=reason
    )


def test_an_accepted_suggestion_is_evidence_with_its_provenance():
    suggestion, person = SuggestionFactory(publisher="The Tower"), UserFactory()

    accepted = accept(suggestion, person=person, note="See there.")

    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.decided_by) == (Suggestion.Status.ACCEPTED, person)
    accepted.refresh_from_db()
    assert (accepted.suggestion, accepted.claim) == (suggestion, suggestion.claim)
    assert (accepted.is_exact, accepted.quote) == (True, "330 metres")
    assert accepted.source.document == suggestion.document
    assert (accepted.source.url, accepted.source.publisher) == (suggestion.url, "The Tower")
    assert accepted.source.kind == Source.Kind.SECONDARY
    assert accepted.snapshot.text == suggestion.document.text


def test_accepting_takes_the_claim_and_is_one_line_of_the_history():
    suggestion, person = SuggestionFactory(), UserFactory()

    accepted = accept(suggestion, person=person)

    suggestion.claim.refresh_from_db()
    assert (suggestion.claim.status, suggestion.claim.checker) == (Status.IN_PROGRESS, person)
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.EVIDENCE_ATTACHED, person)
    assert event.data["evidence"] == accepted.pk
    assert event.data["suggestion"] == suggestion.pk


def test_a_quote_is_placed_in_the_whole_document():
    text = f"Chapter one. 🗼 {PASSAGE} The end."
    suggestion = SuggestionFactory(document=DocumentFactory(text=text))

    accepted = accept(suggestion)

    assert accepted.snapshot.text == text
    assert text[accepted.quote_start : accepted.quote_end] == "330 metres"


@pytest.mark.parametrize("gone", ["changed", "deleted"])
def test_of_a_document_that_is_not_as_it_was_the_passage_is_the_snapshot(gone):
    suggestion = SuggestionFactory()
    if gone == "changed":
        LibraryDocument.objects.update(text="Something else.")
    else:
        LibraryDocument.objects.all().delete()

    accepted = accept(suggestion)

    assert accepted.snapshot.text == PASSAGE
    assert accepted.is_exact


@pytest.mark.parametrize("quote", ["", "  ", "“”", "331 metres"])
def test_a_quote_that_is_not_in_the_passage_is_refused_and_nothing_is_stored(quote):
    suggestion = SuggestionFactory()

    with pytest.raises(Refused, match="not in the suggestion"):
        accept(suggestion, quote=quote)

    suggestion.refresh_from_db()
    assert suggestion.status == Suggestion.Status.OPEN
    for model in (Evidence, Source, Snapshot, Event):
        assert not model.objects.exists()


def test_a_document_is_one_source_and_one_snapshot_however_often_it_is_used():
    run = DoneRunFactory()
    document = DocumentFactory()
    first, second = (SuggestionFactory(run=run, document=document) for _ in range(2))

    accept(first)
    accept(second, quote="312 metres")

    assert Source.objects.count() == Snapshot.objects.count() == 1
    assert Evidence.objects.count() == 2


def test_a_confidential_source_that_came_from_the_document_is_not_used_for_it():
    suggestion = SuggestionFactory()
    hidden = SourceFactory(document=suggestion.document, is_confidential=True)

    assert accept(suggestion).source != hidden


def test_a_note_without_an_address_is_found_again_by_its_number():
    suggestion = SuggestionFactory(url="", document=DocumentFactory(url=""))

    source = accept(suggestion).source

    assert source.medium == Source.Medium.DOCUMENT
    assert source.reference == f"Evidence library, document {suggestion.document_id}"


def test_a_check_of_the_desk_is_found_again_by_its_claim_and_the_day_of_its_sign_off():
    check = SignedOffFactory(signed_off_at=datetime(2026, 5, 3, 12, tzinfo=UTC))
    provider = Provider.objects.get(slug="checks")
    suggestion = SuggestionFactory(
        run__provider=provider, url="", document=None, earlier_verdict=check, key="verdict:2"
    )

    assert accept(suggestion).source.reference == (
        f"Published checks: this desk’s check of claim {check.claim_id}, signed off on 3 May 2026"
    )


def test_a_note_that_has_left_the_library_says_when_it_was_found():
    suggestion = SuggestionFactory(url="", document=None, key="document:77:0123456789abcdef")
    Suggestion.objects.update(found_at=datetime(2026, 5, 3, 12, tzinfo=UTC))

    assert accept(suggestion).source.reference == "Evidence library, as found on 3 May 2026"


def test_an_address_written_in_capitals_is_an_address_too():
    suggestion = SuggestionFactory(url="HTTPS://Tower.example/")

    assert accept(suggestion).source.url == "HTTPS://Tower.example/"


def test_a_dismissed_suggestion_keeps_who_and_why():
    suggestion, person = SuggestionFactory(), UserFactory()

    dismiss(suggestion, person=person, reason=" Another tower. ")

    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.reason) == (
        Suggestion.Status.DISMISSED,
        "Another tower.",
    )
    assert suggestion.decided_by == person
    suggestion.claim.refresh_from_db()
    assert (suggestion.claim.status, suggestion.claim.checker) == (Status.IN_PROGRESS, person)
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.SUGGESTION_DISMISSED, person)
    assert event.data == {
        "suggestion": suggestion.pk,
        "title": suggestion.title,
        "reason": "Another tower.",
    }


@pytest.mark.parametrize("reason", ["", " \t"])
def test_a_suggestion_is_not_dismissed_without_a_reason(reason):
    suggestion = SuggestionFactory()

    with pytest.raises(Refused, match="Say why"):
        dismiss(suggestion, reason=reason)

    suggestion.refresh_from_db()
    assert suggestion.status == Suggestion.Status.OPEN
    assert not Event.objects.exists()


@pytest.mark.parametrize("again", [accept, dismiss])
def test_what_one_has_decided_another_does_not_decide_and_is_told_who_did(again):
    suggestion = SuggestionFactory()
    dismiss(suggestion, person=UserFactory(first_name="Ada", last_name="Chen"))

    with pytest.raises(Refused, match="Ada Chen dismissed this suggestion"):
        again(suggestion)

    assert Event.objects.count() == 1
    assert not Evidence.objects.exists()


def test_a_suggestion_is_accepted_once():
    suggestion = SuggestionFactory()
    accept(suggestion, person=UserFactory(first_name="", last_name="", username="ada"))

    with pytest.raises(Refused, match="ada accepted this suggestion"):
        accept(suggestion)

    assert Evidence.objects.count() == 1


def test_a_dismissed_suggestion_is_opened_again_as_if_nobody_had_decided():
    suggestion, person = SuggestionFactory(), UserFactory()
    dismiss(suggestion)

    suggestions.reopen(suggestion_id=suggestion.pk, person=person)

    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.reason) == (Suggestion.Status.OPEN, "")
    assert (suggestion.decided_by, suggestion.decided_at) == (None, None)
    event = Event.objects.first()
    assert (event.action, event.actor) == (Event.Action.SUGGESTION_REOPENED, person)
    assert accept(suggestion).suggestion == suggestion


def test_an_open_suggestion_is_not_opened_again():
    suggestion = SuggestionFactory()

    with pytest.raises(Refused, match="Only a dismissed suggestion"):
        suggestions.reopen(suggestion_id=suggestion.pk, person=UserFactory())

    assert not Event.objects.exists()


def test_an_accepted_suggestion_is_not_opened_again():
    suggestion = SuggestionFactory()
    accept(suggestion)

    with pytest.raises(Refused, match="Only a dismissed suggestion"):
        suggestions.reopen(suggestion_id=suggestion.pk, person=UserFactory())

    suggestion.refresh_from_db()
    assert suggestion.status == Suggestion.Status.ACCEPTED
    assert Event.objects.count() == 1


def test_no_suggestion_changes_a_status_that_a_person_set():
    claim = ClaimFactory(status=Status.WAIVED, reason="Everybody knows.")

    dismiss(SuggestionFactory(run=DoneRunFactory(claim=claim)))

    claim.refresh_from_db()
    assert (claim.status, claim.reason) == (Status.WAIVED, "Everybody knows.")
