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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S. and the U.K.", "US, UK"),
        ("$4,300", "4300 $"),
        ("1,234,567 or 43,000", "1234567, 43000"),
        ("Beyoncé in Zürich", "Beyonce in Zurich"),
        ("Bodø, Łódź, Århus", "Bodo, Lodz, Arhus"),
        ("Straße nach Æbelø", "Strasse nach Aebelo"),
        ("2 %", "2 percent"),
        ("Zu\u0308rich", "Z\u00fcrich"),
    ],
)
def test_what_is_written_in_two_ways_is_one_word(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9.74 of 3,14 and 12,34,56", ["9", "74", "3", "14", "12", "34", "56"]),
        ("In 2019,400 people", ["2019", "400", "peopl"]),
        ("by F.Kennedy", ["kennedi"]),
        ("Ёлка, Łódź", ["ёлка", "lodz"]),
    ],
)
def test_what_is_no_figure_or_abbreviation_is_not_joined(text, found):
    assert words(text) == found


def test_a_tag_is_found_whole_and_by_its_parts():
    assert words("#AustralianFires, said @NHSStaff of #COVID19 #stop_it") == [
        *("australianfir", "said", "nhsstaff", "covid19", "stop_it"),
        *("australian", "fire", "nhs", "staff", "covid", "19", "stop"),
    ]
    assert words("#vote @BBC #iPhone #stop_ me@BBCNews.com") == [
        *("vote", "bbc", "iphon", "stop_", "me", "bbcnew", "com", "phone", "stop"),
    ]


def test_addresses_of_pages_are_no_words():
    text = (
        "See HTTPS://example.org/fires?id=7—or (www.example.org), pic.example.com/0eJt, men/women"
    )

    assert words(text) == ["see", "men", "women"]
    assert [text[start:end] for _, start, end in places(text)] == ["See", "men", "women"]


def test_names_beside_a_stroke_are_words():
    assert words("Booking.com/Expedia") == ["book", "com", "expedia"]


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
        "%",
    ]


@given(st.text())
def test_places_lie_in_the_text_one_after_the_other(text):
    last = 0
    for stem, start, end in places(text):
        assert start < end <= len(text)
        assert start >= last or end <= last  # a part of the tag before it
        assert stem
        assert text[start:end].lower() not in STOP_WORDS
        last = max(last, end)


@given(st.text())
def test_the_same_text_has_the_same_words_each_time(text):
    assert words(text) == words(text)
