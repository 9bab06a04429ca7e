"""What is said when work breaks off in the middle: our own database is not another's fault."""

from django.db import OperationalError, connection

from articles.models.queue import Queued
from articles.services import queue

OURS = "Our own database was away, or did not answer, in the middle of it."
FOR_GOOD = f"{OURS} Try it again."


# What PostgreSQL refuses as larger than it can hold: that is the fault of what came.
TOO_LARGE = "54"


def is_ours(error: Exception) -> bool:
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return isinstance(error, OperationalError) and not state.startswith(TOO_LARGE)


def why(error: Exception, otherwise: str, row: Queued | None = None) -> str:
    """In words for the editor; a row that had its last attempt says what to do."""
    if not is_ours(error):
        return otherwise
    return FOR_GOOD if row and queue.is_last_attempt(row) else OURS


def let_go() -> None:
    """Leave a connection that may have been stopped in the middle of a query: the next is new."""
    if not connection.in_atomic_block:
        connection.close()
