"""Taking a row of a queue, putting it off, closing it: see models.queue for the rule."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from articles.models.queue import QUEUED, RUNNING, Queued, QueuedQuerySet

HELD = ("status", "started_at", "due_at", "attempts")


def first[Row: Queued](rows: QueuedQuerySet[Row]) -> Row | None:
    """The first of these rows, locked, past any that another worker holds at this moment."""
    return rows.select_for_update(skip_locked=True, of=("self",)).first()


def hold(row: Queued, *, seconds: float, **more: Any) -> None:
    """Take a locked row for so many seconds, and say more of it."""
    now = timezone.now()
    row.status, row.started_at, row.attempts = RUNNING, now, row.attempts + 1
    row.due_at = now + timedelta(seconds=seconds)
    for name, value in more.items():
        setattr(row, name, value)
    row.save(update_fields={*HELD, *more})


def held[Row: Queued](row: Row) -> models.QuerySet[Row]:
    """The row while it is still this worker's: not after its lease, if another has gone on."""
    found: models.QuerySet[Row] = type(row)._default_manager.filter(
        pk=row.pk, status=RUNNING, **{row.HELD_BY: getattr(row, row.HELD_BY)}
    )
    return found


def is_last_attempt(row: Queued) -> bool:
    return row.attempts >= row.MAX_ATTEMPTS


def put_off(row: Queued, *, seconds: float, error: str) -> None:
    later: dict[str, Any] = {"due_at": timezone.now() + timedelta(seconds=seconds)}
    held(row).update(**later | {"status": QUEUED, "error": error})


def close(row: Queued, status: str, **fields: Any) -> bool:
    """End it; False when another worker has it."""
    return bool(held(row).update(**ended(status, **fields)))


def ended(status: str, **fields: Any) -> dict[str, Any]:
    """What a row holds that has ended."""
    return {"error": "", **fields, "status": status, "finished_at": timezone.now()}
