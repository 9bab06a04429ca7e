"""Reviews of claims as fact-checkers publish them: schema.org's ClaimReview, in any shape of it."""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from articles.reading import intake, markup
from articles.reading.dates import read_date

MOST_DATA = 200_000
MOST_REVIEWS = 10_000
KIND = "claimreview"
# What editors' systems leave around or in their JSON.
WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*\]\]>|\]\]>|-->)\s*\Z")
COMMA_BEFORE_END = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Review:
    claim: str
    rating: str
    url: str
    claimant: str = ""
    publisher: str = ""
    published: date | None = None


def from_html(html: str, *, url: str) -> list[Review]:
    """The reviews that a page states in its JSON-LD; what cannot be understood is passed over."""
    found: list[Review] = []
    for piece in markup.pieces(html):
        if piece.name == "script" and "ld+json" in piece.attributes.lower():
            found += from_data(_loaded(piece.text), url=url)
    return found[:MOST_REVIEWS]


def from_json(words: str, *, url: str) -> list[Review]:
    """The reviews of a file of JSON: a DataFeed, a list, a graph, or a single one."""
    return from_data(_loaded(words), url=url)


def from_data(data: object, *, url: str) -> list[Review]:
    reviews = (_review(thing, url) for thing in _things(data))
    return list(filter(None, reviews))[:MOST_REVIEWS]


def in_words(review: Review) -> str:
    """A review as a passage: what was claimed, by whom, and what came of it."""
    said = f"{review.claimant}: {review.claim}" if review.claimant else review.claim
    return f"{said}\nRated “{review.rating}”." if review.rating else said


def _loaded(words: str) -> object:
    for attempt in (
        words,
        COMMA_BEFORE_END.sub(r"\1", WRAPPING.sub("", words)).strip().rstrip(";"),
    ):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _things(data: object) -> Iterator[dict[str, object]]:
    """Every ClaimReview, however deep: in a graph, a list, a DataFeed's items."""
    waiting = deque([data])
    for _ in range(MOST_DATA):
        if not waiting:
            return
        match waiting.popleft():
            case dict() as thing:
                if any(kind.rpartition("/")[2].lower() == KIND for kind in _texts(thing, "@type")):
                    yield thing
                waiting.extend(thing.values())
            case list() as things:
                waiting.extend(things)


def _review(thing: dict[str, object], url: str) -> Review | None:
    reviewed = _first(thing, "itemReviewed")
    appearance = _first(reviewed, "itemReviewed")
    claim = _text(thing, "claimReviewed") or _text(reviewed, "claimReviewed", "name", "headline")
    if not claim:
        return None
    return Review(
        claim=claim[:2_000],
        rating=_rating(_first(thing, "reviewRating"))[:200],
        url=_joined(url, _text(thing, "url", "mainEntityOfPage", "@id")),
        claimant=(_who(reviewed, "author") or _who(appearance, "author"))[:200],
        publisher=(_who(thing, "author") or _who(thing, "publisher"))[:200],
        published=read_date(_text(thing, "datePublished", "dateModified", "dateCreated")),
    )


def _joined(page: str, url: str) -> str:
    try:
        return urljoin(page, url) if url else page
    except ValueError:
        return page


def _rating(rating: dict[str, object]) -> str:
    """In words if there are any, else the number with its scale."""
    words = _text(rating, "alternateName", "name", "ratingExplanation")
    value, best = _text(rating, "ratingValue"), _text(rating, "bestRating")
    return words or (f"{value} of {best}" if value and best else value)


def _who(thing: dict[str, object], role: str) -> str:
    value = thing.get(role)
    return _text(_first(thing, role), "name") or _text({"it": value}, "it")


def _first(thing: dict[str, object], name: str) -> dict[str, object]:
    value = thing.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _text(thing: dict[str, object], *names: str) -> str:
    """The first of these that says anything, on one line."""
    for name in names:
        for words in _texts(thing, name):
            if plain := " ".join(intake.clean(markup.unescaped(words[:8_000])).split()):
                return plain
    return ""


def _texts(thing: dict[str, object], name: str) -> list[str]:
    value = thing.get(name)
    values = value if isinstance(value, list) else [value]
    return [
        str(each) for each in values[:20]
        if isinstance(each, str | int | float) and not isinstance(each, bool)
    ]  # fmt: skip
