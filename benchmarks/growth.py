"""What a claim costs as the library grows: by words and by meaning, beside bm25s and ts_rank.

`python -m benchmarks growth --size 1000000` grows it to a million passages. Notes and vectors are
made up: words by Zipf's law, vectors in clusters whose spread falls off from axis to axis, as
that of real ones does. The claim's own vector is given: what embedding it costs is another line.
"""

import os
import random
from collections.abc import Callable, Iterator
from itertools import batched

import numpy as np
from django.db import connection

from articles.models import (
    EmbeddingModel,
    LibraryDocument,
    Passage,
    PassageSentences,
    PassageVector,
)
from articles.models.library import Shelf
from articles.models.vector import view_of, written
from articles.ranking import beyond, meaning
from articles.reading import sentences
from articles.services import library, search, vectors
from articles.services.incoming import Document
from benchmarks import retrieval
from benchmarks.table import Line, seconds

LARGEST = int(os.environ.get("BENCH_SIZE", "100000"))
SIZES = [size for size in (10_000, 100_000, 1_000_000) if size <= LARGEST]
CLAIMS, ASKED_OF_TS_RANK = 100, 20
DIMENSIONS, CLUSTERS = 384, 2_000
AT_ONCE = 50_000
NEIGHBOURS = 40
WARM = """
SELECT pg_prewarm(found) FROM (
    SELECT oid::regclass AS found FROM pg_class WHERE relname = ANY(%s)
    UNION ALL
    SELECT indexrelid::regclass FROM pg_index JOIN pg_class held ON held.oid = indrelid
    WHERE held.relname = ANY(%s)
) tables
"""
# Five sentences of each passage, all alike, with as many bits as it has dimensions.
READ = """
INSERT INTO articles_passagesentences (passage_id, model_id, signs)
SELECT passage_id, model_id, decode(repeat(md5(passage_id::text), 15), 'hex')
FROM articles_passagevector ON CONFLICT DO NOTHING
"""
NONE_WAITS = "ALTER TABLE articles_passagevector {} TRIGGER sentences_wait_to_be_read"


def run() -> Iterator[Line]:
    yield from _embedding()
    chance = random.Random(330)  # noqa: S311 -- made up, not secret
    space = np.random.default_rng(330)
    retrieval.PASSAGES = SIZES[-1]
    notes = list(retrieval._notes(chance))
    claims = [" ".join(chance.sample(note.split(), 12)) for note in notes[:CLAIMS]]
    centres = _spread(space, CLUSTERS)
    asked = meaning.unit(centres[:CLAIMS] + _spread(space, CLAIMS))
    model = EmbeddingModel.objects.create(
        sha256="0" * 64, name="made", dimensions=DIMENSIONS, is_current=True
    )
    medians, filled = [], 0
    for size in SIZES:
        library.add(Document(text=note) for note in notes[filled:size])
        _fill(model, centres, space)
        indexed = seconds(lambda: _index(model))
        yield Line(f"index of {size:,} vectors", indexed, "s")
        yield from _at(size, claims, asked, model, medians, notes[:size])
        yield _quality(size, notes[:size], chance)
        filled = size
    growth = medians[-1] / medians[0]
    yield Line(f"median, {SIZES[0]:,} to {SIZES[-1]:,}", growth, "times")


def _at(size, claims, asked, model, medians, notes) -> list[Line]:
    _warm()
    vector_of = dict(zip(claims, asked, strict=True))
    given, vectors.of_claim = vectors.of_claim, lambda text: (model, vector_of[text])
    try:
        ours, memory = retrieval._timed([_by_both, retrieval._in_memory(notes)], claims)
    finally:
        vectors.of_claim = given
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS naive")
        cursor.execute(retrieval.TSVECTORS)
    (naive,) = retrieval._timed([retrieval._or_and_rank], claims[:ASKED_OF_TS_RANK])
    medians.append(ours[0])
    name = f"a claim by words and meaning in {size:,}"
    return [
        Line(f"{name}, p50", ours[0], "ms", "bm25s in memory", ours[0] / memory[0]),
        Line(f"{name}, p95", ours[1], "ms", "bm25s in memory", ours[1] / memory[1]),
        Line(f"{name}, p95", ours[1], "ms", "OR tsquery with ts_rank", ours[1] / naive[1]),
        Line(
            f"recall@{NEIGHBOURS} of the index, {size:,}", _recall(model, asked, size), "of exact"
        ),
    ]


def _quality(size: int, notes: list[str], chance: random.Random) -> Line:
    """How high up the note stands of which a claim has five words, among three of others."""
    chosen = chance.sample(range(size), CLAIMS)
    words = [
        [note.strip(".").split() for note in (notes[at], chance.choice(notes))] for at in chosen
    ]
    claims = [" ".join(chance.sample(own, 5) + chance.sample(other, 3)) for own, other in words]
    in_memory = retrieval._in_memory(notes)
    given, vectors.of_claim = vectors.of_claim, lambda text: None
    try:
        ours = [[hit.text for hit in search.passages_like(claim, limit=10)] for claim in claims]
    finally:
        vectors.of_claim = given
    theirs = [[notes[at] for at in in_memory(claim).documents[0]] for claim in claims]
    gains = [
        sum(_gain(notes[at], found) for at, found in zip(chosen, each, strict=True)) / CLAIMS
        for each in (ours, theirs)
    ]
    return Line(
        f"nDCG@10 by words alone in {size:,}", gains[0], "", "bm25s in memory", gains[0] / gains[1]
    )


def _gain(wanted: str, found: list[str]) -> float:
    return 1 / np.log2(found.index(wanted) + 2) if wanted in found else 0.0


def _by_both(claim: str) -> object:
    return search.passages_like(claim, limit=10)


