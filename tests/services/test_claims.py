import pytest
from django.db import connection

from articles.models import Event, Status
from articles.services import Refused, claims
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    SignedOffFactory,
    UserFactory,
    VerdictFactory,
)

pytestmark = pytest.mark.django_db

CLOSED_WITHOUT_VERDICT = [Status.WAIVED, Status.NOT_A_CLAIM, Status.ARCHIVED]
OPEN_WITHOUT_PROPOSAL = [
    Status.UNCHECKED,
    Status.IN_PROGRESS,
    Status.NEEDS_AUTHOR,
    Status.AWAITING_REPLY,
    Status.STALE,
]


def unchanged(claim):
    """Nothing of the claim's row is other than it was, and nothing was recorded."""
    before = {field.attname: getattr(claim, field.attname) for field in claim._meta.fields}
    claim.refresh_from_db()
    after = {field.attname: getattr(claim, field.attname) for field in claim._meta.fields}
    return before == after and not Event.objects.exists()


def test_who_takes_a_claim_has_it_and_it_is_in_progress():
    claim, person = ClaimFactory(), UserFactory()

    claims.take(claim_id=claim.pk, person=person)

    claim.refresh_from_db()
    assert (claim.checker, claim.status) == (person, Status.IN_PROGRESS)
    assert claim.taken_at is not None
    event = Event.objects.get()
    assert (event.action, event.actor, event.claim) == (Event.Action.CLAIM_TAKEN, person, claim)
    assert event.article == claim.article
    assert event.data == {"before": ""}


def test_a_claim_is_taken_over_and_the_history_says_from_whom():
    claim, first, second = ClaimFactory(), UserFactory(), UserFactory()
    taken_at = claims.take(claim_id=claim.pk, person=first).taken_at

    claims.take(claim_id=claim.pk, person=second)

    claim.refresh_from_db()
    assert claim.checker == second
    assert claim.taken_at > taken_at
    assert Event.objects.first().data == {"before": first.username}


def test_a_claim_one_has_already_is_not_taken_again():
    claim, person = ClaimFactory(), UserFactory()
    claims.take(claim_id=claim.pk, person=person)

    with pytest.raises(Refused, match="have this claim already"):
        claims.take(claim_id=claim.pk, person=person)

    assert Event.objects.count() == 1


@pytest.mark.parametrize("status", CLOSED_WITHOUT_VERDICT)
def test_a_closed_claim_is_not_taken(status):
    claim = ClaimFactory(status=status, reason="Because.")

    with pytest.raises(Refused, match="closed"):
        claims.take(claim_id=claim.pk, person=UserFactory())

    assert unchanged(claim)


def test_a_signed_off_claim_is_not_taken():
    claim = SignedOffFactory().claim

    with pytest.raises(Refused, match="closed: signed off"):
        claims.take(claim_id=claim.pk, person=UserFactory())

    assert unchanged(claim)


@pytest.mark.parametrize("status", [Status.NEEDS_AUTHOR, Status.AWAITING_REPLY])
def test_taking_a_claim_that_waits_for_somebody_leaves_it_waiting(status):
    claim = ClaimFactory(status=status)

    claims.take(claim_id=claim.pk, person=UserFactory())

    claim.refresh_from_db()
    assert claim.status == status


def test_taking_a_claim_whose_sentence_changed_begins_it_anew():
    claim = ClaimFactory(status=Status.STALE)

    claims.take(claim_id=claim.pk, person=UserFactory())

    claim.refresh_from_db()
    assert claim.status == Status.IN_PROGRESS


def test_who_gives_a_claim_back_leaves_it_to_others():
    claim, person = ClaimFactory(), UserFactory()
    claims.take(claim_id=claim.pk, person=person)

    claims.give_back(claim_id=claim.pk, person=person)

    claim.refresh_from_db()
    assert (claim.checker, claim.taken_at, claim.status) == (None, None, Status.IN_PROGRESS)
    assert Event.objects.first().action == Event.Action.CLAIM_LEFT


def test_one_cannot_give_back_what_another_has():
    claim, person = ClaimFactory(), UserFactory()
    claims.take(claim_id=claim.pk, person=person)
    claim.refresh_from_db()

    with pytest.raises(Refused, match="not with you"):
        claims.give_back(claim_id=claim.pk, person=UserFactory())

    claim.refresh_from_db()
    assert claim.checker == person
    assert Event.objects.count() == 1


@pytest.mark.parametrize("status", OPEN_WITHOUT_PROPOSAL)
def test_a_claim_is_set_aside_with_or_without_a_reason(status):
    claim, person = ClaimFactory(status=status), UserFactory()

    claims.set_aside(claim_id=claim.pk, person=person, reason=" A heading. ")

    claim.refresh_from_db()
    assert (claim.status, claim.reason) == (Status.NOT_A_CLAIM, "A heading.")
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.CLAIM_SET_ASIDE, person)
    assert event.data == {"before": status, "reason": "A heading."}
    assert claims.set_aside(claim_id=ClaimFactory().pk, person=person).reason == ""


