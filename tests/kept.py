"""All rows of a moment kept aside, to have just these in the database again in milliseconds.

Whoever runs the tests on a database of their own has to be its superuser: triggers rest meanwhile.
"""

from collections.abc import Callable

from django.db import connection, transaction

AS_NEW = "as_new"
_filled: dict[str, list[str]] = {}


def keep(state: str) -> None:
    """Copy every table that has rows into a schema of this name."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {state} CASCADE; CREATE SCHEMA {state}")
        _filled[state] = [name for name in _tables(cursor) if _has_rows(cursor, name)]
        for name in _filled[state]:
            cursor.execute(f"CREATE TABLE {state}.{name} AS TABLE {name}")


def put_back(state: str) -> None:
    """Have the rows of this state and no others, when whoever writes just now has ended."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables(cursor)
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
        # No trigger says that a record is only added to, and no table has to be the first.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("; ".join(f"DELETE FROM {name}" for name in tables))  # noqa: S608
        for name in _filled[state]:
            cursor.execute(f"INSERT INTO {name} SELECT * FROM {state}.{name}")  # noqa: S608


def have(state: str, make: Callable[[], None]) -> None:
    """The rows of this state, made when they are asked for the first time."""
    if state in _filled:
        put_back(state)
    else:
        make()
        keep(state)


def _tables(cursor):
    return connection.introspection.table_names(cursor)


def _has_rows(cursor, name):
    cursor.execute(f"SELECT EXISTS (SELECT FROM {name})")  # noqa: S608
    return cursor.fetchone()[0]
