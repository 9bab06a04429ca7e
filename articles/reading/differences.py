"""Where a passage says otherwise than a claim: who, how much, when, or the opposite."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log10

from articles.reading.agreements import agreements
from articles.reading.days import days
from articles.reading.doers import other_doer
from articles.reading.figures import EMPTY, MONEY, Figure, agree, allow, figures, thing
from articles.reading.opposites import LOOK_AHEAD, SAME, denied, opposite
from articles.reading.posts import POST_WORDS, other_holder, other_standing
from articles.reading.topics import names, topics

MOST = 3
# In which direction something went, as `topics` has it.
DIRECTIONS = frozenset(word[:5] for word in SAME)
# How many times as large another figure for the same thing may be. Sums and shares are of anything.
FAR, FAR_OF_ANYTHING = 10, 2
LARGE_SUM = 10_000
MOST_FIGURES = 100
# In characters: what is longer is no sentence and no passage.
LONGEST = 20_000
OF_ANYTHING = MONEY | {"%"}
# "The third largest", "its 2nd quarter"; a first time and a second thought are of anything.
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905
ORDINAL = re.compile(
    rf"(?<![\w-])(?P<nth>{'|'.join(ORDINALS)}|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))[\s-]"
    r"(?P<of>[a-z]{3,20})\b",
    re.IGNORECASE | re.ASCII,
)
OF_ANY_ORDER = frozenset("time place thing thought person floor avenue street century".split())  # noqa: SIM905
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Difference:
    """The claim's words, and those of the passage that say otherwise."""

    claim: str
    passage: str


def differences(
    claim: str, passage: str, matters: tuple[int, int] | None = None
) -> list[Difference]:
    """What of the claim the passage has otherwise, at most three: people, figures, words, dates.

    A figure is only held against figures of the same kind: the same currency, shares, or the
    same thing counted, and of about the same size or of the same digits in another order; a sum
    against the same one in other money, too. When one of these agrees, nothing differs, unless
    the sentence that decides, `matters`, has the claim's digits with the point elsewhere. What
    agrees with another figure of the claim is that one's. Others are looked for in that sentence
    first; days, years and ordinals only there, and only if it shares more than names. Who holds a
    post, what is the opposite and what is denied, only there too, and only if it tells much the
    same; shares, sums and dates only if it tells of the same at all.
    """
    centre = passage[slice(*matters)] if matters else passage
    if max(len(claim), len(passage)) > LONGEST:
        return []
    same = _are_of_the_same(claim, centre)
    found = _other_figures(claim, centre, passage, same=same)
    dates = (_other_year, _other_day, _other_order) if same else ()
    others = (other(claim, centre, passage) for other in (_opposite, *dates))
    people = (
        _other_doer(claim, passage),
        _other_holder(claim, centre, passage),
        _other_standing(claim, centre),
    )
    first = (*people, _denied(claim, centre))
    return list(islice(filter(None, (*first, *found, *others)), MOST))


def _are_of_the_same(claim: str, sentence: str) -> bool:
    """Whether they share more than names: somebody is born on one day and dies on another."""
    about = topics(claim) - DIRECTIONS
    return not about or bool(about & topics(sentence))


def _other_doer(claim: str, passage: str) -> Difference | None:
    names = other_doer(claim, passage)
    return Difference(*names) if names else None


def _other_holder(claim: str, centre: str, passage: str) -> Difference | None:
    """Of one who holds the post at another time, or did something else, nothing is said."""
    found = other_holder(claim, centre)
    if found is None or _are_of_other_years(claim, centre):
        return None
    ours, theirs = found
    about = topics(claim) - {word[:5] for word in POST_WORDS}
    is_one_post = bool(ours.of and theirs.of)
    enough = 1 - ours.is_said if is_one_post else max(2, len(about) / 2)
    if len(about & topics(centre)) < enough:
        return None
    if ours.surname in passage or theirs.surname in claim:
        return None
    return Difference(ours.name, theirs.name)


def _other_standing(claim: str, centre: str) -> Difference | None:
    """At another time, or where a time is said, the mayor is a former one."""
    found = other_standing(claim, centre)
    if found is None or set(YEAR.findall(claim)) != set(YEAR.findall(centre)):
        return None
    return Difference(*(f"{each.standing} {each.post}".strip() for each in found))


def _opposite(claim: str, centre: str, passage: str) -> Difference | None:
    """Of something else, or of another time, nothing is said."""
    found = opposite(claim, centre, passage)
    if found is None or _are_of_other_years(claim, centre):
        return None
    ours, theirs = names(claim), names(centre)
    shared = (topics(claim) & topics(centre)) - DIRECTIONS
    if ours and theirs and ours.isdisjoint(theirs):
        return None
    if found[0] in LOOK_AHEAD and ours - theirs and theirs - ours:
        return None  # the largest is one, and the smallest another
    enough = len(shared | ours & theirs) + bool(agreements(claim, centre)) >= 2
    return Difference(*found) if enough else None


def _denied(claim: str, centre: str) -> Difference | None:
    """What the sentence says is not so; of another part of the matter nothing is said."""
    found = denied(claim, centre)
    if found is None or _are_of_other_years(claim, centre):
        return None
    about = topics(claim)
    return Difference(*found) if len(about & topics(centre)) >= max(2, len(about) / 2) else None


