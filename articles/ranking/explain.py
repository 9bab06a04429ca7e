"""Why a passage was found: the words it shares, the sentence that matters, how strong it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from articles.ranking.words import COMMON_WORDS, distinct, places

Span = tuple[int, int]
FIGURE = re.compile(r"\d+(?:[.,]\d+)+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
JOINT = re.compile(r"\S\s*\S|\d[.,]\d")


class Strength(StrEnum):
    STRONG = "strong"
    WORTH_A_LOOK = "worth a look"
    WEAK = "weak"


# From what likeness a passage is strong, worth a look, and convincing at all. By words alone the
# scale is the share of a claim's rarity that the passage covers; with a closeness it is of both.
BY_WORDS = (0.35, 0.15, 0.08)
BY_BOTH = (0.4, 0.29, 0.23)
# A word that weighs less than this share of the claim's rarest one is too frequent to point at.
COMMON = 0.25
# What a closeness, the cosine of two meanings, counts for beside a coverage.
MEANING = 0.35


@dataclass(frozen=True, slots=True)
class Explanation:
    """All spans are code points of the passage's text.

    `shared` are the words that tell something: not those of every other text.
    """

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
    closeness: float | None = None,
) -> Explanation:
    """Explain a passage that was found for a claim.

    `sentences` are the passage's; `rarity` is what each word of the claim weighs, by stem (a
    word that is missing weighs as one of average rarity); `coverage` is the passage's share
    of all of it; `closeness` is the cosine of the two meanings, if it is known. `matters` is
    None when the passage's own text shares no word.
    """
    wanted = frozenset(distinct(claim))
    found = list(_outermost(place for place in places(passage) if place[0] in wanted))
    others = _other_figures(claim, passage)
    telling = _telling(passage, found, rarity)
    shared = (span for span in telling if not any(span[0] in other for other in others))
    return Explanation(
        shared=tuple(_merged(passage, shared)),
        matters=_weightiest(sentences, found, rarity),
        strength=strength(coverage, closeness),
    )


def likeness(coverage: float, closeness: float | None = None) -> float:
    """How like a claim a passage is, between 0 and 1, whatever else the library holds.

    An order tells which passage is best, this whether it is good.
    """
    if closeness is None:
        return coverage
    return MEANING * max(closeness, 0.0) + (1 - MEANING) * coverage


def strength(coverage: float, closeness: float | None = None) -> Strength:
    strong, worth_a_look, _ = _bounds(closeness)
    like = likeness(coverage, closeness)
    if like >= strong:
        return Strength.STRONG
    return Strength.WORTH_A_LOOK if like >= worth_a_look else Strength.WEAK


def is_convincing(coverage: float, closeness: float | None = None) -> bool:
    """Whether a best hit is worth showing as an answer; else "nothing convincing was found"."""
    return likeness(coverage, closeness) >= _bounds(closeness)[2]


def _bounds(closeness: float | None) -> tuple[float, float, float]:
    return BY_WORDS if closeness is None else BY_BOTH


def _other_figures(claim: str, passage: str) -> list[range]:
    """Where the passage has figures in parts that are not the claim's, though a part may be."""
    said = set(NUMBER.findall(_joined(claim)))
    return [
        range(*each.span()) for each in FIGURE.finditer(passage) if _joined(each[0]) not in said
    ]


def _joined(text: str) -> str:
    return THOUSANDS.sub("", text)


def _outermost(found: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Without the parts of a tag that was found whole."""
    last = 0
    for stem, start, end in found:
        if start >= last:
            yield stem, start, end
            last = end


def _telling(
    text: str, found: list[tuple[str, int, int]], rarity: Mapping[str, float]
) -> Iterator[Span]:
    """Of the words that were found those worth pointing at. A name or a figure always is."""
    least = COMMON * max(rarity.values(), default=0.0)
    for stem, start, end in found:
        word = text[start:end]
        is_name = word.isupper() or word[0].isdigit()
        is_common = word == "%" or word.lower().replace(".", "") in COMMON_WORDS
        is_frequent = rarity.get(stem, least) < least and not word[0].isupper()
        if is_name or not (is_common or is_frequent):
            yield start, end


def _merged(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours with nothing but space between them become one, as do the parts of a figure."""
    start = end = -1
    for next_start, next_end in spans:
        if start >= 0 and JOINT.fullmatch(text, end - 1, next_start + 1):
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
