"""Sketches of many texts at once are those of each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ranking.shingles import WORD, sketch, words
from articles.ranking.sketches import LONGEST, sketches

LETTERS = st.text(alphabet="abZ09_ .,\n-é漢ñİß")
TWENTY = " ".join(f"word{number}" for number in range(20))


@given(st.lists(LETTERS))
def test_each_is_what_it_is_alone(texts):
    assert sketches(texts) == [sketch(text) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "Two words",
        "one two three four five six seven",
        "one two three four five six seven eight",
        "one two three four five six seven eight nine",
        TWENTY,
        "again " * 40,
        f"{TWENTY} {'x' * LONGEST} {TWENTY}",
        f"{'漢' * LONGEST} {TWENTY}",
        f"{TWENTY} {'y' * (LONGEST - 60)} {TWENTY}",
    ],
    ids=lambda text: text[:40],
)
def test_whatever_stands_beside_it(text):
    assert sketches([TWENTY, text, "", text, "Other words than these"]) == [
        sketch(TWENTY),
        sketch(text),
        [],
        sketch(text),
        sketch("Other words than these"),
    ]


def test_a_run_just_as_long_as_there_is_a_table_for_and_one_longer():
    words_of_both = [f"{'z' * length} a b c d e f g" for length in (LONGEST - 14, LONGEST - 13)]

    assert sketches(words_of_both) == [sketch(text) for text in words_of_both]


def test_no_texts():
    assert sketches([]) == []


@given(LETTERS)
def test_words_in_plain_letters_are_found_as_all_others_are(text):
    plain = text.encode("ascii", "ignore").decode()

    assert words(plain) == [word.encode() for word in WORD.findall(plain.lower())]
