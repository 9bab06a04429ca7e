"""Why a passage was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ranking.explain import Strength, explain, is_convincing, likeness, strength

PASSAGE = "Paris is a city. The tower in it is 330 metres tall. Many people visit Paris."
SENTENCES = [(0, 16), (17, 52), (53, 77)]
RARITY = {"eiffel": 8.0, "tower": 5.0, "330": 7.0, "metr": 4.0, "pari": 3.0}


def explained(claim, passage=PASSAGE, sentences=SENTENCES, rarity=RARITY):
    return explain(claim, passage, sentences=sentences, rarity=rarity, coverage=0.5)


def test_the_sentence_that_shares_the_rarest_words_matters():
    found = explained("The Eiffel Tower in Paris is 330 metres high")

    assert PASSAGE[slice(*found.matters)] == "The tower in it is 330 metres tall."


def test_shared_words_are_found_by_their_stems_and_neighbours_are_one_span():
    found = explained("A tower of 330 metre in Paris")

    assert [PASSAGE[start:end] for start, end in found.shared] == [
        "Paris",
        "tower",
        "330 metres",
        "Paris",
    ]


def test_a_word_said_twice_in_a_sentence_counts_once():
    passage = "Paris, Paris, Paris. The tower."

    found = explained("The tower of Paris", passage, [(0, 20), (21, 31)])

    assert passage[slice(*found.matters)] == "The tower."


def test_of_equal_sentences_the_first_matters():
    passage = "Paris grew. Paris shrank."

    assert explained("Paris", passage, [(0, 11), (12, 25)]).matters == (0, 11)


def test_stop_words_are_not_shared():
    assert explained("It is in the…").shared == ()


def test_a_passage_that_shares_nothing_has_no_sentence_that_matters():
    found = explained("Completely different")

    assert (found.shared, found.matters) == ((), None)


def test_strength_is_said_in_plain_words():
    assert [strength(share) for share in (0.9, 0.3, 0.1)] == [
        Strength.STRONG,
        Strength.WORTH_A_LOOK,
        Strength.WEAK,
    ]
    assert str(Strength.WORTH_A_LOOK) == "worth a look"


@pytest.mark.parametrize(
    ("coverage", "closeness", "said"),
    [
        (0.08, None, True),
        (0.07, None, False),
        (0.0, 0.9, True),
        (0.0, 0.4, False),
        (0.25, 0.2, True),
        (0.1, -0.5, False),
    ],
)
def test_below_a_threshold_nothing_convincing_was_found(coverage, closeness, said):
    assert is_convincing(coverage, closeness) is said


def test_what_means_the_same_in_other_words_is_worth_more_than_its_words():
    assert strength(0.1, 0.9) == Strength.WORTH_A_LOOK
    assert strength(0.1, 0.1) == Strength.WEAK
    assert likeness(0.5, 0.5) == pytest.approx(0.5)


@given(st.text(), st.text())
def test_any_texts_are_explained_by_spans_that_lie_in_the_passage(claim, passage):
    whole = [(0, len(passage))] if passage else []

    found = explain(claim, passage, sentences=whole, rarity={}, coverage=0.0)

    ends = [place for span in found.shared for place in span]
    assert ends == sorted(ends)
    assert all(0 <= place <= len(passage) for place in ends)
    assert (found.matters is None) == (not found.shared)
