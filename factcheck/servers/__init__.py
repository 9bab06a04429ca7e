"""The checkout's own PostgreSQL and Valkey, for whoever names no others.

DATABASE_URL and REDIS_URL name the servers; for each that is not set, a private one is found
running or started. Everyone who uses the private ones holds a shared lock on a file in the
home, which the kernel takes back when they end, however they end; the last one out stops the
servers. Coming in and going out happen one at a time, under a second lock.
"""

import fcntl
import os
import secrets
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from factcheck.servers.place import Place
from factcheck.servers.postgres import Postgres
from factcheck.servers.valkey import Valkey

__all__ = ["home", "in_use", "is_private", "start_afresh"]

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def home() -> Path:
    """What this checkout keeps for itself: data of its servers, its key, static files, logs."""
    return Path(os.environ.get("FACTCHECK_HOME") or CHECKOUT / ".local").resolve()


def is_private() -> bool:
    """Is the database in use the checkout's own? Children of the one who started it know too."""
    given = os.environ.get("DATABASE_URL")
    if not given or not (home() / "in-use").exists():
        return False
    return given == Postgres(Place(home())).address()


@contextmanager
def in_use(*, durable: bool = True) -> Iterator[None]:
    """Have both servers running, and their addresses in the environment, until the block ends.

    Does nothing when both addresses are given, as they are to every child of a user.
    """
    wanted = [kind.variable for kind in (Postgres, Valkey) if not os.environ.get(kind.variable)]
    if not wanted:
        yield
        return
    place = Place(home())
    private: list[Postgres | Valkey] = [Postgres(place, durable=durable), Valkey(place)]
    us, lent = os.getpid(), set[str]()
    with _mark(place) as mark:
        try:
            with _turn(place):
                fcntl.flock(mark, fcntl.LOCK_SH)
                for server in private:
                    if server.variable in wanted:
                        server.ensure()
                        lent |= _lend(server.variable, server.address())
                if Postgres.variable in wanted:
                    lent |= _lend("FACTCHECK_SECRET_KEY", _secret_key(place))
                    lent |= _lend("FACTCHECK_STATIC", str(place.home / "static"))
            with _ended_in_order():
                yield
        finally:
            if os.getpid() == us:
                _leave(place, mark, private)
                for name in lent:
                    os.environ.pop(name, None)


def start_afresh() -> bool:
    """Empty the private database and queue that we use, unless somebody beside us does too."""
    place = Place(home())
    with _turn(place):
        mark = _marks[place.home]
        alone = _is_alone(mark)
        fcntl.flock(mark, fcntl.LOCK_SH)  # being refused the other may have cost us this one
        if not alone:
            return False
        Postgres(place).forget()
        Valkey(place).forget()
    return True


_marks: dict[Path, IO[str]] = {}


@contextmanager
def _mark(place: Place) -> Iterator[IO[str]]:
    """The file whose shared lock says that we use the servers. No child keeps it open."""
    with (place.home / "in-use").open("a") as mark:
        os.register_at_fork(after_in_child=mark.close)
        _marks[place.home] = mark
        try:
            yield mark
        finally:
            del _marks[place.home]


@contextmanager
def _turn(place: Place) -> Iterator[None]:
    with (place.home / "turn").open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _is_alone(mark: IO[str]) -> bool:
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leave(place: Place, mark: IO[str], private: list[Postgres | Valkey]) -> None:
    with _turn(place):
        if _is_alone(mark):
            for server in reversed(private):
                server.stop()
        fcntl.flock(mark, fcntl.LOCK_UN)


def _lend(name: str, value: str) -> set[str]:
    """Set a variable that is not set; return the name if it was us."""
    if os.environ.get(name):
        return set()
    os.environ[name] = value
    return {name}


def _secret_key(place: Place) -> str:
    path = place.home / "secret-key"
    if not path.exists():
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(48))
        new.rename(path)
    return path.read_text()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """A closed terminal or a polite kill leaves through the door, like Ctrl-C."""

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    polite = (signal.SIGTERM, signal.SIGHUP)
    ours = threading.current_thread() is threading.main_thread()
    taken = [s for s in polite if ours and signal.getsignal(s) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
