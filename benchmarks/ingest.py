"""Filling the library by the command, against COPYing and indexing by hand the rows that it wrote.

`python -m benchmarks ingest --size 1000000` takes another number of passages.
"""

import io
import json
import os
import random
import re
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from articles.models import Lexeme, LibraryDocument, Passage
from benchmarks import retrieval
from benchmarks.table import Line, seconds

PASSAGES = int(os.environ.get("BENCH_SIZE", "20000"))
TABLES = [model._meta.db_table for model in (LibraryDocument, Lexeme, Passage)]
INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE tablename = ANY(%s) ORDER BY indexname"


def run() -> list[Line]:
    retrieval.PASSAGES = PASSAGES
    chance = random.Random(330)  # noqa: S311 -- made up, not secret
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.jsonl"
        with path.open("w") as file:
            file.writelines(
                json.dumps({"_id": f"note-{number}", "text": note}) + "\n"
                for number, note in enumerate(retrieval._notes(chance))
            )
        ours = seconds(lambda: call_command("import_library", str(path), stdout=io.StringIO()))
    passages = Passage.objects.count()
    copied, indexed = _by_hand()
    by_hand = copied + indexed
    return [
        Line(
            f"{passages:,} passages into an empty library", passages / ours, "a second",
            "the time of COPYing and indexing them by hand", ours / by_hand,
        ),
        Line("COPY of the same rows", 1000 * copied, "ms"),
        Line("their indexes, made afterwards", 1000 * indexed, "ms"),
    ]  # fmt: skip


def _by_hand() -> tuple[float, float]:
    """The same rows, ready made, into tables without an index; then all indexes."""
    with connection.cursor() as cursor, tempfile.TemporaryDirectory() as folder:
        held = {table: _out(cursor, table, Path(folder) / table) for table in TABLES}
        for table in TABLES:
            cursor.execute(f"CREATE TABLE hand_{table} (LIKE {table})")
        copied = seconds(lambda: [_in(cursor, f"hand_{table}", held[table]) for table in TABLES])
        cursor.execute(INDEXES, [TABLES])
        statements = [
            re.sub(r"INDEX (\S+) ON \S+", f"INDEX ON hand_{table}", made)
            for table, made in cursor.fetchall()
        ]
        return copied, seconds(lambda: [cursor.execute(statement) for statement in statements])


def _out(cursor, table: str, path: Path) -> Path:
    with path.open("wb") as file, cursor.copy(f"COPY {table} TO STDOUT") as copied:
        for piece in copied:
            file.write(piece)
    return path


def _in(cursor, table: str, path: Path) -> None:
    with path.open("rb") as file, cursor.copy(f"COPY {table} FROM STDIN") as copied:
        while piece := file.read(1 << 20):
            copied.write(piece)
