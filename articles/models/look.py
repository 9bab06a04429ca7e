"""A look at a source's address: queued, under way, or what came of it. The table is the queue."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils import timezone

from articles.models.queue import Queued, QueuedQuerySet

# Each night every page is looked at; what is older than this was left out.
A_NIGHT = timedelta(hours=48)


class LookQuerySet(QueuedQuerySet["Look"]):
    def due(self, now: datetime | None = None) -> Self:
        """What a person asked for first, and no confidential source."""
        due = super().due(now).filter(source__is_confidential=False)
        return due.order_by(IsNull(F("asked_by"), True), "due_at", "pk")

    def last_of_each(self) -> Self:
        """The last look at each source."""
        return self.order_by("source", "-pk").distinct("source")


class Look(Queued):
    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Looking"
        TAKEN = "taken", "Text taken"
        GONE = "gone", "Gone"
        UNREACHABLE = "unreachable", "Unreachable"
        REFUSED = "refused", "Not fetched"

    MAX_ATTEMPTS = 3
    # So many looks in a row, each with all its attempts, and the page counts as dead.
    DEAD_AFTER = 3

    source = models.ForeignKey("articles.Source", models.PROTECT, related_name="looks")
    status = models.CharField(max_length=11, choices=Status, default=Status.QUEUED)
    http_status = models.PositiveSmallIntegerField("HTTP status", null=True, blank=True)
    moved_to = models.CharField("moved to", max_length=4000, blank=True)
    snapshot = models.ForeignKey(
        "articles.Snapshot", models.PROTECT, null=True, blank=True, related_name="looks"
    )

    objects = LookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                IsNull(F("asked_by"), True),
                "due_at",
                "id",
                name="look_due",
                condition=Q(status__in=["queued", "running"]),
            ),
            models.Index(fields=["source", "-id"], name="look_source_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="look_one_live_per_source",
                fields=["source"],
                condition=Q(status__in=["queued", "running"]),
            ),
            models.CheckConstraint(
                name="look_taken_with_its_snapshot",
                condition=~Q(status="taken")
                | Q(snapshot__isnull=False, http_status__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="look_without_a_text_has_a_reason",
                condition=~Q(status__in=["gone", "unreachable", "refused"])
                | Q(snapshot__isnull=True, error__regex=r"\S", finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Look {self.pk} at source {self.source_id}: {self.status}"

    @property
    def is_taken(self) -> bool:
        return self.status == self.Status.TAKEN

    @property
    def is_overdue(self) -> bool:
        """It has ended so long ago that a night has passed without another."""
        return self.finished_at is not None and self.finished_at < timezone.now() - A_NIGHT
