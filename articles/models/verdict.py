"""A verdict rates a claim. One person writes it; another signs it off.

Its words never change: another text is another verdict, which replaces the one before.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models.rating import Rating


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def proposed(self) -> Self:
        return self.filter(status=Verdict.Status.PROPOSED)

    def signed_off(self) -> Self:
        return self.filter(status=Verdict.Status.SIGNED_OFF)

    def standing(self) -> Self:
        """What the desk says of a claim, or would say once somebody has signed it off."""
        return self.filter(status__in=[Verdict.Status.PROPOSED, Verdict.Status.SIGNED_OFF])

    def against(self) -> Self:
        """Those that stand and do not confirm, changed or not, what was checked."""
        return self.signed_off().filter(rating__value__lte=Rating.NOT_CONFIRMED)

    def not_as_it_stands(self) -> Self:
        """Those that stand and do not confirm what was checked, or only with a change."""
        return self.signed_off().filter(rating__value__lt=Rating.CONFIRMED)


class Verdict(models.Model):
    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        RETURNED = "returned", "Returned"
        WITHDRAWN = "withdrawn", "Withdrawn by its author"
        REPLACED = "replaced", "Replaced before sign-off"
        SIGNED_OFF = "signed-off", "Signed off"
        RETIRED = "retired", "Replaced by a later verdict"

    claim = models.ForeignKey("articles.Claim", models.PROTECT, related_name="verdicts")
    rating = models.ForeignKey("articles.Rating", models.PROTECT, related_name="verdicts")
    explanation = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField("note at sign-off or return", blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        permissions = [
            ("propose_verdict", "Can propose a verdict"),
            ("sign_off_verdict", "Can sign off or return another's verdict"),
        ]
        constraints = [
            models.CheckConstraint(
                name="verdict_needs_a_second_editor",
                condition=~Q(signed_off_by=F("author")),
                violation_error_message="A second editor has to sign this off.",
            ),
            models.CheckConstraint(
                name="verdict_signed_exactly_when_signed_off",
                condition=Q(
                    status__in=["signed-off", "retired"],
                    signed_off_by__isnull=False,
                    signed_off_at__isnull=False,
                )
                | Q(
                    status__in=["proposed", "returned", "withdrawn", "replaced"],
                    signed_off_by__isnull=True,
                    signed_off_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="verdict_returned_by_another_with_a_note",
                condition=Q(status="returned", returned_by__isnull=False, note__regex=r"\S")
                & ~Q(returned_by=F("author"))
                | ~Q(status="returned") & Q(returned_by__isnull=True),
            ),
            models.CheckConstraint(
                name="verdict_explains_itself", condition=Q(explanation__regex=r"\S")
            ),
            models.UniqueConstraint(
                name="verdict_one_proposed_per_claim",
                fields=["claim"],
                condition=Q(status="proposed"),
            ),
            models.UniqueConstraint(
                name="verdict_one_signed_off_per_claim",
                fields=["claim"],
                condition=Q(status="signed-off"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating} on claim {self.claim_id}, {self.get_status_display().lower()}"
