"""Who offers candidates for evidence: what an admin says of each, and whether one may ask it."""

from datetime import UTC, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

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
