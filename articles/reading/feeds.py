"""What a followed address holds: reviews themselves, or pages on which they stand."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import feedparser

from articles.reading import claimreview
from articles.reading.claimreview import Review

MOST_PAGES = 200
MOST_CHARACTERS = 10_000_000
WEB = re.compile(r"https?://\S{1,1990}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    reviews: tuple[Review, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.reviews or self.pages)


def read(text: str, *, url: str) -> Feed:
    """Never refuses: what is neither a feed nor holds a review is an empty one."""
    text = text[:MOST_CHARACTERS].lstrip("\ufeff \t\r\n")
    if text[:1] in ("{", "["):
        return Feed(tuple(claimreview.from_json(text, url=url)))
    if reviews := claimreview.from_html(text, url=url):
        return Feed(tuple(reviews))
    return Feed(pages=_pages(text, url))


def _pages(text: str, url: str) -> tuple[str, ...]:
    """Where the entries of an RSS or Atom feed are, the newest first as they come."""
    # As a stream: words that look like an address or a file would be opened.
    entries = feedparser.parse(text.encode(errors="replace"), sanitize_html=False).entries
    links = (_joined(url, str(entry.get("link", ""))) for entry in entries[:MOST_PAGES])
    return tuple(dict.fromkeys(link for link in links if WEB.match(link)))


def _joined(feed: str, link: str) -> str:
    try:
        return urljoin(feed, link) if link else ""
    except ValueError:
        return ""
