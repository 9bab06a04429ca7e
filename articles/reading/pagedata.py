"""What a page of HTML says of itself: title, author, day of publication."""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from articles.reading import markup
from articles.reading.dates import read_date

DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
    "sailthru.date",
)
AUTHOR_NAMES = (
    "author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "article:author",
)
TITLE_NAMES = ("og:title", "twitter:title")
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{1,60}\Z")
BY = re.compile(r"\s*by\s+", re.IGNORECASE)
ADDRESS = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
MOST_DATA = 10_000


@dataclass(frozen=True, slots=True)
class PageData:
    """Empty where the page is silent; of several titles the best comes first."""

    titles: tuple[str, ...]
    author: str
    published: date | None


@dataclass(slots=True)
class _Seen:
    """The parts of a page that speak of it, in the order of the page."""

    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    heading: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    stories: list[dict[str, object]] = field(default_factory=list)


def read(html: str) -> PageData:
    """Never refuses: what cannot be understood is passed over."""
    seen = _look(html)
    dates = [seen.meta.get(name, "") for name in DATE_NAMES[:2]]
    dates += [_named(story, "datePublished") for story in seen.stories]
    dates += [seen.meta.get(name, "") for name in DATE_NAMES[2:]] + seen.times
    published = (read_date(words) for words in dates)
    return PageData(_titles(seen), _author(seen), next(filter(None, published), None))


def _look(html: str) -> _Seen:
    seen = _Seen()
    heading: list[str] | None = None
    for piece in markup.pieces(html):
        match piece.name:
            case "h1":
                heading = []
            case "/h1" if heading is not None:
                seen.heading = seen.heading or heading
                heading = None
            case "" if heading is not None:
                heading.append(piece.text)
            case _:
                _note(seen, piece)
    return seen


def _note(seen: _Seen, piece: markup.Piece) -> None:
    if piece.name == "title":
        seen.title = seen.title or piece.text
    elif piece.name == "meta":
        attributes = markup.attributes(piece)
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if key and attributes.get("content", "").strip():
            seen.meta.setdefault(key.lower(), attributes["content"])
    elif piece.name == "time" and len(seen.times) < 20:
        seen.times.append(markup.attributes(piece).get("datetime", ""))
    elif piece.name == "script" and "ld+json" in piece.attributes.lower():
        seen.stories.extend(_stories(piece.text))


def _stories(data: str) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD script that have a headline or a day of publication."""
    try:
        waiting = deque([json.loads(data)])
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_DATA):
        if not waiting:
            return
        match waiting.popleft():
            case dict() as thing:
                if "datePublished" in thing or "headline" in thing:
                    yield thing
                waiting.extend(thing.values())
            case list() as things:
                waiting.extend(things)


def _titles(seen: _Seen) -> tuple[str, ...]:
    named = [_without_site(seen.meta.get(name, ""), seen) for name in TITLE_NAMES]
    headlines = [_plain(_named(story, "headline")) for story in seen.stories]
    shown = [_plain("".join(seen.heading)), SITE.sub("", _plain(seen.title))]
    return tuple(filter(None, [*named, *headlines, *shown]))


def _without_site(words: str, seen: _Seen) -> str:
    site = _plain(seen.meta.get("og:site_name", ""))
    plain = _plain(words)
    return SITE.sub("", plain) if site and plain.endswith(site) else plain


def _author(seen: _Seen) -> str:
    named = [seen.meta.get(name, "") for name in AUTHOR_NAMES]
    written = [names(story.get("author")) for story in seen.stories]
    for author in [*named, *written]:
        if author.strip() and not ADDRESS.match(author):
            return BY.sub("", _plain(author), count=1) if BY.match(author) else _plain(author)
    return ""


def names(author: object) -> str:
    """The names in any of the shapes that JSON-LD allows for an author."""
    authors = author[:20] if isinstance(author, list) else [author]
    named = [one if isinstance(one, str) else _named(one, "name") for one in authors]
    return " and ".join(filter(str.strip, named))


def _named(thing: object, name: str) -> str:
    """A value that is there and is words; data from outside may hold anything."""
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, str) else ""


def _plain(words: str) -> str:
    return " ".join(markup.unescaped(words[:2000]).split())
