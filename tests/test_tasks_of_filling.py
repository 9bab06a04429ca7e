"""One worker at a time fills the library, and no bell waits for longer than to the next sweep."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection

from articles import tasks
from articles.models import Ingest
from articles.services import places, vectors
from tests.handed_in import hand_in, line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled(monkeypatch):
    """How often it was gone on with; there is always more to do."""
    calls = []
    monkeypatch.setattr(tasks.fill, "delay", lambda: calls.append("rung"))
    monkeypatch.setattr(tasks, "_fill", lambda: calls.append("filled") or True)
    return calls


def by_another(act):
    def and_leave():
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(and_leave).result()


def test_while_one_worker_fills_another_leaves_it_and_rings_no_bell(filled):
    with places.one(places.FILLING):
        by_another(tasks.fill)
    assert filled == []


def test_a_worker_that_fills_rings_for_the_rest_and_gives_its_place_back(filled):
    tasks.fill()
    by_another(tasks.fill)
    assert filled == ["filled", "rung"] * 2


@pytest.mark.parametrize("name", ["fill", "look", "make_vectors"])
def test_a_bell_that_rings_itself_again_is_not_heard_after_the_next_sweep(name):
    assert getattr(tasks, name).expires == settings.SWEEP_SECONDS


def test_several_small_ones_are_done_in_one_shift(monkeypatch):
    bells = []
    monkeypatch.setattr(tasks.fill, "delay", lambda: bells.append("rung"))
    for number in range(3):
        hand_in(line(number))

    tasks.fill()

    assert (Ingest.objects.filter(status="done").count(), bells) == (3, [])


def test_vectors_give_way_to_what_was_handed_in(monkeypatch):
    steps = []
    monkeypatch.setattr(tasks.make_vectors, "delay", lambda: steps.append("rung"))
    monkeypatch.setattr(vectors, "work", lambda: steps.append("made") or len(steps) < 3)
    hand_in(line(1))

    tasks.make_vectors()
    assert steps == ["made", "rung"]

    Ingest.objects.all().delete()
    tasks.make_vectors()
    assert steps == ["made", "rung", "made"]
