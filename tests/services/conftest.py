"""A provider that says what a test has it say, and a server for pages to be fetched from."""

from dataclasses import dataclass, field

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import EmbeddingModel, LibraryDocument
from articles.models.library import Shelf
from articles.providers import Finding
from articles.services import library, providers, vectors
from tests import tiny_model
from tests.factories import PASSAGE, ClaimFactory, UserFactory
from tests.outside import fetching_on, switched_on
from tests.web_server import serving


@dataclass
class ScriptedProvider:
    """Answers each search with the next line of its script: findings, or an error to raise."""

    slug = "library"
    version = "scripted-1"
    script: list
    asked: list = field(default_factory=list)

    def search(self, query):
        self.asked.append(query)
        line = self.script.pop(0)
        if callable(line):
            line = line()
        if isinstance(line, Exception):
            raise line
        return line


@pytest.fixture
def scripted(monkeypatch):
    """Put a provider with this script in the place of the evidence library."""

    def script(*lines):
        provider = ScriptedProvider(list(lines))
        monkeypatch.setitem(providers.REGISTRY, provider.slug, lambda: provider)
        return provider

    return script


@pytest.fixture
def finding():
    """Make a finding; without a key it is the same passage each time."""

    def make(key="passage:1", **fields):
        whole = {
            "title": "How tall the tower is",
            "text": "It is 330 metres tall.",
            "score": 7.5,
            "strength": "strong",
            "shared": [(6, 16)],
            "matters": (0, 22),
        }
        return Finding(key=key, **whole | fields)

    return make


@pytest.fixture
def web(settings):
    """A server inside, which the admin of this desk allows, as well as fetching."""
    with serving() as server:
        fetching_on(settings, server)
        yield server


@pytest.fixture
def news(web):
    """The same, where fact-checks are followed, too."""
    switched_on("claimreview")
    return web


@pytest.fixture
def claim():
    return ClaimFactory()


@pytest.fixture
def ben():
    return UserFactory()


@pytest.fixture
def document():
    """The one document of the library."""
    address = "https://tower.example/"
    library.add([library.Document(identifier="t", title="The tower", text=PASSAGE, url=address)])
    return LibraryDocument.objects.get()


@pytest.fixture
def no_index_is_left():
    """The flush that ends a test leaves the indexes that were made in it."""
    yield
    with connection.cursor() as cursor:
        for model in EmbeddingModel.objects.all():
            for shelf in Shelf:
                cursor.execute(f"DROP INDEX IF EXISTS {model.index(shelf)}")


@pytest.fixture
def use(settings, tmp_path, monkeypatch):
    """Be a worker that begins now with a model of so many dimensions."""

    def of(dimensions=8):
        folder = tiny_model.in_folder(tmp_path / str(dimensions), dimensions=dimensions)
        settings.MEANING_MODEL = str(folder)
        monkeypatch.setattr(vectors, "BEGAN", timezone.now())

    return of
