"""Keeping a shelf in order: its passages, their words, and what the words weigh."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import NamedTuple

import numpy as np
from django.db import connection, transaction
from django.db.models import Count, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Lexeme, LibraryStatistics, Passage, packed
from articles.models.copying import copy, copy_into, next_ids
from articles.models.library import DIMENSIONS, Shelf
from articles.ranking import bm25
from articles.ranking.counts import Counts, Numbers, counted
from articles.ranking.words import CUT
from articles.reading import slugs
from articles.reading.intake import MEGABYTE

# Words are counted and laid into the index once a batch: of a larger one each costs less.
BATCH = 20_000
# In characters: what a batch has of them is in memory several times over.
MOST_TEXT = 16 * MEGABYTE
# What an UPDATE takes at a time: it is slower than COPY, and holds the rows twice.
REINDEXED = 1_000
# How far the average length may move before every weight is taken anew.
DRIFT = 0.2
# A sparsevec holds 16,000 entries; no passage of ours comes near, but a check may be any text.
MOST_WORDS = 10_000

KNOWN = """
SELECT word, id FROM articles_lexeme WHERE shelf = %s AND word = ANY(string_to_array(%s, chr(31)))
"""
# What is used is counted once and kept, whatever the planner takes the tables for.
RECOUNT = """
WITH used AS MATERIALIZED (
    SELECT word, count(*) AS passages FROM articles_passage, unnest(lexemes) AS word
    WHERE shelf = %(shelf)s GROUP BY word
), counted AS MATERIALIZED (
    SELECT known.id, coalesce(used.passages, 0) AS passages
    FROM articles_lexeme known LEFT JOIN used ON used.word = known.id
    WHERE known.shelf = %(shelf)s
)
UPDATE articles_lexeme lexeme SET passages = counted.passages
FROM counted WHERE counted.id = lexeme.id AND counted.passages <> lexeme.passages
"""
# What is added would be laid into the index every 4 MB of it, at a greater cost, and counted by
# the trigger, which has to take the words out of the rows again.
BEFORE = "SET LOCAL gin_pending_list_limit = '64MB'; SET LOCAL factcheck.counted = 'on'"
AFTER = """
SET LOCAL factcheck.counted = 'off';
UPDATE articles_librarystatistics SET passages = passages + %s, length = length + %s
WHERE shelf = %s;
UPDATE articles_lexeme lexeme SET passages = lexeme.passages + counted.passages
FROM unnest(%s::integer[], %s::integer[]) AS counted (id, passages) WHERE lexeme.id = counted.id
"""
LAY_IN = """
SELECT gin_clean_pending_list('passage_lexemes'), gin_clean_pending_list('document_sketch')
"""
FRESH = """
CREATE TEMPORARY TABLE IF NOT EXISTS fresh (
    id bigint, length integer, lexemes integer[], weights sparsevec
) ON COMMIT DROP;
TRUNCATE fresh
"""
REINDEX = """
UPDATE articles_passage passage
SET length = fresh.length, lexemes = fresh.lexemes, weights = fresh.weights
FROM fresh WHERE passage.id = fresh.id
"""


@dataclass(slots=True)
class Entry:
    """A passage on its way to a shelf."""

    text: str
    title: str = ""
    document: int | None = None
    verdict: int | None = None
    number: int = 0
    start: int = 0


def locked(shelf: Shelf) -> LibraryStatistics:
    """The shelf's statistics, locked to the end of the transaction: one writes at a time."""
    LibraryStatistics.objects.bulk_create([LibraryStatistics(shelf=shelf)], ignore_conflicts=True)
    return LibraryStatistics.objects.select_for_update().get(pk=shelf)


def words_of(passages: Iterable[tuple[str, str]]) -> Counts:
    """The words of passages, each given by its heading, which counts among them, and its text."""
    return counted((f"{heading}\n{text}" for heading, text in passages), most=MOST_WORDS)


def put(statistics: LibraryStatistics, entries: Sequence[Entry], words: Counts) -> None:
    """Add passages to a shelf that is locked, with the words of each. After many, `lay_in`."""
    if not entries:
        return
    if not statistics.passages:
        _freeze(statistics, max(float(words.lengths.mean()), 1))
    known = _lexemes(statistics.shelf, words.vocabulary)
    rows = zip(entries, _weighed(statistics, words, known), strict=True)
    having = np.bincount(words.words, minlength=len(known)).tolist()
    with connection.cursor() as cursor:
        cursor.execute(BEFORE)
        copy(
            Passage,
            list(FIELDS),
            (_row(statistics, *row) for row in rows),
            types=list(FIELDS.values()),
        )
        length = int(words.lengths.sum())
        counts = packed.listed(known.tolist()), packed.listed(having)
        cursor.execute(AFTER, [words.size, length, statistics.shelf, *counts])


