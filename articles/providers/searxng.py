"""SearXNG: a search of the web through an instance of one's own.

Documented at https://docs.searxng.org/dev/search_api.html. Its settings.yml has to name json
among search.formats; without it the instance answers 403.
"""

from typing import ClassVar

from articles.providers import findings, wording
from articles.providers.base import Finding, ProviderRejected, ProviderUnavailable, Query
from articles.providers.findings import Passage
from articles.providers.lines import Line
from articles.providers.shapes import items, text
from articles.reading.dates import read_date

MOST_TERMS = 12
LONGEST = 200


class SearXNG:
    slug: ClassVar[str] = "searxng"
    version: ClassVar[str] = "search-api-1"
    address: ClassVar[str] = ""
    needs_key: ClassVar[bool] = False
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
        if not self._line.address:
            raise ProviderRejected("It has no address yet. An admin can enter that of yours.")
        answer = self._line.ask_json("/search", q=words, format="json")
        results = items(answer, "results")
        if not results and answer.get("unresponsive_engines"):
            raise ProviderUnavailable("None of the engines behind it answered.")
        found = [
            Passage(
                of=text(each, "url"),
                title=text(each, "title"),
                text=text(each, "content") or text(each, "title"),
                url=text(each, "url"),
                published=read_date(text(each, "publishedDate")),
            )
            for each in results
            if findings.web_address(each.get("url"))
        ]
        return findings.nearest(query.text, found, most=query.limit)
