"""Pages and feeds of the web become documents, where fetching is on."""

import pytest
from django.utils import timezone

from articles.models import Feed, Ingest, LibraryDocument
from articles.services import Refused, ingests, library_feeds
from tests.factories import UserFactory
from tests.handed_in import hand_in, said, tally, work_off
from tests.outside import fetching_on
from tests.web_server import serving

pytestmark = pytest.mark.django_db

PAGE = "<html><body><h1>{0}</h1><p>The {0} was opened by the mayor in 1889.</p></body></html>"
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour &amp; news</title>{}</channel>"
    "</rss>"
)


@pytest.fixture
def web(settings):
    with serving() as server:
        fetching_on(settings, server)
        for name in ("tower", "bridge"):
            server.page(f"/{name}", PAGE.format(name))
        yield server


def rss(*links):
    return RSS.format("".join(f"<item><link>{link}</link></item>" for link in links))


def follow(web, body, path="/feed"):
    address = web.page(path, body, media_type="application/rss+xml")
    return library_feeds.follow(address=address, person=UserFactory())


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


def test_where_fetching_is_off_nothing_is_asked_for(web, settings):
    settings.FETCH_PAGES = False
    feed = follow(web, rss("/tower"))
    ingest = work_off(addresses(web.url("/tower")))

    assert library_feeds.read_one() is False
    assert (ingest.status, web.asked) == (Ingest.Status.FAILED, [])
    assert "Fetching pages is off" in ingest.error
    assert feed.read_at is None


def test_a_feed_hands_in_what_is_new_in_it_once(web):
    feed = follow(web, rss("/tower", web.url("/bridge"), "mailto:a@b.example", "/tower"))

    assert library_feeds.read_one() is True
    ingest = work_off(Ingest.objects.get())

    assert (ingest.name, ingest.feed, tally(ingest)) == ("Harbour & news", feed, (2, 0, 0, 0, 0))
    feed.refresh_from_db()
    assert (feed.title, feed.error) == ("Harbour & news", "")
    assert feed.read_at < timezone.now() < feed.due_at
    assert library_feeds.read_one() is False
    Feed.objects.update(due_at=timezone.now())
    assert library_feeds.read_one() is True
    assert Ingest.objects.count() == 1


def test_while_its_pages_are_fetched_a_feed_is_not_read_again(web):
    follow(web, rss("/tower"))
    library_feeds.read_one()
    Feed.objects.update(due_at=timezone.now())

    assert library_feeds.read_one() is False
    ingests.work(seconds=60)
    assert library_feeds.read_one() is True


@pytest.mark.parametrize("body", ["<p>No feed</p>", "", "{}", "<rss"])
def test_what_is_no_feed_is_said_and_tried_again_later(web, body):
    feed = follow(web, body)

    assert library_feeds.read_one() is True

    feed.refresh_from_db()
    assert (feed.error, feed.read_at) == (library_feeds.NO_FEED, None)
    assert feed.due_at > timezone.now()
    assert not Ingest.objects.exists()


def test_a_feed_that_does_not_answer_is_said(web):
    feed = library_feeds.follow(address=web.url("/nothing"), person=UserFactory())

    library_feeds.read_one()

    feed.refresh_from_db()
    assert feed.error == "The server answered with the error 404."


def test_a_feed_that_is_off_is_not_read(web):
    feed = follow(web, rss("/tower"))
    library_feeds.switch(feed_id=feed.pk, is_on=False)

    assert (library_feeds.read_one(), library_feeds.due()) == (False, 0)
    library_feeds.switch(feed_id=feed.pk, is_on=True)
    assert library_feeds.due() == 1


@pytest.mark.parametrize(
    "address", ["", "news", "ftp://a.example/", "https://a.example/" + "a" * 2000]
)
def test_what_is_no_address_is_not_followed(address):
    with pytest.raises(Refused, match=r"web address|longer than"):
        library_feeds.follow(address=address, person=UserFactory())
    assert not Feed.objects.exists()


def test_a_feed_is_followed_once():
    library_feeds.follow(address="https://a.example/feed", person=UserFactory())

    with pytest.raises(Refused, match="followed already"):
        library_feeds.follow(address="https://a.example/feed", person=UserFactory())
    assert Feed.objects.count() == 1
