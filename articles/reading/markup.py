"""The tags and the text of a page of HTML, read once from front to back.

No tree is built, so neither depth nor disorder of the tags costs anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag with its name (`p`, `/p`), or text, which has none. A script holds its own text."""

    name: str = ""
    attributes: str = ""
    text: str = ""


TAG = re.compile(r"<!--|<(?P<name>/?[a-zA-Z][\w:-]{0,40})(?P<attributes>[^<>]*)>")
ATTRIBUTE = re.compile(
    r"([a-zA-Z][\w:.-]{0,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))"
)
RAW = {
    name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "textarea", "title")
}
BLOCKS = """address article aside blockquote br caption dd div dl dt figcaption footer form h1 h2
    h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul"""
LINES = frozenset(BLOCKS.split())
ENDLESS_NUMBER = re.compile(r"&#(?:x[\da-f]{8,}|\d{8,});?", re.IGNORECASE | re.ASCII)
SPACE = re.compile(r"[^\S\n]+")
LINE_ENDS = re.compile(r"\s*\n\s*")


def pieces(html: str) -> Iterator[Piece]:
    at = 0
    while tag := TAG.search(html, at):
        if tag.start() > at:
            yield Piece(text=html[at : tag.start()])
        name = (tag["name"] or "").lower()
        at = tag.end()
        if not name:
            end = html.find("-->", at)
            at = len(html) if end < 0 else end + 3
        elif name in RAW:
            closing = RAW[name].search(html, at)
            end, after = closing.span() if closing else (len(html), len(html))
            yield Piece(name, tag["attributes"], html[at:end])
            at = after
        else:
            yield Piece(name, tag["attributes"])
    yield Piece(text=html[at:])


def attributes(piece: Piece) -> dict[str, str]:
    return {
        name.lower(): unescaped(double or single or bare)
        for name, double, single, bare in ATTRIBUTE.findall(piece.attributes)
    }


def text(html: str) -> str:
    """What a reader sees, a line a block; what is in the head or in a script is left out."""
    words: list[str] = []
    for piece in pieces(html):
        name = piece.name.removeprefix("/")
        if not name:
            words.append(piece.text.replace("\n", " "))
        elif name in LINES:
            words.append("\n")
        elif name in ("td", "th"):
            words.append(" ")
    flowing = SPACE.sub(" ", unescaped("".join(words)))
    return LINE_ENDS.sub("\n", flowing).strip()


def unescaped(words: str) -> str:
    """Entities as characters; a number that is no character's is the replacement character."""
    return unescape(ENDLESS_NUMBER.sub("\ufffd", words))
