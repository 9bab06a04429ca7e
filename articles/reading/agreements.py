"""What a passage has of a claim's figures and days, in whatever spelling.

The words that two texts share are found by their stems: "$97.4bn" and "97.4 billion dollars" are
not, nor "Feb 10" and "10 February".
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from articles.reading.days import days
from articles.reading.figures import agree, figures

Span = tuple[int, int]
# Of a claim that has more, the first are looked for.
MOST_FIGURES = 100


def agreements(claim: str, passage: str) -> list[Span]:
    """The passage's figures and days that are the claim's, in code points, none within another."""
    return together([*_figures(claim, passage), *_days(claim, passage)])


def together(spans: Iterable[Span]) -> list[Span]:
    """The same stretches in their order, those that overlap as one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start < whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


def _figures(claim: str, passage: str) -> Iterator[Span]:
    ours = list(islice(dict.fromkeys(figures(claim, in_ranges=True)), MOST_FIGURES))
    for each in figures(passage, in_ranges=True) if ours else ():
        if any(one.of & each.of and agree(one, each) for one in ours):
            yield each.place


def _days(claim: str, passage: str) -> Iterator[Span]:
    ours = {day.name for day in days(claim)}
    return ((day.start, day.end) for day in days(passage) if day.name in ours)