@transaction.atomic
def settle(shelf: Shelf, *, most: int | None = None) -> None:
    """Rebuild a shelf, unless it has more passages than that, whose weights hold no longer.

    Its average length has drifted, or its words were cut in another way than they are now.
    """
    statistics = locked(shelf)
    drift = abs(statistics.true_average / statistics.average - 1)
    is_due = drift > DRIFT or (statistics.passages and statistics.cut != CUT)
    if is_due and (most is None or statistics.passages <= most):
        rebuild(shelf)


@transaction.atomic
def rebuild(shelf: Shelf) -> None:
    """Take all words, weights and counts of a shelf anew. Passages keep their ids."""
    statistics = locked(shelf)
    _recount(statistics)
    if statistics.cut != CUT:  # then each is as long as it will be
        length = sum(int(_counted(batch).lengths.sum()) for batch in _texts(shelf))
        _freeze(statistics, max(length / max(statistics.passages, 1), 1))
    else:
        _freeze(statistics, statistics.true_average)
    for batch in _texts(shelf):
        _reindex(statistics, batch)
    lay_in()
    Lexeme.objects.filter(shelf=shelf, passages=0).delete()


WORDS = {"length": "integer", "lexemes": "bytea", "weights": "bytea"}
FIELDS = {
    "shelf": "text",
    "document": "bigint",
    "verdict": "bigint",
    "number": "integer",
    "start": "integer",
    "end": "integer",
    "title": "text",
    "text": "text",
} | WORDS


def _row(statistics: LibraryStatistics, entry: Entry, words: "_Words") -> tuple[object, ...]:
    return (
        statistics.shelf,
        entry.document,
        entry.verdict,
        entry.number,
        entry.start,
        entry.start + len(entry.text),
        entry.title,
        entry.text,
        *words,
    )


class _Words(NamedTuple):
    """What stands of a passage's words in its row; see WORDS."""

    length: int
    lexemes: bytes
    weights: bytes


def _weighed(statistics: LibraryStatistics, words: Counts, known: Numbers) -> Iterator[_Words]:
    """The words of each passage, whose ids are `known`, weighed as the shelf weighs them now."""
    lengths = words.lengths
    keys = known[words.words]
    order = np.argsort(words.texts << 32 | keys)
    weights = bm25.saturation(
        words.times.astype(np.float64),
        length=lengths[words.texts].astype(np.float64),
        average=statistics.average,
    )
    ends = np.cumsum(np.bincount(words.texts, minlength=words.size)).tolist()
    return map(
        _Words,
        lengths.tolist(),
        packed.arrays(keys[order], ends),
        packed.sparse_vectors(keys[order], weights[order], ends, dimensions=DIMENSIONS),
    )


def _texts(shelf: Shelf) -> Iterator[tuple[tuple[int, str, str], ...]]:
    """All passages of a shelf in batches: id, heading and text."""
    passages = Passage.objects.filter(shelf=shelf).order_by("pk")
    title = Coalesce("document__title", "title")
    rows = passages.values_list("pk", title, Coalesce("document__url", Value("")), "text")
    texts = (
        (key, slugs.heading(title, url), text)
        for key, title, url, text in rows.iterator(chunk_size=REINDEXED)
    )
    return batched(texts, REINDEXED)


def _counted(batch: Sequence[tuple[int, str, str]]) -> Counts:
    return words_of((heading, text) for _, heading, text in batch)


def _reindex(statistics: LibraryStatistics, batch: Sequence[tuple[int, str, str]]) -> None:
    words = _counted(batch)
    weighed = _weighed(statistics, words, _lexemes(statistics.shelf, words.vocabulary))
    with connection.cursor() as cursor:
        cursor.execute(FRESH)
        rows = ((key, *each) for (key, _, _), each in zip(batch, weighed, strict=True))
        copy_into("fresh", rows, types=("bigint", *WORDS.values()))
        cursor.execute(REINDEX)


def lay_in() -> None:
    """Lay what was added into the indexes at once: sorted, it is several times as fast as by row.

    What waits in an index's own list would slow every search down.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAY_IN)


def _lexemes(shelf: str, words: Sequence[str]) -> Numbers:
    """The id of each word on the shelf, which is locked; words that are new to it are added."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [shelf, packed.joined(words)])
        known = dict(cursor.fetchall())
    new = sorted(set(words) - known.keys())
    added = dict(zip(new, next_ids(Lexeme, len(new)), strict=True))
    copy(
        Lexeme,
        ("id", "shelf", "word", "passages"),
        ((key, shelf, word, 0) for word, key in added.items()),
    )
    known |= added
    return np.array([known[word] for word in words], np.int64)


def _freeze(statistics: LibraryStatistics, average: float) -> None:
    statistics.average, statistics.built_at, statistics.cut = average, timezone.now(), CUT
    statistics.save(update_fields=["average", "built_at", "cut"])


def _recount(statistics: LibraryStatistics) -> None:
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, {"shelf": statistics.shelf})
    held = Passage.objects.filter(shelf=statistics.shelf).aggregate(
        passages=Count("pk"), length=Coalesce(Sum("length"), 0)
    )
    statistics.passages, statistics.length = held["passages"], held["length"]
    statistics.save(update_fields=["passages", "length"])
