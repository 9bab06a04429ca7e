"""Fact-checks of others, read from the feeds that the desk follows and from their pages."""

import json

import pytest
from django.utils import timezone

from articles import fetching
from articles.models import Feed, FeedPage, FollowedReview
from articles.services import feeds, review_feeds
from tests.factories import FeedFactory
from tests.outside import fetching_on, switched_on
from tests.web_server import serving

pytestmark = pytest.mark.django_db


def review(number):
    return {"@type": "ClaimReview", "claimReviewed": f"Tower {number} leans", "url": f"/{number}"}


def page(number):
    data = json.dumps(review(number))
    return f'<script type="application/ld+json">{data}</script><p>Tower {number}</p>'


def rss(server, *numbers):
    items = "".join(f"<item><link>{server.url(f'/{n}')}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel>{items}</channel></rss>"


@pytest.fixture
def server(settings):
    with serving() as server:
        fetching_on(settings, server)
        yield server


@pytest.fixture
def feed(server):
    switched_on("claimreview")
    return FeedFactory(kind=Feed.Kind.REVIEWS, address=server.url("/feed"), minutes=360)


def claims():
    return set(FollowedReview.objects.values_list("claim", flat=True))


def work_all():
    while feeds.work():
        pass


def again():
    Feed.objects.update(due_at=timezone.now())
    FeedPage.objects.update(due_at=timezone.now())
    work_all()


def test_a_data_feed_is_read(server, feed):
    server.page("/feed", json.dumps([review(1), review(2)]), media_type="application/json")

    assert [feeds.work(), feeds.work()] == [True, False]

    assert claims() == {"Tower 1 leans", "Tower 2 leans"}


def test_the_pages_of_a_feed_are_read_once_each_a_step_a_page(server, feed):
    server.page("/feed", rss(server, 1, 2), media_type="application/rss+xml")
    for number in (1, 2, 3):
        server.page(f"/{number}", page(number))
    assert [feeds.work() for _ in range(4)] == [True, True, True, False]
    server.page("/feed", rss(server, 3, 1, 2), media_type="application/rss+xml")

    again()

    assert claims() == {f"Tower {number} leans" for number in (1, 2, 3)}
    assert server.paths == ["/feed", "/1", "/2", "/feed", "/3"]


def test_a_page_that_is_down_is_tried_with_growing_pauses_and_then_given_up(server, feed):
    server.page("/feed", rss(server, 1), media_type="text/xml")
    server.page("/1", "", status=503)
    work_all()
    waits = []
    for _ in range(FeedPage.MOST_TRIES):
        waits.append(round((FeedPage.objects.get().due_at - timezone.now()).total_seconds() / 3600))
        again()

    given_up = FeedPage.objects.get()
    assert waits == [2, 4, 8, 16, 32]
    assert (given_up.is_given_up, given_up.error) == (
        True,
        "Its server answered with the error 503.",
    )
    assert server.paths.count("/1") == FeedPage.MOST_TRIES

    server.page("/1", page(1))
    feeds.read_now(feed_id=feed.pk)
    work_all()
    assert claims() == {"Tower 1 leans"}
    assert not feed.pages.not_had().exists()


def test_what_is_no_page_is_given_up_at_once(server, feed):
    server.page("/feed", rss(server, 1), media_type="text/xml")
    server.page("/1", b"\0", media_type="image/png")

    work_all()

    assert FeedPage.objects.get().is_given_up


def test_a_page_that_breaks_is_said_and_keeps_nobody_waiting(server, feed, monkeypatch, caplog):
    server.page("/feed", rss(server, 1), media_type="text/xml")
    feeds.work()
    monkeypatch.setattr(fetching, "get", lambda *_, **__: 1 / 0)

    assert feeds.work() is True

    assert FeedPage.objects.get().error == review_feeds.BROKE
    assert "ZeroDivisionError" in caplog.text


class WorkerKilled(BaseException):
    """No handler of ours catches what ends a process."""


def test_a_worker_killed_over_a_page_has_tried_it_in_vain(server, feed, monkeypatch):
    server.page("/feed", rss(server, 1), media_type="text/xml")
    feeds.work()

    def killed(*args, **more):
        raise WorkerKilled

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "get", killed)
        with pytest.raises(WorkerKilled):
            feeds.work()

    left = FeedPage.objects.get()
    assert (left.tries, "stopped" in left.error) == (1, True)
    assert feeds.work() is False
    server.page("/1", page(1))
    again()
    assert claims() == {"Tower 1 leans"}
