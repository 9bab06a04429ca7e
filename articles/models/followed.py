"""What the desk follows: feeds and pages of fact-checkers, and the reviews that stand in them.

A review is no document of the library: it belongs to its publisher, who corrects it and takes
it back, it has a rating, and its suggestions are counted for the provider that they come from.
"""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone


class FeedQuerySet(models.QuerySet["FollowedFeed"]):
    def due(self, now: datetime | None = None) -> Self:
        return self.filter(is_on=True, due_at__lte=now or timezone.now()).order_by("due_at", "pk")


class FollowedFeed(models.Model):
    url = models.URLField(
        "address",
        max_length=2000,
        unique=True,
        help_text="A feed (RSS, Atom, DataFeed) or a page with ClaimReview in it.",
    )
    name = models.CharField(max_length=200, blank=True, help_text="How the desk calls it.")
    is_on = models.BooleanField("followed", default=True)
    hours = models.PositiveSmallIntegerField(
        "read every so many hours", default=6, help_text="1 to 168."
    )
    due_at = models.DateTimeField(
        default=timezone.now,
        editable=False,
        help_text="Nobody reads it before: lease, back-off and schedule in one.",
    )
    read_at = models.DateTimeField("last read", null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField("failures in a row", default=0, editable=False)
    error = models.TextField("last error", blank=True, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    seen = models.JSONField(default=list, editable=False, help_text="Pages that were read.")

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "url"]
        constraints = [
            models.CheckConstraint(
                name="followed_feed_address_is_of_the_web",
                condition=Q(url__iregex=r"^https?://\S+$"),
            ),
            models.CheckConstraint(
                name="feed_is_read_every_1_to_168_hours", condition=Q(hours__gte=1, hours__lte=168)
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.url


class FollowedReview(models.Model):
    """Found by its words: the stems of the claim that was reviewed."""

    feed = models.ForeignKey(FollowedFeed, models.CASCADE, related_name="reviews")
    key = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the address and the claim."
    )
    claim = models.TextField("claim that was reviewed")
    claimant = models.CharField(max_length=200, blank=True)
    rating = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField("date", null=True, blank=True)
    words = ArrayField(models.CharField(max_length=64), editable=False)
    read_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [GinIndex(name="review_words", fields=["words"])]
        constraints = [
            models.CheckConstraint(name="review_names_a_claim", condition=Q(claim__regex=r"\S")),
            models.CheckConstraint(
                name="review_address_is_of_the_web",
                condition=Q(url="") | Q(url__iregex="^https?://"),
            ),
        ]

    def __str__(self) -> str:
        return self.claim[:80]
