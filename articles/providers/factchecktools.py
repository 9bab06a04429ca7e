"""Google Fact Check Tools: what fact-checkers around the world have published.

Documented at https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims.
The key goes in the header X-Goog-Api-Key, as an address is written into logs on its way.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from articles.providers import findings, wording
from articles.providers.base import Finding, ProviderRejected, Query
from articles.providers.findings import Passage
from articles.providers.lines import Line
from articles.providers.shapes import items, named, text
from articles.reading.claimreview import Review, in_words
from articles.reading.dates import read_date

MOST_TERMS = 10
LONGEST = 150


class FactCheckTools:
    slug: ClassVar[str] = "factchecktools"
    version: ClassVar[str] = "v1alpha1"
    address: ClassVar[str] = "https://factchecktools.googleapis.com"
    needs_key: ClassVar[bool] = True
    requests: ClassVar[int] = 1

    def __init__(self, line: Line) -> None:
        self._line = line
        self.hosts = line.host

    def words(self, query: Query) -> str:
        return " ".join(wording.terms(query.text, most=MOST_TERMS, longest=LONGEST))

    def search(self, query: Query) -> list[Finding]:
        words = self.words(query)
        if not words:
            return []
        if not self._line.key:
            raise ProviderRejected("It has no key yet. An admin can enter one.")
        answer = self._line.ask_json(
            "/v1alpha1/claims:search", key_header="X-Goog-Api-Key",
            query=words, pageSize=query.limit,
        )  # fmt: skip
        found = [each for claim in items(answer, "claims") for each in _passages(claim)]
        return findings.nearest(query.text, found, most=query.limit)


def _passages(claim: dict[str, Any]) -> Iterator[Passage]:
    for each in items(claim, "claimReview"):
        publisher = named(each, "publisher")
        review = Review(
            claim=findings.line(text(claim, "text"), 2_000),
            rating=findings.line(text(each, "textualRating"), 200),
            url=text(each, "url"),
            claimant=findings.line(text(claim, "claimant"), 200),
            publisher=text(publisher, "name") or text(publisher, "site"),
        )
        if review.claim:
            yield Passage(
                of=review.url,
                title=text(each, "title") or review.claim,
                text=in_words(review),
                url=review.url,
                publisher=review.publisher,
                published=read_date(text(each, "reviewDate")),
            )
