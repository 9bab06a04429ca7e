"""The bells of looks: a worker that is rung does all that is due."""

import pytest
from celery import current_app
from django.conf import settings

from articles import tasks
from articles.models import Look
from tests.factories import EvidenceFactory, LookFactory
from tests.outside import fetching_on
from tests.web_server import serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch):
    """How often each task was rung for."""
    calls = []
    for name in ("work", "look"):
        monkeypatch.setattr(getattr(tasks, name), "delay", lambda name=name: calls.append(name))
    return calls


def test_every_entry_of_beat_is_a_task():
    assert {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()} <= set(
        current_app.tasks
    )


def test_the_sweep_rings_for_looks_that_are_due_by_one_worker(rung):
    for _ in range(3):
        LookFactory()
    tasks.ring_again()
    assert rung == ["look"]


def test_each_night_all_are_queued_and_a_worker_is_rung_for(rung, settings):
    fetching_on(settings)
    EvidenceFactory()
    tasks.look_at_all()
    tasks.look_at_all()
    assert (rung, Look.objects.count()) == (["look"], 1)


def test_a_worker_does_all_that_is_due(settings):
    with serving() as web:
        fetching_on(settings, web)
        for number in range(2):
            LookFactory(source__url=web.page(f"/{number}", "<p>It is 330 metres tall.</p>"))
        tasks.look()
    assert set(Look.objects.values_list("status", flat=True)) == {"taken"}
