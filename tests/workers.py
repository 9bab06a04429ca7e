"""Real workers on a real broker, for tests: each test process has a broker database of its own."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import redis
from django.conf import settings
from django.db import connection
from kombu import pools

from factcheck.celery import app
from tests.patience import until

DATABASES = 16  # what a broker has when nobody told it otherwise


def broker_address() -> str:
    """The broker the tests were given, but another database of it than anybody's default."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    given = urlsplit(settings.CELERY_BROKER_URL)
    return given._replace(path=f"/{1 + number % (DATABASES - 1)}").geturl()


@contextmanager
def ringing_at(address: str) -> Iterator[None]:
    """Have this process, and the server in it, send its messages to another broker."""
    before = app.conf.broker_url
    _connect(address)
    try:
        yield
    finally:
        _connect(before)


def _connect(address: str) -> None:
    pools.reset()
    app.conf.broker_url = address
    app._pool = app.amqp._producer_pool = None


@contextmanager
def broker() -> Iterator[redis.Redis]:
    """An empty broker for this process and the workers it starts."""
    address = broker_address()
    with redis.Redis.from_url(address) as client, ringing_at(address):
        client.flushdb()
        yield client
        client.flushdb()


def _database_address() -> str:
    """The address of the test database, as a worker is told it."""
    parts = connection.get_connection_params()
    kept = {
        key: parts[key] for key in ("dbname", "user", "password", "host", "port") if key in parts
    }
    return f"postgresql:///?{urlencode(kept)}"


class Worker:
    """`celery worker` as a process of its own, with beat, that looks after runs each second."""

    def __init__(
        self,
        folder: Path,
        *,
        module: str = "factcheck",
        address: str = "",
        model: str = "off",
        queue: str = "",
        **settings_of_its_own: str,
    ) -> None:
        self.log = folder / "worker.log"
        words = f"-A {module} worker -B --concurrency 2 --without-gossip --without-mingle"
        if queue:  # beat is elsewhere
            words = f"{words.replace(' -B', '')} --queues {queue} --hostname {queue}@%h"
        beat = () if queue else ("--schedule", folder / "beat")
        environ = os.environ | {
            "DATABASE_URL": _database_address(),
            "REDIS_URL": address or broker_address(),
            "FACTCHECK_MODEL": model,
            "FACTCHECK_LEASE_SECONDS": "2",
            "FACTCHECK_SWEEP_SECONDS": "1",
            **settings_of_its_own,
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", *words.split(), *beat],
                cwd=settings.BASE_DIR,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return bool(app.control.broadcast("ping", reply=True, timeout=1, limit=1))

    def kill(self) -> None:
        """SIGKILL to the worker with all its children: nobody can say good-bye."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def working(**how: str) -> Iterator[Worker]:
    """A worker, from when it answers to the end of the block."""
    with tempfile.TemporaryDirectory(prefix="factcheck-worker-") as folder:
        worker = Worker(Path(folder), **how)
        try:
            until(worker.answers)
            yield worker
        finally:
            worker.kill()
