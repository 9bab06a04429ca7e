"""Whatever befalls a worker that makes vectors, also anew with another model: one for each."""

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from articles.models import EmbeddingModel, Passage, PassageToEmbed, PassageVector
from articles.models.library import Shelf
from articles.services import library, search, vectors
from articles.services.library import Document
from tests import tiny_model
from tests.deaths import (
    as_a_task,
    at_each_of,
    befallen,
    is_killed,
    loses_its_session,
)

pytestmark = pytest.mark.django_db(transaction=True)

PASSAGES = 5
AT_ONCE = 2
# The second of three batches, in which some vectors are made and others wait.
CALL = {"_embed": 2, "copy": 2}


@pytest.fixture
def begin(settings, tmp_path, monkeypatch):
    """Be a worker that begins now with a model of so many dimensions, and makes few at once."""
    monkeypatch.setattr(vectors, "AT_ONCE", AT_ONCE)

    def with_dimensions(dimensions):
        folder = tiny_model.in_folder(tmp_path / str(dimensions), dimensions=dimensions)
        settings.MEANING_MODEL = str(folder)
        monkeypatch.setattr(vectors, "BEGAN", timezone.now())

    return with_dimensions


@pytest.fixture
def indexes():
    """Those of vectors that there are since the test began; it leaves none behind."""

    def named():
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname ~ '^articles_vector_'")
            return {name for (name,) in cursor.fetchall()}

    before = named()
    yield lambda: named() - before
    with connection.cursor() as cursor:
        for name in named() - before:
            cursor.execute(f"DROP INDEX {name}")


@pytest.fixture
def passages():
    library.add(Document(text=f"A tower of {number} metres.") for number in range(PASSAGES))


def all_made():
    while vectors.work():
        pass


def lengths():
    rows = PassageVector.objects.values_list("vector", flat=True)
    return sorted(len(vector) for vector in rows)


def each_has_one_of(dimensions, indexes):
    all_made()
    (model,) = EmbeddingModel.objects.all()
    assert (model.is_current, model.dimensions) == (True, dimensions)
    assert lengths() == [dimensions] * PASSAGES
    assert PassageVector.objects.values("passage").distinct().count() == Passage.objects.count()
    assert not PassageToEmbed.objects.exists()
    assert indexes() == {model.index(shelf) for shelf in Shelf}
    state = vectors.state()
    return (state.made, state.waiting, state.problem) == (PASSAGES, 0, "")


def is_found_and_counted():
    """In the meantime: by its words at least, and each passage as one that is made or waits."""
    state = vectors.state()
    assert (state.made + state.waiting, state.problem) == (PASSAGES, "")
    return search.passages_like("The tower of 3 metres")[0].text == "A tower of 3 metres."


@at_each_of(
    (vectors, "_adopt"),
    (vectors, "_index"),
    (vectors, "_embed"),
    (vectors, "copy"),
    (vectors, "_forget_others"),
    (vectors, "product"),  # the old model is deleted, and its indexes are not
)
def test_a_worker_that_is_killed_while_another_model_takes_over_costs_nothing(
    begin, passages, indexes, when, where, step
):
    begin(8)
    all_made()
    begin(12)

    with befallen(is_killed, when=when, where=where, step=step, call=CALL.get(step, 1)):
        as_a_task(all_made)

    assert is_found_and_counted()
    begin(12)
    assert each_has_one_of(12, indexes)


@at_each_of((vectors, "_index"), (vectors, "copy"))
def test_a_worker_whose_session_ends_in_a_step_takes_it_again(
    begin, passages, indexes, when, where, step
):
    begin(8)
    all_made()
    begin(12)

    with (
        befallen(loses_its_session, when=when, where=where, step=step, call=2),
        pytest.raises(OperationalError),
    ):
        all_made()

    assert lengths() == [8] * PASSAGES + [12] * (AT_ONCE if step == "copy" else 0)
    assert is_found_and_counted()
    assert each_has_one_of(12, indexes)  # made by the same worker, in the same process
