"""GDELT DOC 2.0: news of the last three months, around the world, by their headlines.

Documented at https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/. What went wrong comes as
a sentence with status 200; nothing found comes as an empty object.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from articles.providers import findings
from articles.providers.base import ProviderRejected, ProviderUnavailable
from articles.providers.findings import Passage
from articles.providers.shapes import items, text
from articles.providers.word_search import WordSearch, with_address

MOST_RECORDS = 250
SEEN = re.compile(r"(\d{4})(\d\d)(\d\d)T\d{6}Z\Z", re.ASCII)
TOO_OFTEN = re.compile(r"limit requests|too many|try again", re.IGNORECASE)


class GDELT(WordSearch):
    slug: ClassVar[str] = "gdelt"
    version: ClassVar[str] = "doc-2.0"
    address: ClassVar[str] = "https://api.gdeltproject.org/api/v2/doc/doc"
    most_terms = 3  # all of them have to be in the story
    longest = 80
    has_figures = False

    def joined(self, terms: Sequence[str]) -> str:
        return " ".join(f'"{term}"' if " " in term or "-" in term else term for term in terms)

    def found(self, words: str, *, limit: int) -> list[Passage]:
        answer, instead = self._line.ask(
            query=words, mode="artlist", format="json", sort="hybridrel",
            maxrecords=min(3 * limit, MOST_RECORDS),
        )  # fmt: skip
        if not isinstance(answer, dict):
            self._refuse(instead)
        return [
            Passage(
                of=url,
                title=text(each, "title"),
                text=text(each, "title"),
                url=url,
                publisher=text(each, "domain"),
                published=seen_date(text(each, "seendate")),
            )
            for url, each in with_address(items(answer, "articles"))
        ]

    def _refuse(self, instead: str) -> None:
        said = findings.line(instead, 200)
        if said.startswith("<"):
            raise ProviderRejected(f"{self._line.host} answered with a web page.")
        if TOO_OFTEN.search(said):
            raise ProviderUnavailable(f"{self._line.host} is asked too often.", after=60.0)
        raise ProviderRejected(f"{self._line.host} answered: “{said or 'nothing'}”")


def seen_date(words: str) -> date | None:
    """The day of "20250211T173000Z"."""
    match = SEEN.match(words)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
