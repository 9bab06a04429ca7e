import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.differences import Difference, differences
from articles.reading.doers import Deed, deeds, other_doer, others_sentence
from articles.reading.sentences import spans

OFFER = "In the counteroffer OpenAI would buy X from Musk. Altman did not suggest that Musk buy it."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Elon Musk bought Twitter in 2022.", [("Elon Musk", "buy", "Twitter")]),
        ("He proposed that Musk consider buying X.", [("Musk", "buy", "X")]),
        ("Twitter was bought by Musk.", [("Musk", "buy", "Twitter")]),
        ("In the World Cup, Spain beat England.", [("Spain", "beat", "England")]),
        ("Musk did not buy Twitter.", []),
        ("Musk spoke. Buying Twitter took a year.", []),
        ("Musk bought a house.", []),
        ("He bought Twitter.", []),
    ],
)
def test_a_deed_has_a_doer_and_one_to_whom_it_is_done(text, found):
    assert deeds(text) == [Deed(*each) for each in found]


def test_another_doer_of_the_same_deed_is_said():
    claim = "Altman proposed that Musk might want to consider buying X, which he owns."

    assert other_doer(claim, OFFER) == ("Musk", "OpenAI")
    assert differences(claim, OFFER) == [Difference("Musk", "OpenAI")]


@pytest.mark.parametrize(
    "passage",
    [
        "In 2022 Musk bought Twitter for $44 billion.",
        "In 2016 Microsoft bought LinkedIn.",
        "In 2016 Microsoft sold Twitter.",
        "Twitter was bought.",
        "",
    ],
)
def test_where_nobody_else_did_it_nothing_differs(passage):
    assert other_doer("Elon Musk bought Twitter.", passage) is None


def test_the_sentence_in_which_another_did_it_is_the_one_that_matters():
    claim = "Altman proposed that Musk might want to consider buying X, which he owns."
    first = "On Monday Musk made an offer for X. "
    passage = first + OFFER
    cut = list(spans(passage))

    start, end = others_sentence(claim, passage, cut)

    assert passage[start:end] == "In the counteroffer OpenAI would buy X from Musk."
    assert others_sentence(claim, first, spans(first)) is None


@given(st.text(), st.text())
def test_any_texts_can_be_compared(claim, passage):
    found = other_doer(claim, passage)

    assert found is None or all(found)
