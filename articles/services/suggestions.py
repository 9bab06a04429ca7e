"""Deciding what was suggested: what helps becomes evidence, what does not is told why."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Claim, Event, LibraryDocument, Suggestion
from articles.reading import quotes
from articles.services import Refused, claims, history

Decision = Suggestion.Status


@transaction.atomic
def dismiss(*, suggestion_id: int, person: User, reason: str) -> Suggestion:
    suggestion = opened(suggestion_id)
    if not reason.strip():
        raise Refused("Say why it does not help: the search log keeps the reason.")
    suggestion.status, suggestion.reason = Decision.DISMISSED, reason.strip()
    decide(suggestion, person)
    claims.begin(suggestion.claim, person)
    history.record(
        Event.Action.SUGGESTION_DISMISSED,
        actor=person,
        claim=suggestion.claim,
        suggestion=suggestion.pk,
        title=suggestion.title,
        reason=suggestion.reason,
    )
    return suggestion


@transaction.atomic
def reopen(*, suggestion_id: int, person: User) -> Suggestion:
    """Open a dismissed suggestion again."""
    suggestion = _locked(suggestion_id)
    if suggestion.status != Decision.DISMISSED:
        raise Refused("Only a dismissed suggestion can be opened again.")
    suggestion.status, suggestion.reason = Decision.OPEN, ""
    suggestion.decided_by = suggestion.decided_at = None
    suggestion.save(update_fields=["status", "reason", "decided_by", "decided_at"])
    history.record(
        Event.Action.SUGGESTION_REOPENED,
        actor=person,
        claim=suggestion.claim,
        suggestion=suggestion.pk,
        title=suggestion.title,
    )
    return suggestion


def opened(suggestion_id: int) -> Suggestion:
    """A suggestion to decide, its claim locked. Raises Refused when somebody has decided it."""
    suggestion = _locked(suggestion_id)
    if suggestion.status != Decision.OPEN:
        person = suggestion.decided_by
        name = person.get_full_name() or person.username if person else "Somebody"
        raise Refused(
            f"{name} {suggestion.get_status_display().lower()} this suggestion in the meantime."
        )
    return suggestion


def decide(suggestion: Suggestion, person: User) -> None:
    """Keep what its status and reason are now as this person's decision."""
    suggestion.decided_by, suggestion.decided_at = person, timezone.now()
    suggestion.save(update_fields=["status", "reason", "decided_by", "decided_at"])


def offering(claim: Claim, document: LibraryDocument, quote: str) -> Suggestion | None:
    """The open suggestion of the one passage with this quote: nobody has to attach it once more."""
    offered = claim.suggestions.open().filter(document=document)
    having = [each for each in offered if quotes.place(quote, each.text)]
    return having[0] if len(having) == 1 else None


def _locked(suggestion_id: int) -> Suggestion:
    """The suggestion, after the row of its claim is locked."""
    claim_id = Suggestion.objects.values_list("claim_id", flat=True).get(pk=suggestion_id)
    claim = claims.locked(claim_id)
    suggestion = Suggestion.objects.select_related("document", "provider", "decided_by").get(
        pk=suggestion_id
    )
    suggestion.claim = claim
    return suggestion
