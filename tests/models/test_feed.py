from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Feed, FeedPage
from tests.factories import FeedFactory
from tests.rules import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "file:///etc/passwd", "https://a b"]
)
def test_a_feeds_address_is_of_the_web(address):
    with refused("feed_address_is_of_the_web"):
        FeedFactory(address=address)


@pytest.mark.parametrize("minutes", [4, 10_081])
def test_a_feed_is_read_every_5_minutes_to_a_week(minutes):
    with refused("feed_is_read_every_5_minutes_to_a_week"):
        FeedFactory(minutes=minutes)


def test_a_feed_is_followed_once_for_each_use():
    feed = FeedFactory()
    assert FeedFactory(address=feed.address, kind=Feed.Kind.REVIEWS).pk

    with refused("feed_once_for_each_use"):
        FeedFactory(address=feed.address)


def test_a_page_stands_in_a_feed_once():
    page = FeedFactory().pages.create(address="https://a.example/")

    with refused("feed_page_once_a_feed"):
        page.feed.pages.create(address=page.address)


def test_a_page_that_was_tried_in_vain_says_why():
    with refused("feed_page_tried_in_vain_says_why"):
        FeedFactory().pages.create(address="https://a.example/", tries=1, error=" ")


def test_due_is_what_is_neither_had_nor_given_up_nor_put_off():
    now, feed = timezone.now(), FeedFactory()
    pages = [
        {},
        {"tries": 2, "error": "It is gone."},
        {"tries": FeedPage.MOST_TRIES, "error": "It is gone."},
        {"due_at": now + timedelta(hours=1)},
        {"read_at": now},
    ]
    made = [
        feed.pages.create(**{"address": f"https://a.example/{n}", "due_at": now} | each)
        for n, each in enumerate(pages)
    ]

    assert list(FeedPage.objects.due()) == made[:2]
    assert [each.is_given_up for each in made] == [False, False, True, False, False]
    assert list(feed.pages.not_had()) == made[1:3]
