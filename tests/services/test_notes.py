"""What becomes of evidence when its note in the library changes, and who is told of it."""

import json

import pytest
from django.utils import timezone

from articles import tasks
from articles.models import Event, Evidence, LibraryDocument, Source
from articles.services import Refused, conditions, evidence, library, notes
from articles.services.evidence import Chosen
from articles.services.incoming import Document
from tests.factories import ClaimFactory, EvidenceFactory, LookFactory, UserFactory
from tests.handed_in import hand_in, work_off
from tests.races import all_at_once, five_times

pytestmark = pytest.mark.django_db

NOTE = "The lighthouse at Brundle was built in 1874. It is white."
FLAGGED = Event.Action.EVIDENCE_FLAGGED
QUOTE = "built in 1874"
OTHER = "The lighthouse at Brundle was built in 1847. It is white."


@pytest.fixture
def attached():
    """Evidence out of a note of the library, under a claim that somebody checks."""
    bring_in(NOTE)
    claim = ClaimFactory(checker=UserFactory(), taken_at=timezone.now(), status="in-progress")
    return evidence.attach_document(
        claim_id=claim.pk,
        person=claim.checker,
        document_id=LibraryDocument.objects.get().pk,
        chosen=Chosen(stance="supports", quote=QUOTE),
    )


def bring_in(text):
    library.put(library.prepared([Document(identifier="note", text=text)]))


def told(attached):
    """The evidence's condition, and whether its checker is told."""
    attached.refresh_from_db()
    is_told = attached in Evidence.objects.for_attention_of(attached.claim.checker)
    assert is_told == (attached.flagged_at is not None)
    return attached.condition, is_told


def acts():
    about = Event.objects.filter(action__startswith="evidence.").order_by("number")
    return list(about.values_list("action", flat=True))


def test_a_note_without_the_quote_is_flagged_once_and_what_was_kept_stays(attached):
    before = attached.snapshot
    bring_in(OTHER)

    assert (notes.settle(), notes.settle()) == (1, 0)

    assert told(attached) == ("quote-gone", True)
    assert (attached.snapshot, attached.quote, attached.is_exact) == (before, QUOTE, True)
    assert acts() == [Event.Action.EVIDENCE_ATTACHED, Event.Action.EVIDENCE_FLAGGED]


@pytest.mark.parametrize("text", [NOTE, f"{NOTE} It is lit.", f"It was {QUOTE}."])
def test_a_note_that_still_has_the_quote_is_not(attached, text):
    bring_in(text)

    assert notes.settle() == 0
    assert told(attached) == ("", False)


def test_a_note_that_has_the_quote_again_takes_the_flag_back(attached):
    bring_in(OTHER)
    notes.settle()
    bring_in(NOTE)

    assert notes.settle() == 1
    assert told(attached) == ("", False)
    assert acts()[-2:] == [Event.Action.EVIDENCE_FLAGGED, Event.Action.EVIDENCE_UNFLAGGED]


def test_who_has_seen_it_is_not_told_again(attached):
    bring_in(OTHER)
    notes.settle()
    conditions.hold(evidence_id=attached.pk, person=attached.claim.checker)
    bring_in(f"{OTHER} It is lit.")

    assert notes.settle() == 0
    assert told(attached) == ("quote-gone", False)

    bring_in(NOTE)
    assert notes.settle() == 1
    assert acts()[-1] == Event.Action.EVIDENCE_HOLDS


def test_of_what_is_withdrawn_or_was_looked_at_nothing_is_said(attached):
    bring_in(OTHER)
    look = LookFactory(source=attached.source)
    Evidence.objects.filter(pk=attached.pk).update(condition="fresh", look=look)
    assert (notes.settle(), told(attached)) == (0, ("fresh", False))

    Evidence.objects.filter(pk=attached.pk).update(condition="quote-gone")
    bring_in(NOTE)
    assert (notes.settle(), told(attached)) == (0, ("quote-gone", False))

    bring_in(OTHER)
    Evidence.objects.filter(pk=attached.pk).update(condition="", look=None)
    evidence.withdraw(evidence_id=attached.pk, person=attached.added_by, reason="It is wrong.")
    assert (notes.settle(), told(attached)) == (0, ("", False))


