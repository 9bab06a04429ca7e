"""A confidential source is seen by checkers and editors on the desk, and leaves it nowhere."""

import json

import pytest
from django.core.management import call_command

from articles.models import Event
from tests import desk
from tests.conftest import HTMX

pytestmark = pytest.mark.django_db

EVERY_SECRET = (*desk.SECRETS, desk.WITHDRAWN_BECAUSE)
FORMATS = [
    ("csv", "claim"), ("csv", "evidence"), ("jsonl", "claim"), ("jsonl", "evidence"),
    ("claimreview", "claim"),
]  # fmt: skip


@pytest.fixture
def laid():
    laid = desk.lay()
    for state in ("open", "signed"):
        desk.confide(laid.claims[state], laid.checker)
    return laid


def told(text):
    return [secret for secret in EVERY_SECRET if secret in text]


def seen(client, laid):
    """Everything that a person can have the desk show."""
    parts = ("article", "beside", "standing", "searches", "articles", "library")
    yield from (client.get(path) for path in laid.pages)
    yield from (client.get(laid.address(name), headers=HTMX) for name in parts)
    yield client.get("/library/", {"q": "Nightjar"})
    yield from (
        client.get(claim.get_absolute_url(), headers=HTMX) for claim in laid.claims.values()
    )


@pytest.mark.parametrize("role", ["Viewer", "Reporter", "Admin"])
def test_who_has_no_right_to_see_it_sees_that_there_is_one_and_nothing_of_it(
    client, person, laid, role
):
    client.force_login(person(role))

    responses = list(seen(client, laid))

    leaks = {r.request["PATH_INFO"] for r in responses if told(r.content.decode())}
    assert leaks == set()
    assert len(responses) >= 30
    html = client.get(laid.address("claim")).content.decode()
    assert html.count("A confidential source</h3>") == 2
    assert "Checkers and editors can see who it is." in html


@pytest.mark.parametrize("role", ["Checker", "Editor"])
def test_checkers_and_editors_see_it_on_the_claim_and_cannot_take_it_away(
    client, person, laid, role
):
    client.force_login(person(role))

    assert told(client.get(laid.address("claim")).content.decode()) == list(EVERY_SECRET)
    assert told(client.get(laid.address("beside")).content.decode()) == list(EVERY_SECRET)
    csv = client.get("/verdicts.csv").getvalue().decode()
    csv += client.get("/searches.csv").getvalue().decode()
    assert "The mayor, by telephone" in csv
    assert told(csv) == []


def test_no_format_of_the_export_has_it(laid, tmp_path):
    file = tmp_path / "out"
    for form, rows in FORMATS:
        call_command("export_verdicts", format=form, rows=rows, output=str(file))

        assert "330 metres" in file.read_text() or form != "claimreview"
        assert told(file.read_text()) == [], (form, rows)


def test_the_history_has_it_by_number_only(laid):
    written = json.dumps(list(Event.objects.values_list("data", flat=True)))

    assert written.count("A confidential source") == 6
    assert told(written) == []


def test_no_search_finds_it(laid, client, person):
    client.force_login(person("Editor"))

    for word in ("Nightjar", "Nightingale", "Nightfall", "Nightbridge"):
        assert told(client.get("/library/", {"q": word}).content.decode()) == []
        assert "No article has" in client.get("/", {"q": word}).content.decode()


def test_no_log_has_it(laid, client, person, caplog):
    caplog.set_level("DEBUG")
    client.force_login(person("Editor"))
    evidence = laid.claims["open"].evidence.filter(source__is_confidential=True).first()
    client.post(f"/evidence/{evidence.pk}/withdraw/", {"reason": ""})
    client.get("/verdicts.csv").getvalue()

    lines = [each.getMessage() for each in caplog.records if each.name != "django.db.backends"]
    assert lines
    assert told("\n".join(lines)) == []


@pytest.mark.parametrize("role", ["Viewer", "Reporter"])
def test_the_admin_does_not_show_it_to_them_either(client, person, laid, role):
    user = person(role)
    user.is_staff = True
    user.save()
    client.force_login(user)

    for path in ("/admin/", "/admin/articles/event/", "/admin/articles/verdict/"):
        assert told(client.get(path).content.decode()) == []
