"""What becomes of evidence when its source is looked at again. Facts only: no verdict changes."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Condition, Event, Evidence, Look, Snapshot
from articles.models.evidence import TOLD
from articles.reading import quotes
from articles.services import Refused, claims, history, snapshots

STANDING = ["condition", "look", "flagged_at"]


def lock(source_id: int) -> list[Evidence]:
    """The source's standing evidence, after its claims are locked, in one order for everybody."""
    standing = Evidence.objects.standing().filter(source=source_id)
    for claim_id in sorted(set(standing.values_list("claim", flat=True))):
        claims.locked(claim_id)
    return list(standing.select_related("source", "snapshot", "look", "claim__article"))


def settle(look: Look, evidence: list[Evidence]) -> None:
    """Say of each what the look means for it. The look has ended, and the claims are locked."""
    for each in evidence:
        if look.snapshot:
            _take_quote(each, look.snapshot)
            _set(each, look, _of_text(each, look, look.snapshot))
        elif _is_dead(look):
            _set(each, look, Condition.DEAD)


@transaction.atomic
def hold(*, evidence_id: int, person: User) -> Evidence:
    """Somebody has looked at what became of flagged evidence: it still holds."""
    claim_id = Evidence.objects.values_list("claim_id", flat=True).get(pk=evidence_id)
    claims.locked(claim_id)
    evidence = Evidence.objects.select_related("source").get(pk=evidence_id)
    if evidence.flagged_at is None or evidence.withdrawn_at is not None:
        raise Refused("This evidence is no longer flagged.")
    evidence.flagged_at = None
    evidence.save(update_fields=["flagged_at"])
    _record(Event.Action.EVIDENCE_HOLDS, evidence, actor=person)
    return evidence


def _take_quote(evidence: Evidence, snapshot: Snapshot) -> None:
    """Evidence without a text gets this one; a quote that was not exact may be so in it."""
    if evidence.is_exact:
        return
    if evidence.snapshot and not quotes.place(evidence.quote, snapshot.text):
        return
    snapshots.hold_against(evidence, snapshot)
    evidence.save(update_fields=snapshots.EXACT)
    if evidence.is_exact:
        _record(Event.Action.QUOTE_FOUND, evidence)


def _of_text(evidence: Evidence, look: Look, snapshot: Snapshot) -> Condition:
    as_it_was = Condition.MOVED if look.moved_to else Condition.FRESH
    base = evidence.snapshot
    if base is None or base.pk == snapshot.pk:
        return as_it_was
    if evidence.is_exact and not quotes.place(evidence.quote, snapshot.text):
        return Condition.QUOTE_GONE
    # What somebody typed, or the library has, was never the whole page.
    return Condition.CHANGED if base.looks.exists() else as_it_was


def _is_dead(look: Look) -> bool:
    if look.status == Look.Status.GONE:
        return True
    ended = Look.objects.ended().filter(source=look.source_id).order_by("-pk")
    last = list(ended.values_list("status", flat=True)[: Look.DEAD_AFTER])
    return last == [Look.Status.UNREACHABLE] * Look.DEAD_AFTER


def _set(evidence: Evidence, look: Look, condition: Condition) -> None:
    """A person is told of the same thing once: what they have seen is not flagged again."""
    before = evidence.look and (evidence.look.snapshot_id, evidence.look.moved_to)
    was_flagged = evidence.flagged_at is not None
    after = look.snapshot_id, look.moved_to
    is_news = (evidence.condition, before) != (condition, after)
    evidence.condition, evidence.look = condition, look
    if condition not in TOLD:
        evidence.flagged_at = None
    elif is_news:
        evidence.flagged_at = timezone.now()
    evidence.save(update_fields=STANDING)
    if condition in TOLD and is_news:
        _record(Event.Action.EVIDENCE_FLAGGED, evidence)
    elif was_flagged and evidence.flagged_at is None:
        _record(Event.Action.EVIDENCE_UNFLAGGED, evidence)


def _record(
    action: Event.Action,
    evidence: Evidence,
    *,
    actor: User | None = None,
) -> None:
    history.record(
        action,
        actor=actor,
        claim=evidence.claim,
        evidence=evidence.pk,
        source=str(evidence.source),
        condition=evidence.get_condition_display(),
    )
