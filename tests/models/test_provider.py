from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Provider, SuggestionRun
from tests.factories import ClaimFactory, DoneRunFactory, RunFactory, SuggestionFactory
from tests.outside import a_run, switched_on
from tests.rules import refused

pytestmark = pytest.mark.django_db

# The triggers that hold the rules below, by statement.
TRIGGERS = ("nothing_leaves_under_embargo_1", "nothing_leaves_under_embargo_2")


@pytest.fixture
def gdelt():
    return switched_on("gdelt")


@pytest.fixture
def embargoed():
    return ClaimFactory(version__article__is_embargoed=True)


@pytest.mark.parametrize("a_minute", [0, 601])
def test_a_provider_is_asked_1_to_600_times_a_minute(a_minute):
    with refused("provider_is_asked_1_to_600_times_a_minute"):
        Provider.objects.update(a_minute=a_minute)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://a.example", "https://a b"])
def test_a_providers_address_is_of_the_web(address):
    with refused("provider_address_is_of_the_web"):
        Provider.objects.update(address=address)


@pytest.mark.parametrize("key", ["two words", "line\r\nHost: x", "clé"])
def test_a_key_is_one_word(key):
    with refused("provider_key_is_one_word"):
        Provider.objects.update(key=key)


@pytest.mark.parametrize("slug", ["library", "gdelt"])
def test_a_provider_stays_inside_or_outside(slug):
    provider = Provider.objects.get(slug=slug)

    with refused("provider_stays_inside_or_outside"):
        Provider.objects.filter(slug=slug).update(is_outside=not provider.is_outside)


def test_a_run_of_an_embargoed_article_cannot_be_queued_for_outside(gdelt, embargoed):
    with refused("nothing_leaves_under_embargo"):
        a_run(gdelt, claim=embargoed)
    with refused("nothing_leaves_under_embargo"):
        SuggestionRun.objects.bulk_create(
            [
                SuggestionRun(claim=claim, provider=gdelt, is_outside=True)
                for claim in (ClaimFactory(), embargoed)
            ]
        )
    assert RunFactory(claim=embargoed).pk


@pytest.mark.parametrize("status", ["queued", "running"])
def test_a_run_of_an_embargoed_article_cannot_be_taken_or_put_back(gdelt, status):
    run = a_run(gdelt)
    Article.objects.update(is_embargoed=True)

    with refused("nothing_leaves_under_embargo"):
        SuggestionRun.objects.filter(pk=run.pk).update(status=status)
    failed = {"status": "failed", "error": "No.", "finished_at": timezone.now()}
    assert SuggestionRun.objects.filter(pk=run.pk).update(**failed) == 1


def test_a_run_goes_where_its_provider_is(gdelt):
    with refused("suggestion_run_goes_where_its_provider_is"):
        RunFactory(provider=gdelt)
    run = a_run(gdelt)
    with refused("suggestion_run_goes_where_its_provider_is"):
        SuggestionRun.objects.filter(pk=run.pk).update(is_outside=False)


def test_a_run_of_the_house_is_sent_to_nobody():
    with refused("suggestion_run_sent_only_outside"):
        DoneRunFactory(sent_to="a.example")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//a.example", ""])
def test_an_address_that_is_none_of_the_web_is_no_link(url):
    assert SuggestionFactory(url=url).link == ""


def test_why_a_provider_cannot_be_asked_is_said_in_words(gdelt):
    soon = timezone.now() + timedelta(minutes=1)
    at = timezone.localtime(soon).strftime("%H:%M:%S")

    assert gdelt.why_shut == ""
    gdelt.opens_at = soon
    assert gdelt.why_shut == f"it may be asked 600 times a minute; the next turn is at {at}"
    gdelt.failures = 1
    assert gdelt.why_shut == f"it wants to be left alone until {at}"
    gdelt.failures = 5
    assert gdelt.why_shut == f"it failed 5 times in a row; one search tries it at {at}"
    gdelt.is_on = False
    assert gdelt.why_shut == "it was switched off"
    assert Provider.objects.get(slug="library").why_shut == ""
