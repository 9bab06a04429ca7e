"""What the tables of vectors refuse, whoever writes to them."""

import pytest

from articles.models import (
    EmbeddingModel,
    Passage,
    PassageSentences,
    PassageToEmbed,
    PassageVector,
)
from articles.models.library import Shelf
from articles.models.vector import view_of
from articles.services import library
from tests.rules import refused, without_trigger

pytestmark = pytest.mark.django_db


@pytest.fixture
def model():
    return EmbeddingModel.objects.create(
        sha256="a" * 64, name="Tiny", dimensions=2, is_current=True
    )


@pytest.fixture
def passage(model):
    library.add([library.Document(title="Tower", text="It is 330 metres tall.")])
    return Passage.objects.get()


def test_every_new_passage_waits_for_its_vector(passage):
    assert PassageToEmbed.objects.get().passage_id == passage.pk


def test_without_the_trigger_none_waits(model):
    with without_trigger("articles_passage", "passage_waits_for_its_vector"):
        library.add([library.Document(title="Tower")])

    assert not PassageToEmbed.objects.exists()


def test_database_refuses_a_second_model_in_use(model):
    with refused("embedding_model_one_in_use"):
        EmbeddingModel.objects.create(sha256="b", name="Other", dimensions=2, is_current=True)


@pytest.mark.parametrize("dimensions", [0, 4001])
def test_database_refuses_a_model_that_no_index_can_hold(model, dimensions):
    with refused("embedding_model_1_to_4000_dimensions"):
        EmbeddingModel.objects.update(dimensions=dimensions)


def test_database_refuses_to_change_what_a_passage_says(passage):
    with refused("passage_keeps_its_words"):
        Passage.objects.update(text="It is 331 metres tall.")


def test_a_passage_may_be_weighed_anew(passage):
    Passage.objects.update(length=7)

    assert Passage.objects.get().length == 7


def test_database_refuses_a_vector_of_no_passage(passage, model):
    with refused("vector_goes_with_its_passage"):
        PassageVector.objects.create(
            passage_id=passage.pk + 1, model=model, shelf="library", vector=[1, 0]
        )


def test_database_refuses_that_no_passage_waits(passage, model):
    with refused("wait_ends_with_its_passage"):
        PassageToEmbed.objects.create(passage_id=passage.pk + 1, model=model)


def embedded(passage, model):
    PassageVector.objects.create(passage=passage, model=model, shelf="library", vector=[1, 0])


def test_the_sentences_of_a_passage_wait_once_it_has_its_vector(passage, model):
    assert not PassageSentences.objects.exists()

    embedded(passage, model)

    waiting = PassageSentences.objects.get()
    assert (waiting.passage_id, waiting.model_id, waiting.signs) == (passage.pk, model.pk, None)


def test_without_the_trigger_no_sentences_wait(passage, model):
    with without_trigger("articles_passagevector", "sentences_wait_to_be_read"):
        embedded(passage, model)

    assert not PassageSentences.objects.exists()


def test_database_refuses_sentences_without_a_vector(passage, model):
    with refused("sentences_go_with_their_vector"):
        PassageSentences.objects.create(passage=passage, model=model)


@pytest.mark.parametrize("goes", [PassageVector, EmbeddingModel, library.LibraryDocument])
def test_sentences_go_with_their_vector(passage, model, goes):
    embedded(passage, model)

    goes.objects.all().delete()

    assert not PassageSentences.objects.exists()


@pytest.mark.parametrize(
    ("passages", "most", "view"),
    [(0, 10, 100), (100_000, 100, 100), (100_001, 100, 200), (10**6, 100, 400), (10, 250, 250)],
)
def test_a_larger_shelf_is_looked_at_more_widely(passages, most, view):
    assert view_of(passages, most=most) == view


def test_what_is_close_is_found_in_its_order(passage, model):
    library.add([library.Document(title="Bridge")])
    near, far = Passage.objects.order_by("pk")
    for each, vector in ((near, [1, 0]), (far, [0.6, 0.8])):
        PassageVector.objects.create(passage=each, model=model, shelf=each.shelf, vector=vector)

    def nearest(most):
        found = PassageVector.objects.nearest(model, Shelf.LIBRARY, "[0,1]", most=most, view=100)
        return list(found)

    assert nearest(5) == [far.pk, near.pk]
    assert nearest(1) == [far.pk]
