import pytest

from articles.models import Claim, Event, Passage, Rating, Status, Verdict
from articles.services import Refused, evidence, verdicts
from articles.services.verdicts import Overtaken
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    SignedOffFactory,
    UserFactory,
    VerdictFactory,
    rating,
)

pytestmark = pytest.mark.django_db


def propose(claim, *, author=None, seen=None, explanation="It is 330 metres tall.", slug="false"):
    return verdicts.propose(
        claim_id=claim.pk,
        author=author or UserFactory(),
        rating_id=rating(slug).pk,
        explanation=explanation,
        seen=seen,
    )


def nothing_was_proposed(claim):
    before = claim.status
    claim.refresh_from_db()
    return (
        claim.status == before
        and not Verdict.objects.exclude(claim__isnull=False, status="signed-off").exists()
        and not Event.objects.exists()
    )


def test_a_verdict_is_proposed_on_a_claim_with_evidence():
    claim, author = EvidenceFactory().claim, UserFactory()

    verdict = propose(claim, author=author, explanation=" It is not. ")

    claim.refresh_from_db()
    assert (claim.status, claim.checker) == (Status.PROPOSED, author)
    assert (verdict.status, verdict.explanation) == (Verdict.Status.PROPOSED, "It is not.")
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.VERDICT_PROPOSED, author)
    assert event.data == {"verdict": verdict.pk, "rating": "False", "explanation": "It is not."}


def test_proposing_leaves_the_claim_with_who_has_it():
    checker = UserFactory()
    claim = EvidenceFactory(claim__checker=checker, claim__taken_at="2026-01-01T00:00Z").claim

    propose(claim)

    claim.refresh_from_db()
    assert claim.checker == checker


def test_who_was_overtaken_is_given_the_other_text_and_nothing_is_stored():
    theirs = VerdictFactory(author__first_name="Ada", author__last_name="Chen")

    with pytest.raises(Overtaken, match="Ada Chen proposed a verdict while you wrote") as caught:
        propose(theirs.claim, explanation="Mine.", seen=None)

    assert caught.value.verdict == theirs
    assert Verdict.objects.get() == theirs
    assert not Event.objects.exists()


def test_who_saw_an_earlier_verdict_is_overtaken_by_a_later_one():
    earlier = VerdictFactory(status=Verdict.Status.REPLACED)
    later = VerdictFactory(claim=earlier.claim)

    with pytest.raises(Overtaken) as caught:
        propose(earlier.claim, seen=earlier.pk)

    assert caught.value.verdict == later


def test_a_verdict_that_was_seen_is_replaced_and_kept():
    first = VerdictFactory()

    second = propose(first.claim, seen=first.pk, explanation="Better put.")

    first.refresh_from_db()
    assert first.status == Verdict.Status.REPLACED
    assert first.explanation == "It is 330 metres tall."
    assert Verdict.objects.proposed().get() == second


def test_a_verdict_proposed_over_a_signed_off_one_leaves_that_standing():
    standing = SignedOffFactory()

    propose(standing.claim, seen=standing.pk)

    standing.refresh_from_db()
    standing.claim.refresh_from_db()
    assert standing.status == Verdict.Status.SIGNED_OFF
    assert standing.claim.status == Status.PROPOSED


def test_without_evidence_only_not_checkable_can_be_proposed():
    claim = ClaimFactory()

    with pytest.raises(Refused, match="Attach evidence first: 'False'"):
        propose(claim)
    assert nothing_was_proposed(claim)

    assert propose(claim, slug="not-checkable").status == Verdict.Status.PROPOSED


def test_withdrawn_evidence_does_not_carry_a_verdict():
    evidence = EvidenceFactory(
        withdrawn_at="2026-01-01T00:00Z", withdrawn_by=UserFactory(), withdrawn_because="Wrong."
    )

    with pytest.raises(Refused, match="Attach evidence first"):
        propose(evidence.claim)


@pytest.mark.parametrize("status", [Status.WAIVED, Status.NOT_A_CLAIM, Status.ARCHIVED])
def test_no_verdict_is_proposed_on_a_closed_claim(status):
    claim = EvidenceFactory(claim__status=status, claim__reason="Because.").claim

    with pytest.raises(Refused, match="closed"):
        propose(claim)

    assert nothing_was_proposed(claim)


@pytest.mark.parametrize("explanation", ["", " \n "])
def test_no_verdict_is_proposed_without_an_explanation(explanation):
    claim = EvidenceFactory().claim

    with pytest.raises(Refused, match="Give an explanation"):
        propose(claim, explanation=explanation)

    assert nothing_was_proposed(claim)


