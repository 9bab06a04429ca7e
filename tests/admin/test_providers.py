"""Providers as data in the admin: on, off, key, address, limits; a key goes in and never out."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import checks
from django.urls import reverse
from django.utils import timezone

from articles.models import Provider
from articles.services import outside
from tests.outside import switched_on
from tests.pages import Page

pytestmark = pytest.mark.django_db

KEY = "AIza-not-to-be-seen"
LIST = reverse("admin:articles_provider_changelist")


@pytest.fixture(autouse=True)
def admin(client, person):
    client.force_login(person("Admin"))


def page(provider):
    return reverse("admin:articles_provider_change", args=[provider.pk])


@pytest.fixture
def save(client):
    """Save a provider's page with these changes; ticked boxes are named."""

    def send(slug, **fields):
        provider = Provider.objects.get(slug=slug)
        kept = ("name", "position", "limit", "a_minute", "address")
        data = {name: getattr(provider, name) for name in kept}
        response = client.post(page(provider), data | fields)
        provider.refresh_from_db()
        return response, provider

    send.client = client
    return send


def test_a_key_goes_in_and_is_never_shown_again(client, save):
    response, provider = save("factchecktools", new_key=f" {KEY} ", is_on="on")
    assert (response.status_code, provider.key, provider.is_on) == (302, KEY, True)

    for path in (page(provider), LIST, f"{page(provider)}../history/"):
        assert KEY not in client.get(path, follow=True).content.decode()
    assert not LogEntry.objects.filter(change_message__contains=KEY).exists()


def test_an_empty_field_keeps_the_key_and_a_tick_forgets_it(save):
    save("factchecktools", new_key=KEY)

    assert save("factchecktools", limit=5)[1].key == KEY
    assert save("factchecktools", forget_key="on")[1].key == ""


@pytest.mark.parametrize("key", ["two words", "clé"])
def test_what_cannot_be_a_key_is_refused_in_words_and_not_shown(save, key):
    response, provider = save("factchecktools", new_key=key)

    assert (response.status_code, provider.key) == (200, "")
    assert "A key is one word" in response.content.decode()
    assert f'value="{key}"' not in response.content.decode()


@pytest.mark.parametrize(
    ("slug", "lacking"), [("factchecktools", "without a key"), ("searxng", "without an address")]
)
def test_what_lacks_something_is_not_switched_on(client, save, slug, lacking):
    response, provider = save(slug, is_on="on")

    assert not provider.is_on
    assert f"It cannot be on {lacking}." in response.content.decode()
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": provider.pk}
    row = {"form-0-is_on": "on", "form-0-limit": 8, "form-0-position": 1, "_save": "Save"}
    response = client.post(f"{LIST}?slug={slug}", rows | row)
    assert f"It cannot be on {lacking}." in response.content.decode()
    provider.refresh_from_db()
    assert not provider.is_on


def test_a_key_of_the_environment_will_do_and_goes_first(save, settings):
    settings.PROVIDER_KEYS = {"factchecktools": KEY}

    _, provider = save("factchecktools", is_on="on")

    assert (provider.is_on, provider.key) == (True, "")
    shown = save.client.get(page(provider)).content.decode()
    assert "in the server’s environment" in shown
    assert KEY not in shown
    provider.key = "of-the-database"
    assert outside.key(provider) == KEY
    settings.PROVIDER_KEYS = {}
    assert outside.key(provider) == "of-the-database"


def test_the_list_says_that_followed_fact_checks_are_read_from_feeds(client):
    assert "what was read from the feeds that are followed" in client.get(LIST).content.decode()


def test_an_instance_of_ones_own_may_be_inside_the_house(save):
    _, provider = save("searxng", is_on="on", address="http://10.0.0.7:8888/")

    assert (provider.is_on, provider.address) == (True, "http://10.0.0.7:8888/")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://a.example/", "x"])
def test_an_address_that_is_none_of_the_web_is_refused(save, address):
    response, provider = save("searxng", address=address)

    assert (response.status_code, provider.address) == (200, "")


def test_saving_leaves_alone_what_workers_have_moved_on(client, save):
    provider = switched_on("wikipedia", failures=3, opens_at=timezone.now())

    _, saved = save("wikipedia", is_on="on", limit=5)

    assert (saved.limit, saved.failures, saved.opens_at) == (5, 3, provider.opens_at)


def test_switching_on_begins_afresh(save):
    Provider.objects.filter(slug="wikipedia").update(failures=9)

    assert save("wikipedia", is_on="on")[1].failures == 0


def test_the_list_says_whom_each_asks_and_how_it_stands(client):
    switched_on("wikipedia", failures=5, opens_at="2999-01-01T00:00Z")

    shown = client.get(LIST).content.decode()

    assert "https://en.wikipedia.org/w/api.php" in shown
    assert "in the house" in shown
    assert "it failed 5 times in a row" in shown


def test_the_list_says_what_is_off_and_who_would_be_asked(client):
    Provider.objects.filter(slug="library").update(is_on=False)

    page = Page(client.get(LIST).content.decode())

    asks, stands = (
        [cell.text.strip() for cell in page.all("td", **{"class": f"field-{name}"})]
        for name in ("where", "standing")
    )
    slugs = Provider.objects.values_list("slug", flat=True)
    said = {slug: pair for slug, *pair in zip(slugs, asks, stands, strict=True)}
    assert said["library"] == ["in the house", "it is off"]
    assert said["checks"] == ["in the house", "can be asked"]
    assert said["searxng"] == ["nobody yet: it has no address", "it is off"]


def test_a_key_for_a_provider_that_nobody_knows_is_told_by_the_checks(settings):
    settings.PROVIDER_KEYS = {"factchecktools": KEY}
    assert outside.keys_have_a_provider() == []

    settings.PROVIDER_KEYS = {"factcheck_tools": KEY}

    assert [error.msg for error in checks.run_checks() if "provider" in error.msg] == [
        "No provider is called factcheck_tools."
    ]
