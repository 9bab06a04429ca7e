import numpy as np
import pytest

from articles.ranking.fusion import fused, standard
from articles.ranking.rerank import BEGINNING, Candidate, looked_at_again


def best(scores):
    return int(np.argmax(scores))


def test_what_both_lists_like_goes_before_the_first_of_either():
    assert best(fused([9.0, 8.0, 0.0, 1.0], [0.1, 0.7, 0.8, 0.1])) == 1


def test_meaning_counts_for_more_than_words():
    assert best(fused([1.0, 0.0], [0.0, 1.0])) == 1


def test_a_passage_without_a_vector_stands_where_its_words_put_it():
    scores = fused([3.0, 2.0, 1.0], [0.9, None, 0.1])

    assert np.argsort(-scores).tolist() == [0, 1, 2]


def test_without_any_vector_the_words_alone_count():
    assert fused([1.0, 3.0], [None, None]) == pytest.approx(standard(np.array([1.0, 3.0])))


@pytest.mark.parametrize("scores", [[], [2.0], [2.0, 2.0]])
def test_equals_are_equal(scores):
    assert fused(scores, [0.5] * len(scores)).tolist() == [0.0] * len(scores)


ONE, OTHER = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]


def notes(*texts):
    """Each the only passage of its document."""
    return [Candidate(text, number, 0) for number, text in enumerate(texts)]


def test_of_equals_the_one_that_shares_letters_goes_first():
    again = looked_at_again(
        np.zeros(2, np.float32),
        claim="PfizerBioNTech's vaccine",
        candidates=notes("A note on something else", "Pfizer and BioNTech made it"),
        vectors=np.array([ONE, ONE], np.float32),
    )

    assert best(again) == 1


def test_of_equals_the_one_that_is_close_to_everything_goes_last():
    crowded = [[0.9, 0.3, 0.3], [0.95, 0.2, 0.2], ONE]
    again = looked_at_again(
        np.zeros(4, np.float32),
        claim="",
        candidates=notes("a", "b", "c", "d"),
        vectors=np.array([*crowded, OTHER], np.float32),
    )

    assert best(again) == 3


def test_one_candidate_alone_is_looked_at_too():
    again = looked_at_again(
        np.array([3.0], np.float32),
        claim="A tower",
        candidates=notes("A tower"),
        vectors=np.array([ONE], np.float32),
    )

    assert again.tolist() == pytest.approx([BEGINNING])


def test_of_equals_the_one_that_is_close_to_the_better_ones_goes_first():
    """The good ones share one axis and the poor ones another; the last two are equals."""
    scores = np.array([*[2.0] * 6, *[-2.0] * 6, 0.0, 0.0], np.float32)
    vectors = np.array([*[ONE] * 6, *[OTHER] * 6, ONE, OTHER], np.float32)

    again = looked_at_again(scores, claim="", candidates=notes(*"abcdefghijklmn"), vectors=vectors)

    assert again[12] > again[13]


def test_a_passage_gains_by_others_of_its_document_and_the_beginning_by_being_it():
    scores = np.array([3.0, 1.0, 1.0, 1.0, -6.0], np.float32)
    apart = np.zeros((5, 3), np.float32)  # none has its vector yet
    of = [("a", 7, 1), ("b", 7, 2), ("c", 8, 1), ("d", 9, 0), ("e", 8, 2)]

    again = looked_at_again(
        scores, claim="", candidates=[Candidate(*each) for each in of], vectors=apart
    )

    one_of_two, poor_company, beginning = again[1], again[2], again[3]
    assert one_of_two > poor_company
    assert beginning > poor_company
    # The best gains by the second best of its document, and not by itself.
    assert again[0] - again[1] < standard(scores)[0] - standard(scores)[1]
