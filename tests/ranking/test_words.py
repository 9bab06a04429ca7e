"""The words a text is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ranking.words import LONGEST, STOP_WORDS, distinct, places, words


def test_words_are_lower_case_stems_without_stop_words():
    assert words("The Elections in the United States") == ["elect", "unit", "state"]


def test_single_letters_are_left_out_and_single_digits_kept():
    assert words("Biden's plan X helped 5 people") == ["biden", "plan", "help", "5", "peopl"]


@pytest.mark.parametrize("text", ["", "   ", "the of and", "…—!?", "😀🎉", "\x00", "\ud800"])
def test_a_text_without_words_has_none(text):
    assert words(text) == []


def test_distinct_words_come_once_in_the_order_of_first_use():
    assert distinct("Taxes rose. Wages rose, taxes too.") == ["tax", "rose", "wage", "too"]


def test_what_is_too_long_for_a_word_is_cut():
    assert [len(word) for word in words("7" * 5_000)] == [LONGEST]


def test_places_lead_back_to_the_words_of_the_text():
    text = "“Zürich’s banks” hold 9.74 %."

    assert [text[start:end] for _, start, end in places(text)] == [
        "Zürich",
        "banks",
        "hold",
        "9",
        "74",
    ]


@given(st.text())
def test_places_lie_in_the_text_one_after_the_other(text):
    last = 0
    for stem, start, end in places(text):
        assert last <= start < end <= len(text)
        assert stem
        assert text[start:end].lower() not in STOP_WORDS
        last = end


@given(st.text())
def test_the_same_text_has_the_same_words_each_time(text):
    assert words(text) == words(text)
