"""Once a passage can be found by its meaning, its sentences are read one by one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib import import_module
from threading import Event

import pytest
from django.apps import apps
from django.db import connection

from articles.models import EmbeddingModel, LibraryDocument, Passage, PassageSentences
from articles.services import library, search, shelf_state, vectors
from articles.services.library import Document
from tests.deaths import as_a_task, at_each_of, befallen, is_killed
from tests.patience import until
from tests.races import is_anybody_waiting

pytestmark = pytest.mark.django_db

MIGRATION = import_module("articles.migrations.0013_sentences").Migration
# The same words in other sentences, and so by words and by the whole's meaning the same.
MIXED = (
    "The tower has a cat on it, too. The bridge is very tall indeed. A year is no annum, not here."
)
APART = (
    "The tower is very tall indeed. The bridge has a cat on it, too. A year is no annum, not here."
)
OTHER = "A cat is on the bridge, too. A kitten is on the viaduct. The feline is fed each year."
CLAIM = "A spire of some height"


def put_in(*texts):
    library.add([Document(text=text) for text in texts])


def all_made():
    while vectors.work():
        pass


def vectors_made():
    while vectors.waiting() or not EmbeddingModel.objects.exists():
        vectors.work()


def found():
    return [hit.text for hit in search.passages_like(CLAIM)]


def read():
    """How many bytes there are of each passage's sentences, in the order of the passages."""
    signs = PassageSentences.objects.order_by("passage_id").values_list("signs", flat=True)
    return [None if each is None else len(each) for each in signs]


def test_the_passage_goes_first_of_which_one_sentence_says_what_the_claim_says(use):
    put_in(MIXED, APART, OTHER)
    use()
    vectors_made()
    before = found()

    all_made()

    assert before == [MIXED, APART, OTHER]  # equals in the order in which they were brought in
    assert found() == [APART, MIXED, OTHER]


def test_all_vectors_are_made_before_the_first_sentence_is_read(use):
    put_in(MIXED)
    use()
    vectors_made()
    assert read() == [None]
    put_in(APART)

    vectors.work()

    assert read() == [None, None]
    assert (vectors.waiting(), vectors.unread()) == (0, 2)
    all_made()
    assert read() == [3, 3]
    assert vectors.state().unread == 0


@pytest.mark.parametrize("text", ["A tower.", "The tower is very tall indeed. " * 2])
def test_a_passage_of_few_sentences_is_done_at_once(use, text):
    put_in(text)
    use()

    all_made()

    assert read() == [0]
    assert vectors.work() is False


@pytest.mark.django_db(transaction=True)
def test_another_model_reads_anew(use, no_index_is_left):
    put_in(MIXED, APART, OTHER)
    use()
    all_made()
    PassageSentences.objects.filter(passage=Passage.objects.first()).update(signs=None)
    use(12)

    vectors.work()

    assert EmbeddingModel.objects.count() == 2
    assert vectors.unread() == 3  # by the new one
    assert found() == [MIXED, APART, OTHER]  # what the old one has read counts no longer
    vectors.work()
    assert EmbeddingModel.objects.get().dimensions == 12
    assert read() == [3 * 2] * 3  # 12 bits are two bytes
    assert found() == [APART, MIXED, OTHER]


def test_the_admin_is_told_how_many_are_still_to_be_read(use):
    put_in(MIXED, APART)
    use()
    vectors_made()

    def said():
        return next(row.value for row in shelf_state.rows() if row.name == "Vectors of meaning")

    assert "the sentences of 2 are still to be read" in said()
    all_made()
    assert "sentences" not in said()


def test_a_model_that_broke_stops_what_is_made_and_not_what_is_searched(use):
    put_in(MIXED)
    use()
    vectors_made()
    EmbeddingModel.objects.update(error="The model broke.")

    told = {row.name: row.value for row in shelf_state.rows() if row.is_wrong}

    assert told == {"No more vectors are made": "The model broke."}
    assert found() == [MIXED]


def test_what_has_its_vector_when_the_database_is_migrated_is_read(use):
    put_in(MIXED)
    use()
    all_made()
    PassageSentences.objects.all().delete()

    with connection.schema_editor() as editor:
        MIGRATION.operations[-1].database_forwards("articles", editor, apps, apps)

    assert vectors.state().unread == 1
    all_made()
    assert read() == [3]


@at_each_of((vectors, "_read"), (vectors, "_signs"))
def test_a_worker_that_is_killed_leaves_them_waiting(use, monkeypatch, when, where, step):
    monkeypatch.setattr(vectors, "READ_AT_ONCE", 1)
    put_in(MIXED, APART)
    use()
    vectors_made()

    with befallen(is_killed, when=when, where=where, step=step, call=2):
        as_a_task(all_made)

    assert read() == [3, 3 if (when, step) == ("after", "_read") else None]
    assert sorted(found()) == sorted([MIXED, APART])
    all_made()
    assert read() == [3, 3]


@pytest.mark.django_db(transaction=True)
def test_workers_read_different_ones_and_a_removal_meanwhile_leaves_none(
    use, monkeypatch, no_index_is_left
):
    monkeypatch.setattr(vectors, "READ_AT_ONCE", 1)
    put_in(MIXED, APART, OTHER)
    use()
    vectors_made()
    signs, has_begun, may_end = vectors._signs, Event(), Event()

    def held_up(*given):
        if not has_begun.is_set():
            has_begun.set()
            assert may_end.wait(20)
        return signs(*given)

    def in_a_thread_of_its_own(work):
        with closing(connection):
            return work()

    monkeypatch.setattr(vectors, "_signs", held_up)
    with ThreadPoolExecutor(2) as pool:
        reading = pool.submit(in_a_thread_of_its_own, vectors.work)
        try:
            assert has_begun.wait(20)
            all_made()
            meanwhile = read()
            first = LibraryDocument.objects.filter(text=MIXED)
            removal = pool.submit(in_a_thread_of_its_own, lambda: library.remove(first))
            until(is_anybody_waiting, seconds=20)
        finally:
            may_end.set()
        assert reading.result(timeout=20)
        assert removal.result(timeout=20) == 1

    assert meanwhile == [None, 3, 3]
    assert read() == [3, 3]
