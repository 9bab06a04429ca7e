"""Coming in, being kept out, and what happens when a session ends."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from factcheck.proxy import client_address
from tests import pages
from tests.conftest import HTMX
from tests.factories import ClaimFactory, UserFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

PASSWORD = "a-tower-of-330-metres"
TRIES = settings.AXES_FAILURE_LIMIT


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """The real ones take a second each, which is their use."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada():
    user = UserFactory(username="ada")
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, password=PASSWORD, **more):
    address = more.pop("address", "192.0.2.1")
    meta = {name: more.pop(name) for name in list(more) if name.startswith("HTTP_")}
    return client.post(
        "/login/", {"username": "ada", "password": password} | more, REMOTE_ADDR=address, **meta
    )


def guess(client, times, **more):
    return [log_in(client, f"wrong-{number}", **more) for number in range(times)]


def is_in(client):
    return client.get("/password/").status_code == 200


def test_name_and_password_lead_to_the_desk(client, ada):
    response = log_in(client)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(client)


def test_a_wrong_password_is_told_without_saying_which_of_the_two_is_wrong(client, ada):
    (wrong,) = guess(client, 1)
    unknown = client.post("/login/", {"username": "nobody", "password": "x"})

    words = "This name and password do not go together. Both mind capital letters."
    assert Page(wrong.content.decode()).notice == [words]
    assert Page(unknown.content.decode()).notice == [words]
    assert Page(wrong.content.decode()).by_id("id_username")["value"] == "ada"
    assert "wrong-0" not in wrong.content.decode()
    assert pages.faults(wrong) == []
    assert not is_in(client)


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "x" * 5000, "", "\ud7ff", "' OR 1=1 --"])
def test_a_name_that_nobody_can_have_is_no_error(client, name):
    sent = {"username": name, "password": "x"}

    assert client.post("/login/", sent).status_code == 200
    assert client.post("/admin/login/", sent).status_code == 200


def test_who_is_not_active_does_not_come_in(client, ada):
    ada.is_active = False
    ada.save()

    assert log_in(client).status_code == 200
    assert not is_in(client)


def test_after_too_many_tries_the_right_password_does_not_help_either(client, ada):
    tried = guess(client, TRIES)

    locked = log_in(client)

    assert [response.status_code for response in tried] == [200] * (TRIES - 1) + [429]
    assert locked.status_code == 429
    assert not is_in(client)


def test_who_is_locked_out_sees_a_page_of_ours_that_says_what_to_do(client, ada):
    guess(client, TRIES)

    response = log_in(client)

    page = Page(response.content.decode())
    assert page.by_id("empty-title").text == "Too many tries"
    assert f"This name was tried {TRIES} times from here" in page.text
    assert "Wait a quarter of an hour" in page.text
    assert pages.faults(response) == []
    assert "'nonce-" in response["Content-Security-Policy"]


def test_a_colleague_at_another_address_is_not_locked_out(client, ada):
    guess(client, TRIES + 2)

    response = log_in(client, address="192.0.2.2")

    assert response.status_code == 302


def test_another_name_at_the_same_address_is_not_locked_out(client, ada):
    guess(client, TRIES + 2)
    ben = UserFactory(username="ben")
    ben.set_password(PASSWORD)
    ben.save()

    assert log_in(client, username="ben").status_code == 302


def test_a_forwarded_address_that_anyone_can_write_opens_no_lock(client, ada):
    guess(client, TRIES)

    response = client.post(
        "/login/",
        {"username": "ada", "password": PASSWORD},
        REMOTE_ADDR="192.0.2.1",
        headers={"X-Forwarded-For": "198.51.100.9", "X-Real-IP": "198.51.100.9"},
    )

    assert response.status_code == 429


def test_whoever_comes_in_begins_to_count_anew(client, ada):
    guess(client, TRIES - 1)
    log_in(client)
    client.post("/logout/")

    assert guess(client, TRIES - 1)[-1].status_code == 200


