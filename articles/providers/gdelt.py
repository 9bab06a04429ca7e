"""GDELT DOC 2.0: news of the last three months, around the world, by their headlines.

Documented at https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/. What went wrong comes as
a sentence with status 200; nothing found comes as an empty object.
"""

import re
from datetime import date
from typing import ClassVar

from articles.providers import findings, wording
from articles.providers.base import Finding, ProviderRejected, ProviderUnavailable, Query
from articles.providers.findings import Passage
from articles.providers.lines import Line
from articles.providers.shapes import items, text

# All of them have to be in the story.
MOST_TERMS = 3
LONGEST = 80
MOST_RECORDS = 250
SEEN = re.compile(r"(\d{4})(\d\d)(\d\d)T\d{6}Z\Z", re.ASCII)
TOO_OFTEN = re.compile(r"limit requests|too many|try again", re.IGNORECASE)


class GDELT:
    slug: ClassVar[str] = "gdelt"
    version: ClassVar[str] = "doc-2.0"
    address: ClassVar[str] = "https://api.gdeltproject.org/api/v2/doc/doc"
    needs_key: ClassVar[bool] = False
    requests: ClassVar[int] = 1

    def __init__(self, line: Line) -> None:
        self._line = line
        self.hosts = line.host

    def words(self, query: Query) -> str:
        terms = wording.terms(query.text, most=MOST_TERMS, longest=LONGEST, figures=False)
        return " ".join(f'"{term}"' if " " in term or "-" in term else term for term in terms)

    def search(self, query: Query) -> list[Finding]:
        words = self.words(query)
        if not words:
            return []
        answer, instead = self._line.ask(
            query=words, mode="artlist", format="json", sort="hybridrel",
            maxrecords=min(3 * query.limit, MOST_RECORDS),
        )  # fmt: skip
        if not isinstance(answer, dict):
            self._refuse(instead)
        found = [
            Passage(
                of=text(each, "url"),
                title=text(each, "title"),
                text=text(each, "title"),
                url=text(each, "url"),
                publisher=text(each, "domain"),
                published=seen_date(text(each, "seendate")),
            )
            for each in items(answer, "articles")
            if findings.web_address(each.get("url"))
        ]
        return findings.nearest(query.text, found, most=query.limit)

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
