"""What it costs to look in the library: beside bm25s in memory and PostgreSQL's own ts_rank.

Made-up notes, so that everyone can run it: words by Zipf's law, claims of words of one note.
All are asked the same claims in the same run; compare the ratios, not the milliseconds.
"""

import logging
import random
from collections.abc import Callable, Iterator
from itertools import accumulate
from statistics import quantiles
from typing import Any

import bm25s
from django.db import connection

from articles.ranking.words import words
from articles.services import library, search
from articles.services.incoming import Document
from benchmarks.table import Line, seconds

logging.getLogger("bm25s").setLevel(logging.WARNING)

Ask = Callable[[str], Any]

PASSAGES = 10_000
CLAIMS = 100
FOUND = 10
VOCABULARY = 20_000

TSVECTORS = """
CREATE TEMPORARY TABLE naive AS
    SELECT id, to_tsvector('english', text) AS words FROM articles_passage;
CREATE INDEX ON naive USING gin (words);
ANALYZE naive;
"""
OR_AND_RANK = """
SELECT id FROM naive, to_tsquery('english', %s) AS wanted WHERE words @@ wanted
ORDER BY ts_rank(words, wanted, 1) DESC, id LIMIT %s
"""


def run() -> list[Line]:
    chance = random.Random(330)  # noqa: S311 -- made up, not secret
    notes = list(_notes(chance))
    claims = [" ".join(chance.sample(note.split(), 12)) for note in chance.sample(notes, CLAIMS)]
    filled = seconds(lambda: library.add(Document(text=note) for note in notes))
    with connection.cursor() as cursor:
        cursor.execute(TSVECTORS)
    ours, memory, naive = _timed([_by_us, _in_memory(notes), _or_and_rank], claims)
    name = f"a claim in {PASSAGES:,} passages"
    return [
        Line(f"{name}, p50", ours[0], "ms", "bm25s in memory", ours[0] / memory[0]),
        Line(f"{name}, p95", ours[1], "ms", "bm25s in memory", ours[1] / memory[1]),
        Line(f"{name}, p50", ours[0], "ms", "OR tsquery with ts_rank", ours[0] / naive[0]),
        Line(f"{name}, p95", ours[1], "ms", "OR tsquery with ts_rank", ours[1] / naive[1]),
        Line(f"documents into a library of {PASSAGES:,}", PASSAGES / filled, "a second"),
    ]


def _notes(chance: random.Random) -> Iterator[str]:
    vocabulary = [_word(number) for number in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
    for _ in range(PASSAGES):
        said = chance.choices(vocabulary, cum_weights=weights, k=chance.randint(20, 60))
        yield f"{' '.join(said).capitalize()}."


def _word(number: int) -> str:
    """A word of its own for each number, that a stemmer leaves as it is."""
    syllables = [consonant + vowel for consonant in "bdfgklmnprtvz" for vowel in "aou"]
    said = ""
    while number or not said:
        number, rest = divmod(number, len(syllables))
        said += syllables[rest]
    return f"{said}x"


def _timed(ways: list[Ask], claims: list[str]) -> list[tuple[float, float]]:
    """For each way p50 and p95 in milliseconds, asked in turns, once all is warm."""
    taken: list[list[float]] = [[] for _ in ways]
    for claim in claims[:10] + claims:
        for way, times in zip(ways, taken, strict=True):
            times.append(1000 * seconds(lambda way=way, claim=claim: way(claim)))
    percentiles = [quantiles(times[10:], n=100) for times in taken]
    return [(each[49], each[94]) for each in percentiles]


def _by_us(claim: str) -> object:
    return search.passages_like(claim, limit=FOUND)


def _or_and_rank(claim: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(OR_AND_RANK, [" | ".join(claim.strip(".").split()), FOUND])
        return cursor.fetchall()


def _in_memory(notes: list[str]) -> Ask:
    peer = bm25s.BM25()
    peer.index([words(note) for note in notes], show_progress=False)
    return lambda claim: peer.retrieve([words(claim)], k=FOUND, show_progress=False)
