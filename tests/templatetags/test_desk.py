"""Words for people, sums and acts."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Event, Evidence, SuggestionRun
from articles.templatetags import desk

ADA = User(username="ada", first_name="Ada", last_name="Chen")
DAN = User(username="dan", first_name="Dan")
EVE = User(username="eve")


def test_a_person_is_called_by_name_else_by_log_in_and_nobody_is_the_desk():
    assert [desk.person(user) for user in (ADA, DAN, EVE, None)] == [
        "Ada Chen", "Dan", "eve", "The desk",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("users", "words"),
    [
        ([ADA], "Ada Chen"),
        ([ADA, DAN], "Ada Chen or Dan"),
        ([ADA, DAN, EVE], "Ada Chen, Dan or eve"),
    ],
)
def test_who_can_do_it_is_said_as_a_choice(users, words):
    assert desk.names_or(users) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "just now"), (3, "3\N{NO-BREAK SPACE}seconds ago")]
)
def test_when_it_was_is_said_from_now(seconds, words):
    assert desk.ago(timezone.now() - timedelta(seconds=seconds)) == words


def test_a_form_is_shown_with_its_row_only():
    form = SimpleNamespace(about=7)

    assert desk.about(form, 7) is form
    assert desk.about(form, 8) is None
    assert desk.about(None, 7) is None
    assert desk.about("", 7) is None


def runs(*statuses):
    return [SuggestionRun(status=status) for status in statuses]


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ((), "nobody has looked yet"),
        (("done", "done"), "all done"),
        (("queued", "running", "done"), "2 under way"),
        (("running", "failed"), "1 under way, 1 failed"),
        (("failed",), "1 failed"),
    ],
)
def test_how_the_searches_stand_is_said_in_a_few_words(statuses, words):
    assert desk.run_summary(runs(*statuses)) == words


def test_a_search_is_under_way_until_it_is_done_or_has_failed():
    assert desk.any_live(runs("done", "queued"))
    assert not desk.any_live(runs("done", "failed"))
    assert not desk.any_live([])


@pytest.mark.parametrize(
    ("stances", "words"),
    [
        ([], ""),
        (["supports"], "1 supports"),
        (["refutes", "context", "context"], "1 refutes, 2 give context"),
        (["supports", "supports", "refutes", "refutes"], "2 support, 2 refute"),
    ],
)
def test_evidence_is_counted_by_stance_in_words(stances, words):
    found = [Evidence(stance=stance) for stance in stances]
    found.append(Evidence(stance="refutes", withdrawn_at="2026-01-01"))

    assert desk.evidence_summary(found) == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, ""),
        ({"rating": "False"}, ": False"),
        ({"source": "The tower", "stance": "refutes"}, ": The tower, refutes"),
        ({"title": "T", "reason": "It is old."}, ": T “It is old.”"),
        ({"rating": "False", "note": "Well."}, ": False “Well.”"),
        ({"reason": "", "note": ""}, ""),
    ],
)
def test_an_event_says_what_was_chosen_and_why(data, words):
    assert desk.event_details(Event(data=data)) == words


def test_the_same_value_is_the_same_as_text_or_as_number():
    assert desk.same("6", 6)
    assert not desk.same(None, 6)


def test_the_stances_come_with_their_words():
    assert desk.stances() == [
        ("supports", "Supports"), ("refutes", "Refutes"), ("context", "Context"),
    ]  # fmt: skip
