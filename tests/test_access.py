"""Who gets where: every address of the desk for every role, and the whole site for a stranger."""

import re

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver

from articles.roles import ROLES
from articles.urls import urlpatterns
from tests import desk
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

READERS = {"Viewer", "Reporter", "Checker", "Editor", "Admin"}
WRITERS = {"Reporter", "Checker", "Editor"}
REVIEWERS = {"Checker", "Editor"}
SIGNERS = {"Editor"}
FILLERS = {"Checker", "Editor", "Admin"}
ARTICLE = {"title": "Another tower", "text": "It is 100 metres tall."}
REASON = {"reason": "It is said so."}
STANCE = {"stance": "refutes", "quote": "330 metres", "note": ""}
SOURCE = STANCE | {"medium": "document", "place": "File 7", "kind": "document"}
LOOKED = {"place": "The register", "query": "tower", "outcome": "nothing"}
FOUND = STANCE | {"q": "tower", "document": "1", "quote": "It is not in the text."}

# The address, what is sent (nothing: it is only asked for), who may, and what they are answered.
# 422 stands where the role may but the rules of the trade refuse this claim to this person.
TABLE = {
    "articles": (None, READERS, 200),
    "export": (None, REVIEWERS, 200),
    "export-searches": (None, REVIEWERS, 200),
    "article-searches": (None, READERS, 200),
    "search-log": (None, READERS, 200),
    "looked": (LOOKED, REVIEWERS, 302),
    "search-library": ({"q": "a bridge"}, REVIEWERS, 302),
    "looked-in-library": ({"q": "a bridge", "note": "Of no tower."}, REVIEWERS, 302),
    "attach-found": (FOUND, REVIEWERS, 422),
    "opened": ({}, REVIEWERS, 204),
    "scorecard": (None, {"Editor", "Admin"}, 200),
    "bring-in": (None, WRITERS, 200),
    "propose": ({"text": "It is 100 metres tall."}, WRITERS, 200),
    "keep": (ARTICLE, WRITERS, 302),
    "article": (None, READERS, 200),
    "standing": (None, READERS, 200),
    "embargo": ({}, REVIEWERS, 302),
    "lift-embargo": ({}, REVIEWERS, 422),  # it is under none
    "release": ({}, SIGNERS, 422),  # claims of it are open
    "take-release-back": ({}, SIGNERS, 422),  # it is not released
    "beside": (None, READERS, 200),
    "claim": (None, READERS, 200),
    "take": ({}, REVIEWERS, 302),
    "give-back": ({}, REVIEWERS, 422),
    "set-aside": (REASON, REVIEWERS, 302),
    "waive": (REASON, SIGNERS, 302),
    "reopen": ({}, REVIEWERS, 302),  # of one set aside: who may waive, opens the waived
    "ask": ({}, REVIEWERS, 302),
    "searches": (None, READERS, 200),
    "known-origin": ({"words": "So.", "note": "So."}, REVIEWERS, 422),
    "attach": (SOURCE, REVIEWERS, 302),
    "propose-verdict": ({"rating": 6, "explanation": "It is not."}, REVIEWERS, 302),
    "accept": (STANCE, REVIEWERS, 302),
    "dismiss": (REASON, REVIEWERS, 302),
    "reopen-suggestion": ({}, REVIEWERS, 302),
    "withdraw-evidence": (REASON, REVIEWERS, 302),
    "look-again": ({}, REVIEWERS, 422),  # it is a person: there is no page
    "still-holds": ({}, REVIEWERS, 302),
    "snapshot": (None, READERS, 200),
    "compare": (None, READERS, 200),
    "sign-off": ({}, SIGNERS, 302),
    "return": ({"note": "Say why."}, SIGNERS, 302),
    "withdraw-verdict": ({}, REVIEWERS, 422),
    "library": (None, READERS, 200),
    "document": (None, READERS, 200),
    "remove-document": ({}, {"Editor", "Admin"}, 302),
    "fill": (None, FILLERS, 200),
    "hand-in-files": ({}, FILLERS, 422),
    "hand-in-text": ({"text": "The tower is 100 metres tall."}, FILLERS, 302),
    "hand-in-addresses": ({"addresses": "https://tower.example/"}, FILLERS, 422),
    "follow-feed": ({"address": "https://tower.example/feed"}, FILLERS, 302),
    "feed": (None, READERS, 200),
    "read-feed": ({}, FILLERS, 302),
    "feed-on": ({}, FILLERS, 302),
    "feed-off": ({}, FILLERS, 302),
    "ingests": (None, READERS, 200),
    "ingest": (None, READERS, 200),
    "ingest-faults": (None, READERS, 200),
    "stop-ingest": ({}, FILLERS, 302),
    "go-on-ingest": ({}, FILLERS, 302),
}
OPEN_TO_ALL = {"/login/", "/healthz", "/readyz", "/admin/login/"}
LOG_IN = "log in"
LOG_INS = {"/login/", "/admin/login/"}
NOT_LET_IN = ["a stranger", "deactivated"]


