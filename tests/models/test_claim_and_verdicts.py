"""A claim's status and its verdicts may disagree within a transaction, never after it."""

import pytest
from django.db import connection

from articles.models import Claim, Status, Verdict
from tests.factories import ClaimFactory, EvidenceFactory, SignedOffFactory, VerdictFactory
from tests.rules import refused, without_trigger

pytestmark = pytest.mark.django_db

RULE = "claim_agrees_with_its_verdicts"
NOT_WITH_A_SIGNED_VERDICT = [
    Status.UNCHECKED,
    Status.IN_PROGRESS,
    Status.NEEDS_AUTHOR,
    Status.AWAITING_REPLY,
    Status.WAIVED,
    Status.NOT_A_CLAIM,
]


def set_status(claim, status):
    Claim.objects.filter(pk=claim.pk).update(status=status, reason="Because.")


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.SIGNED_OFF])
def test_a_claim_begins_without_a_verdict(status):
    with refused(RULE):
        ClaimFactory(status=status)

    with without_trigger("articles_claim", "claim_begins_without_a_verdict"):
        claim = ClaimFactory(status=status)
    assert Claim.objects.filter(pk=claim.pk, status=status).exists()


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.SIGNED_OFF])
def test_a_claim_agrees_with_its_verdicts_it_is_not_rated_without_one(status):
    claim = ClaimFactory()

    with refused(RULE):
        set_status(claim, status)

    with without_trigger("articles_claim", "claim_agrees_with_its_verdicts"):
        set_status(claim, status)


@pytest.mark.parametrize("status", [status for status in Status if status not in {Status.PROPOSED}])
def test_while_a_verdict_is_proposed_its_claim_is_proposed(status):
    claim = VerdictFactory().claim

    with refused(RULE):
        set_status(claim, status)

    claim.refresh_from_db()
    assert claim.status == Status.PROPOSED


@pytest.mark.parametrize("status", NOT_WITH_A_SIGNED_VERDICT)
def test_a_claim_with_a_signed_off_verdict_is_not_open_as_if_it_had_none(status):
    claim = SignedOffFactory().claim

    with refused(RULE):
        set_status(claim, status)


@pytest.mark.parametrize("status", [Status.STALE, Status.ARCHIVED])
def test_a_sentence_that_changed_or_is_gone_keeps_its_signed_off_verdict(status):
    claim = SignedOffFactory().claim

    set_status(claim, status)

    connection.check_constraints()
    assert claim.verdicts.signed_off().count() == 1


def test_a_verdict_agrees_with_its_claim_when_it_is_proposed():
    claim = EvidenceFactory().claim

    with refused(RULE):
        VerdictFactory(claim=claim)

    with without_trigger("articles_verdict", "verdict_agrees_with_its_claim"):
        VerdictFactory(claim=claim)


def test_a_verdict_agrees_with_its_claim_when_it_is_withdrawn():
    verdict = VerdictFactory()

    with refused(RULE):
        Verdict.objects.filter(pk=verdict.pk).update(status=Verdict.Status.WITHDRAWN)

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.PROPOSED


def test_a_verdict_is_not_retired_while_its_claim_is_signed_off_by_it():
    verdict = SignedOffFactory()

    with refused(RULE):
        Verdict.objects.filter(pk=verdict.pk).update(status=Verdict.Status.RETIRED)


def test_within_one_transaction_they_may_be_changed_one_after_the_other():
    verdict = VerdictFactory()

    Verdict.objects.filter(pk=verdict.pk).update(status=Verdict.Status.WITHDRAWN)
    set_status(verdict.claim, Status.IN_PROGRESS)

    connection.check_constraints()
    assert not verdict.claim.verdicts.proposed().exists()


def test_a_signed_off_claim_may_have_another_verdict_proposed():
    claim = SignedOffFactory().claim

    VerdictFactory(claim=claim)
    set_status(claim, Status.PROPOSED)

    connection.check_constraints()
    assert claim.verdicts.count() == 2
