"""What an editor would underline in a sentence."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.facts import facts

WORDS = (
    st.sampled_from(["On", "6 November 2024", "Ada", "Chen", "“", "”", '"', "’s", "$", "3.5"])
    | st.sampled_from(["million", "%", "–", "the", "of", "U.S.", "twenty-five", "in", "2019"])
    | st.sampled_from([",", ".", "😀", "É", "1/2", "İ", "Mr."])
)


def found(sentence):
    return [(fact.kind, sentence[fact.start : fact.end]) for fact in facts(sentence)]


@given(st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join)))
def test_facts_are_in_order_inside_the_sentence_and_never_overlap(sentence):
    edges = [edge for fact in facts(sentence) for edge in (fact.start, fact.end)]

    assert edges == sorted(edges)
    assert all(fact.start < fact.end <= len(sentence) for fact in facts(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He bid $97.4 billion.", "$97.4 billion"),
        ("It rose 5 percent.", "5 percent"),
        ("It rose by 3.5%.", "3.5%"),
        ("It cost £5m.", "£5m"),
        ("It cost between 35 to 50 dollars.", "35 to 50 dollars"),
        ("It lost 3,000 of them.", "3,000"),
        ("It is -4°C there.", "-4°C"),
        ("It took twenty-five years.", "twenty-five years"),
        ("It hit one in five.", "one in five"),
        ("It cost half a million.", "half"),
        ("It hurt two thirds.", "two thirds"),
        ("It drew thousands.", "thousands"),
    ],
)
def test_numbers_are_found_with_their_unit(sentence, expected):
    assert found(sentence)[0] == ("number", expected)


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("of rooms 101,102,103 only", ["101", "102", "103"]),
        ("of 1,2,3 and 12,15,19 percent", ["1", "2", "3", "12", "15", "19 percent"]),
        ("of 1,234,567 and $101,202,303.50", ["1,234,567", "$101,202,303.50"]),
        ("of 12,34,567 votes and 3,5 percent", ["12,34,567", "3,5 percent"]),
    ],
)
def test_a_list_of_figures_is_several(sentence, numbers):
    assert [words for kind, words in found(sentence) if kind == "number"] == numbers


@pytest.mark.parametrize(
    "date",
    [
        "6 November 2024",
        "Nov. 6, 2024",
        "November 2024",
        "2024-11-06",
        "06/11/2024",
        "3rd of May 2021",
        "summer 2020",
        "2018",
        "2019-20",
        "1990s",
        "October",
        "Tuesday",
        "yesterday",
        "last year",
    ],
)
def test_dates_are_found_whole(date):
    assert found(f"it began {date}") == [("date", date)]


@pytest.mark.parametrize("sentence", ["it may rise", "they march on", "we fall", "the second time"])
def test_words_that_only_look_like_dates_are_none(sentence):
    assert found(sentence) == []


def test_a_count_of_people_is_no_year():
    assert found("there were 2000 people") == [("number", "2000")]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Then Sam Altman met Elon Musk.", ["Sam Altman", "Elon Musk"]),
        ("Musk’s offer was refused.", ["Musk"]),
        ("Altman, however, defends it.", ["Altman"]),
        ("However, the Bank of England paid.", ["Bank of England"]),
        ("New York paid J. K. Rowling.", ["New York", "J. K. Rowling"]),
        ("He met Mr. Smith and O’Brien of NASA.", ["Mr. Smith", "O’Brien of NASA"]),
        ("We asked OpenAI about X and COVID-19.", ["OpenAI", "X", "COVID-19"]),
        ("The U.S. Army met Łukasz.", ["U.S. Army", "Łukasz"]),
        ("Nothing happened and I don’t care.", []),
        ("First, the rest was sold.", []),
        ("EVERYTHING IS SHOUTED HERE", []),
    ],
)
def test_names_are_found_and_first_words_are_not(sentence, names):
    assert [words for kind, words in found(sentence) if kind == "name"] == names


@pytest.mark.parametrize(
    "quote", ["“No thank you.”", '"We won 5 times"', "‘It’s over’", "«Non, merci»", "„Nein danke“"]
)
def test_a_quotation_is_one_fact_whatever_it_contains(quote):
    assert found(f"he said {quote} then") == [("quote", quote)]


def test_a_year_begins_no_range_of_other_figures():
    assert [words for _, words in found("from 1.91% in 2018 to 2.27%")] == [
        "1.91%",
        "2018",
        "2.27%",
    ]


def test_the_number_in_a_date_is_not_said_twice():
    assert found("on 6 November 2024 it paid 6 euros") == [
        ("date", "6 November 2024"),
        ("number", "6 euros"),
    ]


def test_offsets_count_an_emoji_as_one_character():
    (fact,) = facts("😀😀 costs 5 euros")

    assert (fact.start, fact.end) == (9, 16)


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1 to ", "A", "A ", "A.", "“", '"a', "‘a’s", "twenty-", "6 May ", "$ ", "’s "],
)
def test_no_sentence_takes_more_than_its_share_of_time(piece):
    before = process_time()

    facts(piece * (50_000 // len(piece)))

    assert process_time() - before < 3
