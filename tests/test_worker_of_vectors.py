"""Vectors made by real workers, which are killed, the second while another model takes over."""

import pytest
from django.utils import timezone

from articles.models import EmbeddingModel, Passage, PassageToEmbed, PassageVector
from articles.services import library, vectors
from articles.services.library import Document
from tests import tiny_model, workers
from tests.patience import until

PASSAGES = 3_000
pytestmark = pytest.mark.django_db(transaction=True)


def made(dimensions):
    return PassageVector.objects.filter(model__dimensions=dimensions).count()


def made_by_one_that_is_killed(model, dimensions):
    """How many vectors a worker with this model makes before it is killed in the middle."""
    with workers.working(model=model) as worker:
        until(lambda: made(dimensions) > vectors.AT_ONCE)
        worker.kill()
    return made(dimensions)


def test_killed_workers_and_another_model_cost_no_passage_its_vector(
    tmp_path, settings, monkeypatch
):
    library.add(Document(text=f"The tower of {number} metres.") for number in range(PASSAGES))
    first = str(tiny_model.in_folder(tmp_path / "first"))
    second = str(tiny_model.in_folder(tmp_path / "second", dimensions=12))

    with workers.broker():
        by_first = made_by_one_that_is_killed(first, 8)
        by_second = made_by_one_that_is_killed(second, 12)
    settings.MEANING_MODEL = second
    monkeypatch.setattr(vectors, "BEGAN", timezone.now())
    while vectors.work():
        pass

    assert 0 < by_first <= PASSAGES
    assert 0 < by_second <= PASSAGES
    assert not PassageToEmbed.objects.exists()
    assert EmbeddingModel.objects.get().dimensions == 12
    assert {len(vector) for vector in PassageVector.objects.values_list("vector", flat=True)} == {
        12
    }
    assert PassageVector.objects.count() == Passage.objects.count() == PASSAGES
