"""Reviews of claims from the feeds and pages that the desk follows, found by their words."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Protocol

from articles.providers import findings
from articles.providers.base import Finding, Query
from articles.ranking import explain
from articles.reading.claimreview import Review, in_words


class Found(Protocol):
    """A review that is kept, and how much of the claim's rarity it has."""

    @property
    def key(self) -> str: ...
    @property
    def review(self) -> Review: ...
    @property
    def score(self) -> float: ...
    @property
    def coverage(self) -> float: ...
    @property
    def rarity(self) -> Mapping[str, float]: ...


class ClaimReviews:
    """Nobody learns of a claim: what the desk follows was read before, whatever it is good for."""

    slug: ClassVar[str] = "claimreview"
    version: ClassVar[str] = "claimreview-1"

    def __init__(self, search: Callable[[Query], Iterable[Found]]) -> None:
        self._search = search

    def search(self, query: Query) -> list[Finding]:
        return [
            _finding(query, found)
            for found in self._search(query)
            if explain.is_convincing(found.coverage)
        ]


def _finding(query: Query, found: Found) -> Finding:
    review = found.review
    return findings.explained(
        query.text,
        in_words(review),
        rarity=found.rarity,
        coverage=found.coverage,
        key=f"review:{found.key[:32]}",
        title=review.claim[: findings.LONGEST_TITLE],
        score=found.score,
        url=review.url,
        publisher=review.publisher,
        published=review.published,
    )
