"""A score between 0 and 1 that an editor can follow."""

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.worth import CODES, SIGNS, judge

CLAIM = "The company sold 40 percent of its shares for $97.4 billion in 2018."


def codes(sentence):
    return {reason.code for reason in judge(sentence).reasons}


def words(sentence, code):
    return next(reason.words for reason in judge(sentence).reasons if reason.code == code)


@given(st.text())
def test_any_text_has_a_score_between_0_and_1_and_each_reason_once(sentence):
    worth = judge(sentence)

    assert 0 <= worth.score <= 1
    assert len({reason.code for reason in worth.reasons}) == len(worth.reasons)
    assert all(reason.words for reason in worth.reasons)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("It cost $97.4 billion.", "money"),
        ("It rose 5 percent.", "share"),
        ("It began in 2018.", "date"),
        ("They met Elon Musk there.", "name"),
        ("It is the largest of them.", "compares"),
        ("It cost more than that.", "compares"),
        ("It fell because of rain.", "cause"),
        ("The majority of them left.", "quantity"),
        ("According to him it rained.", "reported"),
        ("The rate doubled there.", "change"),
        ("She voted for it twice.", "deed"),
        ("The deficit is back again.", "public"),
        ("It happened there, they say.", "past"),
    ],
)
def test_signs_for_checking_are_named(sentence, code):
    assert code in codes(sentence)
    assert SIGNS[code].weight > 0


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Did it cost that much?", "question"),
        ("“Did it cost that much?”", "question"),
        ("I was there for him.", "oneself"),
        ("Let’s look at it together.", "request"),
        ("It will come back next spring.", "future"),
        ("They should pay for that.", "opinion"),
        ("It might be so, possibly.", "hedge"),
        ("What a terrible thing it is.", "feeling"),
        ("Thank you very much for coming.", "courtesy"),
        ("Quite so.", "short"),
    ],
)
def test_signs_against_checking_are_named_too(sentence, code):
    assert code in codes(sentence)
    assert SIGNS[code].weight < 0


def test_reasons_are_words_for_an_editor_with_an_example():
    assert words(CLAIM, "money") == "Gives a sum of money: $97.4 billion"
    assert words("Did it really cost all that much?", "question") == "Asks a question"


def test_the_weightiest_reason_comes_first():
    assert judge(CLAIM).reasons[0].code == "number"
    assert judge("Is it so?").reasons[0].code == "question"


def test_a_statement_of_fact_is_worth_more_than_a_question_or_an_opinion_about_it():
    asked = CLAIM.replace(".", "?")
    meant = f"I think {CLAIM}"

    assert judge(CLAIM).score > 0.9
    assert judge(CLAIM).score > judge(meant).score
    assert judge(CLAIM).score > judge(asked).score
    assert judge("Thank you all.").score < 0.1


def test_a_speaker_in_a_quotation_says_nothing_against_the_sentence():
    sentence = "The mayor rejected it with “No, I thank you” in 2018."

    assert codes(sentence).isdisjoint({"oneself", "reader", "courtesy"})
    assert "quote" in codes(sentence)


def test_what_is_claimed_in_a_quotation_counts():
    assert {"quote", "number", "share"} <= codes("He said “taxes rose 50 percent”.")


def test_a_long_example_is_cut():
    assert len(words(f"He said “{'very ' * 100}”.", "quote")) < 80


def test_more_numbers_weigh_more_but_not_without_end():
    scores = [
        judge(" ".join(f"{n}00 cows," for n in range(2, 2 + count))).score for count in range(8, 12)
    ]

    assert (
        judge("They had 5 cows and one other.").score < judge("They had 5 cows and 6 goats.").score
    )
    assert len(set(scores)) == 1


def test_each_word_that_is_looked_for_belongs_to_a_sign():
    assert {code for found in CODES.values() for code in found} <= set(SIGNS)


def test_reasons_can_be_stored():
    assert json.loads(json.dumps([reason.words for reason in judge(CLAIM).reasons]))


def test_thousands_of_sentences_take_a_second():
    before = process_time()

    for _ in range(5_000):
        judge(CLAIM)

    assert process_time() - before < 5


@pytest.mark.parametrize("piece", ["a", "a-", "1", "?", "A ", '"', "“a”", "ed ", "\u0130"])
def test_no_sentence_takes_more_than_its_share_of_time(piece):
    before = process_time()

    judge(piece * (50_000 // len(piece)))

    assert process_time() - before < 3


def test_many_different_facts_in_one_sentence_take_their_share_of_time_too():
    before = process_time()

    worth = judge(" ".join(f"N{number} {number}" for number in range(20_000)))

    assert "Gives a number: 0, 1, 2" in [reason.words for reason in worth.reasons]
    assert process_time() - before < 5
