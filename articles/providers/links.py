"""What the article itself points to: the pages behind the links near a claim's sentence."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from articles import fetching
from articles.fetching import Answer, Limits, Unfetchable
from articles.providers import findings
from articles.providers.base import Finding, ProviderRejected, ProviderUnavailable, Query
from articles.providers.findings import Passage
from articles.providers.lines import MEGABYTE, failure, refuse
from articles.reading import intake, pagedata

PAGES = 3
PAGE = Limits(seconds=10.0, size=5 * MEGABYTE, redirects=5)
HTML = ("text/html", "application/xhtml+xml")
READ = (*HTML, "text/plain")

Failure = ProviderUnavailable | ProviderRejected


class Links:
    """`near` gives the addresses near a claim, the nearest first."""

    slug: ClassVar[str] = "links"
    version: ClassVar[str] = "links-1"
    address: ClassVar[str] = ""
    needs_key: ClassVar[bool] = False
    requests: ClassVar[int] = PAGES
    hosts: str = "the pages themselves"

    def __init__(self, near: Callable[[Query], Sequence[str]], inside: Sequence[str] = ()) -> None:
        self._near = near
        self._inside = inside

    def words(self, query: Query) -> str:
        return " ".join(self._near(query)[:PAGES])

    def search(self, query: Query) -> list[Finding]:
        """What the pages say; those that cannot be had are passed over while one can."""
        found: list[Passage] = []
        failures: list[Failure] = []
        urls = self.words(query).split()
        for url in urls:
            try:
                found += self._passages(url)
            except (ProviderUnavailable, ProviderRejected) as error:
                failures.append(error)
        if urls and len(failures) == len(urls):
            # One that may be had later is worth asking again for.
            raise next((e for e in failures if isinstance(e, ProviderUnavailable)), failures[0])
        return findings.nearest(query.text, found, most=query.limit)

    def _passages(self, url: str) -> Iterator[Passage]:
        answer = self._fetched(url)
        text = answer.text()
        page = pagedata.read(text) if answer.media_type in HTML else None
        body = intake.from_html(text) if page else intake.clean(text)
        for words in findings.cut(body):
            yield Passage(
                of=url,
                title=page.titles[0] if page and page.titles else answer.url,
                text=words,
                url=answer.url,
                author=page.author if page else "",
                published=page.published if page else None,
            )

    def _fetched(self, url: str) -> Answer:
        try:
            answer = fetching.get(url, limits=PAGE, inside=self._inside, only=READ)
        except Unfetchable as error:
            raise failure(error) from None
        refuse(answer, url[:100])
        return answer
