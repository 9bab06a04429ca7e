"""Signed-off verdicts as ClaimReview (schema.org), one JSON object a line."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Verdict


def review(verdict: Verdict) -> dict[str, Any]:
    """A signed-off verdict as a ClaimReview. Sources are not part of it."""
    claim, rating = verdict.claim, verdict.rating
    address = f"{settings.SITE_ADDRESS}{claim.get_absolute_url()}"
    assessed: dict[str, Any] = {"@type": "Rating", "alternateName": rating.label}
    if rating.value is not None:
        assessed |= {"ratingValue": rating.value, "bestRating": 5, "worstRating": 1}
    said: dict[str, Any] = {"@type": "Claim"}
    if claim.claimant:
        said["author"] = {"@type": "Thing", "name": claim.claimant}
    if claim.as_of:
        said["datePublished"] = claim.as_of.isoformat()
    if claim.article.url:
        said["appearance"] = {"@type": "CreativeWork", "url": claim.article.url}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": address,
        "datePublished": timezone.localdate(verdict.signed_off_at).isoformat()
        if verdict.signed_off_at
        else None,
        "claimReviewed": claim.sentence,
        "itemReviewed": said,
        "reviewRating": assessed,
        "reviewBody": verdict.explanation,
    }


def stream(articles: QuerySet[Article] | None = None) -> Iterator[bytes]:
    """A line for each signed-off verdict, of these articles or of all; memory stays flat."""
    verdicts = Verdict.objects.signed_off().select_related("claim__article", "rating")
    if articles is not None:
        verdicts = verdicts.filter(claim__article__in=articles)
    for verdict in verdicts.order_by("pk").iterator(chunk_size=2000):
        yield (json.dumps(review(verdict), ensure_ascii=False) + "\n").encode()
