"""What the desk follows, read from a real server."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import fetching
from articles.models import FollowedFeed, FollowedReview, Provider
from articles.services import feeds
from tests.outside import fetching_on, switched_on
from tests.races import all_at_once
from tests.web_server import Reply, serving

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
    """The test's own server, which is allowed although it is inside."""
    with serving() as server:
        fetching_on(settings, server)
        yield server


@pytest.fixture
def feed(server):
    switched_on("claimreview")
    return FollowedFeed.objects.create(url=server.url("/feed"), hours=6)


def now(feed):
    feed.refresh_from_db()
    return feed


def hours(feed):
    return (now(feed).due_at - timezone.now()).total_seconds() / 3600


def claims():
    return set(FollowedReview.objects.values_list("claim", flat=True))


def again(feed):
    FollowedFeed.objects.filter(pk=feed.pk).update(due_at=timezone.now())
    return feeds.work()


def test_a_data_feed_is_read_and_read_again_after_its_hours(server, feed):
    server.page("/feed", json.dumps([review(1), review(2)]), media_type="application/json")

    assert [feeds.work(), feeds.work()] == [True, False]

    assert claims() == {"Tower 1 leans", "Tower 2 leans"}
    assert 5.9 < hours(feed) <= 6
    assert (feed.error, feed.failures, feed.read_at is not None) == ("", 0, True)


def test_the_pages_of_a_feed_are_read_once_each(server, feed):
    server.page("/feed", rss(server, 1, 2), media_type="application/rss+xml")
    for number in (1, 2, 3):
        server.page(f"/{number}", page(number))
    feeds.work()
    server.page("/feed", rss(server, 3, 1, 2), media_type="application/rss+xml")

    again(feed)

    assert claims() == {f"Tower {number} leans" for number in (1, 2, 3)}
    assert server.paths == ["/feed", "/1", "/2", "/feed", "/3"]


def test_what_has_not_changed_is_not_sent_again(server, feed):
    def answer(asked):
        if asked.headers.get("if-none-match") == '"7"':
            return Reply(status=304)
        return Reply(
            page(1), headers={"ETag": '"7"', "Last-Modified": "Tue, 31 Mar 2026 09:00 GMT"}
        )

    server.answer("/feed", answer)
    feeds.work()
    again(feed)

    assert server.asked[1].headers["if-modified-since"] == "Tue, 31 Mar 2026 09:00 GMT"
    assert claims() == {"Tower 1 leans"}
    assert (now(feed).error, 5.9 < hours(feed) <= 6) == ("", True)


def test_a_page_that_is_down_is_read_at_another_time(server, feed):
    server.page("/feed", rss(server, 1), headers={"ETag": '"7"'}, media_type="text/xml")
    server.page("/1", "", status=503)
    feeds.work()
    assert (now(feed).seen, feed.etag) == ([], "")

    server.page("/1", page(1))
    again(feed)

    assert claims() == {"Tower 1 leans"}
    assert (now(feed).seen, feed.etag) == ([server.url("/1")], '"7"')


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(status=404), "It answered 404."),
        (Reply("Hello"), feeds.EMPTY),
        (Reply("{", media_type="application/json"), feeds.EMPTY),
        (Reply(b"\0", media_type="image/png"), "image/png"),
    ],
    ids=["gone", "no feed", "broken", "picture"],
)
def test_what_cannot_be_read_says_why_and_waits_longer_each_time(server, feed, reply, error):
    server.answer("/feed", lambda _: reply)

    waits = [again(feed) and round(hours(feed) * 60) for _ in range(3)]

    assert waits == [5, 10, 20]
    assert error in now(feed).error
    assert (feed.failures, feed.read_at) == (3, None)


def test_retry_after_is_obeyed(server, feed):
    server.page("/feed", "", status=429, headers={"Retry-After": "7200"})

    feeds.work()

    assert 1.9 < hours(feed) <= 2


def test_a_feed_inside_the_house_is_not_read(settings):
    fetching_on(settings)
    switched_on("claimreview")
    feed = FollowedFeed.objects.create(url="http://169.254.169.254/latest/")

    feeds.work()

    assert now(feed).failures == 1
    assert feed.error


def test_nothing_is_read_while_the_provider_or_the_feed_is_off(server, feed):
    FollowedFeed.objects.update(is_on=False)
    assert feeds.work() is False

    FollowedFeed.objects.update(is_on=True)
    Provider.objects.filter(slug="claimreview").update(is_on=False)
    assert feeds.work() is False

    switched_on("claimreview")
    FollowedFeed.objects.update(due_at=timezone.now() + timedelta(hours=1))
    assert feeds.work() is False
    assert server.asked == []


def test_one_that_breaks_is_read_later_and_keeps_nobody_waiting(feed, monkeypatch, caplog):
    monkeypatch.setattr(feeds.reviews, "keep", lambda *_: 1 / 0)
    monkeypatch.setattr(
        fetching,
        "get",
        lambda url, **_: fetching.Answer(url, 200, "text/html", page(1).encode(), {}),
    )

    assert feeds.work() is True

    assert (now(feed).error, feed.failures) == (feeds.BROKE, 1)
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_read_one_feed_once(server, feed):
    server.page("/feed", page(1))

    assert sorted(all_at_once(feeds.work, feeds.work)) == [False, True]

    assert server.paths == ["/feed"]
