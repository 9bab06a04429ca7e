"""What all providers do that are sent words over a line and answer with passages."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from articles.providers import findings, wording
from articles.providers.base import Finding, Query
from articles.providers.findings import Passage
from articles.providers.lines import Line
from articles.providers.shapes import text


class WordSearch(ABC):
    """A provider says how many terms it takes, how they are joined, and what it found by them."""

    needs_key: ClassVar[bool] = False
    requests: ClassVar[int] = 1
    most_terms: ClassVar[int]
    longest: ClassVar[int]
    has_figures: ClassVar[bool] = True

    def __init__(self, line: Line) -> None:
        self._line = line
        self.hosts = line.host

    def words(self, query: Query) -> str:
        return self.joined(
            wording.terms(
                query.text, most=self.most_terms, longest=self.longest, figures=self.has_figures
            )
        )

    def joined(self, terms: Sequence[str]) -> str:
        return " ".join(terms)

    def search(self, query: Query) -> list[Finding]:
        words = self.words(query)
        found = self.found(words, limit=query.limit) if words else ()
        return findings.nearest(query.text, found, most=query.limit)

    @abstractmethod
    def found(self, words: str, *, limit: int) -> Iterable[Passage]: ...


def with_address(results: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The results that a browser can follow, each with its address."""
    for each in results:
        if findings.web_address(each.get("url")):
            yield text(each, "url"), each
