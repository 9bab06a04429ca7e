"""How much of one text stands in another."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ranking import shingles
from articles.ranking.shingles import containment, nearly_the_same, resemblance, sketch

WIRE = (
    "The council of Harbour Town voted on Tuesday to close the old bridge for two years. Its "
    "engineers had found cracks in three of its nine piers. The mayor said that traffic would be "
    "led over the northern road, and that shops on the quay would be paid for what they lose."
)
ALPHABET = "one two three four five six seven eight nine ten"


def of(text):
    return shingles.shingles(text)


def test_a_shingle_is_a_run_of_four_words():
    assert len(of("one two three four five six")) == 3
    assert of("one two three four") < of("one two three four five")
    assert of("one two three four") != of("four three two one")


def test_case_spaces_and_points_make_no_difference():
    assert of("The tower, it is said, is “tall”.") == of("the  TOWER it is said\nis tall")


@pytest.mark.parametrize("text", ["", " ", "...", "\n\n"])
def test_a_text_without_a_word_resembles_nothing(text):
    assert of(text) == frozenset()
    assert resemblance(of(text), of(text)) == 0
    assert containment(of(text), of("one two three four")) == 0


def test_a_short_text_is_one_shingle():
    assert len(of("Two words")) == len(of("one two three four")) == 1
    assert of("Two words") != of("Two words more")


def test_resemblance_counts_what_either_has_and_containment_what_the_part_has():
    half, whole = of("a1 b2 c3 d4 e5"), of("a1 b2 c3 d4 e5 f6 g7")

    assert resemblance(half, whole) == resemblance(whole, half) == 2 / 4
    assert (containment(half, whole), containment(whole, half)) == (1, 2 / 4)


def test_the_numbers_are_the_same_in_every_process_and_fit_an_integer():
    assert sorted(of("one two three four five")) == [-1747465789, 2134480176]
    assert all(-(2**31) <= number < 2**31 for number in of(WIRE * 3 + ALPHABET))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "Reuters - "),
        ("The mayor said", "The town’s mayor said"),
        (" the old bridge", " the bridge"),
        ("on Tuesday", "on Tuesday, 12 March,"),
    ],
)
def test_a_copy_with_a_few_other_words_is_nearly_the_same(before, after):
    assert nearly_the_same(WIRE, WIRE.replace(before, after, 1))


@pytest.mark.parametrize(
    "other",
    [
        "The tower is 330 metres tall and stands in Paris.",
        WIRE[: len(WIRE) // 3],
        " ".join(reversed(WIRE.split())),
        "",
    ],
)
def test_another_text_is_not(other):
    assert not nearly_the_same(WIRE, other)


def test_a_copy_that_gives_another_figure_is_none():
    offer = f"{WIRE} It costs 97.4 million."

    assert not nearly_the_same(offer, offer.replace("97.4", "9.74"))
    assert nearly_the_same(offer, offer.replace(" It costs", " It all costs"))


def test_copies_share_of_their_sketches():
    chance = random.Random(1997)  # noqa: S311 -- made up, not secret
    missed = 0
    for _ in range(300):
        words = [f"word{chance.randint(1, 5000)}" for _ in range(125)]
        copy = words.copy()
        for _ in range(5):
            copy[chance.randrange(125)] = "changed"
        missed += not set(sketch(" ".join(words))) & set(sketch(" ".join(copy)))
    assert missed <= 3


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_have_a_resemblance_between_0_and_1(one, other):
    assert 0 <= resemblance(of(one), of(other)) <= 1
    assert resemblance(of(one), of(one)) == (1 if of(one) else 0)
    assert len(sketch(one)) <= shingles.SKETCH
