"""Candidates for evidence, who offers them, and the record of each time we asked."""

from datetime import UTC, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull
from django.utils import timezone

from articles.models.library import LibraryDocument
from articles.providers.shelves import BY_WORDS

# After so many failures in a row a provider is left alone for a while; then one run may try it.
FAILURES = 5
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class ProviderQuerySet(models.QuerySet["Provider"]):
    def outside(self) -> Self:
        """Those that are asked over the net: what they are asked leaves the house."""
        return self.filter(is_outside=True)

    def shut(self, now: datetime) -> Self:
        """Outside providers that nobody may ask at this moment."""
        return self.outside().filter(Q(is_on=False) | Q(opens_at__gt=now))


class Provider(models.Model):
    """What an admin can say about a provider; what it does is code of the same slug."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    is_on = models.BooleanField("on", default=True)
    is_outside = models.BooleanField(
        "outside", default=False, editable=False, help_text="What it is asked leaves the house."
    )
    position = models.PositiveSmallIntegerField(default=0)
    limit = models.PositiveSmallIntegerField(
        "most suggestions a claim", default=8, help_text="1 to 50."
    )
    address = models.URLField(
        max_length=500,
        blank=True,
        help_text="Where it is asked, if not at the usual place. It may be inside the house.",
    )
    key = models.CharField(max_length=200, blank=True)
    a_minute = models.PositiveSmallIntegerField(
        "most requests a minute", default=30, help_text="1 to 600, of all workers together."
    )
    opens_at = models.DateTimeField(
        default=LONG_AGO,
        editable=False,
        help_text="Nobody may ask before: its turn, its own wish and a pause in one.",
    )
    failures = models.PositiveSmallIntegerField("failures in a row", default=0, editable=False)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                name="provider_limit_1_to_50", condition=Q(limit__gte=1, limit__lte=50)
            ),
            models.CheckConstraint(
                name="provider_is_asked_1_to_600_times_a_minute",
                condition=Q(a_minute__gte=1, a_minute__lte=600),
            ),
            models.CheckConstraint(
                name="provider_address_is_of_the_web",
                condition=Q(address="") | Q(address__iregex=r"^https?://\S+$"),
            ),
            models.CheckConstraint(
                name="provider_key_is_one_word", condition=Q(key__regex=r"^[!-~]*$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def why_shut(self) -> str:
        """Why nobody may ask it now, in words; nothing when one may."""
        if not self.is_outside or (self.is_on and self.opens_at <= timezone.now()):
            return ""
        if not self.is_on:
            return "it was switched off"
        at = timezone.localtime(self.opens_at).strftime("%H:%M:%S")
        if self.failures >= FAILURES:
            return f"it failed {self.failures} times in a row; one search tries it at {at}"
        if self.failures:
            return f"it wants to be left alone until {at}"
        return f"it may be asked {self.a_minute} times a minute; the next turn is at {at}"


class SuggestionRunQuerySet(models.QuerySet["SuggestionRun"]):
    def live(self) -> Self:
        return self.filter(status__in=SuggestionRun.LIVE)

    def due(self, now: datetime | None = None) -> Self:
        """Runs a worker may take now: what a person asked for first, the house before the world.

        Taking a run moves its due time past the lease, so the run of a worker
        that dies comes back by itself.
        """
        return (
            self.live()
            .filter(due_at__lte=now or timezone.now(), attempts__lt=SuggestionRun.MAX_ATTEMPTS)
            .order_by(IsNull(F("asked_by"), True), "is_outside", "due_at", "pk")
        )

    def outside(self) -> Self:
        return self.filter(is_outside=True)

    def under_way(self, now: datetime | None = None) -> Self:
        return self.filter(status=SuggestionRun.Status.RUNNING, due_at__gt=now or timezone.now())

    def sent(self) -> Self:
        """Runs for which words have left the house, the last first."""
        return self.outside().exclude(sent_to="").order_by("-started_at", "-pk")


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
    is_outside = models.BooleanField(default=False, help_text="As its provider is.")
    query = models.TextField(blank=True, help_text="The words as they were asked.")
    sent_to = models.CharField(
        max_length=300, blank=True, help_text="To whom the query went, if it left the house."
    )
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
    def is_live(self) -> bool:
        return self.status in self.LIVE

    @property
    def is_by_words_only(self) -> bool:
        """A shelf was searched without a model of meaning."""
        return self.provider_version == BY_WORDS

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

    @property
    def link(self) -> str:
        """Its address, if a browser may follow it."""
        return self.url if self.url.lower().startswith(("http://", "https://")) else ""
