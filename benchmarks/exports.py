"""CSV of 100,000 claims against COPY of the same columns; and what it holds in memory."""

import tracemalloc

from django.db import connection

from articles.exports import verdicts as export
from articles.models import Claim
from articles.services import articles
from benchmarks.made import drafts, verdicts
from benchmarks.table import Line, best_of_both

SMALL, LARGE = 10_000, 100_000


def run() -> list[Line]:
    _fill(SMALL)
    small = _peak()
    _fill(LARGE)
    large = _peak()
    claims = Claim.objects.count()
    product, bare = best_of_both(_drain, _copy, times=3)
    return [
        Line(
            f"CSV of {claims:,} claims",
            claims / product,
            "claims/s",
            "the speed of COPY (SELECT ...) of the same columns",
            bare / product,
        ),
        Line(
            f"CSV, memory at {claims:,} claims",
            large / 1024,
            "KiB",
            f"that at {SMALL:,}",
            large / small,
        ),
    ]


def _fill(claims: int) -> None:
    missing = claims - Claim.objects.count()
    for seed in range(max(0, missing) // 8_000 + 1):
        if Claim.objects.count() < claims:
            articles.bring_in_all(drafts(200, 40, seed=claims + seed), person=None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_suggestionrun")
    verdicts(missing // 2)


def _drain() -> int:
    return sum(len(piece) for piece in export.stream())


def _peak() -> int:
    _drain()
    tracemalloc.start()
    _drain()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _copy() -> int:
    """The same rows and columns, as PostgreSQL alone writes them."""
    query = export.select("claim", "")
    size = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(
            f"COPY ({query}) TO STDOUT (FORMAT csv)", {"address": "http://localhost:8000"}
        ) as out,
    ):
        for piece in out:
            size += len(piece)
    return size
