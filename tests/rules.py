"""Asking the database itself, round the services, whether a rule holds."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused(rule):
    """The block breaks just this rule, at once or when its transaction ends, and is undone.

    What was written before it is checked first, so that nothing else can be what is refused.
    """
    connection.check_constraints()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()
    assert caught.value.__cause__.diag.constraint_name == rule


@contextmanager
def without_trigger(table, trigger):
    """The block runs without a trigger of the table: with `USER`, without any of them.

    A table is only altered when nothing is left to be checked at the end of the transaction.
    """
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
