"""The feeds that the desk follows, and what became of the pages that stand in them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models.queue import PATIENCE


class FeedQuerySet(models.QuerySet["Feed"]):
    def due(self, now: datetime | None = None) -> Self:
        return self.filter(is_on=True, due_at__lte=now or timezone.now()).order_by("due_at", "pk")


class Feed(models.Model):
    """`kind` is what is done with its entries."""

    class Kind(models.TextChoices):
        LIBRARY = "library", "Its pages go into the library"
        REVIEWS = "reviews", "Its fact-checks are followed"

    kind = models.CharField(
        "what is done with it", max_length=7, choices=Kind, default=Kind.LIBRARY
    )
    address = models.URLField(
        max_length=2000,
        help_text="RSS or Atom; of fact-checks also a DataFeed, or a page with ClaimReview in it.",
    )
    title = models.CharField(
        max_length=300, blank=True, help_text="How the desk calls it, or else it itself."
    )
    is_on = models.BooleanField("on", default=True)
    minutes = models.PositiveSmallIntegerField(
        "read every so many minutes", default=60, help_text="5 to 10,080, which is a week."
    )
    due_at = models.DateTimeField(
        "read next",
        default=timezone.now,
        editable=False,
        help_text="Nobody reads it before: lease, back-off and schedule in one.",
    )
    read_at = models.DateTimeField("last read", null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField("failures in a row", default=0, editable=False)
    error = models.TextField("last error", blank=True, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["title", "address"]
        constraints = [
            models.CheckConstraint(
                name="feed_address_is_of_the_web", condition=Q(address__iregex=r"^https?://\S+$")
            ),
            models.UniqueConstraint(name="feed_once_for_each_use", fields=["address", "kind"]),
            models.CheckConstraint(
                name="feed_is_read_every_5_minutes_to_a_week",
                condition=Q(minutes__gte=5, minutes__lte=10_080),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address

    def get_absolute_url(self) -> str:
        return reverse("articles:feed", args=[self.pk])

    @property
    def is_stale(self) -> bool:
        """It should have been read by now, and no worker has had time for it.

        While what it brought last is under way, it waits for that.
        """
        is_due = self.is_on and self.due_at < timezone.now() - PATIENCE
        return is_due and not self.ingests.live().exists()


class FeedPageQuerySet(models.QuerySet["FeedPage"]):
    def waiting(self) -> Self:
        return self.filter(read_at=None, tries__lt=FeedPage.MOST_TRIES)

    def due(self, now: datetime | None = None) -> Self:
        return self.waiting().filter(due_at__lte=now or timezone.now()).order_by("due_at", "pk")

    def settled(self) -> Self:
        """Had, or given up."""
        return self.exclude(read_at=None, tries__lt=FeedPage.MOST_TRIES)

    def not_had(self) -> Self:
        """Tried in vain, those that are tried again first."""
        return self.filter(read_at=None, tries__gt=0).order_by("tries", "due_at", "pk")


class FeedPage(models.Model):
    """A page that stands in a feed. It is had once; what cannot be had is tried a few times."""

    MOST_TRIES = 5

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="pages")
    address = models.CharField(max_length=2000)
    author = models.CharField(
        max_length=300, blank=True, help_text="As the feed says; the page itself knows better."
    )
    tries = models.PositiveSmallIntegerField(default=0, help_text="In vain, or under way.")
    due_at = models.DateTimeField(
        default=timezone.now, help_text="Nobody tries it before: lease and back-off in one."
    )
    error = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = FeedPageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                name="feed_page_due", fields=["due_at", "id"], condition=Q(read_at__isnull=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(name="feed_page_once_a_feed", fields=["feed", "address"]),
            models.CheckConstraint(
                name="feed_page_tried_in_vain_says_why",
                condition=Q(tries=0) | Q(read_at__isnull=False) | Q(error__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def is_given_up(self) -> bool:
        return self.read_at is None and self.tries >= self.MOST_TRIES
