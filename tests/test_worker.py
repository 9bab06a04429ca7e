"""A real worker on a real broker, and what is left when one of them goes away."""

import json
import tempfile
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.urls import reverse

from articles import tasks
from articles.models import Provider, Suggestion, SuggestionRun
from articles.services import articles
from articles.services.articles import Draft
from factcheck.servers.place import Place
from factcheck.servers.valkey import Valkey
from tests import workers
from tests.patience import until

SUBJECTS = ("Musk’s offer", "Altman’s reply", "OpenAI’s board", "The nonprofit", "Twitter’s owner")
DONE = SuggestionRun.Status.DONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker():
    with workers.broker() as client:
        yield client


@pytest.fixture
def mortal_broker(broker):
    """Another broker, which a test may stop and start."""
    with tempfile.TemporaryDirectory(prefix="factcheck-") as home:
        Path(home).chmod(0o711)
        server = Valkey(Place(Path(home)))
        server.ensure()
        try:
            with workers.ringing_at(server.address()):
                yield server
        finally:
            server.stop()


@pytest.fixture
def claims(broker):
    """Forty claims on the desk, a run of each provider queued for each, and nobody at work."""
    call_command("import_library", "seeds/library", stdout=StringIO())
    sentences = [f"{SUBJECTS[n % 5]} was worth ${n} billion in 2025." for n in range(1, 41)]
    brought_in = articles.bring_in(Draft(title="Forty", text=" ".join(sentences)), person=None)
    tasks.ring(brought_in.sentences)
    return brought_in.article.claims.all()


def runs(**wanted):
    return SuggestionRun.objects.filter(**wanted).count()


def everything_is_done():
    return runs(status=DONE) == runs()


def assert_nothing_is_lost_or_doubled(claims):
    providers = Provider.objects.filter(is_on=True).count()
    assert runs(status=DONE) == runs() == len(claims) * providers
    by_pair = SuggestionRun.objects.values("claim", "provider").annotate(runs=Count("pk"))
    assert {row["runs"] for row in by_pair.order_by()} == {1}
    found = Suggestion.objects.values_list("claim", "provider", "key")
    assert len(found) == len(set(found)) > 0
    for run in SuggestionRun.objects.all():
        assert run.hits == run.suggestions.count()


def test_a_worker_that_is_killed_loses_and_doubles_nothing(claims):
    with workers.working(module="tests.slow_worker") as worker:
        until(lambda: runs(status=DONE) >= 10 and runs(status=SuggestionRun.Status.RUNNING))
        worker.kill()
    torn = runs(status=SuggestionRun.Status.RUNNING)
    assert torn
    assert runs(status=SuggestionRun.Status.QUEUED)

    with workers.working():
        until(everything_is_done)

    assert_nothing_is_lost_or_doubled(claims)
    assert runs(attempts=2) >= torn


def test_runs_come_back_when_the_broker_forgets_its_messages(claims, broker):
    assert broker.llen("celery") > 0
    broker.flushdb()

    with workers.working():
        until(everything_is_done)

    assert_nothing_is_lost_or_doubled(claims)


def test_a_page_answers_while_the_broker_is_away_and_the_run_is_done_when_it_is_back(
    claims, mortal_broker, client, person
):
    client.force_login(person("Checker"))
    claim = claims[0]
    with workers.working(address=mortal_broker.address()):
        until(everything_is_done)
        mortal_broker.stop()

        began_at = time.monotonic()
        answer = client.post(reverse("articles:ask", args=[claim.pk]), follow=True)
        took = time.monotonic() - began_at

        assert answer.status_code == 200
        assert "waiting for a worker" in answer.content.decode()
        assert took < 3
        assert runs(claim=claim, status=SuggestionRun.Status.QUEUED) == 2

        mortal_broker.ensure()
        until(everything_is_done)
    assert runs(claim=claim, status=DONE) == 4


def test_readyz_says_whether_a_worker_is_there(mortal_broker, client):
    def ready():
        answer = client.get("/readyz")
        return answer.status_code, json.loads(answer.content)

    assert ready() == (503, {"database": True, "broker": True, "worker": False})
    with workers.working(address=mortal_broker.address(), queue="background"):
        assert ready()[0] == 503  # it finds no suggestions
    with workers.working(address=mortal_broker.address()) as worker:
        assert ready() == (200, {"database": True, "broker": True, "worker": True})
        worker.kill()
        assert ready()[0] == 503
    mortal_broker.stop()
    assert ready() == (503, {"database": True, "broker": False, "worker": False})
