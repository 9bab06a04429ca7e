"""A set is embedded by as many workers as there are processors, and none goes on alone."""

import os
import signal

import pytest
from django.db import connection

from articles.management.measures import retrieval, scratch
from articles.models import Passage, PassageVector
from articles.services import library, vectors
from articles.services.library import Document
from tests import tiny_model
from tests.deaths import WorkerKilled, at_each_of, befallen, is_killed

pytestmark = pytest.mark.django_db(transaction=True)

PASSAGES = 40


@pytest.fixture
def embedded(settings, tmp_path, monkeypatch):
    """Embed in a scratch database, a passage at a time; how many passages have their vector."""
    settings.MEANING_MODEL = str(tiny_model.in_folder(tmp_path))
    monkeypatch.setattr(vectors, "AT_ONCE", 1)
    monkeypatch.setattr(vectors, "READ_AT_ONCE", 1)
    made = []

    def embed():
        with scratch.database():
            library.add(Document(text=f"Tower {number} is tall.") for number in range(PASSAGES))
            try:
                retrieval.embed()
            finally:
                made.append(PassageVector.objects.count())
                assert Passage.objects.count() == PASSAGES
                if made == [PASSAGES]:
                    assert (vectors.waiting(), vectors.unread()) == (0, 0)

    return embed, made


def databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def test_nothing_waits_when_it_is_done(embedded):
    embed, made = embedded

    embed()

    assert made == [PASSAGES]


@at_each_of((vectors, "_embed"))
def test_what_ends_one_of_the_workers_is_told(embedded, when, where, step):
    embed, made = embedded

    with (
        befallen(is_killed, when=when, where=where, step=step, call=3),
        pytest.raises(WorkerKilled),
    ):
        embed()

    assert made[0] < PASSAGES / 2


def test_who_ends_it_waits_for_the_steps_at_hand_and_no_more(embedded):
    embed, made = embedded

    def is_terminated():
        os.kill(os.getpid(), signal.SIGTERM)

    with (
        befallen(is_terminated, when="before", where=vectors, step="_embed", call=3),
        pytest.raises(SystemExit),
    ):
        embed()

    assert made[0] < PASSAGES / 2
    assert f"factcheck_measure_{os.getpid()}" not in databases()
