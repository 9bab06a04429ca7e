"""A feed whose pages the library takes in as they come."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class FeedQuerySet(models.QuerySet["Feed"]):
    def due(self, now: datetime | None = None) -> Self:
        return self.filter(is_on=True, due_at__lte=now or timezone.now()).order_by("due_at", "pk")


class Feed(models.Model):
    address = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True, help_text="As the feed calls itself.")
    is_on = models.BooleanField("on", default=True)
    due_at = models.DateTimeField(default=timezone.now, help_text="When it is read next.")
    read_at = models.DateTimeField("last read", null=True, blank=True)
    error = models.TextField("last error", blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["title", "address"]
        constraints = [
            models.CheckConstraint(
                name="feed_address_is_of_the_web", condition=Q(address__iregex="^https?://")
            )
        ]

    def __str__(self) -> str:
        return self.title or self.address
