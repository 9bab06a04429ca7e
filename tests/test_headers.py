"""What every answer says to the browser, and that no page of ours needs an exception."""

import re

import pytest
from django.test import Client

from tests import desk, pages
from tests.conftest import HTMX
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


@pytest.fixture
def laid(client, person):
    client.force_login(person("Admin"))
    laid = desk.lay()
    client.force_login(person("Editor"))
    return laid


def policy(response):
    """What the policy says, apart from the nonce, which only an answer with a page in it has."""
    said = re.sub(r" 'nonce-[^']+'", "", response["Content-Security-Policy"])
    parts = (part.strip().partition(" ") for part in said.split(";"))
    return {name: value for name, _, value in parts}


def answers(client, laid):
    """Every page, and answers of each other kind."""
    yield from map(client.get, [*laid.pages, "/nowhere/"])
    yield client.get("/articles/new/", headers=HTMX)
    yield client.post(laid.address("take"), headers=HTMX)
    yield client.post(laid.address("waive"), {"reason": ""})
    yield client.post(laid.address("propose-verdict"), {"rating": "", "seen": ""})
    yield Client().get("/login/")
    yield Client().get("/")
    yield Client(enforce_csrf_checks=True).post("/login/")


def test_every_answer_is_strict_and_no_page_needs_an_exception(client, laid):
    """No inline script or style, no id twice, no label for nothing: see pages.faults."""
    found = []
    for response in answers(client, laid):
        found += [(response.request["PATH_INFO"], fault) for fault in pages.faults(response)]

        assert policy(response) == POLICY
        assert "unsafe" not in response["Content-Security-Policy"]
        assert "Content-Security-Policy-Report-Only" not in response
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"

    assert found == []


def test_the_nonce_is_another_one_in_each_answer(client, laid):
    nonces = [
        re.search(r"'nonce-([^']+)'", client.get("/")["Content-Security-Policy"])[1]
        for _ in range(5)
    ]

    assert len(set(nonces)) == 5
    assert min(map(len, nonces)) >= 16


def test_each_page_loads_our_two_scripts_and_no_other(client, laid):
    for path in ("/", laid.address("beside"), laid.address("bring-in")):
        page = pages.Page(client.get(path).content.decode())
        names = [each["src"].rpartition("/")[2].partition(".")[0] for each in page.all("script")]
        assert names == ["htmx-2", "app"]


def test_cookies_are_for_this_site_and_the_sessions_is_out_of_reach_of_scripts(client):
    user = UserFactory(username="ada")
    user.set_password("a-tower-of-330-metres")
    user.save()

    sent = {"username": "ada", "password": "a-tower-of-330-metres"}
    cookies = client.post("/login/", sent).cookies

    assert cookies["sessionid"]["httponly"] is True
    assert {cookie["samesite"] for cookie in cookies.values()} == {"Lax"}


def test_pages_of_one_person_are_not_kept_for_another(client, laid):
    for path in ("/", laid.address("beside"), laid.address("claim"), "/verdicts.csv"):
        assert "Cookie" in client.get(path)["Vary"]


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><b>', None)]
)
def test_the_theme_of_this_browser_is_in_the_page_and_nothing_else_it_says(
    client, laid, cookie, theme
):
    client.cookies["theme"] = cookie

    response = client.get("/")

    assert pages.Page(response.content.decode()).the("html").get("data-theme") == theme
    assert pages.faults(response) == []


def test_the_admin_keeps_the_policy_too(client, person):
    client.force_login(person("Admin"))

    for path in (
        "/admin/",
        "/admin/auth/user/",
        "/admin/articles/rating/",
        "/admin/auth/user/add/",
    ):
        response = client.get(path)
        assert response.status_code == 200
        assert policy(response)["script-src"].startswith("'self'")
        page = pages.Page(response.content.decode())
        scripts = [each for each in page.all("script") if not each.get("src")]
        assert [each.text for each in scripts if each.get("type") != "application/json"] == []
