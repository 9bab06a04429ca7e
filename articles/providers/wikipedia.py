"""Wikipedia, or any other MediaWiki with the extensions CirrusSearch and TextExtracts.

Documented at https://www.mediawiki.org/wiki/API:Search and /wiki/Extension:TextExtracts. A
search of whole articles gives one extract a request, so that each page is asked for by itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from articles.providers import findings
from articles.providers.base import ProviderRejected, ProviderUnavailable
from articles.providers.findings import Passage
from articles.providers.shapes import items, named, number, text
from articles.providers.word_search import WordSearch
from articles.reading.dates import read_date

PAGES = 3
BUSY = ("ratelimited", "maxlag", "readonly", "cirrussearch-too-busy-error")
ALWAYS: dict[str, Any] = {"action": "query", "format": "json", "formatversion": 2, "maxlag": 5}


class Wikipedia(WordSearch):
    slug: ClassVar[str] = "wikipedia"
    version: ClassVar[str] = "mediawiki-action-1"
    address: ClassVar[str] = "https://en.wikipedia.org/w/api.php"
    requests: ClassVar[int] = PAGES + 1
    most_terms = 8
    longest = 220  # CirrusSearch takes 300 characters; " OR " and quotation marks need some
    has_figures = False

    def joined(self, terms: Sequence[str]) -> str:
        """Any of the terms: a page need not have all of them, and the first have the most."""
        return " OR ".join(f'"{term}"' if " " in term else term for term in terms)

    def found(self, words: str, *, limit: int) -> Iterator[Passage]:
        asked = self._ask(list="search", srsearch=words, srlimit=PAGES, srprop="", srinfo="")
        pages = [number(hit, "pageid") for hit in items(named(asked, "query"), "search")]
        for page in filter(None, pages[:PAGES]):
            yield from self._passages(page)

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
