"""What fetches and fills keeps nobody waiting who asked for a suggestion."""

import pytest
from celery import current_app
from django.conf import settings as desk

from articles import tasks
from articles.models import Ingest, SuggestionRun
from articles.services import ingests, runs
from tests import workers
from tests.factories import ClaimFactory, RunFactory, UserFactory
from tests.handed_in import hand_in
from tests.outside import a_run, fetching_on, switched_on
from tests.patience import until
from tests.web_server import serving

FOR_PEOPLE = {"work", "ring_again"}


def test_only_suggestions_and_the_sweep_are_in_the_queue_of_suggestions():
    ours = {name.split(".")[-1] for name in current_app.tasks if name.startswith("articles.tasks.")}
    routed = {name.split(".")[-1] for name in desk.CELERY_TASK_ROUTES}

    assert ours - routed == FOR_PEOPLE
    assert routed <= ours
    assert {each.name for each in desk.CELERY_TASK_QUEUES} == {"celery", "background"}


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_is_found_while_every_page_hangs(settings):
    with serving() as web, workers.broker():
        web.raw("/", lambda send, stopped: stopped.wait())
        fetching_on(settings, web)
        urls = "\n".join(web.url("/") for _ in range(9))
        ingest = hand_in(urls.encode(), kind=Ingest.Kind.ADDRESSES, ending=".txt")
        given = {"FACTCHECK_FETCH_INSIDE": web.pair, "FACTCHECK_UPLOADS": settings.UPLOADS}

        with workers.working(queue="background", **given), workers.working(queue="celery"):
            tasks.ring_to_fill()
            until(lambda: web.asked)
            claim = ClaimFactory()
            tasks.ring(runs.ask(claim_id=claim.pk, person=UserFactory()))
            until(lambda: not claim.runs.live().exists())

            ingest.refresh_from_db()
            assert (ingest.status, ingest.line, len(web.asked)) == (Ingest.Status.RUNNING, 0, 1)
    assert set(claim.runs.values_list("status", flat=True)) == {"done"}


@pytest.fixture
def steps():
    """Work without end, counted."""
    taken = []
    return taken, lambda: taken.append(1) or True


@pytest.mark.django_db
def test_in_one_process_with_suggestions_a_shift_gives_way_to_a_person(steps):
    taken, step = steps
    RunFactory()
    assert not runs.someone_waits()

    RunFactory(asked_by=UserFactory())
    assert runs.someone_waits()
    assert tasks._goes_on(step, gives_way=runs.someone_waits) is True
    assert len(taken) == 1


@pytest.mark.django_db
def test_nothing_gives_way_to_a_run_that_could_not_be_done():
    shut = switched_on("wikipedia", opens_at="2999-01-01T00:00Z")
    a_run(shut, asked_by=UserFactory())
    RunFactory(asked_by=UserFactory(), attempts=SuggestionRun.MAX_ATTEMPTS)

    assert not runs.someone_waits()


@pytest.mark.django_db
def test_an_ingest_gives_way_between_two_pages(settings):
    with serving() as web:
        fetching_on(settings, web)
        urls = [web.page(f"/{n}", f"<p>The tower has {n} lifts.</p>") for n in range(2)]
        lines = "\n".join(urls).encode()
        ingest = hand_in(lines, kind=Ingest.Kind.ADDRESSES, ending=".txt")

        ingests.work(seconds=60, gives_way=lambda: True)

        ingest.refresh_from_db()
        assert (ingest.status, ingest.line, ingest.new) == (Ingest.Status.QUEUED, 1, 1)
        assert web.paths == ["/0"]
        assert ingests.due() == 1
