import pytest
from django.db import connection

from articles.models import Event, Evidence, Snapshot, Source, Status
from articles.services import Refused, evidence
from articles.services.evidence import NewSource
from tests.factories import (
    PASSAGE,
    ClaimFactory,
    EvidenceFactory,
    SignedOffFactory,
    SourceFactory,
    UserFactory,
    VerdictFactory,
    rating,
    sha256,
)

pytestmark = pytest.mark.django_db

SOURCE = {
    "medium": Source.Medium.ADDRESS,
    "kind": Source.Kind.PRIMARY,
    "title": "The tower in figures",
    "url": "https://tower.example/figures",
}


def attach(claim, *, by=None, quote="", note="", **source):
    return evidence.attach(
        claim_id=claim.pk,
        person=by or UserFactory(),
        source=NewSource(**SOURCE | source),
        stance="refutes",
        quote=quote,
        note=note,
    )


def test_attaching_makes_source_snapshot_and_evidence_and_takes_the_claim():
    claim, person = ClaimFactory(), UserFactory()

    attached = attach(claim, by=person, quote="330 metres", note=" Page 2. ", text=PASSAGE)

    attached.refresh_from_db()
    assert (attached.claim, attached.added_by, attached.note) == (claim, person, "Page 2.")
    assert attached.source.added_by == person
    assert (attached.snapshot.text, attached.snapshot.sha256) == (PASSAGE, sha256(PASSAGE))
    claim.refresh_from_db()
    assert (claim.status, claim.checker) == (Status.IN_PROGRESS, person)


def test_a_quote_that_stands_in_the_text_is_exact_and_has_its_place():
    attached = attach(ClaimFactory(), quote="“330 metres”", text=PASSAGE)

    assert attached.is_exact
    assert attached.quote == "330 metres"
    assert PASSAGE[attached.quote_start : attached.quote_end] == "330 metres"
    assert attached.prefix == "With its antenna the tower is "
    assert attached.suffix.startswith(" tall.")


def test_places_are_counted_in_code_points():
    text = "🗼 It is 330 metres 🎉 tall."

    attached = attach(ClaimFactory(), quote="330 metres 🎉", text=text)

    attached.refresh_from_db()
    assert text[attached.quote_start : attached.quote_end] == attached.quote == "330 metres 🎉"


@pytest.mark.parametrize("text", ["", "   ", "It is 300 metres tall."])
def test_a_quote_that_does_not_stand_in_the_text_is_kept_but_is_not_exact(text):
    attached = attach(ClaimFactory(), quote="330 metres", text=text)

    attached.refresh_from_db()
    assert (attached.quote, attached.is_exact) == ("330 metres", False)
    assert (attached.quote_start, attached.quote_end) == (None, None)
    assert Snapshot.objects.exists() is bool(text.strip())


def test_evidence_without_a_quote_is_not_exact():
    attached = attach(ClaimFactory(), text=PASSAGE)

    assert (attached.quote, attached.is_exact) == ("", False)


def test_an_anonymous_source_that_is_not_confidential_is_refused_and_nothing_is_stored():
    claim = ClaimFactory()

    with pytest.raises(Refused, match="always confidential"):
        attach(claim, kind=Source.Kind.ANONYMOUS)

    claim.refresh_from_db()
    assert claim.status == Status.UNCHECKED
    assert not Source.objects.exists()
    assert not Event.objects.exists()


def test_the_history_of_attaching_says_what_and_by_whom():
    person = UserFactory()

    attached = attach(ClaimFactory(), by=person, quote="330 metres", text=PASSAGE)

    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.EVIDENCE_ATTACHED, person)
    assert event.data == {
        "evidence": attached.pk,
        "source": "The tower in figures",
        "stance": "refutes",
        "exact": True,
        "suggestion": None,
    }


def test_the_history_never_names_a_confidential_source():
    attached = attach(
        ClaimFactory(),
        kind=Source.Kind.ANONYMOUS,
        medium=Source.Medium.PERSON,
        title="The minister’s driver",
        person="Jo Deep",
        url="",
        is_confidential=True,
        text="Jo Deep said: the tower shrinks.",
        quote="the tower shrinks",
        note="Met Jo Deep at the river.",
    )
    EvidenceFactory(claim=attached.claim)
    evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Jo Deep took it back.")

    written = "".join(str(event.data) for event in Event.objects.all())

    assert Event.objects.count() == 2
    assert not [word for word in ("Jo", "Deep", "driver", "shrinks", "river") if word in written]


