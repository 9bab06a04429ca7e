"""Rating a claim takes two people: one proposes, another signs off or returns."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Claim, Event, Rating, Status, Verdict
from articles.services import Refused, claims, history, library


class Overtaken(Exception):
    """Somebody proposed another verdict in the meantime; it is in `verdict`."""

    def __init__(self, verdict: Verdict) -> None:
        name = verdict.author.get_full_name() or verdict.author.username
        super().__init__(f"{name} proposed a verdict while you wrote yours. Nothing is lost.")
        self.verdict = verdict


@transaction.atomic
def propose(
    *, claim_id: int, author: User, rating_id: int, explanation: str, seen: int | None
) -> Verdict:
    """Propose a verdict; `seen` is the id of the claim's latest verdict when the author began.

    Raises Overtaken when there is a later one than that, so that of two people who write at
    once the second sees both texts. A verdict that was proposed before is kept as replaced.
    """
    claim = claims.locked(claim_id)
    latest = claim.verdicts.select_related("author", "rating").last()
    if latest and latest.pk != seen:
        raise Overtaken(latest)
    if claim.status in (Status.WAIVED, Status.NOT_A_CLAIM, Status.ARCHIVED):
        raise Refused(f"This claim is closed: {claim.get_status_display().lower()}.")
    rating = _rating(claim, rating_id)
    if not explanation.strip():
        raise Refused("Give an explanation: the second editor needs it to sign off.")

    claim.verdicts.proposed().update(status=Verdict.Status.REPLACED)
    verdict = Verdict.objects.create(
        claim=claim, rating=rating, explanation=explanation.strip(), author=author
    )
    claims.begin(claim, author)
    _set_status(claim, Status.PROPOSED)
    history.record(
        Event.Action.VERDICT_PROPOSED,
        actor=author,
        claim=claim,
        verdict=verdict.pk,
        rating=rating.label,
        explanation=verdict.explanation,
    )
    return verdict


@transaction.atomic
def sign_off(
    *, verdict_id: int, editor: User, note: str = "", seen: Collection[int] | None = None
) -> Verdict:
    """Close a claim on the word of a second editor.

    `seen` are the ids of the evidence that the editor had before them: when it is no more what
    stands, they are told, and sign nothing.

    The claim's row is locked first, so when two editors press the button together
    one signs and the other is told that it is done.
    """
    verdict = _proposed(verdict_id)
    claim = verdict.claim
    if verdict.author_id == editor.pk:
        raise Refused("You cannot sign this off: you wrote the verdict.")
    if claim.article.is_by(editor.pk):
        raise Refused("You cannot sign this off: you wrote the article.")
    standing = set(claim.evidence.standing().values_list("pk", flat=True))
    if seen is not None and set(seen) != standing:
        raise Refused("The evidence has changed since you opened it. Read it again, then sign off.")

    for earlier in claim.verdicts.signed_off():
        earlier.status = Verdict.Status.RETIRED
        earlier.save(update_fields=["status"])
        library.unshelve_check(earlier.pk)
    verdict.status = Verdict.Status.SIGNED_OFF
    verdict.signed_off_by, verdict.signed_off_at = editor, timezone.now()
    verdict.note = note.strip()
    verdict.save(update_fields=["status", "signed_off_by", "signed_off_at", "note"])
    _set_status(claim, Status.SIGNED_OFF)
    library.shelve_check(verdict.pk, title=claim.sentence, text=_as_published(verdict))
    history.record(
        Event.Action.VERDICT_SIGNED_OFF,
        actor=editor,
        claim=claim,
        verdict=verdict.pk,
        rating=verdict.rating.label,
        note=verdict.note,
    )
    return verdict


@transaction.atomic
def send_back(*, verdict_id: int, editor: User, note: str) -> Verdict:
    """Return a proposed verdict to its author, with a note that says what is missing."""
    verdict = _proposed(verdict_id)
    if verdict.author_id == editor.pk:
        raise Refused("This verdict is your own: withdraw it instead.")
    if not note.strip():
        raise Refused("Say in the note what is missing.")
    verdict.status, verdict.returned_by = Verdict.Status.RETURNED, editor
    verdict.note = note.strip()
    verdict.save(update_fields=["status", "returned_by", "note"])
    _set_status(verdict.claim, _without_proposal(verdict.claim))
    history.record(
        Event.Action.VERDICT_RETURNED,
        actor=editor,
        claim=verdict.claim,
        verdict=verdict.pk,
        note=verdict.note,
    )
    return verdict


@transaction.atomic
def withdraw(*, verdict_id: int, author: User) -> Verdict:
    verdict = _proposed(verdict_id)
    if verdict.author_id != author.pk:
        raise Refused("Only its author can withdraw a verdict; an editor can return it.")
    verdict.status = Verdict.Status.WITHDRAWN
    verdict.save(update_fields=["status"])
    _set_status(verdict.claim, _without_proposal(verdict.claim))
    history.record(
        Event.Action.VERDICT_WITHDRAWN, actor=author, claim=verdict.claim, verdict=verdict.pk
    )
    return verdict


def _rating(claim: Claim, rating_id: int) -> Rating:
    rating = Rating.objects.offered().filter(pk=rating_id).first()
    if rating is None:
        raise Refused("This rating is no longer in use. Choose another one.")
    if rating.needs_evidence and not claim.evidence.standing().exists():
        raise Refused(f"Attach evidence first: {rating.label!r} cannot stand without any.")
    return rating


def _proposed(verdict_id: int) -> Verdict:
    claim_id = Verdict.objects.values_list("claim_id", flat=True).get(pk=verdict_id)
    claim = claims.locked(claim_id)
    verdict = Verdict.objects.select_related("author", "rating").get(pk=verdict_id)
    if verdict.status != Verdict.Status.PROPOSED:
        raise Refused(
            f"This verdict no longer waits for sign-off: {verdict.get_status_display().lower()}."
        )
    verdict.claim = claim
    return verdict


def _without_proposal(claim: Claim) -> Status:
    if claim.verdicts.signed_off().exists():
        return Status.SIGNED_OFF
    return Status.IN_PROGRESS


def _set_status(claim: Claim, status: Status) -> None:
    claim.status, claim.reason = status, ""
    claim.save(update_fields=["status", "reason"])


def _as_published(verdict: Verdict) -> str:
    return f"{verdict.rating.label}. {verdict.explanation}"
