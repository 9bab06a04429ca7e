"""The feeds that the desk follows, in the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Feed, FollowedReview
from tests.factories import FeedFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_feed_changelist")
LONG_FROM_NOW = "2999-01-01T00:00Z"


@pytest.fixture(autouse=True)
def admin(client, person):
    client.force_login(person("Admin"))


def test_a_feed_is_followed_and_another_address_is_read_anew(client):
    sent = {"kind": "reviews", "minutes": 360, "is_on": "on"}
    client.post(
        reverse("admin:articles_feed_add"), sent | {"address": "https://check.example/feed"}
    )
    feed = Feed.objects.get()
    Feed.objects.update(etag='"7"', due_at=LONG_FROM_NOW)
    feed.pages.create(address="https://check.example/1", read_at=timezone.now())
    change = reverse("admin:articles_feed_change", args=[feed.pk])

    client.post(change, sent | {"address": feed.address, "minutes": 720})
    feed.refresh_from_db()
    assert (feed.minutes, feed.etag, feed.due_at.year) == (720, '"7"', 2999)
    assert feed.pages.count() == 1

    client.post(change, sent | {"address": "https://check.example/other"})
    feed.refresh_from_db()
    assert (feed.etag, feed.pages.count(), feed.due_at <= timezone.now()) == ("", 0, True)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://a.example/" + "".join(map(chr, range(0x4E00, 0x4E00 + 1900))), "longer than"),
        ("https://user:token@a.example/feed", "Leave the name and password out"),
    ],
    ids=["long", "with a password"],
)
def test_an_address_that_cannot_be_kept_is_refused_in_words(client, address, why):
    sent = {"address": address, "kind": "library", "minutes": 60, "is_on": "on"}
    feed = FeedFactory()

    for path in (
        reverse("admin:articles_feed_add"),
        reverse("admin:articles_feed_change", args=[feed.pk]),
    ):
        answer = client.post(path, sent)
        assert (answer.status_code, why in answer.content.decode()) == (200, True)

    assert Feed.objects.get().address == feed.address


def test_a_feed_is_given_the_address_of_another_use_but_not_of_its_own(client):
    same, other = FeedFactory(), FeedFactory(kind=Feed.Kind.REVIEWS)
    feed = FeedFactory()
    change = reverse("admin:articles_feed_change", args=[feed.pk])
    sent = {"minutes": 60, "is_on": "on"}

    refused = client.post(change, sent | {"address": same.address})
    taken = client.post(change, sent | {"address": other.address})

    assert "This feed is followed already." in refused.content.decode()
    assert (refused.status_code, taken.status_code) == (200, 302)
    feed.refresh_from_db()
    assert feed.address == other.address


def test_what_is_done_with_a_feed_is_said_once(client):
    feed = FeedFactory(kind=Feed.Kind.REVIEWS)
    FollowedReview.objects.create(feed=feed, key="a" * 64, claim="It leans", words=["lean"])
    feed.pages.create(address="https://check.example/1", read_at=timezone.now())
    change = reverse("admin:articles_feed_change", args=[feed.pk])

    client.post(change, {"address": feed.address, "kind": "library", "minutes": 720, "is_on": "on"})

    feed.refresh_from_db()
    assert (feed.kind, feed.minutes, feed.reviews.count()) == (Feed.Kind.REVIEWS, 720, 1)
    assert feed.pages.count() == 1
    assert 'name="kind"' not in client.get(change).content.decode()
    assert 'name="kind"' in client.get(reverse("admin:articles_feed_add")).content.decode()


def test_feeds_are_read_when_one_wants_and_their_reviews_are_to_read_only(client):
    feed = FeedFactory(kind=Feed.Kind.REVIEWS, due_at=LONG_FROM_NOW)
    FollowedReview.objects.create(feed=feed, key="a" * 64, claim="<b>It leans", words=["lean"])

    client.post(LIST, {"action": "read_now", "_selected_action": feed.pk})

    feed.refresh_from_db()
    assert feed.due_at <= timezone.now()
    shown = client.get(reverse("admin:articles_followedreview_changelist")).content.decode()
    assert "&lt;b&gt;It leans" in shown
    assert client.get(reverse("admin:articles_followedreview_add")).status_code == 403


def test_a_feed_is_switched_off_in_the_list(client):
    feed = FeedFactory()

    client.post(
        LIST,
        {
            "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": feed.pk,
            "_save": "Save",
        },
    )  # fmt: skip

    assert Feed.objects.get().is_on is False


def test_a_feed_that_is_not_read_says_why(client):
    feed = FeedFactory()

    page = client.get(reverse("admin:articles_feed_change", args=[feed.pk]))

    assert "Fetching pages is off" in page.content.decode()
