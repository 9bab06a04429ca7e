"""Why a passage was found: the words it shares, the sentence that matters, how strong it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from articles.ranking.words import distinct, places

Span = tuple[int, int]


class Strength(StrEnum):
    STRONG = "strong"
    WORTH_A_LOOK = "worth a look"
    WEAK = "weak"


# Shares of a claim's rarity that a passage covers. Below the last, nothing convincing was found.
STRONG = 0.35
WORTH_A_LOOK = 0.15
CONVINCING = 0.08


@dataclass(frozen=True, slots=True)
class Explanation:
    """All spans are code points of the passage's text."""

    shared: tuple[Span, ...]
    matters: Span | None
    strength: Strength


def explain(
    claim: str,
    passage: str,
    *,
    sentences: Iterable[Span],
    rarity: Mapping[str, float],
    coverage: float,
) -> Explanation:
    """Explain a passage that was found for a claim.

    `sentences` are the passage's; `rarity` is what each word of the claim weighs, by stem (a
    word that is missing weighs as one of average rarity); `coverage` is the passage's share
    of all of it. `matters` is None when the passage's own text shares no word.
    """
    wanted = frozenset(distinct(claim))
    found = [place for place in places(passage) if place[0] in wanted]
    return Explanation(
        shared=tuple(_merged(passage, ((start, end) for _, start, end in found))),
        matters=_weightiest(sentences, found, rarity),
        strength=strength(coverage),
    )


def strength(coverage: float) -> Strength:
    if coverage >= STRONG:
        return Strength.STRONG
    return Strength.WORTH_A_LOOK if coverage >= WORTH_A_LOOK else Strength.WEAK


def is_convincing(coverage: float) -> bool:
    """Whether a best hit is worth showing as an answer; else "nothing convincing was found"."""
    return coverage >= CONVINCING


def _merged(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours with nothing but space between them become one."""
    start = end = -1
    for next_start, next_end in spans:
        if start >= 0 and not text[end:next_start].strip():
            end = next_end
            continue
        if start >= 0:
            yield start, end
        start, end = next_start, next_end
    if start >= 0:
        yield start, end


def _weightiest(
    sentences: Iterable[Span], found: list[tuple[str, int, int]], rarity: Mapping[str, float]
) -> Span | None:
    """The sentence that shares the most, each word counted once; the first of equals."""
    average = sum(rarity.values()) / len(rarity) if rarity else 1.0

    def weight(sentence: Span) -> float:
        shared = {stem for stem, start, end in found if sentence[0] <= start < sentence[1]}
        return sum(rarity.get(stem, average) for stem in sorted(shared))

    best = max(sentences, key=weight, default=None)
    return best if best and weight(best) > 0 else None
