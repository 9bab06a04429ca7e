"""Switching fetching off in the middle of what was handed in costs nothing: it can go on."""

import pytest
from django.utils import timezone

from articles.models import Feed, FeedPage, Ingest, LibraryDocument, PageFetching
from articles.services import feeds, ingests, pages
from tests.factories import FeedFactory
from tests.handed_in import hand_in, said, tally, work_off

pytestmark = pytest.mark.django_db

Status = Ingest.Status
PAGE = "<html><body><h1>{0}</h1><p>The {0} was opened by the mayor in 1889.</p></body></html>"


@pytest.fixture
def web(web):
    for number in range(5):
        web.page(f"/{number}", PAGE.format(f"lighthouse {number}"))
    return web


def switch(*, is_on):
    PageFetching.objects.update(is_on=is_on)


def work_and_switch_off_after(ingest, *, count):
    """One shift, in which an admin switches fetching off once so many pages are in."""
    kept = []

    def someone_waits():
        kept.append(1)
        if len(kept) == count:
            switch(is_on=False)
        return False

    ingests.work(seconds=60, gives_way=someone_waits)
    ingest.refresh_from_db()


@pytest.mark.parametrize("first", ["/0", "/gone"])
def test_addresses_end_there_in_words_and_all_the_rest_comes_when_one_goes_on(web, first):
    given = [first, *(f"/{number}" for number in range(1, 5))]
    lines = "\n".join(map(web.url, given)).encode()
    ingest = hand_in(lines, kind=Ingest.Kind.ADDRESSES, ending=".txt")

    work_and_switch_off_after(ingest, count=1)

    lost = int(first == "/gone")
    assert (ingest.status, ingest.error) == (Status.FAILED, pages.IS_OFF)
    assert (ingest.line, ingest.lost, len(said(ingest)), ingest.can_go_on) == (1, lost, lost, True)
    assert web.paths == [first]

    switch(is_on=True)
    ingests.go_on(ingest_id=ingest.pk)
    assert (work_off(ingest).status, tally(ingest)) == (Status.DONE, (5 - lost, 0, 0, 0, lost))
    assert LibraryDocument.objects.count() == 5 - lost


def test_of_a_feed_no_try_of_a_page_is_spent(web):
    links = "".join(f"<item><link>{web.url(f'/{number}')}</link></item>" for number in range(5))
    body = f"<?xml version='1.0'?><rss version='2.0'><channel>{links}</channel></rss>"
    FeedFactory(address=web.page("/feed", body, media_type="text/xml"))
    feeds.work()
    ingest = Ingest.objects.get()

    work_and_switch_off_after(ingest, count=2)

    assert (ingest.status, tally(ingest), ingest.can_go_on) == (
        Status.FAILED,
        (2, 0, 0, 0, 0),
        True,
    )
    left = FeedPage.objects.filter(read_at=None)
    assert list(left.values_list("tries", "error")) == [(0, "")] * 3
    assert left.filter(due_at__lte=timezone.now()).count() == 3

    switch(is_on=True)
    ingests.go_on(ingest_id=ingest.pk)
    assert (work_off(ingest).status, tally(ingest)) == (Status.DONE, (5, 0, 0, 0, 0))
    Feed.objects.update(due_at=timezone.now())
    feeds.work()
    assert Ingest.objects.count() == 1


def test_what_waits_for_its_server_is_not_lost_either(web):
    for number in range(5):
        web.page(f"/{number}", "", status=503)
    given = "\n".join(web.url(f"/{number}") for number in range(5)).encode()
    work_off(hand_in(given, kind=Ingest.Kind.ADDRESSES, ending=".txt"))
    rest = Ingest.objects.live().get()
    for number in range(5):
        web.page(f"/{number}", PAGE.format(f"lighthouse {number}"))
    Ingest.objects.live().update(due_at=timezone.now())

    work_and_switch_off_after(rest, count=2)
    assert (rest.status, rest.error, tally(rest)) == (Status.FAILED, pages.IS_OFF, (2, 0, 0, 0, 0))

    switch(is_on=True)
    ingests.go_on(ingest_id=rest.pk)
    assert tally(work_off(rest)) == (5, 0, 0, 0, 0)