def test_a_note_that_left_the_library_is_flagged_once_and_what_was_kept_stays(attached):
    before = attached.snapshot
    library.remove(LibraryDocument.objects.all())

    assert (notes.settle(), notes.settle()) == (1, 0)

    assert told(attached) == ("note-gone", True)
    assert (attached.snapshot, attached.quote, attached.is_exact) == (before, QUOTE, True)
    event = Event.objects.latest("number")
    assert (event.action, event.data["condition"]) == (FLAGGED, "No longer in the library")
    conditions.hold(evidence_id=attached.pk, person=attached.claim.checker)
    assert (notes.settle(), told(attached)) == (0, ("note-gone", False))


def test_who_has_seen_that_the_quote_is_gone_is_told_when_the_note_leaves(attached):
    bring_in(OTHER)
    notes.settle()
    conditions.hold(evidence_id=attached.pk, person=attached.claim.checker)
    library.remove(LibraryDocument.objects.all())

    assert notes.settle() == 1
    assert told(attached) == ("note-gone", True)


def test_of_a_note_that_left_nothing_is_said_where_the_page_was_looked_at(attached):
    library.remove(LibraryDocument.objects.all())
    look = LookFactory(source=attached.source)
    Evidence.objects.filter(pk=attached.pk).update(condition="fresh", look=look)
    assert (notes.settle(), told(attached)) == (0, ("fresh", False))

    Evidence.objects.filter(pk=attached.pk).update(condition="", look=None)
    evidence.withdraw(evidence_id=attached.pk, person=attached.added_by, reason="It is wrong.")
    assert (notes.settle(), told(attached)) == (0, ("", False))


def test_evidence_of_no_note_is_left_alone():
    attached = EvidenceFactory()

    assert notes.settle() == 0
    Evidence.objects.filter(pk=attached.pk).update(condition="quote-gone")
    assert notes.settle() == 0


def by_the_service():
    library.add([Document(identifier="note", text=OTHER)])


def by_hand():
    ingest = work_off(hand_in(json.dumps({"_id": "note", "text": OTHER}).encode(), person=None))
    assert ingest.status == ingest.Status.DONE


def by_the_hour():
    bring_in(OTHER)
    tasks.clear_up()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fill", [by_the_service, by_hand, by_the_hour])
def test_whoever_fills_the_library_has_it_settled(attached, fill):
    fill()

    assert told(attached) == ("quote-gone", True)


def by_removing():
    library.discard(LibraryDocument.objects.all())


def by_the_database():
    Source.objects.update(document=None)
    tasks.clear_up()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("take_out", [by_removing, by_the_database])
def test_whoever_takes_a_note_out_has_it_settled(attached, take_out):
    take_out()

    assert told(attached) == ("note-gone", True)


@pytest.mark.django_db(transaction=True)
@five_times
def test_a_note_that_is_attached_while_it_leaves_is_flagged_or_refused():
    bring_in(NOTE)
    claim, person = ClaimFactory(), UserFactory()
    chosen = Chosen(stance="supports", quote=QUOTE)
    note = LibraryDocument.objects.get()

    removed, answer = all_at_once(
        lambda: library.discard(LibraryDocument.objects.all()),
        lambda: evidence.attach_document(
            claim_id=claim.pk, person=person, document_id=note.pk, chosen=chosen
        ),
    )

    assert removed == 1
    found = list(claim.evidence.values_list("condition", flat=True))
    assert found == ([] if isinstance(answer, Refused) else ["note-gone"])


@pytest.mark.django_db(transaction=True)
def test_of_several_who_settle_at_once_one_flags_it(attached):
    bring_in(OTHER)

    assert sum(all_at_once(*[notes.settle] * 4)) == 1
    assert acts().count(Event.Action.EVIDENCE_FLAGGED) == 1
