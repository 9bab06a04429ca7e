"""SearXNG: a search of the web through an instance of one's own.

Documented at https://docs.searxng.org/dev/search_api.html. Its settings.yml has to name json
among search.formats; without it the instance answers 403.
"""

from typing import ClassVar

from articles.providers.base import ProviderRejected, ProviderUnavailable
from articles.providers.findings import Passage
from articles.providers.shapes import items, text
from articles.providers.word_search import WordSearch, with_address
from articles.reading.dates import read_date


class SearXNG(WordSearch):
    slug: ClassVar[str] = "searxng"
    version: ClassVar[str] = "search-api-1"
    address: ClassVar[str] = ""
    most_terms = 12
    longest = 200

    def found(self, words: str, *, limit: int) -> list[Passage]:
        if not self._line.address:
            raise ProviderRejected("It has no address yet. An admin can enter that of yours.")
        answer = self._line.ask_json("/search", q=words, format="json")
        results = items(answer, "results")
        if not results and answer.get("unresponsive_engines"):
            raise ProviderUnavailable("None of the engines behind it answered.")
        return [
            Passage(
                of=url,
                title=text(each, "title"),
                text=text(each, "content") or text(each, "title"),
                url=url,
                published=read_date(text(each, "publishedDate")),
            )
            for url, each in with_address(results)
        ]
