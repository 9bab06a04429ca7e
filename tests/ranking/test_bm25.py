"""What words weigh, and which passages are weighed."""

import bm25s
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ranking import bm25
from articles.ranking.words import distinct, words

frequencies = st.dictionaries(st.integers(1, 500), st.integers(0, 20_000))


def test_a_rare_word_weighs_more_than_a_common_one():
    assert bm25.rarity(3, 10_000) > bm25.rarity(3_000, 10_000) > bm25.rarity(10_000, 10_000) > 0


def test_on_a_small_shelf_a_word_of_every_passage_still_counts_as_rare():
    assert bm25.rarity(2, 2) == bm25.rarity(2, bm25.FEWEST_PASSAGES)


def test_a_word_said_again_adds_less_each_time_and_a_long_passage_thins_it():
    once, twice, often = (
        bm25.saturation(count, length=40, average=40) for count in (1, 2, 1_000_000)
    )

    assert 0 < twice - once < once
    assert often < 1
    assert bm25.saturation(1, length=400, average=40) < once


def test_the_score_is_that_of_bm25s():
    corpus = [f"the {word} tower is {number} metres tall" for number, word in enumerate("abc" * 40)]
    corpus += ["A tall building in Paris", "Paris: the Eiffel tower, 330 metres of iron"] * 600
    claim = "The Eiffel tower in Paris is 330 metres tall"
    tokens = [words(text) for text in corpus]
    peer = bm25s.BM25()
    peer.index(tokens, show_progress=False)
    average = sum(map(len, tokens)) / len(tokens)

    scores = [
        sum(
            bm25.rarity(sum(word in other for other in tokens), len(tokens))
            * bm25.saturation(passage.count(word), length=len(passage), average=average)
            for word in distinct(claim)
            if word in passage
        )
        for passage in (tokens[0], tokens[-2], tokens[-1])
    ]

    theirs = peer.get_scores(distinct(claim))
    assert scores == pytest.approx([theirs[0], theirs[-2], theirs[-1]], rel=1e-4)


def test_in_a_large_shelf_half_as_many_passages_are_read():
    assert bm25.budget_of(bm25.LARGE + 1) == bm25.budget_of(bm25.LARGE) / 2


def test_rare_words_are_read_until_the_budget_is_spent():
    chosen = bm25.candidates({1: 10, 2: 3_000, 3: 1_900, 4: 4_000}, budget=5_000, pairs=0)

    assert chosen.any_of == [1, 3, 2]


def test_of_the_words_that_are_too_common_the_rarest_pairs_are_read():
    chosen = bm25.candidates({1: 10, 2: 9_000, 3: 7_000, 4: 8_000}, budget=5_000, pairs=2)

    assert chosen.any_of == [1]
    assert chosen.pairs == [(3, 4), (3, 2)]


def test_the_rarest_word_is_read_even_when_it_alone_is_too_common():
    assert bm25.candidates({7: 90_000}) == bm25.Candidates([7], [])


def test_words_of_no_passage_are_not_looked_for():
    assert bm25.candidates({7: 0}) == bm25.Candidates([], [])


@given(frequencies)
def test_candidates_keep_to_the_budget_and_never_name_a_word_twice(given_frequencies):
    chosen = bm25.candidates(given_frequencies)

    held = {word for word, count in given_frequencies.items() if count}
    in_pairs = {word for pair in chosen.pairs for word in pair}
    assert set(chosen.any_of) | in_pairs <= held
    assert not set(chosen.any_of) & in_pairs
    assert len(chosen.any_of) == len(set(chosen.any_of))
    assert bool(chosen.any_of) == bool(held)
    if len(chosen.any_of) > 1:
        assert sum(given_frequencies[word] for word in chosen.any_of) <= bm25.POSTING_BUDGET
    assert len(chosen.pairs) <= bm25.RAREST_PAIRS


@given(frequencies)
def test_pairs_are_the_rarest_of_all_pairs(given_frequencies):
    chosen = bm25.candidates(given_frequencies)

    left = [w for w, count in given_frequencies.items() if count and w not in chosen.any_of]
    costs = sorted(
        given_frequencies[one] * given_frequencies[other]
        for place, one in enumerate(left)
        for other in left[place + 1 :]
    )
    taken = [given_frequencies[one] * given_frequencies[other] for one, other in chosen.pairs]
    assert taken == costs[: bm25.RAREST_PAIRS]
