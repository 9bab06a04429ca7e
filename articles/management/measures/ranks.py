"""How good an order is. Plain arithmetic, shared by the measures."""

import math
from collections.abc import Mapping, Sequence
from itertools import groupby


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], *, at: int) -> float:
    """Discounted gain against that of the ideal order."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:at])
    return _gain([grades.get(key, 0) for key in ranked[:at]]) / ideal


def recall(ranked: Sequence[str], grades: Mapping[str, int], *, at: int) -> float:
    return len(grades.keys() & set(ranked[:at])) / len(grades)


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], *, at: int) -> float:
    return next((1 / rank for rank, key in enumerate(ranked[:at], 1) if key in grades), 0.0)


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Precision where recall grows, weighed by how much; equal scores stand at one place."""
    right = seen = 0
    area = 0.0
    for _, tied in groupby(sorted(scored, reverse=True), key=lambda pair: pair[0]):
        labels = [label for _, label in tied]
        seen, right = seen + len(labels), right + sum(labels)
        area += sum(labels) * right / seen
    return area / right if right else 0.0


def area_under_curve(scored: Sequence[tuple[float, bool]]) -> float:
    """How often a right one scores above a wrong one; an equal score counts half."""
    below = wins = right = 0.0
    for _, tied in groupby(sorted(scored), key=lambda pair: pair[0]):
        labels = [label for _, label in tied]
        hits = sum(labels)
        wins += hits * (below + (len(labels) - hits) / 2)
        below, right = below + len(labels) - hits, right + hits
    return wins / (below * right) if below and right else 0.0


def f1(*, right: int, found: int, wanted: int) -> float:
    """Of precision and recall, by counts; 1 when there was nothing to find and nothing found."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
