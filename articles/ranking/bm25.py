"""BM25 in plain functions: what a word weighs, and which passages are worth weighing.

A passage's score for a claim is the sum, over the words they share, of the word's rarity times
its saturation in the passage. The variant is Lucene's, with the usual constants.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

K1, B = 1.5, 0.75
# A small shelf tells little of how common a word is: below this many passages all seem rare.
FEWEST_PASSAGES = 1_000

# How many passages are read for a claim. In a large shelf each costs more, as fewer are at hand,
# and those beyond the first half bring next to nothing.
POSTING_BUDGET = 5_000
LARGE = 300_000
RAREST_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages with any of `any_of`, or with both words of one of `pairs`."""

    any_of: list[int]
    pairs: list[tuple[int, int]]


def rarity(containing: int, passages: int) -> float:
    """The inverse document frequency of a word that `containing` of `passages` have."""
    passages = max(passages, containing, FEWEST_PASSAGES)
    return math.log(1 + (passages - containing + 0.5) / (containing + 0.5))


def saturation[Number: (float, NDArray[np.float64])](
    count: Number, *, length: Number, average: float
) -> Number:
    """What `count` uses of a word weigh in a passage of `length` words: 0 to 1."""
    return count / (count + K1 * (1 - B + B * length / average))


def budget_of(passages: int) -> int:
    """How many passages are read for a claim in a shelf of so many."""
    return POSTING_BUDGET if passages <= LARGE else POSTING_BUDGET // 2


def candidates(
    frequencies: Mapping[int, int],
    *,
    budget: int = POSTING_BUDGET,
    pairs: int = RAREST_PAIRS,
) -> Candidates:
    """Choose what to read of an index, given in how many passages each word stands.

    The rarest words are read whole until their passages fill the budget; of the others the
    rarest pairs, so that a claim of common words still finds the passages that share several.
    The rarest word of all is always read, whatever it costs.
    """
    rarest_first = sorted((count, word) for word, count in frequencies.items() if count)
    affordable = max(1, _affordable((count for count, _ in rarest_first), budget))
    chosen = [word for _, word in rarest_first[:affordable]]
    return Candidates(chosen, _rarest_pairs(rarest_first[affordable:], pairs))


def _affordable(counts: Iterable[int], budget: int) -> int:
    spent = number = 0
    for number, count in enumerate(counts):
        spent += count
        if spent > budget:
            return number
    return number + 1


def _rarest_pairs(rarest_first: list[tuple[int, int]], wanted: int) -> list[tuple[int, int]]:
    # The pairs with the smallest products lie among this many words.
    together = sorted(
        (first * second, one, other)
        for (first, one), (second, other) in combinations(rarest_first[: wanted + 1], 2)
    )
    return [(one, other) for _, one, other in together[:wanted]]
