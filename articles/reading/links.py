"""The links of an article: what stands behind its words, and where in the text these are."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import trafilatura
from markdown_it import MarkdownIt

from articles.reading import markdown, markup

MOST = 500
LONGEST_ADDRESS = 2_000
LONGEST_WORDS = 300
WEB = re.compile(r"https?://[^\s<>\"'\x00-\x20]{1,1990}\Z", re.IGNORECASE)
BARE = re.compile(r"https?://[^\s<>\"“”]{1,1990}", re.IGNORECASE)
MAY_LINK = re.compile(r"\]\(|\]:|<http", re.IGNORECASE)
AFTER = ".,;:!?)]}’'"

PARSER = MarkdownIt("commonmark").enable("table")


class Anchor(NamedTuple):
    """Words that are linked, in the order of the article."""

    words: str
    url: str


class Link(NamedTuple):
    start: int
    end: int
    url: str


def of_html(html: str) -> tuple[Anchor, ...]:
    """Those of the article itself, not of menus and notices around it."""
    if "href" not in html:
        return ()
    article = trafilatura.extract(
        html, include_comments=False, favor_precision=True, include_links=True, output_format="xml"
    )
    return _kept(_references(article or ""))


def of_markdown(text: str) -> tuple[Anchor, ...]:
    if len(text) > markdown.LONGEST or not MAY_LINK.search(text):
        return ()
    return _kept(
        Anchor(words, url)
        for token in PARSER.parse(text)
        for words, url in _inline(token.children or [])
    )


def placed(text: str, anchors: Iterable[Anchor]) -> list[Link]:
    """Where the anchors' words stand in the text, each after the one before; and bare addresses.

    An anchor whose words are not there any more is left out.
    """
    found, at = [], 0
    for words, url in anchors:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append(Link(start, at, url))
    found += _bare(text)
    return sorted(set(found))[:MOST]


def is_kept(words: str, url: str) -> bool:
    is_short = len(words.strip()) > 0 and len(words) <= LONGEST_WORDS
    return is_short and len(url) <= LONGEST_ADDRESS and WEB.match(url) is not None


def _kept(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    return tuple(each for each in anchors if is_kept(*each))[:MOST]


def _bare(text: str) -> Iterator[Link]:
    for match in BARE.finditer(text):
        url = match[0].rstrip(AFTER)
        if is_kept(url[:LONGEST_WORDS], url):
            yield Link(match.start(), match.start() + len(url), url)


def _references(xml: str) -> Iterator[Anchor]:
    """The links as trafilatura writes them out."""
    url: str | None = None
    words = ""
    for piece in markup.pieces(xml):
        if piece.name == "ref":
            url, words = markup.attributes(piece).get("target", ""), ""
        elif piece.name == "/ref" and url is not None:
            yield Anchor(" ".join(markup.unescaped(words).split()), url)
            url = None
        elif not piece.name:
            words += piece.text


def _inline(tokens: Iterable[object]) -> Iterator[tuple[str, str]]:
    url, words = "", ""
    for token in tokens:
        kind = getattr(token, "type", "")
        if kind == "link_open":
            url, words = str(token.attrGet("href") or ""), ""  # type: ignore[attr-defined]
        elif kind == "link_close":
            yield words.strip(), url
        else:
            words += getattr(token, "content", "")
