"""A real PostgreSQL is restarted under a real worker, in the middle of what it does."""

import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from articles import tasks
from articles.models import Look, Provider, Snapshot, Suggestion, SuggestionRun
from articles.services import articles, library, outages
from articles.services.articles import Draft
from articles.services.library import Document
from factcheck.servers.place import Place
from factcheck.servers.postgres import Postgres
from tests import workers
from tests.factories import UserFactory
from tests.looked_at import PAGE, attach
from tests.outside import fetching_on
from tests.patience import until
from tests.web_server import Reply, serving

pytestmark = pytest.mark.django_db(transaction=True)

CLAIMS = 8
SENTENCES = {"", outages.OURS}
SAFE = "What was saved before is safe"


@contextmanager
def connected_to(address):
    """Have this process, and the workers it starts, use another database."""
    parts, given = conninfo_to_dict(address), connection.settings_dict
    other = {key.upper(): parts[key] for key in ("user", "password", "host", "port")}
    other |= {"NAME": parts["dbname"], "OPTIONS": {}}
    before = {key: given[key] for key in other}
    connection.close()
    given.update(other)
    try:
        yield
    finally:
        connection.close()
        given.update(before)
        ContentType.objects.clear_cache()


@pytest.fixture
def postgres(transactional_db):
    """A server with an empty desk, which a test may stop and start."""
    with tempfile.TemporaryDirectory(prefix="factcheck-") as home:
        Path(home).chmod(0o711)
        server = Postgres(Place(Path(home)), durable=False)
        server.ensure()
        try:
            with connected_to(server.address()):
                call_command("migrate", verbosity=0)
                yield server
        finally:
            server.stop()


@pytest.fixture
def web(settings, postgres):
    with serving() as server:
        fetching_on(settings, server)
        yield server


def an_article_comes_in():
    """Whose claims each provider is to be asked about."""
    library.add(Document(text=f"Musk offered ${n} billion for X.") for n in range(CLAIMS))
    text = " ".join(f"Musk offered ${n} billion for Twitter." for n in range(CLAIMS))
    article = articles.bring_in(Draft(title="Offers", text=text), person=None).article
    tasks.ring(CLAIMS)
    return article


@contextmanager
def away(postgres):
    """While it is stopped; all who are connected to it are no longer."""
    postgres.stop()
    connection.close()
    yield
    postgres.ensure()
    connection.close()


def pages_say_that_it_is_away(client):
    client.raise_request_exception = False
    page, ready = client.get("/"), client.get("/readyz")
    assert (page.status_code, ready.status_code) == (500, 503)
    return SAFE in page.content.decode() and json.loads(ready.content)["database"] is False


def nothing_waits():
    """Once the pause is over after which it is tried again: the rows say why they have one."""
    waiting = [SuggestionRun.objects.live(), Look.objects.live()]
    for rows in waiting:
        assert set(rows.values_list("error", flat=True)) <= SENTENCES
        rows.filter(status="queued").update(due_at=timezone.now())
    return not any(rows.exists() for rows in waiting)


def each_claim_was_asked_about_once(article):
    found = SuggestionRun.objects.all()
    pairs = set(found.values_list("claim", "provider"))
    providers = Provider.objects.filter(is_on=True).count()
    assert len(found) == len(pairs) == article.claims.count() * providers
    assert set(found.values_list("status", "error")) == {("done", "")}
    assert all(run.hits == run.suggestions.count() for run in found)
    return Suggestion.objects.exists()


def test_a_restart_in_the_middle_loses_and_doubles_nothing(postgres, web, client):
    client.force_login(UserFactory())
    gone = Event()
    url = web.answer("/", lambda asked: Reply(PAGE) if gone.wait(30) else Reply(status=500))
    attached = attach(url)
    given = {"FACTCHECK_FETCH_INSIDE": web.pair}

    with workers.broker(), workers.working(module="tests.slow_worker", **given) as worker:
        tasks.ring_for_looks()
        until(lambda: web.asked)
        article = an_article_comes_in()
        until(SuggestionRun.objects.filter(status="running").exists)
        with away(postgres):
            gone.set()
            assert pages_say_that_it_is_away(client)
        until(nothing_waits)
        assert worker.answers()

    assert each_claim_was_asked_about_once(article)
    look = Look.objects.get()
    assert (look.status, look.error, look.attempts > 1) == (Look.Status.TAKEN, "", True)
    attached.refresh_from_db()
    assert (attached.is_exact, attached.snapshot) == (True, Snapshot.objects.get())
