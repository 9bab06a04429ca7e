"""What becomes of evidence when its note in the library changes, or leaves it.

Only of evidence whose page was never looked at: what a look at the page says counts for more.
"""

from django.db import transaction
from django.utils import timezone

from articles.models import Event, Evidence
from articles.models.evidence import TOLD
from articles.services import claims, history

FLAGGED, UNFLAGGED = Event.Action.EVIDENCE_FLAGGED, Event.Action.EVIDENCE_UNFLAGGED


def settle() -> int:
    """Flag evidence whose note lost its quote or left, and take back what has it again.

    Returns of how many something else is said than before. A person is told of the same thing
    once. Safe to repeat; not for use inside a transaction that has written to the library, as
    whoever attaches evidence locks the claim first and then the note.
    """
    overtaken = Evidence.objects.overtaken_by_notes().order_by("pk")
    return sum(_settle(pk, claim) for pk, claim in overtaken.values_list("pk", "claim"))


@transaction.atomic
def _settle(evidence_id: int, claim_id: int) -> bool:
    claims.locked(claim_id)
    overtaken = Evidence.objects.overtaken_by_notes().filter(pk=evidence_id)
    evidence = overtaken.select_related("source", "claim__article").first()
    if evidence is None:
        return False
    was_flagged = evidence.flagged_at is not None
    evidence.condition = evidence.by_note  # type: ignore[attr-defined]
    is_told = evidence.condition in TOLD
    evidence.flagged_at = timezone.now() if is_told else None
    evidence.save(update_fields=["condition", "flagged_at"])
    if is_told or was_flagged:
        history.record(
            FLAGGED if is_told else UNFLAGGED,
            actor=None,
            claim=evidence.claim,
            evidence=evidence.pk,
            source=str(evidence.source),
            condition=evidence.get_condition_display(),
        )
    return True
