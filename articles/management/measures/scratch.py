"""A database of its own to measure in, gone when the measuring ends."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import connection


@contextmanager
def database() -> Iterator[None]:
    """Everything inside reads and writes an empty, migrated database, dropped on the way out.

    Being interrupted or asked to terminate is a way out too.
    """
    name = connection.settings_dict["NAME"]
    wanted = connection.settings_dict["TEST"]["NAME"]
    at_terminate = signal.signal(signal.SIGTERM, _leave)
    connection.settings_dict["TEST"]["NAME"] = f"factcheck_measure_{os.getpid()}"
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        yield
    finally:
        if connection.settings_dict["NAME"] != name:
            connection.creation.destroy_test_db(name, verbosity=0)
        connection.settings_dict["TEST"]["NAME"] = wanted
        signal.signal(signal.SIGTERM, at_terminate)


def _leave(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)
