"""Writing many rows with PostgreSQL's COPY: several times as fast as INSERT."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def copy(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    types: Sequence[str] = (),
) -> None:
    """Append rows to the model's table. `fields` are names of fields, in order.

    A value is what the column holds: an id for a foreign key, text for JSON. With `types`, which
    are PostgreSQL's, one for each field, the rows go in binary; what is bytes already is a
    `bytea`, whatever the column is. Constraints and triggers hold as for any insert;
    IntegrityError tells the first that is broken.
    """
    by_name = {field.name: field.column or "" for field in model._meta.concrete_fields}
    names = ", ".join(connection.ops.quote_name(by_name[name]) for name in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    copy_into(f"{table} ({names})", rows, types=types)


def copy_into(table: str, rows: Iterable[Sequence[Any]], *, types: Sequence[str] = ()) -> None:
    """Append rows to a table that may have no model; see `copy`."""
    form = " (FORMAT binary)" if types else ""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} FROM STDIN{form}") as out,
    ):
        if types:
            out.set_types(types)
        for row in rows:
            out.write_row(row)


def copy_whole(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Append model instances, every column of them, their primary keys included."""
    fields = model._meta.concrete_fields
    copy(
        model,
        [field.name for field in fields],
        ([field.pre_save(row, add=False) for field in fields] for row in rows),
    )


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Take ids from the table's sequence, for rows that point to each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            # Which sequence it is takes longer to find out than the number.
            "WITH named AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS it)"
            " SELECT nextval(it) FROM named, generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def sample_if_grown(rows: int, *tables: type[models.Model]) -> None:
    """Have PostgreSQL look at tables that got more rows than it thinks they have.

    Without it its plans are those for the tables as they were: empty, on a new desk, until
    autovacuum has come round, and a join of two large tables that are thought empty takes
    minutes. The sample is small (3,000 rows); autovacuum takes the full one later.
    """
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND reltuples < %s"
            " AND relnamespace = current_schema::regnamespace ORDER BY relname",
            [names, rows],
        )
        if grown := ", ".join(connection.ops.quote_name(name) for (name,) in cursor.fetchall()):
            cursor.execute("SET LOCAL default_statistics_target = 10")
            cursor.execute(f"ANALYZE {grown}")
