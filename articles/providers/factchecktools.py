"""Google Fact Check Tools: what fact-checkers around the world have published.

Documented at https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims.
The key goes in the header X-Goog-Api-Key, as an address is written into logs on its way.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from articles.providers import findings
from articles.providers.base import ProviderRejected
from articles.providers.findings import Passage
from articles.providers.shapes import items, named, text
from articles.providers.word_search import WordSearch
from articles.reading.claimreview import Review, in_words
from articles.reading.dates import read_date


class FactCheckTools(WordSearch):
    slug: ClassVar[str] = "factchecktools"
    version: ClassVar[str] = "v1alpha1"
    address: ClassVar[str] = "https://factchecktools.googleapis.com"
    needs_key: ClassVar[bool] = True
    most_terms = 10
    longest = 150

    def found(self, words: str, *, limit: int) -> Iterator[Passage]:
        if not self._line.key:
            raise ProviderRejected("It has no key yet. An admin can enter one.")
        answer = self._line.ask_json(
            "/v1alpha1/claims:search", key_header="X-Goog-Api-Key", query=words, pageSize=limit
        )
        for claim in items(answer, "claims"):
            yield from _passages(claim)


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
