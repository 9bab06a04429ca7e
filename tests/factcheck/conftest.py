"""A home of its own for each test that starts servers, and users of it as real processes."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from factcheck import servers
from factcheck.servers.place import Place
from factcheck.servers.postgres import Postgres
from factcheck.servers.valkey import Valkey

GIVEN = ("DATABASE_URL", "REDIS_URL", "FACTCHECK_SECRET_KEY", "FACTCHECK_STATIC", "FACTCHECK_HOME")


def stop_servers(place):
    for server in (Postgres(place), Valkey(place)):
        server.stop()


@pytest.fixture(scope="session")
def kept_home():
    """A home that any user of the machine may enter; laying out a database takes a second."""
    path = Path(tempfile.mkdtemp(prefix="factcheck-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def home(kept_home):
    """A home where databases were before, and no server runs."""
    yield kept_home
    stop_servers(Place(kept_home))


@pytest.fixture
def here(home, monkeypatch):
    """This process as somebody who has set nothing but the home."""
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FACTCHECK_HOME", str(home))
    return Place(home)


@pytest.fixture
def new(here, monkeypatch):
    """The same in a home where nothing ever was."""
    path = Path(tempfile.mkdtemp(prefix="factcheck-"))
    path.chmod(0o711)
    monkeypatch.setenv("FACTCHECK_HOME", str(path))
    yield Place(path)
    place = Place(path)
    stop_servers(place)
    shutil.rmtree(path)
    if place.root != path:
        shutil.rmtree(place.root)


@pytest.fixture
def environ(home):
    """The environment of somebody who has set nothing but the home."""
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return kept | {"FACTCHECK_HOME": str(home), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def run(environ):
    """Start Python in the checkout; whatever still runs at the end of the test is killed."""
    with ExitStack() as ends:

        def start(*arguments, **more):
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=servers.CHECKOUT,
                env=environ | more,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            ends.enter_context(process)
            ends.callback(process.kill)
            return process

        yield start
