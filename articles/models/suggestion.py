"""Candidates for evidence, and the record of each time we asked for them."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull
from django.utils import timezone

from articles.models.evidence import Evidence
from articles.models.library import LibraryDocument
from articles.models.provider import Provider
from articles.models.queue import Queued, QueuedQuerySet
from articles.providers.shelves import BY_WORDS, Library

# What the version of a provider is a version of: ours, of asking it and of choosing what is like.
OUR_SEARCH = "Factcheck’s search, version "


class SuggestionRunQuerySet(QueuedQuerySet["SuggestionRun"]):
    def due(self, now: datetime | None = None) -> Self:
        """What a person asked for first, the house before the world."""
        persons_first = IsNull(F("asked_by"), True)
        return super().due(now).order_by(persons_first, "is_outside", "due_at", "pk")

    def outside(self) -> Self:
        return self.filter(is_outside=True)

    def for_reading(self) -> Self:
        """With their providers, and who asked."""
        return self.select_related("provider", "asked_by")


class SuggestionRun(Queued):
    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    claim = models.ForeignKey("articles.Claim", models.PROTECT, related_name="runs")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="runs")
    status = models.CharField(max_length=7, choices=Status, default=Status.QUEUED)
    is_outside = models.BooleanField(default=False, help_text="As its provider is.")
    query = models.TextField(blank=True, help_text="The words as they were asked.")
    sent_to = models.CharField(
        max_length=300, blank=True, help_text="To whom the query went, if it left the house."
    )
    provider_version = models.CharField(
        "version of our search there",
        max_length=40,
        blank=True,
        help_text="How Factcheck looked there: searches by one version can be compared.",
    )
    hits = models.PositiveIntegerField(null=True, blank=True)

    objects = SuggestionRunQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        permissions = [("ask_for_suggestions", "Can have providers asked again")]
        indexes = [
            # In the order in which runs are taken: the next one is found without sorting the rest.
            models.Index(
                IsNull(F("asked_by"), True),
                "is_outside",
                "due_at",
                "id",
                name="suggestion_run_due",
                condition=Q(status__in=["queued", "running"]),
            ),
            models.Index(
                fields=["due_at"], name="suggestion_run_under_way", condition=Q(status="running")
            ),
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
            models.CheckConstraint(
                name="suggestion_run_sent_only_outside",
                condition=Q(is_outside=True) | Q(sent_to=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} for claim {self.claim_id}: {self.status}"

    @property
    def is_by_words_only(self) -> bool:
        """A shelf was searched without a model of meaning."""
        return self.provider_version == BY_WORDS

    @property
    def searched_by(self) -> str:
        """In words, how it was looked there."""
        return f"{OUR_SEARCH}{self.provider_version}" if self.provider_version else ""

    @property
    def seconds(self) -> float | None:
        """How long the last attempt took, if it has ended."""
        if self.started_at and self.finished_at:
            return (self.finished_at - self.started_at).total_seconds()
        return None


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> Self:
        return self.filter(status=Suggestion.Status.OPEN)

    def with_near_copies(self) -> Self:
        """With `near_copies`: how many other documents say nearly the same as a suggestion's."""
        original = Coalesce(OuterRef("document__repeats"), OuterRef("document"))
        family = (
            LibraryDocument.objects.filter(repeats=original)
            .order_by()
            .values("repeats")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return self.annotate(near_copies=Subquery(family))

    def with_what_became_of_checks(self) -> Self:
        """With `check_is_shaken`: a source of the earlier verdict is no longer what it was."""
        flagged = Evidence.objects.flagged().filter(claim=OuterRef("earlier_verdict__claim"))
        return self.annotate(check_is_shaken=Exists(flagged))

    def with_what_became_of_notes(self) -> Self:
        """With `note_has_changed`: the library's document no longer has the passage."""
        looked = Coalesce(F("run__started_at"), F("found_at"))
        return self.annotate(
            note_has_changed=LibraryDocument.lost(F("text"), since=looked, of="document")
        )


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
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField("date", null=True, blank=True)
    text = models.TextField(help_text="The passage as it was found.")
    shared = models.JSONField(default=list, help_text="Spans of the text that the claim shares.")
    differs = models.JSONField(
        default=list,
        help_text="Pairs of words: the claim's, and what the text has instead.",
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
    lost_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Since when searches of its provider do not find it; empty: the last one did.",
    )

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

    @property
    def has_left_the_library(self) -> bool:
        return self.provider.slug == Library.slug and self.document_id is None

    @property
    def day(self) -> date | None:
        """Of when it is: a check is of the day on which it was signed off."""
        signed = self.earlier_verdict.signed_off_at if self.earlier_verdict else None
        return timezone.localdate(signed) if signed else self.published

    @property
    def is_overtaken(self) -> bool:
        """It is an earlier verdict in whose place stands another by now."""
        earlier = self.earlier_verdict
        return earlier is not None and earlier.status != earlier.Status.SIGNED_OFF

    @property
    def link(self) -> str:
        """Its address, if a browser may follow it."""
        return self.url if self.url.lower().startswith(("http://", "https://")) else ""