def test_no_verdict_is_proposed_with_a_retired_rating():
    claim, retired = EvidenceFactory().claim, rating()
    Rating.objects.filter(pk=retired.pk).update(retired_at="2026-01-01T00:00Z")

    with pytest.raises(Refused, match="no longer in use"):
        verdicts.propose(
            claim_id=claim.pk,
            author=UserFactory(),
            rating_id=retired.pk,
            explanation="So it is.",
            seen=None,
        )

    assert nothing_was_proposed(claim)


def test_a_second_person_signs_the_verdict_off_and_closes_the_claim():
    verdict, editor = VerdictFactory(), UserFactory()

    verdicts.sign_off(verdict_id=verdict.pk, editor=editor, note=" Well found. ")

    verdict.refresh_from_db()
    assert (verdict.status, verdict.signed_off_by) == (Verdict.Status.SIGNED_OFF, editor)
    assert verdict.signed_off_at is not None
    assert verdict.note == "Well found."
    assert Claim.objects.get().status == Status.SIGNED_OFF
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.VERDICT_SIGNED_OFF, editor)
    assert event.data == {"verdict": verdict.pk, "rating": "False", "note": "Well found."}


def test_a_signed_off_verdict_is_found_among_the_checks():
    verdict = VerdictFactory()

    verdicts.sign_off(verdict_id=verdict.pk, editor=UserFactory())

    shelved = Passage.objects.get()
    assert (shelved.shelf, shelved.verdict) == ("checks", verdict)
    assert shelved.title == verdict.claim.sentence
    assert shelved.text == "False. It is 330 metres tall."


def test_the_next_sign_off_retires_the_one_before_and_takes_its_place_among_the_checks():
    first = VerdictFactory()
    verdicts.sign_off(verdict_id=first.pk, editor=UserFactory())
    second = propose(first.claim, seen=first.pk, slug="confirmed", explanation="It grew.")
    assert Passage.objects.get().verdict == first

    verdicts.sign_off(verdict_id=second.pk, editor=UserFactory())

    first.refresh_from_db()
    assert first.status == Verdict.Status.RETIRED
    assert first.signed_off_by is not None
    assert list(Verdict.objects.signed_off()) == [second]
    assert Passage.objects.get().verdict == second
    assert Passage.objects.get().text == "Confirmed. It grew."


def test_author_cannot_sign_off_and_nothing_is_recorded():
    verdict = VerdictFactory()

    with pytest.raises(Refused, match="you wrote the verdict"):
        verdicts.sign_off(verdict_id=verdict.pk, editor=verdict.author)

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.PROPOSED
    assert not Event.objects.exists()
    assert not Passage.objects.exists()


def test_the_articles_author_cannot_sign_off_and_nothing_is_recorded():
    reporter = UserFactory()
    claim = EvidenceFactory(
        claim__version__article__author=reporter, claim__status=Status.PROPOSED
    ).claim
    verdict = VerdictFactory(claim=claim)

    with pytest.raises(Refused, match="you wrote the article"):
        verdicts.sign_off(verdict_id=verdict.pk, editor=reporter)

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.PROPOSED
    assert not Event.objects.exists()


@pytest.mark.parametrize("status", ["withdrawn", "replaced"])
def test_a_verdict_that_is_no_longer_proposed_is_not_signed_off(status):
    verdict = VerdictFactory(claim=EvidenceFactory().claim, status=status)

    with pytest.raises(Refused, match=r"no longer waits .*: (withdrawn|replaced)"):
        verdicts.sign_off(verdict_id=verdict.pk, editor=UserFactory())

    assert not Event.objects.exists()


def test_a_verdict_is_signed_off_once():
    verdict, editor = VerdictFactory(), UserFactory()
    verdicts.sign_off(verdict_id=verdict.pk, editor=editor)

    with pytest.raises(Refused, match="no longer waits for sign-off: signed off"):
        verdicts.sign_off(verdict_id=verdict.pk, editor=UserFactory())

    verdict.refresh_from_db()
    assert verdict.signed_off_by == editor
    assert Event.objects.count() == 1
    assert Passage.objects.count() == 1


@pytest.mark.parametrize("change", ["more", "less"])
def test_evidence_that_changed_while_an_editor_read_it_is_not_signed_off(change):
    verdict = VerdictFactory()
    seen = list(verdict.claim.evidence.values_list("pk", flat=True))
    if change == "more":
        EvidenceFactory(claim=verdict.claim)
    else:
        seen.append(EvidenceFactory(claim=verdict.claim).pk)
        evidence.withdraw(evidence_id=seen[-1], person=UserFactory(), reason="Wrong tower.")
    before = Event.objects.count()

    with pytest.raises(Refused, match="The evidence has changed since you opened it"):
        verdicts.sign_off(verdict_id=verdict.pk, editor=UserFactory(), seen=seen)

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.PROPOSED
    assert Event.objects.count() == before
    standing = verdict.claim.evidence.standing().values_list("pk", flat=True)
    assert verdicts.sign_off(verdict_id=verdict.pk, editor=UserFactory(), seen=list(standing))