def _warm() -> None:
    """Have in PostgreSQL's memory what a desk that searches all day has there, as bm25s has."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        held = (Passage, PassageVector, PassageSentences)
        tables = [each._meta.db_table for each in held]
        cursor.execute(WARM, [tables, tables])
        # What filling it has left to be written is none of the claims' cost.
        cursor.execute("CHECKPOINT")


def _recall(model, asked, size: int) -> float:
    """How many of the nearest, by comparing all, the index finds."""
    view = view_of(size, most=100)
    rows = PassageVector.objects.values_list("passage", "vector").iterator(chunk_size=AT_ONCE)
    best: list[list[tuple[float, int]]] = [[] for _ in asked]
    for keys, matrix in _blocks(rows):
        for nearest, cosines in zip(best, asked @ matrix.T, strict=True):
            top = np.argsort(-cosines)[:NEIGHBOURS]
            nearest += [(float(cosines[at]), keys[at]) for at in top]
    found = 0
    for vector, nearest in zip(asked, best, strict=True):
        exact = {key for _, key in sorted(nearest, reverse=True)[:NEIGHBOURS]}
        ours = PassageVector.objects.nearest(
            model, Shelf.LIBRARY, written(vector), most=100, view=view
        )
        found += len(exact.intersection(list(ours)[:NEIGHBOURS]))
    return found / (NEIGHBOURS * len(asked))


def _blocks(rows) -> Iterator[tuple[list[int], np.ndarray]]:
    for block in batched(rows, 10_000):
        keys, held = zip(*block, strict=True)
        yield list(keys), np.array(held, np.float32)


def _spread(space: np.random.Generator, count: int) -> np.ndarray:
    return space.standard_normal((count, DIMENSIONS)) / np.sqrt(1 + np.arange(DIMENSIONS) / 8)


def _fill(model: EmbeddingModel, centres: np.ndarray, space: np.random.Generator) -> None:
    """A vector for each passage that has none, by COPY in its binary form."""
    with connection.cursor() as cursor:
        for shelf in Shelf:
            cursor.execute(f"DROP INDEX IF EXISTS {model.index(shelf)}")
        cursor.execute("DELETE FROM articles_passagetoembed")
        cursor.execute(NONE_WAITS.format("DISABLE"))
    last = PassageVector.objects.order_by("-passage_id").values_list("passage", flat=True).first()
    keys = np.array(Passage.objects.filter(pk__gt=last or 0).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        near = centres[space.integers(0, CLUSTERS, len(some))]
        _copy(model, some, meaning.unit(near + _spread(space, len(some))))
    with connection.cursor() as cursor:
        cursor.execute(READ)
        cursor.execute(NONE_WAITS.format("ENABLE"))
        # At once, and not by autovacuum while claims are timed.
        cursor.execute("VACUUM articles_passagesentences, articles_passagevector")


def _copy(model: EmbeddingModel, keys: np.ndarray, made: np.ndarray) -> None:
    fields = [
        *(("columns", ">i2"), ("l1", ">i4"), ("passage", ">i8"), ("l2", ">i4"), ("model", ">i8")),
        *(("l3", ">i4"), ("shelf", "S7"), ("l4", ">i4"), ("dimensions", ">i2"), ("unused", ">i2")),
        ("vector", ">f2", DIMENSIONS),
    ]
    rows = np.zeros(len(keys), fields)
    rows["columns"], rows["l1"], rows["l2"], rows["l3"] = 4, 8, 8, 7
    rows["passage"], rows["model"], rows["shelf"] = keys, model.pk, Shelf.LIBRARY
    rows["l4"], rows["dimensions"], rows["vector"] = 4 + 2 * DIMENSIONS, DIMENSIONS, made
    statement = (
        "COPY articles_passagevector (passage_id, model_id, shelf, vector) FROM STDIN BINARY"
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        copy.write(rows.tobytes())
        copy.write(b"\xff\xff")


def _index(model: EmbeddingModel) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '2GB'")
        cursor.execute(vectors._index(model, Shelf.LIBRARY))
        cursor.execute("ANALYZE")


def _embedding() -> list[Line]:
    """What the model costs, and what of it is left when passages are worked off."""
    chance = random.Random(7)  # noqa: S311 -- made up, not secret
    retrieval.PASSAGES = 500
    texts = [_in_sentences(note) for note in retrieval._notes(chance)]
    model = vectors.model()
    one = min(
        seconds(lambda: model.embed(["The Eiffel Tower is 330 metres tall."])) for _ in range(9)
    )
    vectors.work()
    library.add(Document(text=text) for text in texts)
    bare = seconds(lambda: [model.embed(texts[at : at + 64]) for at in range(0, 500, 64)])
    worked = seconds(lambda: _work_while(vectors.waiting))
    said = [beyond.sentences(text, sentences.spans(text)) for text in texts]
    some = [[each for one in said[at : at + 16] for each in one] for at in range(0, 500, 16)]
    bare_of_sentences = seconds(lambda: [model.embed(each) for each in some])
    read = seconds(lambda: _work_while(vectors.unread))
    EmbeddingModel.objects.all().delete()
    library.remove(LibraryDocument.objects.all())
    return [
        Line("embedding a claim", 1000 * one, "ms"),
        Line(
            "passages embedded by a worker",
            500 / worked,
            "a second",
            "the bare model",
            bare / worked,
        ),
        Line(
            "sentences of them read one by one",
            sum(map(len, some)) / read,
            "a second",
            "the bare model",
            bare_of_sentences / read,
        ),
    ]


def _in_sentences(note: str) -> str:
    return ". ".join(map(" ".join, batched(note.split(), 12)))


def _work_while(is_left: Callable[[], int]) -> None:
    while is_left():
        vectors.work()
