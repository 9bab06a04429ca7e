"""What a fetched page says: its body, and what it says of itself."""

from dataclasses import dataclass
from datetime import date

from articles.reading import intake, markup, pagedata

HTML = ("text/html", "application/xhtml+xml")
PLAIN = ("text/plain", "application/json", "application/ld+json")
# Of a page with more tags than these its article is not looked for: it would take minutes.
MOST_TAGS = 50_000


class NoText(ValueError):
    """The message says so in words for an editor."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """Title, byline and date are empty where the page is silent."""

    text: str
    title: str = ""
    byline: str = ""
    published: date | None = None


def read(characters: str, *, media_type: str) -> WebPage:
    html = intake.clean(characters)
    page = _of_html(html) if media_type in HTML else WebPage(_bare(html, media_type))
    if not page.text.strip():
        raise NoText("No text was found on this page.")
    return page


def _of_html(html: str) -> WebPage:
    is_legible = html.count("<") <= MOST_TAGS
    text = intake.from_html(html) if is_legible else intake.clean(markup.text(html))
    said = pagedata.read(html)
    title = next(iter(said.titles), "")
    return WebPage(text.strip(), intake.clean(title), intake.clean(said.author), said.published)


def _bare(text: str, media_type: str) -> str:
    return text if media_type in PLAIN else intake.clean(markup.text(text))
