import pytest
from django.utils import timezone

from articles.models import Article, Claim, Evidence, Look, Source, Verdict
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    LookFactory,
    SignedOffFactory,
    SnapshotFactory,
    SourceFactory,
    UserFactory,
    VerdictFactory,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

Status = Look.Status


def test_there_is_one_live_look_at_a_source():
    look = LookFactory()

    with refused("look_one_live_per_source"):
        LookFactory(source=look.source, status=Status.RUNNING)

    Look.objects.filter(pk=look.pk).update(
        status=Status.REFUSED, error="No text.", finished_at=timezone.now()
    )
    assert LookFactory(source=look.source).pk


def test_a_look_that_took_a_text_has_it():
    whole = {"status": Status.TAKEN, "http_status": 200, "finished_at": timezone.now()}
    snapshot = SnapshotFactory()
    for missing in ("http_status", "finished_at"):
        with refused("look_taken_with_its_snapshot"):
            LookFactory(**whole | {missing: None}, snapshot=snapshot)
    with refused("look_taken_with_its_snapshot"):
        LookFactory(**whole)

    assert LookFactory(**whole, snapshot=snapshot).pk


@pytest.mark.parametrize("status", [Status.GONE, Status.UNREACHABLE, Status.REFUSED])
def test_a_look_without_a_text_says_why(status):
    whole = {"status": status, "error": "It is gone.", "finished_at": timezone.now()}
    for wrong in ({"error": " "}, {"finished_at": None}, {"snapshot": SnapshotFactory()}):
        with refused("look_without_a_text_has_a_reason"):
            LookFactory(**whole | wrong)

    assert LookFactory(**whole).pk


def test_a_confidential_source_is_never_looked_at():
    source = SourceFactory(is_confidential=True)
    with refused("look_never_at_a_confidential_source"):
        LookFactory(source=source)


def test_not_even_when_it_became_confidential_after_it_was_asked_for():
    look = LookFactory()
    Source.objects.filter(pk=look.source_id).update(is_confidential=True)

    with refused("look_never_at_a_confidential_source"):
        Look.objects.filter(pk=look.pk).update(status=Status.RUNNING)

    assert not Look.objects.due().exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"condition": "fresh"},
        {"condition": "dead"},
        {"condition": "note-gone", "look": 1},
        {"condition": "rotten", "look": 1},
        {"look": 1},
    ],
    ids=str,
)
def test_a_condition_is_known_by_a_look_or_what_became_of_it_by_a_note(wrong):
    if "look" in wrong:
        wrong = wrong | {"look": LookFactory()}
    with refused("evidence_condition_is_known_by_a_look_or_a_note"):
        EvidenceFactory(**wrong)

    assert EvidenceFactory(condition="dead", look=LookFactory()).pk
    assert EvidenceFactory(condition="quote-gone").pk
    assert EvidenceFactory(condition="note-gone", flagged_at=timezone.now()).pk


@pytest.mark.parametrize("condition", ["", "fresh"])
def test_evidence_is_flagged_for_a_reason(condition):
    evidence = EvidenceFactory(condition="changed", look=LookFactory(), flagged_at=timezone.now())

    with refused("evidence_flagged_for_a_reason"):
        Evidence.objects.filter(pk=evidence.pk).update(
            condition=condition, look=evidence.look if condition else None
        )


def flagged(**fields):
    return EvidenceFactory(
        condition="dead", look=LookFactory(), flagged_at=timezone.now(), **fields
    )


def test_flagged_evidence_is_for_the_checker_of_its_claim_or_for_who_added_it():
    checker, other = UserFactory(), UserFactory()
    has = ClaimFactory(checker=checker, taken_at=timezone.now())
    under_theirs, own = flagged(claim=has, added_by=other), flagged(added_by=checker)
    EvidenceFactory(claim=has)
    flagged(
        claim=has, withdrawn_at=timezone.now(), withdrawn_by=checker, withdrawn_because="A rumour."
    )

    assert set(Evidence.objects.for_attention_of(checker)) == {under_theirs, own}
    assert not Evidence.objects.for_attention_of(other).exists()


def reasons(user):
    """By evidence that this person is told of, why."""
    told = Evidence.objects.for_attention_of(user)
    return {each: (each.has_written, each.has_signed, each.is_to_sign) for each in told}


def test_flagged_evidence_is_also_for_who_wrote_the_verdict_and_who_signed_it_off():
    signed = SignedOffFactory()
    evidence = flagged(claim=signed.claim)

    assert reasons(signed.author) == {evidence: (True, False, False)}
    assert reasons(signed.signed_off_by) == {evidence: (False, True, False)}
    Verdict.objects.update(status="retired")
    Claim.objects.update(status="stale")
    assert reasons(signed.author) == reasons(signed.signed_off_by) == {}


def test_while_a_verdict_is_proposed_flagged_evidence_is_for_each_who_may_sign_it(user_with):
    proposed = VerdictFactory()
    evidence = flagged(claim=proposed.claim)
    editor, writer, coauthor = (user_with("sign_off_verdict") for _ in range(3))
    Article.objects.update(author=writer)
    proposed.claim.article.coauthors.add(coauthor)

    assert reasons(editor) == {evidence: (False, False, True)}
    assert reasons(proposed.author) == {evidence: (True, False, False)}
    for person in (writer, coauthor, user_with("propose_verdict")):
        assert reasons(person) == {}


def test_who_checks_a_claim_and_may_sign_it_off_is_told_once(user_with):
    editor = user_with("sign_off_verdict")
    claim = VerdictFactory().claim
    Claim.objects.update(checker=editor, taken_at=timezone.now())
    evidence = flagged(claim=claim, added_by=editor)

    assert list(Evidence.objects.for_attention_of(editor)) == [evidence]


def test_what_a_person_asked_for_is_looked_at_first():
    first = LookFactory()
    asked = LookFactory(asked_by=UserFactory())
    LookFactory(attempts=Look.MAX_ATTEMPTS)

    assert list(Look.objects.due()) == [asked, first]
