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


def test_the_parts_of_a_figure_are_one_span():
    found = explained("It was 15.10C, and 1,234.5 in 2023.", "15.10C, or 1,234.5. 2023 was so.")

    assert found.shared == ((0, 6), (11, 18), (20, 24))


@pytest.mark.parametrize(
    ("claim", "passage", "shared"),
    [
        ("The COVID19 vaccine", "#COVID19 is here", ["COVID19"]),
        ("Staff of the NHS", "@NHSStaff know", ["NHSStaff"]),
        ("They lost 4300 jobs", "They cut 4,300 posts", ["4,300"]),
        ("They lost 4,300 jobs", "They cut 4300 posts", ["4300"]),
        ("It rose 2.5%", "It fell 9.74%", []),
        ("Say, e.g. so", "Seen, e.g. there", []),
        ("The U.S. won", "The US lost", ["US"]),
    ],
)
def test_what_is_written_in_two_ways_is_shared(claim, passage, shared):
    found = explained(claim, passage, [(0, len(passage))])

    assert [passage[start:end] for start, end in found.shared] == shared


def test_a_word_said_twice_in_a_sentence_counts_once():
    passage = "Paris, Paris, Paris. The tower."

    found = explained("The tower of Paris", passage, [(0, 20), (21, 31)])

    assert passage[slice(*found.matters)] == "The tower."


def test_of_equal_sentences_the_first_matters():
    passage = "Paris grew. Paris shrank."

    assert explained("Paris", passage, [(0, 11), (12, 25)]).matters == (0, 11)


def test_stop_words_are_not_shared():
    assert explained("It is in the…").shared == ()


def test_words_of_every_other_text_are_shared_but_not_pointed_at():
    passage = "He said they had told us what the US and WHO have: more of the same."

    found = explained("He said US and WHO had told us more", passage, [(0, len(passage))])

    assert [passage[start:end] for start, end in found.shared] == ["US", "WHO"]
    assert found.matters == (0, len(passage))


def test_what_is_in_every_other_passage_is_pointed_at_only_as_a_name_or_a_figure():
    rarity = {"tower": 8.0, "year": 1.9, "citi": 2.0, "pari": 1.0, "2024": 1.0}
    passage = "In the year 2024 the tower of Paris was closed for a year by the city."

    found = explained("The tower of the city of Paris in the year 2024", passage, [], rarity)

    assert [passage[start:end] for start, end in found.shared] == ["2024", "tower", "Paris", "city"]


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
    assert found.matters is not None or not found.shared


@pytest.mark.parametrize(
    ("passage", "pointed_at"),
    [
        ("At Wembley 87,192 watched.", ["Wembley", "watched"]),
        ("At Wembley 78,192 watched.", ["Wembley 78,192 watched"]),
    ],
)
def test_a_part_of_another_figure_is_not_pointed_at(passage, pointed_at):
    found = explained("78,192 watched at Wembley.", passage, [(0, len(passage))], {})

    assert [passage[start:end] for start, end in found.shared] == pointed_at
