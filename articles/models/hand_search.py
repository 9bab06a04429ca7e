"""A search that a person made for a claim: where, for what, and what came of it.

One of our own library writes itself as it is made. It may still change, as its person types on,
and until they say what came of it; what a person has said is kept as it was said.
"""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone


class HandSearchQuerySet(models.QuerySet["HandSearch"]):
    def for_reading(self) -> Self:
        return self.select_related("person").order_by("recorded_at", "pk")

    def of_library(self, claim_id: int, person: User) -> Self:
        """What this person looked for in our own library for a claim, the last first."""
        own = self.filter(claim=claim_id, person=person, is_ours=True)
        return own.order_by("-recorded_at", "-pk")

    def within(self, span: timedelta) -> Self:
        return self.filter(recorded_at__gte=timezone.now() - span)


class HandSearch(models.Model):
    class Outcome(models.TextChoices):
        NOTHING = "nothing", "Nothing"
        SOMETHING = "something", "Something"

    OUR_LIBRARY = "Evidence library"

    claim = models.ForeignKey("articles.Claim", models.PROTECT, related_name="hand_searches")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    place = models.CharField("where", max_length=200)
    query = models.CharField("for what", max_length=500)
    outcome = models.CharField(max_length=9, choices=Outcome)
    hits = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: not counted.")
    note = models.TextField(blank=True, help_text="What was dismissed and why, or what was found.")
    is_ours = models.BooleanField("in our own library, counted by the desk", default=False)
    is_automatic = models.BooleanField("wrote itself, nobody has said what came", default=False)
    is_confidential = models.BooleanField("confidential", default=False)
    searched_on = models.DateField("day of the search")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = HandSearchQuerySet.as_manager()

    class Meta:
        verbose_name = "search by hand"
        verbose_name_plural = "searches by hand"
        ordering = ["recorded_at", "pk"]
        permissions = [("record_search", "Can write a search by hand into the search log")]
        constraints = [
            models.CheckConstraint(
                name="hand_search_says_where_and_for_what",
                condition=Q(place__regex=r"\S", query__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="hand_search_without_hits_found_nothing",
                condition=Q(outcome="nothing")
                | Q(outcome="something", hits__isnull=True)
                | Q(outcome="something", hits__gt=0),
            ),
            models.CheckConstraint(
                name="hand_search_dismisses_hits_with_a_reason",
                condition=~Q(outcome="nothing", hits__gt=0) | Q(note__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="hand_search_in_our_library_is_counted",
                condition=Q(is_ours=False) | Q(hits__isnull=False),
            ),
            models.CheckConstraint(
                name="hand_search_that_wrote_itself_is_ours_and_has_no_note",
                condition=Q(is_automatic=False) | Q(is_ours=True, note=""),
            ),
        ]

    def __str__(self) -> str:
        if self.is_confidential:
            return "A confidential search"
        return f"{self.place}, for “{self.query}”: {self.get_outcome_display().lower()}"

    def is_hidden_from(self, user: User) -> bool:
        return self.is_confidential and not user.has_perm("articles.see_confidential_source")