def _other_figures(claim: str, centre: str, passage: str, *, same: bool) -> Iterator[Difference]:
    """Of texts with very many figures nobody knows which is meant."""
    ours, near, anywhere = (_distinct(figures(text)) for text in (claim, centre, passage))
    told, said = (_distinct(figures(text, in_ranges=True)) for text in (claim, passage))
    if max(len(told), len(said)) > MOST_FIGURES:
        return
    free = [each for each in anywhere if not any(agree(each, one) for one in told)]
    for each in ours:
        if found := _other_figure(each, near, free, said, same):
            yield found


def _distinct(found: Iterable[Figure]) -> list[Figure]:
    return list(dict.fromkeys(found))


def _other_figure(
    figure: Figure,
    near: Sequence[Figure],
    free: Sequence[Figure],
    said: Sequence[Figure],
    same: bool,
) -> Difference | None:
    here = [each for each in near if each.of & figure.of]
    agrees = any(each.of & figure.of and allow(figure, each) for each in said)
    if money := next((each for each in near if _is_in_other_money(figure, each)), None):
        return None if agrees else _other(figure, money)
    slipped = not any(agree(figure, each) for each in here) and any(
        _has_slipped(figure, each) for each in here
    )
    if agrees and not slipped:
        return None
    alike = [each for each in free if each.of & figure.of]
    others = [
        each
        for each in [each for each in alike if each in here] or alike
        if _may_be_meant(figure, each, same) and (figure.is_base or not each.is_base)
    ]
    if not others:
        return None
    return _other(figure, min(others, key=lambda each: _apart(figure, each)))


def _other(one: Figure, other: Figure) -> Difference:
    return Difference(one.words, other.words)


def _is_in_other_money(one: Figure, other: Figure) -> bool:
    """The same sum, in dollars and in euros: one of the two is a slip.

    It has to be too large for a weight in pounds, or for chance.
    """
    is_money = bool(one.of & MONEY) and bool(other.of & MONEY) and not one.of & other.of
    return is_money and one.value == other.value >= LARGE_SUM


def _may_be_meant(one: Figure, other: Figure, same: bool) -> bool:
    """Whether the two may be of one thing: nobody takes a share of 96 % for one of 5.2 %."""
    is_of_anything = bool(one.of & other.of & OF_ANYTHING)
    is_slip = _has_slipped(one, other) or _is_turned(one, other)
    is_near = _apart(one, other) <= log10(FAR_OF_ANYTHING if is_of_anything else FAR)
    return is_slip or (is_near and (same or not is_of_anything))


def _has_slipped(one: Figure, other: Figure) -> bool:
    """The same digits ten, a hundred or a thousand times as large: nobody means both."""
    return (
        one.digits > 1 and f"{one.value:e}"[:8] == f"{other.value:e}"[:8] and not agree(one, other)
    )


def _is_turned(one: Figure, other: Figure) -> bool:
    """61 and 16: the same two digits or more in another order, and no other difference."""
    ours, theirs = (f"{each.value:.12g}".strip("0") for each in (one, other))
    return len(ours) == len(theirs) > 1 and ours != theirs and sorted(ours) == sorted(theirs)


def _apart(one: Figure, other: Figure) -> float:
    return abs(log10(max(one.value, 1e-9)) - log10(max(other.value, 1e-9)))


def _are_of_other_years(claim: str, sentence: str) -> bool:
    ours, theirs = (set(YEAR.findall(text)) for text in (claim, sentence))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _other_year(claim: str, centre: str, passage: str) -> Difference | None:
    return _only_other(YEAR.findall(claim), YEAR.findall(centre), YEAR.findall(passage))


def _other_day(claim: str, centre: str, passage: str) -> Difference | None:
    return _only_other(*([day.name for day in days(text)] for text in (claim, centre, passage)))


def _other_order(claim: str, centre: str, passage: str) -> Difference | None:
    """Another ordinal before the same word; none of the passage's may be the claim's."""
    ours, near, anywhere = (_ordered(text) for text in (claim, centre, passage))
    for of, (number, words) in ours.items():
        if of in near and near[of][0] != number and anywhere.get(of) == near[of]:
            return Difference(words, near[of][1])
    return None


def _ordered(text: str) -> dict[str, tuple[int, str]]:
    """By what is put in order, its ordinal and the words; what has two in the text is left out."""
    found: dict[str, tuple[int, str]] = {}
    for match in ORDINAL.finditer(text):
        of = thing(match["of"].lower())
        nth = match["digits"] or 1 + ORDINALS.index(match["nth"].lower())
        entry = int(nth), match[0]
        found[of] = entry if found.get(of, entry)[0] == entry[0] else (0, match[0])
    return {of: entry for of, entry in found.items() if entry[0] and of not in OF_ANY_ORDER | EMPTY}


def _only_other(
    said: Iterable[str], near: Iterable[str], anywhere: Sequence[str]
) -> Difference | None:
    """One against one, so that it is clear which is meant; and none agrees anywhere."""
    ours, theirs = set(said), set(near)
    if len(ours) != 1 or len(theirs) != 1 or ours & set(anywhere):
        return None
    return Difference(ours.pop(), theirs.pop())
