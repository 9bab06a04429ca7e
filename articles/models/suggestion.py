"""Candidates for evidence, who offers them, and the record of each time we asked."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils import timezone


class Provider(models.Model):
    """What an admin can say about a provider; what it does is code of the same slug."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    is_on = models.BooleanField("on", default=True)
    position = models.PositiveSmallIntegerField(default=0)
    limit = models.PositiveSmallIntegerField(
        "most suggestions a claim", default=8, help_text="1 to 50."
    )

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                name="provider_limit_1_to_50", condition=Q(limit__gte=1, limit__lte=50)
            )
        ]

    def __str__(self) -> str:
        return self.name


class SuggestionRunQuerySet(models.QuerySet["SuggestionRun"]):
    def live(self) -> Self:
        return self.filter(status__in=SuggestionRun.LIVE)

    def due(self, now: datetime | None = None) -> Self:
        """Runs a worker may take now, what a person asked for first.

        Taking a run moves its due time past the lease, so the run of a worker
        that dies comes back by itself.
        """
        return (
            self.live()
            .filter(due_at__lte=now or timezone.now(), attempts__lt=SuggestionRun.MAX_ATTEMPTS)
            .order_by(IsNull(F("asked_by"), True), "due_at", "pk")
        )


class SuggestionRun(models.Model):
    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    LIVE = (Status.QUEUED, Status.RUNNING)
    MAX_ATTEMPTS = 5

    claim = models.ForeignKey("articles.Claim", models.PROTECT, related_name="runs")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="runs")
    status = models.CharField(max_length=7, choices=Status, default=Status.QUEUED)
    due_at = models.DateTimeField(
        default=timezone.now, help_text="Nobody may take the run before: lease and back-off in one."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    query = models.TextField(blank=True, help_text="The words as they were asked.")
    provider_version = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    hits = models.PositiveIntegerField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = SuggestionRunQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        permissions = [("ask_for_suggestions", "Can have providers asked again")]
        indexes = [
            # In the order in which runs are taken: the next one is found without sorting the rest.
            models.Index(
                IsNull(F("asked_by"), True),
                "due_at",
                "id",
                name="suggestion_run_due",
                condition=Q(status__in=["queued", "running"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="suggestion_run_one_live_per_provider",
                fields=["claim", "provider"],
                condition=Q(status__in=["queued", "running"]),
            ),
            models.CheckConstraint(
                name="suggestion_run_done_with_a_count",
                condition=~Q(status="done") | Q(hits__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_run_failed_with_a_reason",
                condition=~Q(status="failed") | Q(error__regex=r"\S", finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} for claim {self.claim_id}: {self.status}"

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE

    @property
    def seconds(self) -> float | None:
        """How long the last attempt took, if it has ended."""
        if self.started_at and self.finished_at:
            return (self.finished_at - self.started_at).total_seconds()
        return None


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> Self:
        return self.filter(status=Suggestion.Status.OPEN)


class Suggestion(models.Model):
    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DISMISSED = "dismissed", "Dismissed"

    class Strength(models.TextChoices):
        STRONG = "strong", "Strong"
        WORTH_A_LOOK = "worth-a-look", "Worth a look"
        WEAK = "weak", "Weak"

    run = models.ForeignKey(SuggestionRun, models.PROTECT, related_name="suggestions")
    claim = models.ForeignKey("articles.Claim", models.PROTECT, related_name="suggestions")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80, help_text="What the provider knows the passage by.")
    document = models.ForeignKey(
        "articles.LibraryDocument", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    earlier_verdict = models.ForeignKey(
        "articles.Verdict", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=500)
    url = models.URLField("address", max_length=2000, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField("date", null=True, blank=True)
    text = models.TextField(help_text="The passage as it was found.")
    shared = models.JSONField(default=list, help_text="Spans of the text that the claim shares.")
    differs = models.JSONField(
        default=list,
        help_text="Pairs of words: the claim's figure, year or day, and the text's other one.",
    )
    matters = models.JSONField(default=list, help_text="Span of the sentence that matters.")
    strength = models.CharField(max_length=12, choices=Strength)
    score = models.FloatField()
    rank = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["provider__position", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="suggestion_once_per_claim_and_provider", fields=["claim", "provider", "key"]
            ),
            models.CheckConstraint(
                name="suggestion_decided_by_somebody",
                condition=Q(status="open", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    status__in=["accepted", "dismissed"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="suggestion_dismissed_with_a_reason",
                condition=~Q(status="dismissed") | Q(reason__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
