"""Fetching is switched on and off in the admin, by who keeps the desk."""

import pytest
from django.urls import reverse

from articles.models import PageFetching
from articles.services import pages

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_pagefetching_changelist")
CHANGE = reverse("admin:articles_pagefetching_change", args=[1])


def test_an_admin_turns_it_on_and_off(client, person):
    client.force_login(person("Admin"))
    assert pages.IS_OFF in client.get(LIST).content.decode()

    client.post(CHANGE, {"is_on": "on"})
    assert pages.is_on()
    assert "Pages are fetched." in client.get(LIST).content.decode()

    client.post(CHANGE, {})
    assert not pages.is_on()


def test_where_the_servers_setting_says_no_it_stays_off_and_says_why(client, person, settings):
    settings.FETCH_PAGES = False
    client.force_login(person("Admin"))

    client.post(CHANGE, {"is_on": "on"})

    assert not pages.is_on()
    assert pages.IS_FORBIDDEN in client.get(CHANGE).content.decode()


def test_the_switch_is_neither_added_nor_deleted(client, person):
    client.force_login(person("Admin"))

    assert client.get(reverse("admin:articles_pagefetching_add")).status_code == 403
    delete = reverse("admin:articles_pagefetching_delete", args=[1])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert PageFetching.objects.exists()
