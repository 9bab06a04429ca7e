"""Who holds a post, and who another text says that it is."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.differences import Difference, differences
from articles.reading.posts import holders, other_holder

OPENED = "Mayor Anna Lund opened the bridge in 2019."


@pytest.mark.parametrize(
    ("text", "post", "of", "name"),
    [
        ("Mayor Anna Lund opened the bridge.", "mayor", "", "Anna Lund"),
        ("The mayor, Anna Lund, opened it.", "mayor", "", "Anna Lund"),
        ("The mayor of Brundle, Anna Lund, spoke.", "mayor", "Brundle", "Anna Lund"),
        ("Brundle mayor Anna Lund spoke.", "mayor", "Brundle", "Anna Lund"),
        ("Brundle's mayor, Anna Lund, spoke.", "mayor", "Brundle", "Anna Lund"),
        ("Anna Lund, the mayor of Brundle, spoke.", "mayor", "Brundle", "Anna Lund"),
        ("Anna Lund, Brundle’s mayor, spoke.", "mayor", "Brundle", "Anna Lund"),
        ("French President Emmanuel Macron spoke.", "president", "French", "Emmanuel Macron"),
        ("Apple CEO Tim Cook spoke.", "chief executive", "Apple", "Tim Cook"),
        ("Tim Cook, Apple's chief executive, spoke.", "chief executive", "Apple", "Tim Cook"),
        ("Its chairwoman, Anna Lund, spoke.", "chair", "", "Anna Lund"),
        ("Vice President Harris spoke.", "vice president", "", "Harris"),
        ("Queen Elizabeth II spoke.", "queen", "", "Elizabeth II"),
    ],
)
def test_who_stands_beside_a_post_holds_it(text, post, of, name):
    (found,) = holders(text)

    assert (found.post, found.of, found.name, found.is_said) == (post, of, name, False)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lund is mayor of Brundle.",
        "Anna Lund was elected mayor of Brundle in 2019.",
        "Anna Lund became the mayor of Brundle.",
    ],
)
def test_a_text_that_says_who_holds_it_is_known_for_it(text):
    (found,) = holders(text)

    assert found[:4] == ("mayor", "Brundle", "Anna Lund", True)
    assert found.is_now == (" is " in text)


@pytest.mark.parametrize(
    "text",
    [
        "Former mayor Anna Lund spoke.",
        "Deputy mayor Anna Lund spoke.",
        "The then-mayor Anna Lund spoke.",
        "King Street was closed.",
        "Lieutenant Governor Dan Patrick spoke.",
        "Former Brundle mayor Anna Lund spoke.",
        "Former French President Nicolas Sarkozy spoke.",
        "The ex-mayor Anna Lund spoke.",
        "Anna Lund, mayor of Brundle until 2015, spoke.",
        "Anna Lund, mayor of Brundle from 2011 to 2015, spoke.",
        "Shadow chancellor Rachel Reeves spoke.",
        "The candidate for governor Kari Lake spoke.",
        "The hospital in King County is new.",
        "The Premier League begins.",
        "She is the mayor.",
        "The mayor spoke.",
        "Senator Anna Lund spoke.",
        "",
    ],
)
def test_who_once_held_it_and_what_is_called_after_it_do_not(text):
    assert holders(text) == []


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (OPENED, "The bridge was opened by Mayor Helen Brandt in 2019."),
        (OPENED, "Brundle's mayor, Helen Brandt, opened the bridge."),
        ("Anna Lund is mayor of Brundle.", "Brundle mayor Helen Brandt spoke."),
        (
            "Anna Lund, the mayor of Brundle, opened it.",
            "It was opened by Helen Brandt, mayor of Brundle.",
        ),
    ],
)
def test_another_name_in_the_same_post_is_said(claim, passage):
    assert differences(claim, passage) == [Difference("Anna Lund", "Helen Brandt")]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (OPENED, "Mayor Helen Brandt proposed to close the bridge."),
        (OPENED, "Mayor Helen Brandt, not Anna Lund, was asked. The mayor opened the bridge."),
        (OPENED, "Mayor Helen Brandt and Mayor Anna Lund opened the bridge in 2019."),
        (OPENED, "Mayor Lund opened the bridge in 2019."),
        (OPENED, "Governor Helen Brandt opened the bridge in 2019."),
        (OPENED, "Former mayor Helen Brandt opened the bridge in 2019."),
        (
            "Mayor Anna Lund opened the bridge before Helen Brandt spoke.",
            "Mayor Helen Brandt spoke before the bridge opened.",
        ),
        (
            "Brundle mayor Anna Lund opened the bridge.",
            "Ostby mayor Helen Brandt opened the bridge.",
        ),
    ],
)
def test_another_act_or_another_post_is_no_difference(claim, passage):
    assert differences(claim, passage) == []


@pytest.mark.parametrize(
    ("claim", "passage", "ours", "theirs"),
    [
        (
            "Anna Lund is mayor of Brundle.",
            "Former mayor Anna Lund spoke.",
            "mayor",
            "former mayor",
        ),
        ("Ex-mayor Anna Lund spoke.", "Anna Lund is the mayor.", "former mayor", "mayor"),
        ("Anna Lund is the acting mayor.", "Anna Lund is the mayor.", "acting mayor", "mayor"),
        ("Anna Lund is mayor.", "The deputy mayor, Anna Lund, spoke.", "mayor", "deputy mayor"),
    ],
)
def test_who_is_and_who_once_was_are_told_apart(claim, passage, ours, theirs):
    assert differences(claim, passage) == [Difference(ours, theirs)]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Former mayor Anna Lund spoke.", "Mayor Anna Lund spoke."),
        ("Anna Lund is mayor of Brundle.", "Former Ostby mayor Anna Lund spoke."),
        ("Anna Lund is mayor of Brundle.", "Former mayor Helen Brandt spoke."),
        ("Anna Lund is mayor of Brundle.", "In 2024 former mayor Anna Lund ran again."),
        ("Anna Lund is mayor of Brundle.", "Former mayor Anna Lund spoke. Anna Lund is mayor."),
        ("Anna Lund is mayor of Brundle.", "Anna Lund, mayor of Brundle until May, spoke."),
        ("Anna Lund is president.", "Anna Lund is a former vice president."),
    ],
)
def test_a_title_and_what_a_date_explains_are_no_difference(claim, passage):
    assert differences(claim, passage) == []


def test_of_another_year_the_year_is_the_difference():
    passage = "In 2012 Mayor Helen Brandt opened the bridge."

    assert differences(OPENED, passage) == [Difference("2019", "2012")]


def test_two_of_the_same_title_are_two():
    claim, passage = "Mayor Anna Lund founded Acme.", "Mayor Helen Brandt founded Acme."

    assert differences(claim, passage) == [Difference("Mayor Anna Lund", "Mayor Helen Brandt")]


def test_of_a_text_that_names_very_many_the_first_are_compared():
    others = [
        f"Mayor Bert {letter}{letter.lower()}{end}." for letter in "ABC" for end in ascii_lowercase
    ]

    found = other_holder("Mayor Anna Lund spoke.", f"{' '.join(others)} Mayor Anna Lund spoke.")

    assert found[1].name == "Bert Aaa"


@given(st.text(), st.text())
def test_any_texts_can_be_compared(claim, passage):
    found = other_holder(claim, passage)

    assert found is None or all(each.name for each in found)
