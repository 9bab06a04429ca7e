"""What a person may do with a claim, apart from rating it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Claim, Event, Status
from articles.services import Refused, history

UNTOUCHED = (Status.UNCHECKED, Status.STALE)


def locked(claim_id: int) -> Claim:
    """The claim's row, locked first in every act on it, so that acts on one claim queue up.

    The checker is read by another query: PostgreSQL reads only the locked row again after
    a wait, so that a checker who came meanwhile would be missing from a join.
    """
    claims = Claim.objects.select_for_update(of=("self",)).select_related("article")
    return claims.get(pk=claim_id)


def begin(claim: Claim, person: User) -> None:
    """The first act on a claim takes it: from then on it is in progress, with this person.

    For use inside another act's transaction, on a locked claim.
    """
    if claim.checker is None:
        claim.checker, claim.taken_at = person, timezone.now()
    if claim.status in UNTOUCHED and not claim.verdicts.signed_off().exists():
        claim.status = Status.IN_PROGRESS
    claim.save(update_fields=["checker", "taken_at", "status"])


@transaction.atomic
def take(*, claim_id: int, person: User) -> Claim:
    claim = locked(claim_id)
    if claim.checker_id == person.pk:
        raise Refused("You have this claim already.")
    if not claim.is_open:
        raise Refused(f"This claim is closed: {claim.get_status_display().lower()}.")
    before = claim.checker.get_username() if claim.checker else ""
    claim.checker = None
    begin(claim, person)
    history.record(Event.Action.CLAIM_TAKEN, actor=person, claim=claim, before=before)
    return claim


@transaction.atomic
def give_back(*, claim_id: int, person: User) -> Claim:
    claim = locked(claim_id)
    if claim.checker_id != person.pk:
        raise Refused("This claim is not with you.")
    claim.checker = claim.taken_at = None
    claim.save(update_fields=["checker", "taken_at"])
    history.record(Event.Action.CLAIM_LEFT, actor=person, claim=claim)
    return claim


@transaction.atomic
def set_aside(*, claim_id: int, person: User, reason: str = "") -> Claim:
    """Say that the sentence holds nothing to check."""
    return _close(
        claim_id, person, Status.NOT_A_CLAIM, Event.Action.CLAIM_SET_ASIDE, reason.strip()
    )


@transaction.atomic
def waive(*, claim_id: int, person: User, reason: str) -> Claim:
    """Let a claim stand unchecked (stet), on an editor's word."""
    if not reason.strip():
        raise Refused("Say why this claim may stand unchecked.")
    return _close(claim_id, person, Status.WAIVED, Event.Action.CLAIM_WAIVED, reason.strip())


@transaction.atomic
def reopen(*, claim_id: int, person: User) -> Claim:
    """Open a waived claim, or one that was set aside."""
    claim = locked(claim_id)
    if claim.status not in (Status.WAIVED, Status.NOT_A_CLAIM):
        raise Refused("Only a claim that was waived or set aside can be opened again.")
    if claim.status == Status.WAIVED and not person.has_perm("articles.waive_claim"):
        raise Refused("An editor waived this claim. Only who may waive can open it again.")
    before = claim.status
    claim.status = Status.IN_PROGRESS if claim.checker else Status.UNCHECKED
    claim.reason = ""
    claim.save(update_fields=["status", "reason"])
    history.record(
        Event.Action.CLAIM_REOPENED, actor=person, claim=claim, before=before, after=claim.status
    )
    return claim


def _close(claim_id: int, person: User, status: Status, action: Event.Action, reason: str) -> Claim:
    claim = locked(claim_id)
    if claim.status == Status.PROPOSED:
        raise Refused("A verdict is proposed. It has to be returned or withdrawn first.")
    if not claim.is_open:
        raise Refused(f"This claim is closed already: {claim.get_status_display().lower()}.")
    if claim.verdicts.signed_off().exists():
        raise Refused("This claim has a signed-off verdict; propose another one instead.")
    before = claim.status
    claim.status, claim.reason = status, reason
    claim.save(update_fields=["status", "reason"])
    history.record(action, actor=person, claim=claim, before=before, reason=reason)
    return claim
