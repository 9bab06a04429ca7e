"""Wikipedia, or any other MediaWiki with the extensions CirrusSearch and TextExtracts.

Documented at https://www.mediawiki.org/wiki/API:Search and /wiki/Extension:TextExtracts. A
search of whole articles gives one extract a request, so that each page is asked for by itself.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from articles.providers import findings, wording
from articles.providers.base import Finding, ProviderRejected, ProviderUnavailable, Query
from articles.providers.findings import Passage
from articles.providers.lines import Line
from articles.providers.shapes import items, named, number, text
from articles.reading.dates import read_date

PAGES = 3
MOST_TERMS = 8
LONGEST = 220  # CirrusSearch takes 300 characters; " OR " and quotation marks need some
BUSY = ("ratelimited", "maxlag", "readonly", "cirrussearch-too-busy-error")
ALWAYS: dict[str, Any] = {"action": "query", "format": "json", "formatversion": 2, "maxlag": 5}


class Wikipedia:
    slug: ClassVar[str] = "wikipedia"
    version: ClassVar[str] = "mediawiki-action-1"
    address: ClassVar[str] = "https://en.wikipedia.org/w/api.php"
    needs_key: ClassVar[bool] = False
    requests: ClassVar[int] = PAGES + 1

    def __init__(self, line: Line) -> None:
        self._line = line
        self.hosts = line.host

    def words(self, query: Query) -> str:
        """Any of the terms: a page need not have all of them, and the first have the most."""
        terms = wording.terms(query.text, most=MOST_TERMS, longest=LONGEST, figures=False)
        return " OR ".join(f'"{term}"' if " " in term else term for term in terms)

    def search(self, query: Query) -> list[Finding]:
        words = self.words(query)
        if not words:
            return []
        asked = self._ask(list="search", srsearch=words, srlimit=PAGES, srprop="", srinfo="")
        pages = [number(hit, "pageid") for hit in items(named(asked, "query"), "search")]
        found = [each for page in pages[:PAGES] if page for each in self._passages(page)]
        return findings.nearest(query.text, found, most=query.limit)

    def _passages(self, page: int) -> Iterator[Passage]:
        asked = self._ask(
            prop="extracts|info|revisions", pageids=page, explaintext=1, exsectionformat="plain",
            inprop="url", rvprop="timestamp",
        )  # fmt: skip
        for each in items(named(asked, "query"), "pages")[:1]:
            revisions = items(each, "revisions")
            language = text(each, "pagelanguage")
            for words in findings.cut(text(each, "extract")):
                yield Passage(
                    of=str(page),
                    title=text(each, "title"),
                    text=words,
                    url=text(each, "canonicalurl") or text(each, "fullurl"),
                    publisher=f"Wikipedia ({language})" if language else "Wikipedia",
                    published=read_date(text(revisions[0], "timestamp")) if revisions else None,
                )

    def _ask(self, **parameters: Any) -> dict[str, Any]:
        """What went wrong comes with status 200, too."""
        answer = self._line.ask_json(**ALWAYS, **parameters)
        error = named(answer, "error")
        if not error:
            return answer
        code = findings.line(text(error, "code"), 60) or "an error"
        if code in BUSY or code.startswith("internal_api_error"):
            raise ProviderUnavailable(f"{self._line.host} is too busy ({code}).")
        raise ProviderRejected(f"{self._line.host} answered: {code}.")
