"""The reviews of other fact-checkers, from the feeds that the desk follows.

A review is no document of the library: it belongs to its publisher, who corrects it and takes
it back, it has a rating, and its suggestions are counted for the provider that they come from.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.feed import Feed


class FollowedReview(models.Model):
    """Found by its words: the stems of the claim that was reviewed."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="reviews")
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
