"""Who wrote a story, when, and under which headline: a proposal for an editor to correct."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import PurePath

from articles.reading import intake, links, pagedata, sentences
from articles.reading.dates import is_dateline, read_date
from articles.reading.links import Anchor


@dataclass
class Proposal:
    """What was found above a story, and the story without it.

    `body` is the end of the text as it was, to the byte; when nothing was found, all of it.
    """

    title: str
    byline: str
    published: date | None
    body: str
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    start: int
    end: int


LONGEST_MADE_TITLE = 80
LONGEST_HEADLINE = 160
LONGEST_BYLINE = 120
LINES_ABOVE = 14

WORD = re.compile(r"[^\W_]")
DIGIT = re.compile(r"\d")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)\Z")
ENDS_LIKE_PROSE = re.compile(r"[.,;:][\"”’')]*\Z")
MARKED = re.compile(r"(?:[-*+•|>]|\d+[.)])\s")
BY = re.compile(r"(?:(?:written|words|story|reported)\s+)?by(?:\s*:\s*|\s+)(\S.*)\Z", re.IGNORECASE)
PARTING = re.compile(r"\s+[·•–—]\s+|\s*\|\s*")
SMALL_WORDS = frozenset(("and", "for", "of", "the", "in", "de", "la", "van", "von", "der", "&"))


def propose(text: str, *, filename: str = "") -> Proposal:
    """Read headline, byline and date off the top of a clean text.

    A text without a headline keeps every byte and gets its first sentence as title.
    """
    lines = list(_first_lines(text))
    headline, below = _headline(lines)
    byline, published, at = _credits(lines, below)
    if not text[at:].strip():
        headline, byline, published, at = "", "", None, 0
    title = headline or _first_sentence(text[at:]) or shortened(PurePath(filename).stem)
    return Proposal(title, byline, published, text[at:])


def propose_from_html(html: str) -> Proposal:
    """Read them off what a page says of itself, and where it is silent off its article."""
    html = intake.clean(html)
    page = pagedata.read(html)
    body = intake.from_html(html)
    lines = list(_first_lines(body))
    headline, below = _headline(lines)
    if page.titles and not any(_is_same(headline, title) for title in page.titles):
        below = 0
    byline, published, at = _credits(lines, below)
    title = page.titles[0] if page.titles else headline or _first_sentence(body)
    return Proposal(
        shortened(title, LONGEST_HEADLINE),
        shortened(page.author or byline, LONGEST_BYLINE),
        page.published or published,
        body[at:] if body[at:].strip() else body,
        links.of_html(html),
    )


def _first_lines(text: str) -> Iterator[_Line]:
    for match in islice(LINE.finditer(text), LINES_ABOVE):
        yield _Line(match[0].strip(), *match.span())


def _headline(lines: list[_Line]) -> tuple[str, int]:
    """The headline and the number of lines to its end; 0 when the text begins without one."""
    below = next((place for place, line in enumerate(lines, 1) if line.words), 0)
    first = lines[below - 1].words if below else ""
    if len(first) <= LONGEST_HEADLINE and (heading := HEADING.match(first)):
        return heading[1].rstrip("# \t"), below
    is_apart = below < len(lines) and _parts_headline(lines[below].words)
    return (first, below) if is_apart and _may_be_headline(first) else ("", 0)


def _parts_headline(line: str) -> bool:
    return not line or bool(_byline(line)) or is_dateline(line)


def _may_be_headline(line: str) -> bool:
    if len(line) > LONGEST_HEADLINE or ENDS_LIKE_PROSE.search(line) or MARKED.match(line):
        return False
    return not _parts_headline(line) and WORD.search(line) is not None


def _credits(lines: list[_Line], below: int) -> tuple[str, date | None, int]:
    """Byline and date in the lines below the headline, and where the story begins."""
    byline, published = "", None
    at = lines[below - 1].end if below else 0
    for line in lines[below:]:
        names = _byline(line.words)
        if not (names or is_dateline(line.words)):
            if line.words and at:
                at = line.start
            if line.words:
                break
            continue
        byline = byline or names
        published = published or read_date(line.words)
        at = line.end
    return byline, published, at


def _byline(line: str) -> str:
    """The names in a line like "By Jane Doe and John Roe"; nothing for any other line."""
    match = BY.match(line) if len(line) <= LONGEST_BYLINE + 60 else None
    if match is None:
        return ""
    names = _without_date(PARTING.split(match[1])[0].strip()).rstrip(",")
    words = names.replace(",", " ").split()
    is_named = all(word[0].isupper() or word.lower() in SMALL_WORDS for word in words)
    is_short = len(words) <= 14 and len(names) <= LONGEST_BYLINE
    return names if words and is_named and is_short and not names.endswith(".") else ""


def _without_date(names: str) -> str:
    """The names of "Jane Doe, 1 May 2025"."""
    parts = names.split(", ")
    for place in range(1, len(parts)):
        if is_dateline(", ".join(parts[place:])):
            return ", ".join(parts[:place])
    return names


def _first_sentence(text: str) -> str:
    start = text[:5000].lstrip()
    found = sentences.spans(start)
    return shortened(start[slice(*found[0])]) if found else ""


def without_by(byline: str) -> str:
    return byline[3:] if byline[:3].lower() == "by " else byline


def shortened(words: str, most: int = LONGEST_MADE_TITLE) -> str:
    """The words on one line, cut at a word when they are longer than that.

    Not after a figure: of "$97.4 billion" the first half says something else.
    """
    line = " ".join(words.lstrip()[: 10 * most].split())
    if len(line) <= most:
        return line
    whole = line[: most - 1].rsplit(" ", 1)[0] if " " in line[: most - 1] else line[: most - 1]
    before, _, last = whole.rpartition(" ")
    if before and DIGIT.search(last):
        whole = before
    return whole.rstrip(" ,;:–—-") + "…"


def _is_same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
