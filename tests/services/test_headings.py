"""A document without a title is found by the words of its address, too."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles.models import LibraryDocument, Passage, PassageToEmbed, PassageVector
from articles.models.library import Shelf
from articles.services import library, search, shelves, vectors
from articles.services.library import Document
from tests import tiny_model

pytestmark = pytest.mark.django_db

MIGRATION = import_module("articles.migrations.0012_headings_out_of_addresses")
ADDRESS = "https://news.example/2021/the-ship-that-blocked-suez"
TEXT = "It is free again."


def note(**fields):
    return Document(**{"identifier": "note", "text": TEXT, "url": ADDRESS} | fields)


def found(words):
    return [hit.text for hit in search.passages_like(words)]


@pytest.fixture
def model(settings, tmp_path):
    settings.MEANING_MODEL = str(tiny_model.in_folder(tmp_path / "tiny"))


def all_made():
    while vectors.work():
        pass


def test_it_is_found_by_words_of_its_address_which_are_not_shown_as_its_title():
    library.add([note()])

    (hit,) = search.passages_like("The ship in the Suez canal")

    assert (hit.title, hit.text, hit.url) == ("", TEXT, ADDRESS)
    assert hit.coverage > 0.1


def test_one_with_a_title_is_found_by_that_and_not_by_its_address():
    library.add([note(title="Canal open")])

    assert found("canal") == [TEXT]
    assert found("ship suez") == []


@pytest.mark.parametrize(
    "fields", [{"url": "https://news.example/the-cat-that-never-slept"}, {"title": "The cat"}]
)
def test_another_address_or_a_title_at_last_takes_the_place_of_its_words(fields):
    library.add([note()])

    added = library.add([note(**fields)])

    assert added.changed == 1
    assert (found("ship"), found("cat")) == ([], [TEXT])


def test_another_address_of_one_with_a_title_leaves_its_passages_as_they_are():
    library.add([note(title="Canal open")])
    before = list(Passage.objects.values_list("pk", flat=True))

    library.add([note(title="Canal open", url="https://news.example/the-cat-that-never-slept")])

    assert list(Passage.objects.values_list("pk", flat=True)) == before


def test_a_shelf_that_is_laid_anew_keeps_these_words():
    library.add([note()])

    shelves.rebuild(Shelf.LIBRARY)

    assert found("ship suez") == [TEXT]


def test_its_vector_is_of_these_words_too(model):
    library.add([note(text="A viaduct.", url="https://news.example/cat-and-tower-and-bridge")])
    library.add([Document(text="A year.")])
    all_made()

    closest, *_ = search.passages_like("kitten")

    assert closest.text == "A viaduct."
    assert closest.closeness > 0.4


def test_what_is_there_when_the_database_is_migrated_gets_a_new_vector(model):
    library.add([note(), note(identifier="titled", title="Canal"), Document(text="A year.")])
    all_made()
    everything = PassageVector.objects.count()

    with connection.schema_editor() as editor:
        MIGRATION.Migration.operations[0].database_forwards("articles", editor, apps, apps)

    untitled = LibraryDocument.objects.get(identifier="note").passages.get()
    assert list(PassageToEmbed.objects.values_list("passage", flat=True)) == [untitled.pk]
    assert PassageVector.objects.count() == everything - 1
    all_made()
    assert PassageVector.objects.count() == everything
