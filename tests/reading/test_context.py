from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.context import in_full

BEFORE = ["Angela Merkel spoke to Siemens on Monday.", "The hall was full."]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("He was born in Hamburg in 1954.", "Angela Merkel: He was born in Hamburg in 1954."),
        ("In 2005 she won.", "Angela Merkel: In 2005 she won."),
        ("The company lost money.", "Angela Merkel: The company lost money."),
        ("Voters liked them.", "Angela Merkel: Voters liked them."),
        ("Berlin is the capital.", "Berlin is the capital."),
        ("Helmut Kohl said that he won.", "Helmut Kohl said that he won."),
        ("The sea is blue.", "The sea is blue."),
        ("", ""),
    ],
)
def test_a_name_is_taken_from_the_sentences_before(sentence, said):
    assert in_full(sentence, before=BEFORE) == said


def test_a_name_farther_back_is_not_taken():
    assert in_full("He won.", before=[*BEFORE, "It rained.", "It snowed."]) == "He won."


def test_without_a_name_before_the_sentence_stays_as_it_is():
    assert in_full("He won.") == in_full("He won.", before=["It rained."]) == "He won."


@pytest.mark.parametrize(
    ("words", "year"), [("last year", "2025"), ("This year", "2026"), ("next year", "2027")]
)
def test_a_year_is_counted_from_the_articles_date(words, year):
    sentence = f"{words} prices rose in Paris."

    assert in_full(sentence, written=date(2026, 3, 1)) == f"{year}: {sentence}"
    assert in_full(sentence) == sentence


@given(st.text(), st.lists(st.text(), max_size=4))
def test_whatever_is_added_the_sentence_stays_as_it_is(sentence, before):
    assert in_full(sentence, before=before).endswith(sentence)
