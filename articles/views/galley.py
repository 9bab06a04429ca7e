"""What the galley shows: the text, its claims, and how far they are."""

from collections import Counter
from typing import Any

from django.db.models import Count, Min, Q

from articles.models import ArticleVersion, Evidence, Rating, SuggestionRun, Verdict
from articles.models.claim import OPEN, SET_ASIDE
from articles.services import desk_articles

MOST_LISTED = 50
SHOWN = ("number", "start", "end", "sentence", "status", "worth", "facts")


def context(version: ArticleVersion) -> dict[str, Any]:
    claims = list(version.claims.order_by("number").values_list(*SHOWN, named=True))
    stands = standing(Counter(claim.status for claim in claims))
    return {
        "section": "articles",
        "article": version.article,
        "version": version,
        "claims": claims,
        "statuses": [claim.status for claim in claims],
        "next_up": _next_up(claims),
        "in_library": desk_articles.own(version.article_id) if version.article.released_at else [],
        **_against(version),
        "unlisted": max(0, stands["open"] - MOST_LISTED),
        **stands,
        "flagged_claims": _flagged(version),
        **_searches(version),
    }


def _searches(version: ArticleVersion) -> dict[str, Any]:
    """How many go on, and since when none of them does, if no worker takes them."""
    runs = SuggestionRun.objects.filter(claim__version=version)
    # Those outside may wait for their turn.
    stale = Q(pk__in=runs.stale().filter(is_outside=False).values("pk"))
    counted = runs.live().aggregate(
        live=Count("pk"),
        going=Count("pk", filter=Q(status=SuggestionRun.Status.RUNNING) & ~stale),
        since=Min("due_at", filter=stale),
    )
    return {
        "live": counted["live"],
        "waits_since": None if counted["going"] else counted["since"],
    }


def _flagged(version: ArticleVersion) -> list[int]:
    """The numbers of the claims under which evidence is no longer what it was."""
    flagged = Evidence.objects.flagged().filter(claim__version=version)
    return list(
        flagged.order_by("claim__number").values_list("claim__number", flat=True).distinct()
    )


def _against(version: ArticleVersion) -> dict[str, Any]:
    """The claims that were not confirmed, and how often each rating says so or asks a change."""
    changed = Verdict.objects.not_as_it_stands().filter(claim__version=version)
    rows = changed.order_by("rating__position").values_list(
        "claim__number", "rating__label", "rating__value"
    )
    return {
        "against": {number for number, _, value in rows if (value or 0) <= Rating.NOT_CONFIRMED},
        "ratings_against": dict(Counter(label for _, label, _ in rows)),
    }


def standing(counts: Counter[str]) -> dict[str, Any]:
    return {
        "counts": counts,
        "open": sum(counts[status] for status in OPEN),
        "counted": sum(counts.values()) - sum(counts[status] for status in SET_ASIDE),
    }


def _next_up(claims: list[Any]) -> list[Any]:
    """The open claims, the most worth checking first."""
    return sorted(
        (each for each in claims if each.status in OPEN),
        key=lambda each: (-each.worth, each.number),
    )[:MOST_LISTED]
