"""What every feed has in common: when it is read, how rarely while it fails, and by one worker."""

import pytest
from django.utils import timezone

from articles import fetching
from articles.models import Feed, FeedPage, Ingest, Provider
from articles.services import Refused, feeds, library_feeds, review_feeds
from tests.factories import FeedFactory, UserFactory
from tests.races import all_at_once
from tests.web_server import Reply

pytestmark = pytest.mark.django_db

KINDS = list(Feed.Kind)
RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{}</channel></rss>"

LETTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))


def rss(*links):
    return RSS.format("".join(f"<item><link>{link}</link></item>" for link in links))


@pytest.fixture(params=KINDS)
def feed(request, news):
    return FeedFactory(kind=request.param, address=news.url("/feed"), minutes=60)


def now(feed):
    feed.refresh_from_db()
    return feed


def minutes(feed):
    return round((now(feed).due_at - timezone.now()).total_seconds() / 60)


def again(feed):
    Feed.objects.filter(pk=feed.pk).update(due_at=timezone.now())
    return feeds.work()


def test_a_feed_is_read_and_read_again_after_its_minutes(news, feed):
    news.page("/feed", rss(news.url("/1")))

    assert feeds.work() is True

    assert minutes(feed) == 60
    assert (feed.error, feed.failures, feed.read_at is not None) == ("", 0, True)
    assert [page.address for page in feed.pages.all()] == [news.url("/1")]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(status=404), "Its server answered with the error 404."),
        (Reply("Hello"), "There is no"),
        (Reply("{", media_type="application/json"), "There is no"),
        (Reply("", media_type="text/xml"), "There is no"),
        (Reply(b"\0", media_type="image/png"), "image/png"),
    ],
    ids=["gone", "no feed", "broken", "empty", "picture"],
)
def test_what_cannot_be_read_says_why_and_is_asked_ever_more_rarely(news, feed, reply, error):
    news.answer("/feed", lambda _: reply)

    waits = [again(feed) and minutes(feed) for _ in range(7)]

    assert waits == [60, 120, 240, 480, 960, 1440, 1440]
    assert error in now(feed).error
    assert (feed.failures, feed.read_at) == (7, None)
    news.page("/feed", rss(news.url("/1")))
    again(feed)
    assert (now(feed).failures, feed.error, minutes(feed)) == (0, "", 60)


def test_one_that_fails_is_never_asked_more_often_than_when_it_answers(news, feed):
    Feed.objects.update(minutes=10_080)
    news.page("/feed", "", status=404)

    assert [again(feed) and minutes(feed) for _ in range(3)] == [10_080] * 3


@pytest.mark.parametrize(
    ("wish", "minutes_later"), [("7200", 120), ("172800", 2880), ("9999999", 10_080), ("5", 60)]
)
def test_retry_after_is_obeyed_up_to_a_week(news, feed, wish, minutes_later):
    news.page("/feed", "", status=429, headers={"Retry-After": wish})

    feeds.work()

    assert minutes(feed) == minutes_later


@pytest.mark.parametrize(("before", "typed"), [("", "Typed"), ("Typed", ""), ("Old", "Typed")])
def test_what_a_person_calls_it_meanwhile_stays(news, monkeypatch, before, typed):
    feed = FeedFactory(address=news.url("/feed"), title=before)
    news.page("/feed", rss(news.url("/1")))

    def take_in(taken, answer):
        Feed.objects.update(title=typed)
        library_feeds.take_in(taken, answer)

    monkeypatch.setitem(feeds.TAKES_IN, feed.kind, take_in)
    feeds.work()

    assert (now(feed).title, feed.failures, feed.read_at is not None) == (typed, 0, True)


def test_what_has_not_changed_is_not_sent_again(news, feed):
    def answer(asked):
        if asked.headers.get("if-none-match") == '"7"':
            return Reply(status=304)
        modified = {"Last-Modified": "Tue, 31 Mar 2026 09:00 GMT"}
        return Reply(rss(news.url("/1")), headers={"ETag": '"7"'} | modified)

    news.answer("/feed", answer)
    feeds.work()
    Ingest.objects.all().delete()
    again(feed)

    asked = [each for each in news.asked if each.path == "/feed"]
    assert asked[1].headers["if-modified-since"] == "Tue, 31 Mar 2026 09:00 GMT"
    assert (now(feed).error, minutes(feed)) == ("", 60)


