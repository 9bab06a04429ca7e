"""Where no worker is at it, a page does not say for ever that something is on its way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Evidence, Provider
from tests.conftest import HTMX
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    FeedFactory,
    IngestFactory,
    LookFactory,
    RunFactory,
    SnapshotFactory,
    UserFactory,
)
from tests.outside import fetching_on
from tests.pages import Page, faults

pytestmark = pytest.mark.django_db

NOBODY = "no worker has had time"
LONG_AGO, A_MOMENT_AGO = timedelta(minutes=20), timedelta(seconds=5)
WAITS = pytest.mark.parametrize(
    ("since", "is_said"), [(LONG_AGO, True), (A_MOMENT_AGO, False), (-LONG_AGO, False)]
)


@pytest.fixture(autouse=True)
def pages_are_fetched(settings, editor):
    fetching_on(settings)


def words(client, address):
    response = client.get(address)
    assert faults(response) == []
    return Page(response.content.decode()).text


@WAITS
def test_a_search_that_nobody_takes_says_since_when(client, claim, since, is_said):
    due = timezone.now() - since
    RunFactory(claim=claim, due_at=due)

    page = words(client, claim.get_absolute_url())

    said = f"Evidence library waits: {NOBODY} for it since {timezone.localtime(due):%-d %b, %H:%M}."
    assert (said in page) is is_said
    assert ("waiting for a worker" in page) is not is_said
    part = client.get(f"/claims/{claim.pk}/searches/?have=", headers=HTMX)
    assert Page(part.content.decode()).by_id("searches").get("hx-get")


@WAITS
def test_so_does_the_article(client, claim, since, is_said):
    RunFactory(claim=claim, due_at=timezone.now() - since)

    page = words(client, claim.article.get_absolute_url())

    assert (f"1 search waits: {NOBODY} since " in page) is is_said
    assert ("Looking for evidence, 1 search to go" in page) is not is_said


def test_not_while_one_is_under_way(client, claim):
    RunFactory(claim=claim, due_at=timezone.now() - LONG_AGO)
    RunFactory(
        claim=claim, provider=Provider.objects.get(slug="checks"), status="running",
        due_at=timezone.now() + LONG_AGO, started_at=timezone.now(),
    )  # fmt: skip

    page = words(client, claim.article.get_absolute_url())

    assert "Looking for evidence, 2 searches to go" in page


def test_what_waits_for_its_turn_outside_is_not_stale(client, claim):
    wikipedia = Provider.objects.get(slug="wikipedia")
    Provider.objects.filter(pk=wikipedia.pk).update(is_on=True, opens_at=timezone.now() + LONG_AGO)
    RunFactory(claim=claim, provider=wikipedia, is_outside=True, due_at=timezone.now() - LONG_AGO)

    assert NOBODY not in words(client, claim.get_absolute_url())


@WAITS
def test_a_look_that_nobody_takes_says_so(client, claim, since, is_said):
    evidence = EvidenceFactory(claim=claim)
    LookFactory(source=evidence.source, due_at=timezone.now() - since)

    page = words(client, claim.get_absolute_url())

    assert (f"waits to be looked at: {NOBODY} for it since" in page) is is_said


@pytest.mark.parametrize(("hours", "is_said"), [(24, False), (47, False), (49, True)])
def test_a_page_that_was_left_out_at_night_says_so(client, claim, hours, is_said):
    evidence = EvidenceFactory(claim=claim)
    looked = LookFactory(
        source=evidence.source, status="taken", http_status=200,
        snapshot=SnapshotFactory(source=evidence.source, status=200),
        finished_at=timezone.now() - timedelta(hours=hours),
    )  # fmt: skip
    Evidence.objects.filter(pk=evidence.pk).update(snapshot=looked.snapshot)

    page = words(client, claim.get_absolute_url())

    assert ("It should be looked at each night, and was not." in page) is is_said


@WAITS
def test_a_feed_that_nobody_reads_says_so(client, since, is_said):
    feed = FeedFactory(due_at=timezone.now() - since)
    feed.pages.create(address="https://a.example/1")

    page = words(client, feed.get_absolute_url())

    assert ("No worker has had time for it since" in page) is is_said
    assert ("It is read again" in page) is not is_said
    assert "1 page that it names waits to be read." in page


def test_a_feed_that_waits_for_what_it_brought_does_not(client):
    feed = FeedFactory(due_at=timezone.now() - LONG_AGO)
    IngestFactory(feed=feed)

    assert "No worker has had time" not in words(client, feed.get_absolute_url())


@WAITS
def test_what_was_handed_in_and_nobody_takes_says_so(client, since, is_said):
    ingest = IngestFactory(asked_by=UserFactory(), due_at=timezone.now() - since)

    page = words(client, ingest.get_absolute_url())

    assert ("Waiting. No worker has had time for it since" in page) is is_said


def test_what_is_half_read_draws_and_says_how_far_it_is(client):
    ingest = IngestFactory(asked_by=UserFactory(), status="running", size=200, read=100)

    page = Page(client.get(ingest.get_absolute_url()).content.decode())

    bar = page.the("svg", role="img")
    assert bar["aria-label"] == "50 % done"
    assert [each["d"] for each in page.all("path") if bar in each.inside][-1] == "M0 0h50v8H0z"


def test_a_person_with_much_to_look_at_is_told_how_much_more_there_is(client, editor):
    claim = ClaimFactory(checker=editor, taken_at=timezone.now(), status="in-progress")
    EvidenceFactory.create_batch(22, claim=claim, condition="quote-gone", flagged_at=timezone.now())

    page = words(client, "/")

    assert page.count("Quote no longer there:") == 20
    assert "And 2 more, noticed earlier" in page
    Evidence.objects.filter(pk__in=Evidence.objects.values("pk")[:2]).update(flagged_at=None)
    assert "more, noticed earlier" not in words(client, "/")
