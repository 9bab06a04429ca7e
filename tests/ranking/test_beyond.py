"""A claim is often about one sentence of a passage."""

from itertools import pairwise

import numpy as np
import pytest

from articles.ranking import beyond
from articles.ranking.meaning import unit

LONG = "This sentence is long enough. "


def spans_of(*sentences):
    ends = [0, *np.cumsum([len(each) for each in sentences], dtype=int).tolist()]
    return list(pairwise(ends))


@pytest.mark.parametrize(
    ("sentences", "kept"),
    [
        ([], []),
        ([LONG] * 2, []),
        ([LONG] * 3, [LONG] * 3),
        ([LONG, "Short. ", LONG], []),
        ([LONG, "Short. ", LONG, LONG], [LONG] * 3),
        (["x" * 25, LONG, LONG], []),
        (["x" * 26, LONG, LONG], ["x" * 26, LONG, LONG]),
        (["x" * 401, LONG, LONG], ["x" * 400, LONG, LONG]),
    ],
)
def test_sentences_count_that_say_something_of_passages_that_have_some(sentences, kept):
    assert beyond.sentences("".join(sentences), spans_of(*sentences)) == kept


@pytest.mark.parametrize("dimensions", [3, 8, 13, 384])
def test_the_passage_whose_sentence_is_closest_is_told_however_many_each_has(dimensions):
    space = np.random.default_rng(7)
    asked, *others = unit(space.standard_normal((10, dimensions)))
    others = np.array([-np.sign(each @ asked) * each for each in others], np.float32)
    passage = np.zeros(dimensions, np.float32)
    passages = [
        beyond.signs(others[:4], passage),
        beyond.signs(np.vstack([others[4:6], asked, others[6:]]), passage),
        beyond.signs(others[6:], passage),
    ]

    found = beyond.closest(asked, passages)

    assert found.argmax() == 1
    assert found[1] == pytest.approx(np.abs(asked).sum(), rel=1e-5)


def test_of_a_sentence_what_its_passage_says_anyway_counts_half():
    asked, passage = np.array([0.6, 0.8], np.float32), np.array([0.8, 0.6], np.float32)
    said = np.array([[0.35, 0.936], [0.45, 0.893]], np.float32)  # either side of half of 0.8

    first, second = (beyond.closest(asked, [beyond.signs(said[[at]], passage)]) for at in (0, 1))

    assert first[0] == pytest.approx(0.8 - 0.6)
    assert second[0] == pytest.approx(0.6 + 0.8)


def test_a_passage_that_is_not_read_or_has_too_few_sentences_is_not_known():
    asked = np.ones(9, np.float32)
    read = beyond.signs(np.ones((2, 9), np.float32), np.zeros(9, np.float32))

    assert np.isnan(beyond.closest(asked, [None, b""])).all()
    assert np.isnan(beyond.closest(asked, [None, read, b"", read])).tolist() == [1, 0, 1, 0]
    assert len(beyond.closest(asked, [])) == 0


def test_a_sentence_takes_a_bit_for_each_dimension():
    assert len(beyond.signs(np.ones((5, 384), np.float32), np.ones(384, np.float32))) == 5 * 48