def answer(response):
    if response.status_code == 302 and response["Location"].startswith("/login/?next="):
        return LOG_IN
    return response.status_code


@pytest.fixture
def enter(client, person):
    """Come to the desk as this person; the session of the deactivated one is still open."""

    def enter(who):
        client.logout()
        if who in ROLES:
            client.force_login(person(who))
        elif who == "without a role":
            client.force_login(UserFactory())
        elif who == "deactivated":
            user = person("Editor")
            client.force_login(user)
            user.is_active = False
            user.save()

    return enter


def test_the_table_knows_every_address_and_every_role():
    assert set(TABLE) == {each.name for each in urlpatterns}
    assert set(ROLES) == READERS


def expected(who, name):
    _, may, status = TABLE[name]
    if who in NOT_LET_IN:
        return LOG_IN
    return status if who in may else 403


def makes_something(who, name):
    sent, may, status = TABLE[name]
    return who in may and sent is not None and status in (204, 302)


@pytest.mark.parametrize("who", [*ROLES, "without a role", *NOT_LET_IN])
def test_who_may(client, enter, who):
    laid, answers, changed = desk.lay(), {}, set()
    enter(who)
    before = desk.fingerprint()

    for name, (sent, _, _) in TABLE.items():
        with transaction.atomic():
            path = laid.address(name)
            answers[name] = answer(client.get(path) if sent is None else client.post(path, sent))
            if desk.fingerprint() != before:
                changed.add(name)
            transaction.set_rollback(True)

    assert answers == {name: expected(who, name) for name in TABLE}
    assert changed == {name for name in TABLE if makes_something(who, name)}


def walk(patterns, before="/"):
    """Every path of a URLconf, with something in the place of what varies."""
    for each in patterns:
        route = re.sub(
            r"<(?:\w+:)?\w+>", "1", re.sub(r"\(\?P<\w+>(\w*).*?\)", r"\1", str(each.pattern))
        )
        path = before + route.strip("^$")
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, path)
        else:
            yield path


PATHS = sorted(set(walk(get_resolver().url_patterns)) - OPEN_TO_ALL)


def test_the_walk_finds_the_desk_and_the_admin():
    assert {"/", "/verdicts/1/sign-off/", "/logout/", "/admin/auth/user/1/change/"} <= set(PATHS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_log_in(client, method):
    sent_to = {path: _location(getattr(client, method)(path)) for path in PATHS}

    assert {path for path, to in sent_to.items() if to not in LOG_INS} == set()


def _location(response):
    return response.status_code == 302 and response["Location"].split("?")[0]


@pytest.mark.parametrize("role", ["Viewer", "Reporter", "Checker", "Editor"])
def test_the_admin_is_closed_to_who_is_not_staff(client, person, role):
    client.force_login(person(role))

    response = client.get("/admin/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


READ = [name for name, (sent, _, _) in TABLE.items() if sent is None]
DONE = [name for name, (sent, _, _) in TABLE.items() if sent is not None]


@pytest.fixture
def laid(client, person):
    laid = desk.lay()
    client.force_login(person("Editor"))
    return laid


def test_no_page_writes_and_no_act_is_done_by_asking_for_it(client, laid):
    before = desk.fingerprint()

    read = {path: _read(client, path) for path in [*laid.pages, *map(laid.address, READ)]}
    asked = {name: _read(client, laid.address(name)) for name in DONE}

    assert read == dict.fromkeys(read, 200)
    assert asked == dict.fromkeys(DONE, 405)
    assert desk.fingerprint() == before


def _read(client, path):
    response = client.get(path)
    response.getvalue()
    return response.status_code


def test_what_is_read_takes_no_post(client, laid):
    answers = {name: client.post(laid.address(name)).status_code for name in READ}

    assert answers == dict.fromkeys(READ, 405)


@pytest.mark.parametrize("number", [999_999_999, 10**30])
def test_an_unknown_thing_is_not_found(client, laid, number):
    numbered = [each.name for each in urlpatterns if "<int:" in str(each.pattern)]

    answers = {}
    for name in numbered:
        path = re.sub(r"/\d+/", f"/{number}/", laid.address(name))
        sent, _, _ = TABLE[name]
        answers[name] = (client.get(path) if sent is None else client.post(path, sent)).status_code

    assert answers == dict.fromkeys(numbered, 404)


@pytest.mark.parametrize(
    "path", ["/articles/no/", "/articles/no/1/", "/articles/no/standing/", "/articles/no/searches/"]
)
def test_an_unknown_article_is_not_found(client, laid, path):
    assert client.get(path).status_code == 404
