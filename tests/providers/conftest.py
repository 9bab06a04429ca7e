"""A real server that speaks the documented interfaces, and a line to it."""

import json

import pytest

from articles.fetching import Limits
from articles.providers import Line, Query

CLAIM = "OpenAI chief Sam Altman offered to buy Twitter from Elon Musk for $97.4 billion in 2025."


@pytest.fixture
def line(server):
    """A line to a path of the server; the place was named by an admin, as it is inside."""

    def make(path="", **fields):
        limits = Limits(seconds=fields.pop("seconds", 5.0), size=100_000, redirects=0)
        return Line(server.url(path), is_named=True, limits=limits, **fields)

    return make


@pytest.fixture
def query():
    return lambda text=CLAIM, limit=8: Query(text=text, limit=limit, claim=1)


@pytest.fixture
def says(server):
    """Have a path of the server answer with this, as JSON unless it is words."""

    def say(path, thing, **reply):
        body = thing if isinstance(thing, str | bytes) else json.dumps(thing)
        server.page(path, body, **{"media_type": "application/json"} | reply)

    return say
