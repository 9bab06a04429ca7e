"""A feed's page: how it stands, what could not be had of it, and what one can do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Feed, Ingest
from tests.conftest import BOTH_WAYS
from tests.factories import FeedFactory, IngestFactory
from tests.outside import fetching_on, switched_on
from tests.pages import Page

pytestmark = pytest.mark.django_db

GONE = "The server answered with the error 404."


@pytest.fixture(autouse=True)
def checker(log_in, settings):
    fetching_on(settings)
    return log_in("Checker")


def words(response):
    return " ".join(Page(response.content.decode()).text.split())


def test_a_feed_that_fails_says_why_and_when_it_is_asked_again(client):
    at = timezone.now() + timedelta(hours=4)
    feed = FeedFactory(title="Harbour", error="Nobody answers there.", failures=3, due_at=at)

    on_page, in_list = (
        words(client.get(path)) for path in (feed.get_absolute_url(), reverse("articles:fill"))
    )

    assert "It could not be read, 3 times in a row by now. Nobody answers there." in on_page
    again = f"It is asked again {at:%-d %b, %H:%M}"
    assert f"{again}, and ever more rarely while that goes on." in on_page
    assert f"Nobody answers there. {again}." in in_list


def test_a_dead_link_says_how_often_it_was_tried_and_when_it_was_given_up(client):
    feed = FeedFactory()
    feed.pages.create(address="https://a.example/1", tries=1, error=GONE)
    feed.pages.create(address="https://a.example/2", tries=5, error=GONE)
    feed.pages.create(address="https://a.example/3", read_at=timezone.now())

    said = words(client.get(feed.get_absolute_url()))

    assert f"https://a.example/1: {GONE} Tried once; again " in said
    assert f"https://a.example/2: {GONE} Given up after 5 tries." in said
    assert "https://a.example/3" not in said


def test_a_new_feed_says_what_it_waits_for(client, settings):
    feed = FeedFactory()
    assert "Not read yet." in words(client.get(feed.get_absolute_url()))
    assert "It has brought nothing yet." in words(client.get(feed.get_absolute_url()))

    settings.FETCH_PAGES = False
    said = words(client.get(feed.get_absolute_url()))
    assert "It is not read now. Fetching pages is off" in said

    Feed.objects.update(is_on=False)
    assert "Off: it is not read." in words(client.get(feed.get_absolute_url()))


def test_a_feed_of_fact_checks_says_how_many_and_whether_they_are_used(client):
    feed = FeedFactory(kind=Feed.Kind.REVIEWS)
    assert "The provider of followed fact-checks is off." in words(
        client.get(feed.get_absolute_url())
    )

    switched_on("claimreview")
    assert "0 fact-checks of it are kept." in words(client.get(feed.get_absolute_url()))


def test_what_it_brought_is_listed_and_leads_back(client):
    feed = FeedFactory(title="Harbour")
    ingest = IngestFactory(feed=feed, asked_by=None, new=2)

    assert "2 documents, 2 new" in words(client.get(feed.get_absolute_url()))
    page = Page(client.get(ingest.get_absolute_url()).content.decode())
    assert page.all("a", href=feed.get_absolute_url())


def test_one_follows_fact_checks_and_may_leave_the_use_out(client):
    path = reverse("articles:follow-feed")
    client.post(path, {"address": "https://a.example/1", "kind": "reviews"})
    client.post(path, {"address": "https://a.example/2"})
    wrong = client.post(path, {"address": "https://a.example/3", "kind": "gossip"})

    assert dict(Feed.objects.values_list("address", "kind")) == {
        "https://a.example/1": "reviews",
        "https://a.example/2": "library",
    }
    assert (wrong.status_code, "Select a valid choice." in words(wrong)) == (422, True)
    assert 'value="https://a.example/3"' in wrong.content.decode()


@BOTH_WAYS
@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("https://user:token@a.example/", "Leave the name and password out of the address"),
        ("https://a.example/" + "\u6e2f" * 1900, "longer than 2,000 characters"),
    ],
    ids=["with a password", "long"],
)
def test_an_address_that_is_too_long_or_holds_a_password_is_not_taken(client, given, why, headers):
    lines = f"https://a.example/\n\n{given}"

    feed = client.post(reverse("articles:follow-feed"), {"address": given}, headers=headers)
    handed_in = client.post(
        reverse("articles:hand-in-addresses"), {"addresses": lines}, headers=headers
    )

    assert (feed.status_code, why in words(feed)) == (422, True)
    assert (handed_in.status_code, "Line 3: " in words(handed_in)) == (422, True)
    assert why in words(handed_in)
    assert given in handed_in.content.decode()
    assert not Feed.objects.exists()
    assert not Ingest.objects.exists()


def test_one_reads_it_now(client):
    feed = FeedFactory(due_at="2999-01-01T00:00Z")

    answer = client.post(reverse("articles:read-feed", args=[feed.pk]), follow=True)

    feed.refresh_from_db()
    assert feed.due_at <= timezone.now()
    assert "It is read as soon as a worker is free." in words(answer)


def test_a_feed_is_switched_off_and_on(client):
    feed = FeedFactory()
    for name, is_on in (("feed-off", False), ("feed-on", True)):
        answer = client.post(reverse(f"articles:{name}", args=[feed.pk]))
        feed.refresh_from_db()
        assert (feed.is_on, answer["Location"]) == (is_on, feed.get_absolute_url())


def test_the_page_takes_as_many_queries_for_many_pages(client, django_assert_max_num_queries):
    feed = FeedFactory()
    for number in range(60):
        feed.pages.create(address=f"https://a.example/{number}", tries=1, error=GONE)

    with django_assert_max_num_queries(12):
        assert "And 10 more." in words(client.get(feed.get_absolute_url()))
