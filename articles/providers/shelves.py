"""Two providers that look on the desk's own shelves: the evidence library and published checks.

A shelf is asked through a callable, so that nothing in here knows of the database.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import ClassVar, Protocol

from articles.providers import findings
from articles.providers.base import Finding, Query
from articles.ranking import explain
from articles.reading import headline


class Hit(Protocol):
    """A passage as the desk's search answers it."""

    @property
    def passage(self) -> int: ...
    @property
    def document(self) -> int | None: ...
    @property
    def verdict(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def published(self) -> date | None: ...
    @property
    def score(self) -> float: ...
    @property
    def coverage(self) -> float: ...
    @property
    def closeness(self) -> float | None: ...
    @property
    def rarity(self) -> Mapping[str, float]: ...


VERSION = "3"
BY_WORDS = f"{VERSION}, by words"
BY_BOTH = f"{VERSION}, by words and meaning"

Search = Callable[[Query], Iterable[Hit]]


class Shelf:
    """What both providers do: ask, leave out what is too little like the claim, explain the rest.

    Once it was searched, the version tells whether meaning was looked for, or words alone:
    where nothing is found, what `knows_meaning` says.
    """

    def __init__(self, search: Search, knows_meaning: Callable[[], bool]) -> None:
        self._search, self._knows_meaning = search, knows_meaning
        self.version = VERSION

    def search(self, query: Query) -> list[Finding]:
        hits = list(self._search(query))
        by_both = any(hit.closeness is not None for hit in hits) if hits else self._knows_meaning()
        self.version = BY_BOTH if by_both else BY_WORDS
        return [
            _finding(query, hit)
            for hit in hits
            if explain.is_convincing(hit.coverage, hit.closeness)
        ]


class Library(Shelf):
    slug: ClassVar[str] = "library"


class Checks(Shelf):
    slug: ClassVar[str] = "checks"


def _key(hit: Hit) -> str:
    """The same for the same words of the same document, however often it is cut anew."""
    if hit.verdict:
        return f"verdict:{hit.verdict}"
    return f"document:{hit.document}:{hashlib.sha256(hit.text.encode()).hexdigest()[:16]}"


def _finding(query: Query, hit: Hit) -> Finding:
    return findings.explained(
        query.text,
        hit.text,
        rarity=hit.rarity,
        coverage=hit.coverage,
        closeness=hit.closeness,
        key=_key(hit),
        title=hit.title.strip() or headline.shortened(hit.text),
        score=hit.score,
        url=hit.url,
        author=hit.author,
        publisher=hit.publisher,
        published=hit.published,
        document=hit.document,
        verdict=hit.verdict,
        earlier=hit.title if hit.verdict else "",
    )
