"""Feeds and their fact-checks, back to how they were kept before and forth again."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Feed, FollowedReview
from tests.factories import FeedFactory

pytestmark = pytest.mark.django_db

BEFORE = ("articles", "0011_searches_and_origins")
AFTER = ("articles", "0012_feeds_and_fetching")
SHARED = "https://a.example/shared"


def migrated(*there):
    connection.check_constraints()
    executor = MigrationExecutor(connection)
    executor.migrate([there])
    return executor.loader.project_state([there]).apps


def feed(letter, kind, address):
    feed = FeedFactory(kind=kind, address=address)
    FollowedReview.objects.create(feed=feed, key=letter * 64, claim="It leans", words=["lean"])
    return feed


def test_fact_checks_of_a_feed_that_is_now_of_the_library_are_kept_and_it_is_not_followed():
    feed("a", Feed.Kind.REVIEWS, SHARED)
    feed("b", Feed.Kind.LIBRARY, SHARED)
    feed("c", Feed.Kind.LIBRARY, "https://a.example/changed")

    before = migrated(*BEFORE)

    followed, reviews, feeds = (
        before.get_model("articles", name).objects
        for name in ("FollowedFeed", "FollowedReview", "Feed")
    )
    assert dict(followed.values_list("url", "is_on")) == {
        SHARED: True,
        "https://a.example/changed": False,
    }
    assert dict(reviews.values_list("key", "feed__url")) == {
        "a" * 64: SHARED,
        "b" * 64: SHARED,
        "c" * 64: "https://a.example/changed",
    }
    assert feeds.count() == 2

    migrated(*AFTER)
    kept = FollowedReview.objects.values_list("feed__kind", "feed__is_on").order_by("key")
    assert list(kept) == [("reviews", True), ("reviews", True), ("reviews", False)]


def test_pages_are_not_fetched_where_no_setting_says_so(settings):
    migrated(*BEFORE)
    del settings.FETCH_PAGES

    after = migrated(*AFTER)

    assert after.get_model("articles", "PageFetching").objects.get().is_on is False
