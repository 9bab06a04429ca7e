"""A demo in the foreground: a worker and a web server as children, begun and ended with us.

One demo to a port. A second one beside the first, on another port, brings a web server only
and takes over the worker when the first has gone. What was started is noted in the home, so
that the next one can end what a killed one left.
"""

import fcntl
import hashlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from factcheck import processes, servers
from factcheck.servers.place import is_free

PATIENCE = 60
ALONE = "--without-gossip --without-mingle"
# The second one fetches, fills and makes vectors, so that no suggestion waits behind that.
WORKERS = {
    "worker": f"-A factcheck worker -B --queues celery --concurrency 2 {ALONE}",
    "background": "-A factcheck worker --queues background --concurrency 1"
    f" --hostname background@%h {ALONE}",
}
WEB = (
    "factcheck.wsgi --worker-class gthread --workers 2 --threads 4 "
    "--graceful-timeout 2 --no-control-socket "
    # A search for as many letters as the form takes, of any script, is as long in an address.
    "--limit-request-line 8190"
)


class DemoRefused(Exception):
    """Why there can be no demo, in words for the person at the terminal."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C, a polite kill and a closed terminal all end the block, quietly and only once."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        for ending in endings:
            signal.signal(ending, signal.SIG_IGN)
        raise KeyboardInterrupt

    endings = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for ending in endings:
        signal.signal(ending, stop)
    try:
        yield
    except KeyboardInterrupt:
        return


class Demo:
    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}/"
        self.folder = servers.home() / "demo"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.note = self.folder / f"{port}.json"
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths: list[float] = []
        self._locks = ExitStack()

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Hold the port against other demos of this checkout, and end all children at the end."""
        with self._locks:
            if not self._lock(f"{self.port}.lock"):
                raise DemoRefused(
                    f"A demo of this checkout runs already: {self.address}\n"
                    f"For another one beside it: make demo PORT={self.port + 1}"
                )
            self._end_leftovers()
            if not is_free(self.port):
                raise DemoRefused(
                    f"Port {self.port} is taken by another program. "
                    f"Choose a free one: make demo PORT={self.port + 1}"
                )
            try:
                yield
            finally:
                self._end_children()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Prepare the database while no other demo does."""
        with (self.folder / "prepare.lock").open("a") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield

    def start(self) -> None:
        """Start what is needed, and return when pages and the worker answer."""
        os.environ.setdefault("FACTCHECK_ADDRESS", self.address)
        self._start_worker_if_none()
        bind = f"--bind 127.0.0.1:{self.port}"
        self._start("web", "gunicorn", f"{WEB} {bind}")
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            self.look_after()
            if time.monotonic() > deadline:
                raise DemoRefused(f"It does not get ready: {self.address}readyz\n{self._logs()}")
            time.sleep(0.1)

    def is_ready(self) -> bool:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            wire.request("GET", "/readyz", headers={"Host": f"localhost:{self.port}"})
            return wire.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            wire.close()

    def watch(self) -> NoReturn:
        while True:
            self.look_after()
            if "worker" in self.children and "background" not in self.children:
                self._start_workers("background")  # when all is ready that a page waits for
            time.sleep(0.5)

    def look_after(self) -> None:
        """Start a worker that died or that another demo took with it; end when that is no use."""
        if self._has_ended("web"):
            raise DemoRefused(f"The web server has ended.\n{self._tail('web')}")
        if ended := [name for name in WORKERS if self._has_ended(name)]:
            self.deaths = [at for at in self.deaths if at > time.monotonic() - 60]
            self.deaths.append(time.monotonic())
            if len(self.deaths) > 3:
                raise DemoRefused(f"The worker ends again and again.\n{self._tail(ended[0])}")
            self._start_workers(*ended)
        self._start_worker_if_none()

    def _has_ended(self, name: str) -> bool:
        child = self.children.get(name)
        if child is None or child.poll() is None:
            return False
        with suppress(ProcessLookupError):  # its own children, who may not know yet
            os.killpg(child.pid, signal.SIGKILL)
        return True

    def _start_worker_if_none(self) -> None:
        """One worker serves all demos of a database: whoever holds its lock."""
        where = os.environ.get("DATABASE_URL", "") + os.environ.get("REDIS_URL", "")
        name = hashlib.sha256(where.encode()).hexdigest()[:12]
        if "worker" not in self.children and self._lock(f"worker-{name}.lock"):
            self._start_workers("worker")

    def _start_workers(self, *names: str) -> None:
        for name in names:
            beat = self._beat() if "-B" in WORKERS[name] else ()
            self._start(name, "celery", WORKERS[name], *beat)

    def _beat(self) -> tuple[str, str]:
        for part in self.folder.glob("beat*"):
            part.unlink()  # a worker that was killed may have left it torn; it holds nothing else
        return "--schedule", str(self.folder / "beat")

    def _start(self, name: str, module: str, words: str, *more: str) -> None:
        log = self._log(name)
        if name not in self.children:
            log.unlink(missing_ok=True)
        self.children[name] = processes.start(
            [sys.executable, "-m", module, *words.split(), *more],
            folder=servers.CHECKOUT,
            log=log,
        )
        ours = [(child.pid, processes.identity(child.pid)) for child in self.children.values()]
        new = self.note.with_suffix(".new")
        new.write_text(json.dumps(ours))
        new.rename(self.note)  # whole or not at all, whenever we are killed

    def _lock(self, name: str) -> bool:
        file: IO[str] = (self.folder / name).open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._locks.enter_context(file)
        return True

    def _end_leftovers(self) -> None:
        if self.note.exists():
            try:
                left = [(int(pid), str(known)) for pid, known in json.loads(self.note.read_text())]
            except ValueError:  # written when the machine went down
                left = []
            processes.end(left, patience=2)
            self.note.unlink()
            processes.wait_until(lambda: is_free(self.port), 5)

    def _end_children(self) -> None:
        ours = [(child.pid, processes.identity(child.pid)) for child in self.children.values()]
        processes.end(ours)
        for child in self.children.values():
            child.wait()
        self.note.unlink(missing_ok=True)

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}-{self.port}.log"

    def _logs(self) -> str:
        return "\n".join(self._tail(name) for name in self.children)

    def _tail(self, name: str) -> str:
        log = self._log(name)
        lines = log.read_text(errors="replace").splitlines()[-12:]
        return "\n  ".join([f"The end of {log}:", *lines])
