"""Evidence is a source set against a claim, with the words that count."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Substr

from articles.models.claim import Claim
from articles.models.library import LibraryDocument
from articles.models.verdict import Verdict


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports"
    REFUTES = "refutes", "Refutes"
    CONTEXT = "context", "Context"


class Condition(models.TextChoices):
    """What has become of evidence: by the last look at its source's address, or by its note."""

    FRESH = "fresh", "As it was"
    MOVED = "moved", "Moved"
    CHANGED = "changed", "Changed"
    QUOTE_GONE = "quote-gone", "Quote no longer there"
    NOTE_GONE = "note-gone", "No longer in the library"
    DEAD = "dead", "Dead"


# Of these people are told: it may stand on nothing, or its address is to be mended.
TOLD = (
    Condition.MOVED,
    Condition.CHANGED,
    Condition.QUOTE_GONE,
    Condition.NOTE_GONE,
    Condition.DEAD,
)


def _note_has_lost_the_quote() -> Case:
    quoted = Substr("snapshot__text", F("quote_start") + 1, F("quote_end") - F("quote_start"))
    return LibraryDocument.lost(quoted, since=F("added_at"), of="source__document")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> Self:
        """Evidence that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def flagged(self) -> Self:
        """Standing evidence whose source is no longer what it was, and nobody has seen it yet."""
        return self.standing().filter(flagged_at__isnull=False)

    def with_what_became_of_notes(self) -> Self:
        """With `note_has_changed`: the library's document no longer has the quote."""
        return self.annotate(note_has_changed=_note_has_lost_the_quote())

    def overtaken_by_notes(self) -> Self:
        """What stands and was never looked at, and its note says otherwise than its condition.

        With `by_note`, what its condition is by the note.
        """
        is_of_no_note = Q(source__document__isnull=True) | Q(is_exact=False)
        by_note = Case(
            When(source__document_left_at__isnull=False, then=Value(Condition.NOTE_GONE)),
            When(is_of_no_note, then=F("condition")),
            When(_note_has_lost_the_quote(), then=Value(Condition.QUOTE_GONE)),
            default=Value(""),
        )
        of_notes = self.standing().filter(look__isnull=True).annotate(by_note=by_note)
        return of_notes.exclude(condition=F("by_note"))

    def for_attention_of(self, user: User) -> Self:
        """Flagged, and this person answers for its claim; each once, and with why.

        They check the claim, or have added the evidence where nobody does. Or its verdict is
        theirs: they wrote it (`has_written`), signed it off (`has_signed`), or it is proposed
        and they may sign it off (`is_to_sign`).
        """
        verdicts = Verdict.objects.standing().filter(claim=OuterRef("claim"))
        awaiting = Claim.objects.none()
        if user.has_perm("articles.sign_off_verdict"):
            awaiting = Claim.objects.awaiting(user)
        told = self.flagged().annotate(
            has_written=Exists(verdicts.filter(author=user)),
            has_signed=Exists(verdicts.filter(signed_off_by=user)),
            is_to_sign=Exists(awaiting.filter(pk=OuterRef("claim"))),
        )
        own = Q(claim__checker=user) | Q(claim__checker__isnull=True, added_by=user)
        return told.filter(own | Q(has_written=True) | Q(has_signed=True) | Q(is_to_sign=True))


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
    condition = models.CharField(max_length=10, choices=Condition, blank=True)
    look = models.ForeignKey(
        "articles.Look", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    flagged_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["added_at", "pk"]
        permissions = [("attach_evidence", "Can attach, accept, dismiss and withdraw evidence")]
        indexes = [
            models.Index(
                fields=["claim"],
                name="evidence_flagged",
                condition=Q(flagged_at__isnull=False, withdrawn_at__isnull=True),
            )
        ]
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
            models.CheckConstraint(
                # Without a look it is the note in the library that lost the quote, or left.
                name="evidence_condition_is_known_by_a_look_or_a_note",
                condition=Q(condition__in=["", "quote-gone", "note-gone"], look__isnull=True)
                | Q(
                    condition__in=["fresh", "moved", "changed", "quote-gone", "dead"],
                    look__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="evidence_flagged_for_a_reason",
                condition=Q(flagged_at__isnull=True)
                | Q(condition__in=["moved", "changed", "quote-gone", "note-gone", "dead"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"
