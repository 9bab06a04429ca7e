"""What the environment says is taken as meant, or refused in a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import environment


@pytest.mark.parametrize(
    ("given", "meant"),
    [("1", True), ("Yes", True), (" on ", True), ("TRUE", True), ("0", False), ("off", False)],
)
def test_a_switch_is_on_or_off(monkeypatch, given, meant):
    monkeypatch.setenv("SWITCH", given)
    assert environment.boolean("SWITCH", default=not meant) is meant


@pytest.mark.parametrize("given", ["", "2", "maybe"])
def test_a_switch_that_is_neither_is_refused(monkeypatch, given):
    monkeypatch.setenv("SWITCH", given)
    with pytest.raises(ImproperlyConfigured, match=r"SWITCH is .*; say yes or no"):
        environment.boolean("SWITCH", default=True)


def test_a_number_is_whole_and_large_enough(monkeypatch):
    monkeypatch.setenv("COUNT", " 12 ")
    assert environment.number("COUNT", 3) == 12
    assert environment.number("NOT_THERE", 3) == 3


@pytest.mark.parametrize("given", ["-1", "1.5", "many", "", "0"])
def test_a_number_that_is_not_is_refused(monkeypatch, given):
    monkeypatch.setenv("COUNT", given)
    with pytest.raises(ImproperlyConfigured, match=r"COUNT is .* at least 1"):
        environment.number("COUNT", 3, least=1)


def test_a_number_is_not_too_large(monkeypatch):
    monkeypatch.setenv("HOUR", "24")
    with pytest.raises(ImproperlyConfigured, match="at least 0 and at most 23"):
        environment.number("HOUR", 3, most=23)


def test_a_list_is_divided_by_commas(monkeypatch):
    monkeypatch.setenv("HOSTS", " desk.example, ,www.desk.example ,")
    assert environment.words("HOSTS") == ["desk.example", "www.desk.example"]
    assert environment.words("NOT_THERE", "a,b") == ["a", "b"]


def test_keys_are_found_by_how_their_names_begin_and_none_is_repeated(monkeypatch):
    monkeypatch.setenv("TEST_KEY_ONE", "a-key")
    monkeypatch.setenv("TEST_KEY_TWO", "")
    assert environment.keys("TEST_KEY_<PROVIDER>") == {"one": "a-key"}

    monkeypatch.setenv("TEST_KEY_TWO", "not one word")
    with pytest.raises(ImproperlyConfigured, match="TEST_KEY_TWO is not one word") as refusal:
        environment.keys("TEST_KEY_<PROVIDER>")
    assert "not one word of" in str(refusal.value)
    assert "a-key" not in str(refusal.value)


def test_an_address_of_a_database_is_taken_apart(monkeypatch):
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://desk:s%40fe@db.example:5433/checks?sslmode=require"
    )
    entry = environment.database("DATABASE_URL")

    assert (entry["NAME"], entry["USER"], entry["PASSWORD"]) == ("checks", "desk", "s@fe")
    assert (entry["HOST"], entry["PORT"]) == ("db.example", "5433")
    assert entry["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("given", ["mysql://desk/checks", "postgresql://desk:pass@[bad/checks"])
def test_an_address_of_something_else_is_refused_without_repeating_it(monkeypatch, given):
    monkeypatch.setenv("DATABASE_URL", given)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is not an address") as refusal:
        environment.database("DATABASE_URL")
    assert given not in str(refusal.value)
