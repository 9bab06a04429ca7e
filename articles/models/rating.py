"""Ratings belong to a scale. What was used is retired, never deleted or renamed."""

from typing import Self

from django.db import models
from django.db.models import Q


class RatingScale(models.Model):
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField("in use", default=False)

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(name="rating_scale_versioned", fields=["name", "version"]),
            models.UniqueConstraint(
                name="rating_scale_one_in_use", fields=["is_current"], condition=Q(is_current=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class RatingQuerySet(models.QuerySet["Rating"]):
    def offered(self) -> Self:
        """The ratings a new verdict can have, in the order of the scale."""
        return self.filter(scale__is_current=True, retired_at__isnull=True).order_by("position")


class Rating(models.Model):
    # Of ClaimReview's numbers: up to this one nothing is confirmed, and at this one all as it is.
    NOT_CONFIRMED = 3
    CONFIRMED = 5

    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="ratings")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    value = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="ClaimReview's number, 1 (false) to 5 (true), or none."
    )
    position = models.PositiveSmallIntegerField()
    needs_evidence = models.BooleanField(default=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(name="rating_once_in_a_scale", fields=["scale", "slug"]),
            models.CheckConstraint(
                name="rating_value_is_claimreviews",
                condition=Q(value__isnull=True) | Q(value__gte=1, value__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return self.label
