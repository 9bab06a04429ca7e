"""Evidence is a source set against a claim, with the words that count."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports"
    REFUTES = "refutes", "Refutes"
    CONTEXT = "context", "Context"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> Self:
        """Evidence that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Evidence(models.Model):
    claim = models.ForeignKey("articles.Claim", models.PROTECT, related_name="evidence")
    source = models.ForeignKey("articles.Source", models.PROTECT, related_name="evidence")
    snapshot = models.ForeignKey(
        "articles.Snapshot", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    suggestion = models.OneToOneField(
        "articles.Suggestion", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    stance = models.CharField(max_length=8, choices=Stance)
    quote = models.TextField(blank=True)
    is_exact = models.BooleanField("quote stands in the snapshot", default=False)
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["added_at", "pk"]
        permissions = [("attach_evidence", "Can attach, accept, dismiss and withdraw evidence")]
        constraints = [
            models.CheckConstraint(
                name="evidence_takes_a_stance",
                condition=Q(stance__in=["supports", "refutes", "context"]),
            ),
            models.CheckConstraint(
                name="evidence_exact_quote_has_a_place",
                condition=Q(
                    is_exact=True,
                    snapshot__isnull=False,
                    quote__regex=r"\S",
                    quote_start__isnull=False,
                    quote_end__isnull=False,
                )
                | Q(is_exact=False, quote_start__isnull=True, quote_end__isnull=True),
            ),
            models.CheckConstraint(
                name="evidence_withdrawn_by_somebody_with_a_reason",
                condition=Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because=""
                )
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__regex=r"\S",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"
