"""Writing the history, and proving that nobody has rewritten it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Claim, Event, HistoryHead
from articles.models.event import GENESIS


def record(
    action: Event.Action,
    *,
    actor: User | None,
    article: Article | None = None,
    claim: Claim | None = None,
    **data: Any,
) -> Event:
    """Add one event to the end of the history. Call it last, inside the act's transaction.

    A confidential source is named by number only, as everybody may read the history.
    """
    article = article or (claim.article if claim else None)
    event = Event(actor=actor, action=action, article=article, claim=claim, data=data)
    append([event])
    return event


def append(events: Sequence[Event]) -> None:
    """Chain new events to the end of the history, in this order.

    The head's row is locked until the transaction ends, so that events have one order.
    """
    head = HistoryHead.objects.select_for_update().get(pk=1)
    now = timezone.now()
    for event in events:
        event.at = now
        event.number, event.previous = head.number + 1, head.hash
        event.hash = event.digest()
        head.number, head.hash = event.number, event.hash
    Event.objects.bulk_create(events)
    head.save(update_fields=["number", "hash"])


def faults() -> Iterator[str]:
    """A sentence for each event that was changed, removed, added or moved behind our back."""
    before = HistoryHead.objects.get(pk=1)  # events may be added while we read
    number, previous, then = 0, GENESIS, GENESIS
    for event in Event.objects.order_by("number").iterator(chunk_size=2000):
        if event.number != number + 1:
            yield _missing(number + 1, event.number - 1)
        elif event.previous != previous:
            yield f"Event {event.number} does not follow event {number}: one of them was replaced."
        if event.digest() != event.hash:
            yield f"Event {event.number} was changed after it was written."
        number, previous = event.number, event.hash
        if number == before.number:
            then = event.hash
    if before.number > number:
        yield _missing(number + 1, before.number)
    elif before.hash != then or number > HistoryHead.objects.get(pk=1).number:
        yield f"The history ends with event {number}, but its head says event {before.number}."


def _missing(first: int, last: int) -> str:
    return f"Event {first} is missing." if first == last else f"Events {first}-{last} are missing."
