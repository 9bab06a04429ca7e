"""PostgreSQL ends a worker's session, as a restart does: it goes on, and says so in a sentence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Event, Feed, Ingest, LibraryDocument, Look, Passage, Snapshot
from articles.models.queue import Queued
from articles.services import (
    conditions,
    feeds,
    ingests,
    looks,
    outages,
    pages,
    queue,
    runs,
    shelves,
    snapshots,
)
from tests.conftest import BOTH_WAYS
from tests.deaths import as_a_task, at_each_of, befallen, loses_its_session
from tests.factories import FeedFactory, RunFactory
from tests.handed_in import hand_in, line, tally, work_off
from tests.looked_at import PAGE, attach
from tests.outside import switched_on
from tests.pages import Page
from tests.shelved import counted, recounted

pytestmark = pytest.mark.django_db(transaction=True)

RSS = "<rss version='2.0'><channel><title>News</title><item><link>{}</link></item></channel></rss>"


def said(row):
    row.refresh_from_db()
    return row.status, row.error


def due_later(row):
    type(row).objects.filter(pk=row.pk).update(due_at=timezone.now() + timedelta(hours=1))


def due_now(row):
    type(row).objects.filter(pk=row.pk).update(due_at=timezone.now())


@at_each_of(
    (ingests, "_keep"),
    (ingests, "_note"),
    (shelves, "settle"),
    (queue, "close"),
)
def test_in_an_ingest_every_line_is_brought_in_once(monkeypatch, when, where, step):
    monkeypatch.setattr(shelves, "BATCH", 3)
    ingest = hand_in(*map(line, range(6)), b"wrong\n", line(7))
    in_a_batch = step in {"_keep", "_note"}

    with befallen(loses_its_session, when=when, where=where, step=step, call=1 + in_a_batch):
        assert as_a_task(lambda: ingests.work(seconds=60))

    ended = (Ingest.Status.DONE, "")
    put_off = (Ingest.Status.QUEUED, outages.OURS)
    assert said(ingest) == (ended if (when, step) == ("after", "close") else put_off)
    due_now(ingest)
    work_off(ingest)
    assert (said(ingest), tally(ingest)) == (ended, (7, 0, 0, 0, 1))
    assert LibraryDocument.objects.count() == Passage.objects.count() == 7
    assert counted() == recounted()
    assert ingest.faults.count() == 1


@at_each_of(
    (looks, "_fetch"),
    (looks, "_keep"),
    (snapshots, "keep"),
    (conditions, "settle"),
)
def test_in_a_look_the_page_is_kept_once(web, when, where, step):
    evidence = attach(web.page("/", PAGE))
    look = evidence.source.looks.get()

    with befallen(loses_its_session, when=when, where=where, step=step):
        assert as_a_task(looks.work)

    taken = (Look.Status.TAKEN, "")
    put_off = (Look.Status.QUEUED, outages.OURS)
    assert said(look) == (taken if (when, step) == ("after", "_keep") else put_off)
    due_now(look)
    looks.work()
    assert said(look) == taken
    evidence.refresh_from_db()
    assert (evidence.is_exact, evidence.snapshot) == (True, Snapshot.objects.get())
    assert Event.objects.filter(action=Event.Action.QUOTE_FOUND).count() == 1
    assert web.paths in (["/"], ["/", "/"])


@at_each_of((pages, "get"), (feeds, "_done"))
def test_in_a_feed_its_pages_are_noted_once(web, when, where, step):
    page = web.url("/1")
    feed = FeedFactory(address=web.page("/feed", RSS.format(page)))

    with befallen(loses_its_session, when=when, where=where, step=step):
        assert as_a_task(feeds.work)

    feed.refresh_from_db()
    is_read = (when, step) == ("after", "_done")
    assert feed.error == ("" if is_read else outages.OURS)
    assert feed.failures == 0  # which is not its fault
    assert feed.due_at > timezone.now()
    if not is_read:
        due_now(feed)
        assert feeds.work()
    feed.refresh_from_db()
    assert (feed.error, feed.failures, feed.read_at is not None) == ("", 0, True)
    assert [each.address for each in feed.pages.all()] == [page]
    assert Ingest.objects.count() == 1


def test_a_page_of_fact_checks_says_whose_fault_it_was(web):
    switched_on("claimreview")
    feed = FeedFactory(kind=Feed.Kind.REVIEWS, address=web.url("/feed"))
    due_later(feed)
    feed.pages.create(address=web.page("/1", PAGE))

    with befallen(loses_its_session, when="after", where=pages, step="get"):
        assert as_a_task(feeds.work)

    assert feed.pages.get().error == outages.OURS


@pytest.mark.parametrize(
    ("where", "step", "work"),
    [
        (queue, "close", runs.work),
        (queue, "close", looks.work),
        (ingests, "_keep", lambda: ingests.work(seconds=60)),
    ],
    ids=["run", "look", "ingest"],
)
def test_one_that_had_its_last_attempt_says_what_to_do(web, scripted, finding, where, step, work):
    scripted([finding()])
    rows = [RunFactory(), attach(web.page("/", PAGE)).source.looks.get(), hand_in(line(1))]
    for each in rows:
        type(each).objects.filter(pk=each.pk).update(attempts=each.MAX_ATTEMPTS - 1)

    with befallen(loses_its_session, when="before", where=where, step=step):
        assert as_a_task(work)

    ended = [said(each) for each in rows if said(each)[0] not in Queued.LIVE]
    assert [error for _, error in ended] == [outages.FOR_GOOD]
    assert Snapshot.objects.count() == 0


@BOTH_WAYS
def test_the_editor_reads_that_it_was_our_database_and_that_it_is_tried_again(
    web, client, person, scripted, finding, headers
):
    scripted([finding()])
    evidence = attach(web.page("/", PAGE))
    RunFactory(claim=evidence.claim)
    client.force_login(person("Editor"))

    for where, step, work in ((runs, "_keep", runs.work), (looks, "_keep", looks.work)):
        with befallen(loses_its_session, when="before", where=where, step=step):
            assert as_a_task(work)

    page = client.get(evidence.claim.get_absolute_url(), headers=headers).content.decode()
    shown = " ".join(Page(page).text.split())
    assert f"Evidence library will try again: {outages.OURS}" in shown
    assert f"The page will be looked at again: {outages.OURS}" in shown
