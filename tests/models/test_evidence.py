import pytest
from django.db import IntegrityError, transaction

from articles.models import Claim, Evidence, Status, Verdict
from tests.factories import (
    PASSAGE,
    ClaimFactory,
    EvidenceFactory,
    SignedOffFactory,
    SnapshotFactory,
    SourceFactory,
    SuggestionFactory,
    UserFactory,
    VerdictFactory,
    rating,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

QUOTE = "330 metres"
START = PASSAGE.index(QUOTE)


def exact(**fields):
    snapshot = fields.pop("snapshot", None) or SnapshotFactory()
    whole = {
        "snapshot": snapshot,
        "source": snapshot.source,
        "is_exact": True,
        "quote": QUOTE,
        "quote_start": START,
        "quote_end": START + len(QUOTE),
    }
    return EvidenceFactory(**whole | fields)


def withdrawn(evidence, **fields):
    whole = {
        "withdrawn_at": "2026-01-01T00:00Z",
        "withdrawn_by": evidence.added_by,
        "withdrawn_because": "Wrong tower.",
    }
    return Evidence.objects.filter(pk=evidence.pk).update(**whole | fields)


@pytest.mark.parametrize("stance", ["", "refuted", "Supports"])
def test_evidence_takes_a_known_stance(stance):
    with refused("evidence_takes_a_stance"):
        EvidenceFactory(stance=stance)


@pytest.mark.parametrize("stance", ["supports", "refutes", "context"])
def test_evidence_supports_refutes_or_gives_context(stance):
    assert EvidenceFactory(stance=stance).pk


def test_an_exact_quote_has_a_place():
    evidence = EvidenceFactory(quote=QUOTE)

    with refused("evidence_exact_quote_has_a_place"):
        Evidence.objects.filter(pk=evidence.pk).update(is_exact=True)


@pytest.mark.parametrize("lacking", ["quote_start", "quote_end", "snapshot"])
def test_an_exact_quote_cannot_lose_its_place(lacking):
    evidence = exact()

    with pytest.raises(IntegrityError, match="exact_quote"), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(**{lacking: None})

    evidence.refresh_from_db()
    assert getattr(evidence, lacking) is not None


def test_an_exact_quote_is_not_blank():
    snapshot = SnapshotFactory(text="One  two.")

    with refused("evidence_exact_quote_has_a_place"):
        exact(snapshot=snapshot, quote="  ", quote_start=3, quote_end=5)


def test_a_quote_that_is_not_exact_has_no_place():
    with refused("evidence_exact_quote_has_a_place"):
        EvidenceFactory(quote="about so tall", quote_start=0, quote_end=13)

    assert EvidenceFactory(quote="about so tall").pk


def test_an_exact_quote_stands_in_its_snapshot():
    evidence = exact()

    assert evidence.snapshot.text[evidence.quote_start : evidence.quote_end] == evidence.quote


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "331 metres"},
        {"quote": "330 METRES"},
        {"quote_start": START + 1, "quote_end": START + 1 + len(QUOTE)},
        {"quote_end": START + 3},
        {"quote_start": len(PASSAGE), "quote_end": len(PASSAGE) + len(QUOTE)},
    ],
    ids=str,
)
def test_an_exact_quote_that_does_not_stand_in_its_snapshot_is_refused(wrong):
    with refused("evidence_exact_quote_stands_in_its_snapshot"):
        exact(**wrong)


def test_a_quote_cannot_be_made_exact_or_altered_afterwards():
    evidence = exact()
    row = Evidence.objects.filter(pk=evidence.pk)

    with refused("evidence_exact_quote_stands_in_its_snapshot"):
        row.update(quote="300 metres")
    with refused("evidence_exact_quote_stands_in_its_snapshot"):
        row.update(snapshot=SnapshotFactory(source=evidence.source, text="Something else."))


def test_places_of_quotes_count_code_points():
    snapshot = SnapshotFactory(text="🗼🗼 It is 330 metres.")

    evidence = exact(snapshot=snapshot, quote_start=9, quote_end=19)

    assert evidence.pk


def test_a_snapshot_of_another_source_is_refused():
    with refused("evidence_snapshot_is_of_its_source"):
        exact(source=SourceFactory())
    with refused("evidence_snapshot_is_of_its_source"):
        EvidenceFactory(snapshot=SnapshotFactory(), source=SourceFactory())
    with refused("evidence_snapshot_is_of_its_source"):
        exact()
        Evidence.objects.update(source=SourceFactory())


def test_evidence_and_its_suggestion_are_of_one_claim():
    suggestion = SuggestionFactory()

    with refused("evidence_and_suggestion_are_of_one_claim"):
        EvidenceFactory(suggestion=suggestion)

    evidence = EvidenceFactory(suggestion=suggestion, claim=suggestion.claim)
    with refused("evidence_and_suggestion_are_of_one_claim"):
        Evidence.objects.filter(pk=evidence.pk).update(claim=ClaimFactory())


def test_one_suggestion_becomes_evidence_once():
    suggestion = SuggestionFactory()
    EvidenceFactory(suggestion=suggestion, claim=suggestion.claim)

    with refused("articles_evidence_suggestion_id_key"):
        EvidenceFactory(suggestion=suggestion, claim=suggestion.claim)


@pytest.mark.parametrize(
    "lacking",
    [{"withdrawn_because": " "}, {"withdrawn_by": None}, {"withdrawn_at": None}],
    ids=str,
)
def test_evidence_is_withdrawn_by_somebody_with_a_reason(lacking):
    evidence = EvidenceFactory()

    with refused("evidence_withdrawn_by_somebody_with_a_reason"):
        withdrawn(evidence, **lacking)

    assert withdrawn(evidence) == 1


def test_standing_evidence_is_what_nobody_has_withdrawn():
    stands, gone = EvidenceFactory(), EvidenceFactory()
    withdrawn(gone)

    assert list(Evidence.objects.standing()) == [stands]


def test_a_signed_off_verdict_keeps_what_stood_there_at_the_sign_off():
    evidence = SignedOffFactory().claim.evidence.get()
    later = EvidenceFactory(claim=evidence.claim)

    with refused("verdict_keeps_its_evidence"):
        withdrawn(evidence)

    assert withdrawn(later) == 1


def test_a_proposed_verdict_keeps_its_last_evidence():
    evidence = VerdictFactory().claim.evidence.get()

    with refused("verdict_keeps_its_evidence"):
        withdrawn(evidence)

    EvidenceFactory(claim=evidence.claim)
    assert withdrawn(evidence) == 1


def test_a_verdict_that_needs_no_evidence_lets_it_go():
    verdict = VerdictFactory(rating=rating("not-checkable"))

    assert withdrawn(verdict.claim.evidence.get()) == 1


def test_evidence_of_a_verdict_that_was_returned_may_go():
    verdict = VerdictFactory()
    Verdict.objects.update(status="returned", returned_by=UserFactory(), note="Why?")
    Claim.objects.update(status=Status.IN_PROGRESS)

    assert withdrawn(verdict.claim.evidence.get()) == 1


def test_evidence_is_never_deleted():
    evidence = EvidenceFactory()

    with refused("evidence_is_never_deleted"):
        Evidence.objects.filter(pk=evidence.pk).delete()


@pytest.mark.parametrize("field", ["claim", "source"])
def test_evidence_stays_with_its_claim_and_its_source(field):
    evidence, other = EvidenceFactory(), EvidenceFactory()

    with refused("evidence_stays_with_its_claim"):
        Evidence.objects.filter(pk=evidence.pk).update(**{field: getattr(other, field)})
