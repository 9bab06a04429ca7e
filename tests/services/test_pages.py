"""Whether pages are fetched is one question, and everybody who would fetch asks it."""

import pytest

from articles.models import Feed, PageFetching, Provider, SuggestionRun
from articles.services import Refused, feeds, outside, pages, runs
from tests.factories import ClaimFactory, UserFactory
from tests.outside import a_run, switched_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(web):
    web.page("/", "<p>The tower is 300 metres tall.</p>")
    return web


@pytest.fixture(params=["by an admin", "by the server's setting"])
def off(request, web, settings):
    """Fetching is switched off; the sentence that says so."""
    if request.param == "by an admin":
        PageFetching.objects.update(is_on=False)
        return pages.IS_OFF
    settings.FETCH_PAGES = False
    return pages.IS_FORBIDDEN


def test_nothing_is_fetched_on_a_new_desk(settings):
    assert settings.FETCH_PAGES is True
    assert PageFetching.objects.get().is_on is False
    assert not pages.is_on()


def test_one_row_and_the_setting_together_allow_it(web, settings):
    assert pages.get(web.url()).status == 200

    settings.FETCH_PAGES = False
    with pytest.raises(Refused, match="FACTCHECK_FETCH_PAGES forbids it"):
        pages.get(web.url())

    settings.FETCH_PAGES = True
    PageFetching.objects.update(is_on=False)
    with pytest.raises(Refused, match="An admin can switch it on"):
        pages.get(web.url())
    assert len(web.asked) == 1


def link_to(claim, url):
    claim.version.links.create(start=0, end=1, url=url)
    return claim


def test_links_reach_what_may_be_fetched_inside(web):
    claim = link_to(ClaimFactory(), web.url())
    run = a_run(switched_on("links"), claim=claim)

    runs.work()

    run.refresh_from_db()
    assert (run.status, run.hits, run.error) == ("done", 1, "")


def test_where_fetching_is_off_the_pages_of_links_are_not_asked_for(web, off):
    links = switched_on("links")
    claim = link_to(ClaimFactory(), web.url())
    waiting = a_run(links, claim=claim)

    runs.work()
    with pytest.raises(Refused) as refusal:
        runs.ask(claim_id=claim.pk, person=UserFactory(), provider="links")
    runs.queue_for_claims([claim.pk])
    leaving = outside.leaving(claim, claim.runs.for_reading())

    waiting.refresh_from_db()
    assert (waiting.status, waiting.error) == ("failed", off)
    assert str(refusal.value) == off
    assert (leaving.would, leaving.idle) == ([], [links])
    assert SuggestionRun.objects.filter(provider=links).count() == 1
    assert Provider.objects.get(slug="links").failures == 0
    assert web.asked == []


def test_where_fetching_is_off_no_feed_is_read(web, off):
    switched_on("claimreview")
    Feed.objects.create(kind="reviews", address=web.url())
    Feed.objects.create(address=web.url())

    assert feeds.work() is False
    assert web.asked == []