@pytest.mark.parametrize("status", OPEN_WITHOUT_PROPOSAL)
def test_a_claim_is_waived_with_a_reason(status):
    claim, person = ClaimFactory(status=status), UserFactory()

    claims.waive(claim_id=claim.pk, person=person, reason=" Everybody knows. ")

    claim.refresh_from_db()
    assert (claim.status, claim.reason) == (Status.WAIVED, "Everybody knows.")
    assert Event.objects.get().action == Event.Action.CLAIM_WAIVED


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_a_claim_is_not_waived_without_a_reason(reason):
    claim = ClaimFactory()

    with pytest.raises(Refused, match="Say why"):
        claims.waive(claim_id=claim.pk, person=UserFactory(), reason=reason)

    assert unchanged(claim)


def close_in_both_ways(claim, match):
    for act in (claims.set_aside, claims.waive):
        with pytest.raises(Refused, match=match):
            act(claim_id=claim.pk, person=UserFactory(), reason="Because.")


def test_a_claim_with_a_proposed_verdict_is_neither_waived_nor_set_aside():
    claim = VerdictFactory().claim

    close_in_both_ways(claim, "has to be returned or withdrawn first")

    assert unchanged(claim)


@pytest.mark.parametrize("status", CLOSED_WITHOUT_VERDICT)
def test_a_closed_claim_is_not_closed_again(status):
    claim = ClaimFactory(status=status, reason="Because.")

    close_in_both_ways(claim, "closed already")

    assert unchanged(claim)


def test_a_signed_off_claim_is_neither_waived_nor_set_aside():
    claim = SignedOffFactory().claim

    close_in_both_ways(claim, "closed already: signed off")

    assert unchanged(claim)


def test_a_changed_sentence_with_a_signed_off_verdict_is_neither_waived_nor_set_aside():
    claim = EvidenceFactory(claim__status=Status.STALE).claim
    SignedOffFactory(claim=claim)

    close_in_both_ways(claim, "has a signed-off verdict")

    assert unchanged(claim)


@pytest.mark.parametrize("status", [Status.WAIVED, Status.NOT_A_CLAIM])
def test_a_claim_that_was_closed_by_hand_is_opened_again(user_with, status):
    claim, person = ClaimFactory(status=status, reason="Because."), user_with("waive_claim")

    claims.reopen(claim_id=claim.pk, person=person)

    claim.refresh_from_db()
    assert (claim.status, claim.reason) == (Status.UNCHECKED, "")
    event = Event.objects.get()
    assert event.action == Event.Action.CLAIM_REOPENED
    assert event.data == {"before": status, "after": Status.UNCHECKED}


def test_a_claim_that_somebody_has_is_opened_again_in_progress(user_with):
    claim, person = ClaimFactory(), UserFactory()
    claims.take(claim_id=claim.pk, person=person)
    claims.waive(claim_id=claim.pk, person=person, reason="Everybody knows.")

    claims.reopen(claim_id=claim.pk, person=user_with("waive_claim"))

    claim.refresh_from_db()
    assert (claim.status, claim.checker) == (Status.IN_PROGRESS, person)


def test_who_may_not_waive_does_not_lift_a_waiver(user_with):
    claim = ClaimFactory(status=Status.WAIVED, reason="Stet.")

    with pytest.raises(Refused, match="Only who may waive can open it again"):
        claims.reopen(claim_id=claim.pk, person=user_with("review_claim"))

    assert unchanged(claim)


@pytest.mark.parametrize("status", [*OPEN_WITHOUT_PROPOSAL, Status.ARCHIVED])
def test_no_other_claim_is_opened_again(status):
    claim = ClaimFactory(status=status)

    with pytest.raises(Refused, match="waived or set aside"):
        claims.reopen(claim_id=claim.pk, person=UserFactory())

    assert unchanged(claim)


@pytest.mark.parametrize("factory", [VerdictFactory, SignedOffFactory])
def test_a_rated_claim_is_not_opened_as_if_it_were_waived(factory):
    claim = factory().claim

    with pytest.raises(Refused, match="waived or set aside"):
        claims.reopen(claim_id=claim.pk, person=UserFactory())

    assert unchanged(claim)


def test_a_changed_sentence_with_a_signed_off_verdict_can_be_taken():
    claim = EvidenceFactory(claim__status=Status.STALE).claim
    SignedOffFactory(claim=claim)
    person = UserFactory()

    claims.take(claim_id=claim.pk, person=person)

    connection.check_constraints()
    claim.refresh_from_db()
    assert claim.checker == person
