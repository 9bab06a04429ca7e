"""The pages that say what went wrong and what to do."""

import pytest
from django.test import Client
from django.urls import include, path

from tests import pages
from tests.conftest import HTMX
from tests.pages import Page

pytestmark = pytest.mark.django_db


def breaks(request):
    raise RuntimeError("Ms Nightingale at the ministry")


urlpatterns = [path("breaks/", breaks), path("", include("factcheck.urls"))]
handler400 = "articles.views.errors.bad_request"
handler403 = "articles.views.errors.forbidden"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.broken"


def title(response):
    return Page(response.content.decode()).by_id("empty-title").text


def test_what_is_not_there_is_said_on_a_page_of_ours(client, editor):
    response = client.get("/nowhere/")

    assert (response.status_code, title(response)) == (404, "There is no such page")
    assert pages.faults(response) == []


def test_a_stranger_learns_of_nothing_that_is_there(client, claim):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "Log out" not in Page(response.content.decode()).text


def test_what_a_role_does_not_allow_is_said_on_a_page_of_ours(client, log_in):
    log_in("Viewer")

    response = client.get("/articles/new/")

    assert (response.status_code, title(response)) == (403, "This is not open to you")
    assert "An admin can give you another role." in Page(response.content.decode()).text
    assert pages.faults(response) == []


def test_a_form_that_is_out_of_date_says_that_nothing_was_saved_and_what_to_do(editor, claim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    response = client.post(f"/claims/{claim.pk}/take/")

    assert (response.status_code, title(response)) == (403, "This form is out of date")
    assert "copy what you wrote" in Page(response.content.decode()).text
    assert pages.faults(response) == []
    claim.refresh_from_db()
    assert claim.checker is None


def test_the_token_in_the_body_of_the_page_lets_htmx_act(editor, claim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    page = Page(client.get(claim.get_absolute_url()).content.decode())
    token = page.the("body")["hx-headers"].split('"')[3]

    response = client.post(f"/claims/{claim.pk}/take/", headers=HTMX | {"x-csrftoken": token})

    assert response.status_code == 200


def test_a_request_that_is_too_large_is_refused_on_a_page_of_ours(client, editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    response = client.post("/articles/new/proposal/", {"text": "x" * 5_000})

    assert response.status_code in {400, 413}
    assert title(response) == "This request cannot be read"


@pytest.mark.urls(__name__)
def test_what_breaks_is_told_without_a_word_of_what_broke(editor):
    client = Client(raise_request_exception=False)
    client.force_login(editor)

    response = client.get("/breaks/")

    assert (response.status_code, title(response)) == (500, "Something broke on our side")
    assert "Nightingale" not in response.content.decode()
    assert "Traceback" not in response.content.decode()
    assert pages.faults(response) == []


@pytest.mark.parametrize("host", ["evil.example", "a b"])
def test_a_foreign_host_is_refused(client, host):
    response = client.get("/login/", headers={"Host": host})

    assert response.status_code == 400
