"""Looking at sources' addresses: what is fetched, when, and what is kept of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Event, Look, Snapshot
from articles.services import looks, pages
from tests.factories import EvidenceFactory, LookFactory, SourceFactory, UserFactory
from tests.looked_at import BODY, PAGE, attach

pytestmark = pytest.mark.django_db

Status = Look.Status


@pytest.fixture
def source(web):
    return SourceFactory(url=web.page("/tower", PAGE))


def look_at(source, **fields):
    """Have a worker look at it now, and give back what came of it."""
    look = LookFactory(source=source, **fields)
    assert looks.work() is True
    look.refresh_from_db()
    return look


def test_a_page_is_kept_with_what_it_says_of_itself(web, source):
    look = look_at(source)

    snapshot = Snapshot.objects.get()
    assert (look.status, look.http_status, look.snapshot) == (Status.TAKEN, 200, snapshot)
    assert BODY in snapshot.text
    assert "Menu" not in snapshot.text
    assert (snapshot.url, snapshot.status, snapshot.media_type) == (source.url, 200, "text/html")
    assert (snapshot.title, snapshot.byline) == ("How tall it is", "Ann Doe")
    assert str(snapshot.published) == "2024-05-01"


def test_the_same_words_again_are_the_same_snapshot(source):
    first, second = look_at(source), look_at(source)

    assert first.snapshot == second.snapshot
    assert Snapshot.objects.count() == 1
    assert second.finished_at > first.finished_at


def test_a_source_attached_by_address_is_looked_at_and_its_quote_becomes_exact(web):
    attached = attach(web.page("/", PAGE))
    assert not attached.is_exact
    assert looks.due() == 1

    looks.work()

    attached.refresh_from_db()
    assert (attached.is_exact, attached.quote) == (True, "It is 330 metres tall")
    assert attached.snapshot.text[attached.quote_start : attached.quote_end] == attached.quote
    assert (attached.stance, attached.condition, attached.flagged_at) == ("refutes", "fresh", None)
    event = Event.objects.get(action=Event.Action.QUOTE_FOUND)
    assert (event.actor, event.data["evidence"]) == (None, attached.pk)
    assert looks.work() is False


def test_a_quote_that_the_page_has_not_stays_not_exact(web):
    attached = attach(web.page("/", PAGE.replace("330", "312")))

    looks.work()

    attached.refresh_from_db()
    assert (attached.is_exact, attached.quote) == (False, "It is  330 metres tall")
    assert "312 metres" in attached.snapshot.text


@pytest.mark.parametrize(
    ("reply", "status", "said"),
    [
        ({"status": 404}, Status.GONE, "answers 404"),
        ({"status": 410}, Status.GONE, "answers 410"),
        ({"status": 403}, Status.REFUSED, "answers 403"),
        ({"media_type": "application/pdf"}, Status.REFUSED, "application/pdf"),
        ({"body": "<html><nav></nav></html>"}, Status.REFUSED, "No text"),
        ({"headers": {"Content-Length": "2147483648"}}, Status.REFUSED, "larger than 6 MB"),
        (
            {"status": 302, "headers": {"Location": "http://169.254.169.254/"}},
            Status.REFUSED,
            "private network",
        ),
    ],
    ids=["404", "410", "403", "pdf", "empty", "2 GB", "metadata"],
)
def test_why_there_is_no_text_is_said_in_words(web, reply, status, said):
    look = look_at(SourceFactory(url=web.page("/", **{"body": PAGE} | reply)))

    assert (look.status, look.snapshot) == (status, None)
    assert said in look.error
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize(
    ("reply", "pause"),
    [
        ({"status": 503}, 60),
        ({"status": 429, "headers": {"Retry-After": "300"}}, 300),
        ({"status": 429, "headers": {"Retry-After": "999999"}}, 1800),
    ],
)
def test_a_server_that_is_busy_is_asked_again_later(web, reply, pause):
    look = look_at(SourceFactory(url=web.page("/", "", **reply)))

    assert (look.status, look.attempts) == (Status.QUEUED, 1)
    assert abs((look.due_at - timezone.now()).total_seconds() - pause) < 30
    assert looks.work() is False
    assert len(web.asked) == 1


def test_after_three_attempts_it_counts_as_unreachable(web):
    url = web.page("/", "", status=500)
    look = LookFactory(source=SourceFactory(url=url))
    for _ in range(Look.MAX_ATTEMPTS):
        Look.objects.update(due_at=timezone.now())
        looks.work()

    look.refresh_from_db()
    assert (look.status, look.attempts, len(web.asked)) == (Status.UNREACHABLE, 3, 3)


def test_latin_1_that_says_it_is_utf_8_is_read(web):
    body = PAGE.replace("the town", "Zoë Brontë").encode("latin-1")
    look = look_at(SourceFactory(url=web.page("/", body)))
    assert "Zoë Brontë" in look.snapshot.text


def test_a_page_of_one_5_mb_line_is_kept_whole(web):
    line = "It is 330 metres tall, and so it goes on and on. " * (5 * 1024 * 1024 // 49)
    look = look_at(SourceFactory(url=web.page("/", f"<html><body><p>{line}</p></body></html>")))
    assert look.snapshot.text == line.strip()


class WorkerKilled(BaseException):
    """No handler of ours catches what ends a process."""


def test_a_worker_killed_in_the_middle_of_a_fetch_leaves_nothing_doubled(web, monkeypatch):
    attached = attach(web.page("/", PAGE))

    def killed(*args, **more):
        raise WorkerKilled

    with monkeypatch.context() as patch:
        patch.setattr(looks.snapshots, "keep", killed)
        with pytest.raises(WorkerKilled):
            looks.work()

    look = Look.objects.get()
    assert (look.status, look.snapshot) == (Status.RUNNING, None)
    assert looks.due() == 0
    assert looks.work() is False

    Look.objects.update(due_at=timezone.now())
    assert looks.work() is True
    look.refresh_from_db()
    attached.refresh_from_db()
    assert (look.status, look.attempts) == (Status.TAKEN, 2)
    assert attached.is_exact
    assert Snapshot.objects.count() == Look.objects.count() == 1


def test_a_look_whose_workers_keep_dying_ends_with_a_reason(web, source):
    look = LookFactory(source=source, status=Status.RUNNING, attempts=Look.MAX_ATTEMPTS)

    assert looks.due() == 0

    look.refresh_from_db()
    assert (look.status, web.asked) == (Status.REFUSED, [])
    assert "worker was stopped" in look.error


def test_a_late_worker_stores_nothing_of_a_look_that_another_has(source, monkeypatch):
    fetch = pages.fetching.get

    def overtaken(*args, **more):
        Look.objects.update(attempts=2)
        return fetch(*args, **more)

    monkeypatch.setattr(pages.fetching, "get", overtaken)
    look = look_at(source)

    assert (look.status, look.snapshot) == (Status.RUNNING, None)
    assert not Snapshot.objects.exists()


def test_look_again_is_an_act_with_its_event_and_never_twice_at_once(web):
    attached = EvidenceFactory(source__url=web.page("/", PAGE))
    person = UserFactory()

    first = looks.ask(evidence_id=attached.pk, person=person)
    second = looks.ask(evidence_id=attached.pk, person=person)

    assert first == second
    assert first.asked_by == person
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.SOURCE_LOOK_ASKED, person)


def test_each_night_every_source_that_evidence_rests_on_is_looked_at_once(web):
    near = [EvidenceFactory(source__url=web.url(f"/{n}")).source for n in range(2)]
    far = EvidenceFactory(source__url="https://other.example/").source
    SourceFactory()  # nothing rests on it
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_because": "A rumour."}
    EvidenceFactory(**withdrawn, withdrawn_by=UserFactory())

    assert (looks.ask_all(), looks.ask_all()) == (3, 0)

    assert {look.source for look in Look.objects.all()} == {*near, far}
    waits = {look.source_id: look.due_at - timezone.now() for look in Look.objects.all()}
    assert waits[near[1].pk] > timedelta(seconds=2) > waits[far.pk]
