"""What was handed in for the library, and how far it is. The table is the queue."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from articles.models.queue import Queued, QueuedQuerySet


class IngestQuerySet(QueuedQuerySet["Ingest"]):
    def newest(self) -> Self:
        return self.select_related("asked_by", "feed", "put_off_from").order_by("-pk")


class Ingest(Queued):
    """Worked off in batches. A batch's documents and this row's progress are one transaction."""

    class Kind(models.TextChoices):
        LINES = "lines", "Lines of JSON"
        FILE = "file", "One document"
        ADDRESSES = "addresses", "Addresses"

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        STOPPED = "stopped", "Stopped"

    HELD_BY = "position"
    # So many failures of a server in a row, and it is left alone.
    MOST_FAILURES = 3

    name = models.CharField(max_length=300, help_text="What was handed in, as it was called.")
    kind = models.CharField(max_length=9, choices=Kind)
    stored = models.CharField(
        max_length=100,
        blank=True,
        help_text="The file that holds it, in the folder of uploads; none once it is done.",
    )
    status = models.CharField(max_length=7, choices=Status, default=Status.QUEUED)
    size = models.PositiveBigIntegerField(help_text="Of the file, in bytes.")
    read = models.PositiveBigIntegerField(default=0, help_text="Of it, so much.")
    position = models.PositiveBigIntegerField(
        default=0, help_text="Where to go on in the unpacked file."
    )
    line = models.PositiveBigIntegerField(default=0, help_text="The last line that was read.")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    near_same = models.PositiveIntegerField("nearly the same as an earlier one", default=0)
    lost = models.PositiveIntegerField("could not be read", default=0)
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="Since it last came on: a batch that is in begins the count again."
    )
    feed = models.ForeignKey(
        "articles.Feed", models.SET_NULL, null=True, blank=True, related_name="ingests"
    )
    failing = models.JSONField(
        default=dict,
        blank=True,
        help_text="By server: what it failed at in a row, as pairs of place and address.",
    )
    put_off_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="put_off"
    )
    times_put_off = models.PositiveSmallIntegerField(default=0)

    objects = IngestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [("fill_library", "Can add to the library")]
        indexes = [
            models.Index(
                name="ingest_due",
                fields=["due_at", "id"],
                condition=Q(status__in=["queued", "running"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="ingest_reads_no_more_than_there_is", condition=Q(read__lte=F("size"))
            ),
            models.CheckConstraint(
                name="ingest_failed_with_a_reason",
                condition=~Q(status="failed") | Q(error__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="ingest_ended_at_some_time",
                condition=Q(status__in=["queued", "running"], finished_at__isnull=True)
                | Q(status__in=["done", "failed", "stopped"], finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ingest_needs_its_file_while_it_is_worked_off",
                condition=~Q(status__in=["queued", "running"]) | ~Q(stored=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("articles:ingest", args=[self.pk])

    @property
    def is_put_off(self) -> bool:
        """It waits for a server that has failed, and not for a worker."""
        is_waiting = self.status == self.Status.QUEUED and self.due_at > timezone.now()
        return is_waiting and self.times_put_off > 0

    def leaves_alone(self, server: str) -> bool:
        return len(self.failing.get(server, ())) >= self.MOST_FAILURES

    @property
    def can_go_on(self) -> bool:
        return self.status in (self.Status.FAILED, self.Status.STOPPED) and bool(self.stored)

    @property
    def share(self) -> float:
        """How much of it is done: 0 to 1."""
        if self.status == self.Status.DONE:
            return 1.0
        return self.read / self.size if self.size else 0.0

    @property
    def documents(self) -> int:
        return self.new + self.changed + self.unchanged


class IngestFault(models.Model):
    """A line that could not be read, or not all of it, and why in words."""

    ingest = models.ForeignKey(Ingest, models.CASCADE, related_name="faults")
    place = models.CharField(max_length=2100, blank=True, help_text="A line, or an address.")
    reason = models.TextField()
    is_lost = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="fault_says_why", condition=Q(reason__regex=r"\S"))
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason
