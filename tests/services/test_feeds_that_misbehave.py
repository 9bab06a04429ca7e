"""A feed's server that hangs, sends without end, sends on to the house, or lies about letters."""

from dataclasses import replace

import pytest
from django.utils import timezone

from articles.models import Feed, Ingest
from articles.services import feeds
from tests.factories import FeedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=list(Feed.Kind))
def feed(request, news):
    return FeedFactory(kind=request.param, address=news.url("/feed"))


def read(feed):
    """Have it read: a worker goes on whatever happens, and what it says is a sentence."""
    assert feeds.work() is True
    feed.refresh_from_db()
    assert feed.due_at > timezone.now()
    return feed.error


def nothing_came(feed):
    return feed.failures == 1 and not feed.pages.exists() and not Ingest.objects.exists()


def test_one_that_hangs_is_left_after_its_time(news, feed, monkeypatch):
    monkeypatch.setattr(feeds, "LIMITS", replace(feeds.LIMITS, seconds=0.3))
    news.raw("/feed", lambda send, stopped: stopped.wait(5))

    assert read(feed).endswith(".")
    assert nothing_came(feed)


def test_one_that_sends_without_end_is_left_soon(news, feed):
    def pour(send, stopped):
        send(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
        while not stopped.is_set():
            send(b" " * 65_536)

    news.raw("/feed", pour)

    assert "larger than" in read(feed)
    assert nothing_came(feed)


def test_one_that_sends_on_to_the_house_is_not_followed(news, feed):
    news.redirect("/feed", "http://169.254.169.254/latest/meta-data/")

    assert read(feed)
    assert len(news.asked) == 1
    assert nothing_came(feed)


def test_one_in_latin_1_that_says_utf_8_is_read_all_the_same(news, feed):
    said = (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
        f"<title>Caf\xe9 news</title><item><link>{news.url('/1')}</link></item></channel></rss>"
    )
    news.page("/feed", said.encode("latin-1"), media_type="application/rss+xml; charset=utf-8")

    assert read(feed) == ""
    assert feed.pages.get().address == news.url("/1")