def test_a_feed_inside_the_house_is_not_read(news):
    feed = FeedFactory(address="http://169.254.169.254/latest/")

    feeds.work()

    assert now(feed).failures == 1
    assert feed.error


def test_nothing_is_read_while_the_feed_is_off_or_not_due(news, feed):
    Feed.objects.update(is_on=False)
    assert feeds.work() is False

    feeds.switch(feed_id=feed.pk, is_on=True)
    assert feeds.due().count() == 1
    Feed.objects.update(due_at="2999-01-01T00:00Z")

    assert feeds.work() is False
    assert news.asked == []


def test_fact_checks_are_not_read_while_their_provider_is_off(news):
    feed = FeedFactory(kind=Feed.Kind.REVIEWS)
    feed.pages.create(address=news.url("/1"))
    Provider.objects.filter(slug="claimreview").update(is_on=False)

    assert feeds.work() is False
    assert feeds.why_idle(feed) == review_feeds.IS_OFF
    assert news.asked == []


def test_one_that_breaks_is_read_later_and_keeps_nobody_waiting(feed, monkeypatch, caplog):
    monkeypatch.setitem(feeds.TAKES_IN, feed.kind, lambda *_: 1 / 0)
    monkeypatch.setattr(
        fetching, "get", lambda url, **_: fetching.Answer(url, 200, "text/html", b"", {})
    )

    assert feeds.work() is True

    assert (now(feed).error, feed.failures) == (feeds.BROKE, 1)
    assert "ZeroDivisionError" in caplog.text


def test_one_reads_it_now_and_tries_again_what_was_given_up(news, feed):
    given_up = feed.pages.create(address="https://a.example/", tries=5, error="It is gone.")
    Feed.objects.update(failures=9, etag='"7"', due_at="2999-01-01T00:00Z")

    feeds.read_now(feed_id=feed.pk)

    assert (now(feed).due_at <= timezone.now(), feed.etag) == (True, "")
    given_up.refresh_from_db()
    assert (given_up.tries, given_up.due_at <= timezone.now()) == (0, True)


@pytest.mark.django_db(transaction=True)
def test_two_workers_read_one_feed_once(news, feed):
    news.page("/feed", rss())

    all_at_once(feeds.work, feeds.work)

    assert news.paths == ["/feed"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "web address"),
        ("news", "web address"),
        ("ftp://a.example/", "web address"),
        ("https://a.example/" + "a" * 2000, "longer than 2,000"),
        ("https://a.example/" + LETTERS[:1900], "counts as two to four"),
        ("https://user:token@a.example/feed", "name and password"),
        ("HTTP://token@a.example", "name and password"),
    ],
)
def test_what_is_no_address_or_may_not_be_shown_is_not_followed(address, why):
    with pytest.raises(Refused, match=why):
        feeds.follow(address=address, person=UserFactory())
    assert not Feed.objects.exists()


@pytest.mark.parametrize("rest", ["@desk/feed?to=a@b.example", LETTERS[:660]])
def test_an_address_may_be_long_and_have_an_at_sign_in_its_path(rest):
    assert feeds.follow(address=f"https://a.example/{rest}", person=UserFactory()).pk


def test_a_feed_is_followed_once_for_each_use():
    for kind in KINDS:
        feeds.follow(address="https://a.example/feed", person=UserFactory(), kind=kind)

    with pytest.raises(Refused, match="followed already"):
        feeds.follow(address="https://a.example/feed", person=UserFactory())
    assert Feed.objects.count() == 2


def test_pages_that_have_gone_from_a_feed_are_forgotten_in_the_end(monkeypatch):
    monkeypatch.setattr(library_feeds.feed_pages, "MOST_KEPT", 2)
    feed = FeedFactory()
    for number in range(5):
        feed.pages.create(address=f"https://a.example/{number}", read_at=timezone.now())
    waiting = feed.pages.create(address="https://a.example/waits")

    standing = ["https://a.example/0", "https://a.example/new"]
    library_feeds.feed_pages.remember(feed, dict.fromkeys(standing, ""))

    kept = {page.address[-1] for page in FeedPage.objects.exclude(pk=waiting.pk)}
    assert kept == {"0", "3", "4", "w"}
