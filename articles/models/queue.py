"""What waits in a table for a worker. The table is the queue, by one rule for all of them.

`due_at` is the moment before which nobody may take a row. Taking it moves that past a lease, so
that the row of a worker that dies comes back by itself; putting it off moves it, too. So lease
and back-off are one column.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

QUEUED, RUNNING = "queued", "running"
# Nobody has gone on with a row for so long after it was due: no worker seems to be there.
PATIENCE = timedelta(minutes=1)


class QueuedQuerySet[Row: models.Model](models.QuerySet[Row]):
    def live(self) -> Self:
        return self.filter(status__in=Queued.LIVE)

    def ended(self) -> Self:
        return self.exclude(status__in=Queued.LIVE)

    def due(self, now: datetime | None = None) -> Self:
        """Those a worker may take now."""
        return self._past(now).filter(attempts__lt=self._most()).order_by("due_at", "pk")

    def worn_out(self, now: datetime | None = None) -> Self:
        """Those whose workers kept dying: nobody is to take them again."""
        return self._past(now).filter(attempts__gte=self._most())

    def under_way(self, now: datetime | None = None) -> Self:
        return self.filter(status=RUNNING, due_at__gt=now or timezone.now())

    def stale(self, now: datetime | None = None) -> Self:
        """Those that should go on, and nobody has taken them."""
        return self._past((now or timezone.now()) - PATIENCE)

    def _past(self, now: datetime | None) -> Self:
        return self.live().filter(due_at__lte=now or timezone.now())

    def _most(self) -> int:
        model: Any = self.model
        return int(model.MAX_ATTEMPTS)


class Queued(models.Model):
    """`status` is the model's own, but for these two that are live."""

    LIVE = (QUEUED, RUNNING)
    MAX_ATTEMPTS: ClassVar[int] = 5
    # What has changed when another worker has gone on with the row.
    HELD_BY: ClassVar[str] = "attempts"

    status: Any
    due_at = models.DateTimeField(
        default=timezone.now, help_text="Nobody may take it before: lease and back-off in one."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE

    @property
    def is_stale(self) -> bool:
        """It should go on, and nobody has taken it."""
        return self.is_live and self.due_at < timezone.now() - PATIENCE