def test_what_somebody_has_stays_with_them_when_another_attaches_evidence():
    checker = UserFactory()
    claim = ClaimFactory(
        checker=checker, taken_at="2026-01-01T00:00Z", status=Status.AWAITING_REPLY
    )

    attach(claim)

    claim.refresh_from_db()
    assert (claim.checker, claim.status) == (checker, Status.AWAITING_REPLY)


@pytest.mark.parametrize("factory", [VerdictFactory, SignedOffFactory])
def test_evidence_attached_to_a_rated_claim_changes_no_status(factory):
    claim = factory().claim
    before = claim.status

    attach(claim, quote="It is taller.")

    claim.refresh_from_db()
    assert claim.status == before
    assert claim.evidence.count() == 2


def test_evidence_attached_to_a_changed_sentence_with_a_signed_off_verdict_is_kept():
    claim = EvidenceFactory(claim__status=Status.STALE).claim
    SignedOffFactory(claim=claim)

    attach(claim, quote="It is taller.")

    connection.check_constraints()
    assert claim.evidence.count() == 2


def test_withdrawn_evidence_stays_with_who_and_why():
    attached, person = EvidenceFactory(), UserFactory()

    evidence.withdraw(evidence_id=attached.pk, person=person, reason=" Another tower. ")

    attached.refresh_from_db()
    assert (attached.withdrawn_by, attached.withdrawn_because) == (person, "Another tower.")
    assert attached.withdrawn_at is not None
    assert not Evidence.objects.standing().exists()
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.EVIDENCE_WITHDRAWN, person)
    assert event.data == {
        "evidence": attached.pk,
        "source": "The tower in figures",
        "reason": "Another tower.",
    }


@pytest.mark.parametrize("reason", ["", " \n"])
def test_evidence_is_not_withdrawn_without_a_reason(reason):
    attached = EvidenceFactory()

    with pytest.raises(Refused, match="Say why"):
        evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason=reason)

    assert list(Evidence.objects.standing()) == [attached]
    assert not Event.objects.exists()


def test_evidence_is_withdrawn_once():
    attached, person = EvidenceFactory(), UserFactory()
    evidence.withdraw(evidence_id=attached.pk, person=person, reason="Wrong.")

    with pytest.raises(Refused, match="withdrawn already"):
        evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Wronger.")

    attached.refresh_from_db()
    assert (attached.withdrawn_by, attached.withdrawn_because) == (person, "Wrong.")
    assert Event.objects.count() == 1


@pytest.mark.parametrize("factory", [VerdictFactory, SignedOffFactory])
def test_the_evidence_a_verdict_rests_on_alone_is_not_withdrawn(factory):
    attached = factory().claim.evidence.get()

    with pytest.raises(Refused, match="rests on this evidence"):
        evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Wrong.")

    assert list(Evidence.objects.standing()) == [attached]
    assert not Event.objects.exists()


def test_the_evidence_of_a_verdict_that_needs_none_is_withdrawn():
    attached = VerdictFactory(rating=rating("not-checkable")).claim.evidence.get()

    evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Wrong.")

    assert not Evidence.objects.standing().exists()


def test_evidence_a_verdict_does_not_rest_on_alone_is_withdrawn():
    attached = VerdictFactory().claim.evidence.get()
    other = EvidenceFactory(claim=attached.claim)

    evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Wrong.")

    assert list(Evidence.objects.standing()) == [other]


def test_the_last_evidence_of_a_changed_sentence_with_a_signed_off_verdict_is_not_withdrawn():
    attached = EvidenceFactory(claim__status=Status.STALE)
    SignedOffFactory(claim=attached.claim)

    with pytest.raises(Refused, match="rests on this evidence"):
        evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Wrong.")


def test_what_stood_there_at_the_sign_off_stays_and_what_came_later_may_go():
    attached = SignedOffFactory().claim.evidence.get()
    later = EvidenceFactory(claim=attached.claim)

    with pytest.raises(Refused, match="propose another verdict"):
        evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Wrong.")
    evidence.withdraw(evidence_id=later.pk, person=UserFactory(), reason="Wrong.")

    assert list(Evidence.objects.standing()) == [attached]


def test_the_same_source_with_the_same_quote_is_attached_once():
    claim = ClaimFactory()
    attach(claim)

    with pytest.raises(Refused, match="attached already"):
        attach(claim)

    assert Evidence.objects.count() == Source.objects.count() == 1


def test_a_source_that_another_describes_alike_is_a_source_of_its_own():
    SourceFactory(**SOURCE)

    attach(ClaimFactory())

    assert Source.objects.count() == 2
