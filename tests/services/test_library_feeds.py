"""Pages and feeds of the web become documents, where fetching is on."""

import pytest
from django.utils import timezone

from articles.models import Feed, FeedPage, Ingest, LibraryDocument
from articles.services import feeds, ingests
from tests.factories import UserFactory
from tests.handed_in import hand_in, said, tally, work_off

pytestmark = pytest.mark.django_db

PAGE = "<html><body><h1>{0}</h1><p>The {0} was opened by the mayor in 1889.</p></body></html>"
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour &amp; news</title>{}</channel>"
    "</rss>"
)


@pytest.fixture
def web(web):
    for name in ("tower", "bridge"):
        web.page(f"/{name}", PAGE.format(name))
    return web


def rss(*links):
    return RSS.format("".join(f"<item><link>{link}</link></item>" for link in links))


def follow(web, body, path="/feed"):
    address = web.page(path, body, media_type="application/rss+xml")
    return feeds.follow(address=address, person=UserFactory())


def addresses(*lines):
    return hand_in("\n".join(lines).encode(), kind=Ingest.Kind.ADDRESSES, ending=".txt")


def test_addresses_are_fetched_and_what_cannot_be_is_said(web):
    ingest = work_off(addresses(web.url("/tower"), "", web.url("/gone"), "http://10.0.0.1/"))

    assert (ingest.status, tally(ingest)) == (Ingest.Status.DONE, (1, 0, 0, 0, 2))
    gone, inside = said(ingest)
    assert gone == f"line 3, {web.url('/gone')}: The server answered with the error 404."
    assert inside.startswith("line 4, http://10.0.0.1/: ")
    document = LibraryDocument.objects.get()
    assert (document.identifier, document.title) == (web.url("/tower"), "tower")


def test_addresses_none_of_which_answered_are_asked_again_when_somebody_goes_on(web):
    ingest = work_off(addresses(web.url("/later"), web.url("/gone")))

    assert (ingest.status, ingest.error) == (Ingest.Status.FAILED, ingests.NOTHING_READ)
    assert (tally(ingest), ingest.can_go_on) == ((0, 0, 0, 0, 2), True)
    web.page("/later", "<p>The tower is 330 metres tall.</p>")
    ingests.go_on(ingest_id=ingest.pk)
    assert tally(work_off(ingest)) == (1, 0, 0, 0, 1)
    assert (ingest.status, len(said(ingest))) == (Ingest.Status.DONE, 1)


def test_where_fetching_is_off_nothing_is_asked_for(web, settings):
    settings.FETCH_PAGES = False
    feed = follow(web, rss("/tower"))
    ingest = work_off(addresses(web.url("/tower")))

    assert feeds.work() is False
    assert (ingest.status, web.asked) == (Ingest.Status.FAILED, [])
    assert "Fetching pages is off" in ingest.error
    assert feed.read_at is None


def test_a_feed_hands_in_what_is_new_in_it_once(web):
    feed = follow(
        web, rss("/tower", web.url("/bridge"), "mailto:a@b.example", "http://[", "/tower")
    )

    assert feeds.work() is True
    ingest = work_off(Ingest.objects.get())

    assert (ingest.name, ingest.feed, tally(ingest)) == ("Harbour & news", feed, (2, 0, 0, 0, 0))
    feed.refresh_from_db()
    assert (feed.title, feed.error) == ("Harbour & news", "")
    assert feed.read_at < timezone.now() < feed.due_at
    assert feeds.work() is False
    Feed.objects.update(due_at=timezone.now())
    assert feeds.work() is True
    assert Ingest.objects.count() == 1


def test_while_its_pages_are_fetched_a_feed_is_not_read_again(web):
    follow(web, rss("/tower"))
    feeds.work()
    Feed.objects.update(due_at=timezone.now())

    assert feeds.work() is False
    ingests.work(seconds=60)
    assert feeds.work() is True


def test_a_dead_link_is_tried_with_growing_pauses_and_given_up(web):
    feed = follow(web, rss(web.url("/tower"), web.url("/gone")))
    tries = []
    for _ in range(FeedPage.MOST_TRIES + 1):
        Feed.objects.update(due_at=timezone.now())
        feeds.work()
        while ingests.work(seconds=60):
            pass
        gone = feed.pages.get(address=web.url("/gone"))
        tries.append((gone.tries, round((gone.due_at - timezone.now()).total_seconds() / 3600)))
        # It is not due: the feed alone is asked for, and nothing is handed in.
        handed_in = Ingest.objects.count()
        Feed.objects.update(due_at=timezone.now())
        feeds.work()
        assert Ingest.objects.count() == handed_in
        FeedPage.objects.update(due_at=timezone.now())

    assert tries[:-1] == [(1, 2), (2, 4), (3, 8), (4, 16), (5, 32)]
    assert web.paths.count("/gone") == FeedPage.MOST_TRIES
    assert web.paths.count("/tower") == 1
    assert gone.is_given_up
    assert gone.error == "The server answered with the error 404."


def test_what_was_taken_out_of_the_library_does_not_come_back_by_its_feed(web):
    follow(web, rss(web.url("/tower")))
    feeds.work()
    work_off(Ingest.objects.get())
    LibraryDocument.objects.get().delete()

    Feed.objects.update(due_at=timezone.now())
    feeds.work()

    assert Ingest.objects.count() == 1


def test_what_came_by_another_way_is_not_fetched(web):
    work_off(addresses(web.url("/tower")))
    follow(web, rss(web.url("/tower")))

    feeds.work()

    assert Ingest.objects.filter(feed__isnull=False).count() == 0
    assert FeedPage.objects.get().read_at
