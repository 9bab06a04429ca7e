import pytest

from articles.models import Event, Passage, Status, Verdict
from articles.services import Refused, verdicts
from articles.services.verdicts import Overtaken
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory, VerdictFactory, rating

pytestmark = pytest.mark.django_db


def test_a_verdict_is_proposed_on_a_claim_with_evidence():
    claim, author = EvidenceFactory().claim, UserFactory()

    verdict = verdicts.propose(
        claim_id=claim.pk,
        author=author,
        rating_id=rating().pk,
        explanation=" It is not. ",
        seen=None,
    )

    claim.refresh_from_db()
    assert (claim.status, claim.checker) == (Status.PROPOSED, author)
    assert (verdict.status, verdict.explanation) == (Verdict.Status.PROPOSED, "It is not.")
    assert Event.objects.get().action == Event.Action.VERDICT_PROPOSED


def test_author_cannot_sign_off_and_nothing_is_recorded():
    verdict = VerdictFactory()

    with pytest.raises(Refused, match="you wrote the verdict"):
        verdicts.sign_off(verdict_id=verdict.pk, editor=verdict.author)

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.PROPOSED
    assert not Event.objects.exists()
    assert not Passage.objects.exists()


def test_who_was_overtaken_is_given_the_other_text_and_nothing_is_stored():
    theirs = VerdictFactory()

    with pytest.raises(Overtaken) as caught:
        verdicts.propose(
            claim_id=theirs.claim_id,
            author=UserFactory(),
            rating_id=rating().pk,
            explanation="Mine.",
            seen=None,
        )

    assert caught.value.verdict == theirs
    assert Verdict.objects.count() == 1


def test_without_evidence_only_not_checkable_can_be_proposed():
    claim, author = ClaimFactory(), UserFactory()
    proposal = {"claim_id": claim.pk, "author": author, "explanation": "So it is.", "seen": None}

    with pytest.raises(Refused, match="Attach evidence first"):
        verdicts.propose(rating_id=rating("false").pk, **proposal)

    verdict = verdicts.propose(rating_id=rating("not-checkable").pk, **proposal)
    assert verdict.status == Verdict.Status.PROPOSED
