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


def again(scores, candidates, vectors, *, claim="", sentences=None):
    unknown = np.full(len(scores), np.nan) if sentences is None else np.array(sentences)
    return looked_at_again(
        np.array(scores, np.float32),
        claim=claim,
        candidates=candidates,
        vectors=np.array(vectors, np.float32),
        sentences=unknown.astype(np.float32),
    )


def test_of_equals_the_one_that_shares_letters_goes_first():
    found = again(
        [0, 0],
        notes("A note on something else", "Pfizer and BioNTech made it"),
        [ONE, ONE],
        claim="PfizerBioNTech's vaccine",
    )

    assert best(found) == 1


def test_of_equals_the_one_that_is_close_to_everything_goes_last():
    crowded = [[0.9, 0.3, 0.3], [0.95, 0.2, 0.2], ONE]

    assert best(again([0] * 4, notes("a", "b", "c", "d"), [*crowded, OTHER])) == 3


def test_one_candidate_alone_is_looked_at_too():
    found = again([3.0], notes("A tower"), [ONE], claim="A tower", sentences=[0.5])

    assert found.tolist() == pytest.approx([BEGINNING])


def test_of_equals_the_one_that_is_close_to_the_better_ones_goes_first():
    """The good ones share one axis and the poor ones another; the last two are equals."""
    scores = [*[2.0] * 6, *[-2.0] * 6, 0.0, 0.0]
    vectors = [*[ONE] * 6, *[OTHER] * 6, ONE, OTHER]

    found = again(scores, notes(*"abcdefghijklmn"), vectors)

    assert found[12] > found[13]


def test_a_passage_gains_by_others_of_its_document_and_the_beginning_by_being_it():
    scores = np.array([3.0, 1.0, 1.0, 1.0, -6.0], np.float32)
    apart = np.zeros((5, 3))  # none has its vector yet
    of = [("a", 7, 1), ("b", 7, 2), ("c", 8, 1), ("d", 9, 0), ("e", 8, 2)]

    found = again(scores, [Candidate(*each) for each in of], apart)

    one_of_two, poor_company, beginning = found[1], found[2], found[3]
    assert one_of_two > poor_company
    assert beginning > poor_company
    # The best gains by the second best of its document, and not by itself.
    assert found[0] - found[1] < standard(scores)[0] - standard(scores)[1]


APART = [[0.0, 0.0, 0.0]] * 4


def test_of_equals_the_one_whose_sentence_is_closest_goes_first():
    assert best(again([0, 0, 1, 1], notes("a", "b", "c", "d"), APART, sentences=[2, 1, 0, 3])) == 3


@pytest.mark.parametrize("sentences", [[np.nan, 5, np.nan, np.nan], [9, 9, 9, 9]])
def test_only_to_be_known_moves_no_passage(sentences):
    scores, candidates = [4.0, 3.0, 2.0, 1.0], notes("a", "b", "c", "d")

    found = again(scores, candidates, APART, sentences=sentences)

    assert np.argsort(-found).tolist() == [0, 1, 2, 3]


def test_known_sentences_move_a_passage_among_those_that_are_known():
    """The first and the last are not read: only of those between them two change places."""
    scores, sentences = [4.0, 2.2, 2.1, 2.0, 1.0], [np.nan, 1, 1, 9, np.nan]

    found = again(scores, notes(*"abcde"), [*APART, APART[0]], sentences=sentences)

    assert np.argsort(-found).tolist() == [0, 1, 3, 2, 4]
