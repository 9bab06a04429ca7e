"""Bringing articles in by the command, against COPYing the rows that it wrote."""

import io
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from articles.models import Article, ArticleVersion, Claim, Event, SuggestionRun
from benchmarks.made import drafts
from benchmarks.table import Line, seconds

ARTICLES, SENTENCES, TIMES = 200, 40, 8
TABLES = [model._meta.db_table for model in (Article, ArticleVersion, Claim, SuggestionRun, Event)]


def run() -> list[Line]:
    product, bare = [], []
    for turn in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            _write(Path(folder), seed=100 + turn)
            product.append(
                seconds(lambda at=folder: call_command("import_articles", at, stdout=io.StringIO()))
            )
        bare.append(_copied_again())
    quick, limit = min(product), min(bare)
    rate = ARTICLES / quick
    return [
        Line(
            f"import of {ARTICLES} articles of {SENTENCES} sentences",
            rate,
            "articles/s",
            "the speed of COPYing the same rows",
            limit / quick,
        ),
        Line(f"COPY of the same rows, {len(TABLES)} tables", 1000 * limit, "ms"),
    ]


def _write(folder: Path, *, seed: int) -> None:
    for number, draft in enumerate(drafts(ARTICLES, SENTENCES, seed=seed)):
        (folder / f"{number:03}.txt").write_text(f"{draft.title}\n\n{draft.text}")


def _copied_again() -> float:
    """Take the rows of all tables out, empty the tables, and time putting them back by COPY."""
    with connection.cursor() as cursor:
        held = {table: _out(cursor, table) for table in TABLES}
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        spent = seconds(lambda: [_in(cursor, table, held[table]) for table in TABLES])
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        cursor.execute("UPDATE articles_historyhead SET number = 0, hash = repeat('0', 64)")
    return spent


def _out(cursor, table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT") as copied:
        return b"".join(bytes(piece) for piece in copied)


def _in(cursor, table: str, rows: bytes) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copied:
        copied.write(rows)
