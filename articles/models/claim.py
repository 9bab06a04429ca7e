"""A claim is what is checked: one sentence of an article, or part of one."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse


class Status(models.TextChoices):
    UNCHECKED = "unchecked", "Unchecked"
    IN_PROGRESS = "in-progress", "In progress"
    NEEDS_AUTHOR = "needs-author", "Needs author"
    AWAITING_REPLY = "awaiting-reply", "Awaiting reply"
    PROPOSED = "proposed", "Proposed"
    SIGNED_OFF = "signed-off", "Signed off"
    WAIVED = "waived", "Waived (stet)"
    NOT_A_CLAIM = "not-a-claim", "Not a claim"
    STALE = "stale", "Stale"
    ARCHIVED = "archived", "Archived"


OPEN = (
    Status.UNCHECKED,
    Status.IN_PROGRESS,
    Status.NEEDS_AUTHOR,
    Status.AWAITING_REPLY,
    Status.PROPOSED,
    Status.STALE,
)
# What is counted as a claim of the article: all but what was set aside.
SET_ASIDE = (Status.NOT_A_CLAIM, Status.ARCHIVED)
# At or above this check-worthiness the margin shows a boxed number.
WORTH_CHECKING = 0.5


class ClaimQuerySet(models.QuerySet["Claim"]):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def counted(self) -> Self:
        return self.exclude(status__in=SET_ASIDE)

    def awaiting(self, editor: User) -> Self:
        """Proposed claims that this editor may sign off: not their verdict, not their article."""
        # filter() holds both of one verdict, exclude() would not.
        own = Claim.objects.filter(verdicts__status="proposed", verdicts__author=editor)
        return (
            self.filter(status=Status.PROPOSED)
            .exclude(pk__in=own)
            .exclude(article__author=editor)
            .exclude(article__coauthors=editor)
        )


class Claim(models.Model):
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="claims")
    version = models.ForeignKey("articles.ArticleVersion", models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField(help_text="The sentence's place in its version, from 1.")
    start = models.PositiveIntegerField(help_text="In Unicode code points of the version's text.")
    end = models.PositiveIntegerField()
    sentence = models.TextField()
    claimant = models.CharField("who says it", max_length=200, blank=True)
    as_of = models.DateField("as of", null=True, blank=True)
    status = models.CharField(max_length=14, choices=Status, default=Status.UNCHECKED)
    reason = models.TextField("reason of the status", blank=True)
    worth = models.FloatField("check-worthiness")
    reasons = models.JSONField("reasons of the check-worthiness", default=list)
    facts = models.JSONField(default=list, help_text="Kind, start and end within the sentence.")
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["article", "version", "number"]
        permissions = [
            ("review_claim", "Can take, set aside and reopen a claim"),
            ("waive_claim", "Can waive a claim"),
        ]
        indexes = [models.Index(fields=["article", "status"], name="claim_article_status")]
        constraints = [
            models.UniqueConstraint(name="claim_numbered_once", fields=["version", "number"]),
            models.CheckConstraint(
                name="claim_span_is_its_sentence",
                condition=Q(end__gt=F("start"), end=F("start") + Length("sentence")),
            ),
            models.CheckConstraint(
                name="claim_worth_between_0_and_1", condition=Q(worth__gte=0, worth__lte=1)
            ),
            models.CheckConstraint(
                name="claim_status_is_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="claim_waived_with_a_reason",
                condition=~Q(status="waived") | Q(reason__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="claim_taken_by_somebody_at_some_time",
                condition=Q(checker__isnull=True, taken_at__isnull=True)
                | Q(checker__isnull=False, taken_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.sentence[:80]

    def get_absolute_url(self) -> str:
        return reverse("articles:claim", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_worth_checking(self) -> bool:
        return self.worth >= WORTH_CHECKING
