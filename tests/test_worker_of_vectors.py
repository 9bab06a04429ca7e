"""Vectors made by a real worker, which is killed, and by another model after that."""

import pytest

from articles.models import EmbeddingModel, Passage, PassageToEmbed, PassageVector
from articles.services import library, vectors
from articles.services.library import Document
from tests import tiny_model, workers
from tests.patience import until

PASSAGES = 3_000
pytestmark = pytest.mark.django_db(transaction=True)


def made():
    return PassageVector.objects.filter(model__is_current=True).count()


def each_has_its_own():
    model = EmbeddingModel.objects.filter(is_current=True).first()
    return model is not None and made() == PASSAGES and not PassageToEmbed.objects.exists()


def test_a_killed_worker_and_another_model_cost_no_passage_its_vector(tmp_path):
    library.add(Document(text=f"The tower of {number} metres.") for number in range(PASSAGES))
    first = str(tiny_model.in_folder(tmp_path / "first"))
    second = str(tiny_model.in_folder(tmp_path / "second", dimensions=12))

    with workers.broker():
        with workers.working(model=first) as worker:
            until(lambda: made() > vectors.AT_ONCE)
            worker.kill()
        begun = made()
        with workers.working(model=second):
            until(lambda: each_has_its_own() and EmbeddingModel.objects.count() == 1)

    assert 0 < begun <= PASSAGES
    assert EmbeddingModel.objects.get().dimensions == 12
    assert {len(vector) for vector in PassageVector.objects.values_list("vector", flat=True)} == {
        12
    }
    assert PassageVector.objects.count() == Passage.objects.count() == PASSAGES
