"""What befalls a worker between two steps: it is killed, or PostgreSQL ends its session."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from types import ModuleType

import pytest
from django.db import OperationalError, connection

END_SESSIONS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class WorkerKilled(BaseException):
    """No handler of ours catches what ends a process."""


def is_killed() -> None:
    raise WorkerKilled


def loses_its_session() -> None:
    """What a restart of PostgreSQL is to all that are connected; asked for by another connection.

    Whoever loses it notices when they ask for something the next time.
    """
    with closing(connection.copy()) as another, another.cursor() as cursor:
        cursor.execute(END_SESSIONS)
        assert cursor.fetchone()[0]


# The second ends the transaction that other tests are in, too.
WHATEVER = pytest.mark.parametrize(
    "befalls",
    [
        pytest.param(is_killed, id="is killed"),
        pytest.param(
            loses_its_session, id="loses its session", marks=pytest.mark.django_db(transaction=True)
        ),
    ],
)


def at_each_of(*steps: tuple[ModuleType, str]) -> pytest.MarkDecorator:
    """Before each of these steps and after it, in their order."""
    return pytest.mark.parametrize(
        ("when", "where", "step"),
        [
            pytest.param(when, where, step, id=f"{when} {step}")
            for where, step in steps
            for when in ("before", "after")
        ],
    )


@contextmanager
def befallen(
    befalls: Callable[[], None], *, when: str, where: ModuleType, step: str, call: int = 1
) -> Iterator[None]:
    """Have something happen before or after a step, when it is taken for the so many-th time."""
    act, calls = getattr(where, step), []

    def taken(*args, **kwargs):
        calls.append(step)
        is_now = len(calls) == call
        if is_now and when == "before":
            befalls()
        answer = act(*args, **kwargs)
        if is_now and when == "after":
            befalls()
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, step, taken)
        yield
    assert len(calls) >= call, f"{step} was not taken {call} times"


def as_a_task(work: Callable[[], bool]) -> bool | None:
    """Work as under Celery: what breaks a task does not end the worker, and each connects anew."""
    try:
        with suppress(WorkerKilled, OperationalError):
            return work()
    finally:
        if not connection.in_atomic_block:
            connection.close()
    return None
