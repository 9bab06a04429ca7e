"""Places for what only so many workers at a time may do, so that the others stay free."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# The first half of the advisory locks' numbers: any that nothing else here uses.
VECTORS = 384
FILLING = 385
FEEDS = 386


@contextmanager
def one(kind: int, *, of: int = 1) -> Iterator[bool]:
    """Whether one of so many places is free; it is held to the end.

    A worker that dies gives its place back: PostgreSQL ends its session.
    """
    with connection.cursor() as cursor:
        for place in range(of):
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, place])
            if cursor.fetchone()[0]:
                break
        else:
            yield False
            return
    try:
        yield True
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, place])
