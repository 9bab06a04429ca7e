"""What the shelves hold that is like a claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Subquery

from articles.models import Lexeme, LibraryStatistics, Passage
from articles.models.library import Shelf
from articles.ranking import bm25
from articles.ranking.words import distinct

# A claim is a sentence; of a longer text the first words are enough.
MOST_WORDS = 1_000

COLUMNS = (
    "pk",
    "document_id",
    "verdict_id",
    "title",
    "text",
    "document__title",
    "document__url",
    "document__publisher",
    "document__published",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage of a document or of a check, and how much of the text it covers.

    `coverage` is between 0 and 1 and, unlike `score`, can be compared between texts; `rarity`
    is what each word of the text weighs, by stem.
    """

    passage: int
    document: int | None
    verdict: int | None
    title: str
    text: str
    url: str
    publisher: str
    published: date | None
    score: float
    coverage: float
    rarity: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words that are looked for: how rare each is, and the lexemes of those on the shelf."""

    rarity: dict[str, float]
    lexemes: dict[str, int]
    frequencies: dict[int, int]


def passages_like(text: str, *, shelf: str = Shelf.LIBRARY, limit: int = 10) -> list[Hit]:
    """The shelf's passages that share the rarest words with the text: best first, at most `limit`.

    Any text is answered: one without a word, or with none that is on the shelf, by nothing.
    Equals come in the order in which they were brought in. Three queries, however long the text.
    """
    wanted = _wanted(text, shelf)
    scores = _by_words(wanted, limit)
    return _hits(scores, wanted.rarity)


def _wanted(text: str, shelf: str) -> _Wanted:
    words = distinct(text)[:MOST_WORDS]
    size = LibraryStatistics.objects.filter(shelf=shelf).values("passages")
    known = list(
        Lexeme.objects.filter(shelf=shelf, word__in=words, passages__gt=0)
        .annotate(of=Subquery(size))
        .values_list("word", "pk", "passages", "of")
    )
    held = {word: (count, of) for word, _, count, of in known}
    unheard = (0, known[0][3] if known else 0)
    return _Wanted(
        rarity={word: bm25.rarity(*held.get(word, unheard)) for word in words},
        lexemes={word: key for word, key, _, _ in known},
        frequencies={key: count for _, key, count, _ in known},
    )


def _by_words(wanted: _Wanted, limit: int) -> Sequence[tuple[int, float]]:
    """The best passages by BM25, with their scores."""
    if not wanted.lexemes or limit < 1:
        return []
    rarity = {key: wanted.rarity[word] for word, key in wanted.lexemes.items()}
    return Passage.objects.best(bm25.candidates(wanted.frequencies), rarity, most=limit)


def _hits(scores: Sequence[tuple[int, float]], rarity: Mapping[str, float]) -> list[Hit]:
    found = Passage.objects.filter(pk__in=[key for key, _ in scores]).values(*COLUMNS)
    passages = {row["pk"]: row for row in found}
    whole = sum(rarity.values())
    return [
        _hit(passages[key], score, score / whole, rarity)
        for key, score in scores
        if key in passages  # else deleted this moment
    ]


def _hit(row: Mapping[str, Any], score: float, coverage: float, rarity: Mapping[str, float]) -> Hit:
    return Hit(
        passage=row["pk"],
        document=row["document_id"],
        verdict=row["verdict_id"],
        title=row["title"] or row["document__title"] or "",
        text=row["text"],
        url=row["document__url"] or "",
        publisher=row["document__publisher"] or "",
        published=row["document__published"],
        score=score,
        coverage=coverage,
        rarity=rarity,
    )
