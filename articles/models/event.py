"""The history: who did what, when. Rows are only ever added, each carrying the hash before it."""

import hashlib
import json
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

GENESIS = "0" * 64


class EventQuerySet(models.QuerySet["Event"]):
    def for_reading(self) -> Self:
        return self.select_related("actor").order_by("-number")


class Event(models.Model):
    class Action(models.TextChoices):
        ARTICLE_BROUGHT_IN = "article.brought-in", "brought in the article"
        ARTICLE_EMBARGOED = "article.embargoed", "put the article under embargo"
        EMBARGO_LIFTED = "article.embargo-lifted", "lifted the embargo"
        ARTICLE_RELEASED = "article.released", "released the article"
        RELEASE_TAKEN_BACK = "article.release-taken-back", "took the release back"
        CLAIM_TAKEN = "claim.taken", "took the claim"
        CLAIM_LEFT = "claim.left", "gave the claim back"
        CLAIM_SET_ASIDE = "claim.set-aside", "set it aside as not a claim"
        CLAIM_WAIVED = "claim.waived", "waived the claim"
        CLAIM_REOPENED = "claim.reopened", "opened the claim again"
        SUGGESTIONS_ASKED = "suggestions.asked", "asked the providers again"
        SUGGESTION_DISMISSED = "suggestion.dismissed", "dismissed a suggestion"
        SUGGESTION_REOPENED = "suggestion.reopened", "opened a suggestion again"
        SEARCHED_BY_HAND = "search.by-hand", "searched by hand"
        EVIDENCE_ATTACHED = "evidence.attached", "attached evidence"
        EVIDENCE_WITHDRAWN = "evidence.withdrawn", "withdrew evidence"
        SOURCE_LOOK_ASKED = "source.look-asked", "had a source looked at again"
        QUOTE_FOUND = "evidence.quote-found", "found a quote word for word on its page"
        EVIDENCE_FLAGGED = "evidence.flagged", "flagged evidence"
        EVIDENCE_UNFLAGGED = "evidence.unflagged", "took a flag back: the source is as it was"
        EVIDENCE_HOLDS = "evidence.holds", "said that evidence still holds"
        ORIGIN_KNOWN = "origin.known", "knew that sources have one origin"
        VERDICT_PROPOSED = "verdict.proposed", "proposed a verdict"
        VERDICT_SIGNED_OFF = "verdict.signed-off", "signed off the verdict"
        VERDICT_RETURNED = "verdict.returned", "returned the verdict"
        VERDICT_WITHDRAWN = "verdict.withdrawn", "withdrew the verdict"

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=40, choices=Action)
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="history")
    claim = models.ForeignKey(
        "articles.Claim", models.PROTECT, null=True, blank=True, related_name="history"
    )
    data = models.JSONField(default=dict)
    previous = models.CharField("hash of the event before", max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["claim", "-number"], name="event_claim_newest"),
            models.Index(fields=["article", "-number"], name="event_article_newest"),
        ]
        constraints = [
            models.CheckConstraint(name="event_numbered_from_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="event_hashes_are_sha256",
                condition=Q(hash__regex=r"^[0-9a-f]{64}$", previous__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.actor or 'the desk'} {self.get_action_display()}"

    def digest(self) -> str:
        """SHA-256 (FIPS 180-4) of this event and of the hash before it, as 64 hex digits.

        The bytes are the JSON of the fields below: keys sorted, no spaces, UTF-8. Anyone
        with a dump of the table can compute them again.
        """
        fields = {
            "number": self.number,
            "at": self.at.isoformat(),
            "actor": self.actor_id,
            "action": self.action,
            "article": self.article_id,
            "claim": self.claim_id,
            "data": self.data,
            "previous": self.previous,
        }
        written = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


class HistoryHead(models.Model):
    """One row: the last event. It is locked to add one, and shows when the tail is missing."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(name="history_has_one_head", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"Event {self.number}"