def test_the_admins_log_in_counts_the_tries_too(client, ada):
    def guess_there():
        return client.post(
            "/admin/login/", {"username": "ada", "password": "x"}, REMOTE_ADDR="192.0.2.1"
        )

    assert [guess_there() for _ in range(TRIES)][-1].status_code == 429
    assert log_in(client).status_code == 429


def test_one_is_led_back_to_where_one_wanted_to_go(client, ada):
    page = client.get("/library/", follow=True)
    wanted = Page(page.content.decode()).the("input", name="next")["value"]

    response = log_in(client, next=wanted)

    assert (wanted, response["Location"]) == ("/library/", "/library/")


ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
    "javascript:alert(1)", "http:evil.example", "https:///evil.example", " //evil.example",
]  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_log_in_leads_to_no_other_site(client, ada, wanted):
    assert log_in(client, next=wanted)["Location"] == "/"

    again = client.get("/login/", {"next": wanted})
    assert (again.status_code, again["Location"]) == (302, "/")


def test_what_is_wanted_cannot_break_out_of_the_form(client):
    response = client.get("/login/", {"next": '/"><script>alert(1)</script>'})

    assert pages.faults(response) == []


def test_logging_out_ends_the_session_and_takes_a_post(client, ada):
    client.force_login(ada)

    assert client.get("/logout/").status_code == 405
    assert is_in(client)
    assert client.post("/logout/")["Location"] == "/login/"
    assert not is_in(client)


def test_when_the_session_ends_under_a_part_the_whole_page_goes_to_the_log_in(client):
    claim = ClaimFactory()
    here = f"/articles/{claim.article.slug}/1/"

    for response in (
        client.get(here, headers=HTMX | {"HX-Current-URL": f"http://testserver{here}?x=1"}),
        client.post(
            reverse("articles:take", args=[claim.pk]),
            headers=HTMX | {"HX-Current-URL": f"http://testserver{here}?x=1"},
        ),
    ):
        assert response.status_code == 200
        assert response["HX-Redirect"] == f"/login/?next={here}%3Fx%3D1"
        assert response.content == b""
    claim.refresh_from_db()
    assert claim.checker is None


@pytest.mark.parametrize("url", ["", "https://evil.example/x", "javascript:alert(1)", "http://["])
def test_a_current_url_that_is_not_ours_is_not_gone_back_to(client, url):
    response = client.get("/library/", headers=HTMX | {"HX-Current-URL": url})

    assert response["HX-Redirect"] == "/login/?next=/"


def test_a_deactivated_person_whose_session_is_open_is_sent_to_log_in(client, person):
    user = person("Editor")
    client.force_login(user)
    assert client.get("/").status_code == 200

    user.is_active = False
    user.save()

    assert client.get("/")["Location"] == "/login/?next=/"


def test_changing_the_password_ends_the_sessions_on_other_machines(client, ada):
    elsewhere = Client()
    elsewhere.force_login(ada)
    client.force_login(ada)

    response = client.post(
        "/password/",
        {"old_password": "wrong", "new_password1": "x", "new_password2": "y"},
    )
    assert response.status_code == 200
    assert pages.faults(response) == []
    ada.set_password("another-tower-of-330-metres")
    ada.save()

    assert not is_in(elsewhere)


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("", "127.0.0.1"),
    ],
)
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(rf, forwarded, address):
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address


def test_behind_a_proxy_one_who_guesses_locks_nobody_else_out(settings, client, ada):
    settings.AXES_CLIENT_IP_CALLABLE = "factcheck.proxy.client_address"
    guess(client, TRIES + 1, HTTP_X_FORWARDED_FOR="203.0.113.9", address="127.0.0.1")

    response = log_in(client, HTTP_X_FORWARDED_FOR="198.51.100.7", address="127.0.0.1")

    assert response.status_code == 302
