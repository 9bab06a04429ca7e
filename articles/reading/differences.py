"""Where a passage gives another doer, another figure, year or day than a claim does."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log10

from articles.reading.doers import other_doer
from articles.reading.facts import facts

MOST = 3
LONGEST = 40  # characters: what is longer is no figure that anybody compares
SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9,
    "trillion": 12, "tn": 12,
}  # fmt: skip
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
MORE = "fifteen sixteen seventeen eighteen nineteen twenty"
SPELT = {word: number for number, word in enumerate(f"{SMALL} {MORE}".split())}
CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
FIGURE = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<nth>st|nd|rd|th)?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|tn|k|m))?(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
WORD = re.compile(r"[^\W\d_]+|[%‰]")
SMALL_WORD = re.compile(r"\b[^\W\d_A-Z]{4,}\b")
# How many times as large another figure for the same thing may be. Sums and shares are of anything.
FAR, FAR_OF_ANYTHING = 10, 2
OF_ANYTHING = frozenset("$€£¥%")
# "4,900 harbour pilots", "nine justices"
NEXT = re.compile(r"[\s-]([^\W\d_]{3,20}(?<!s)[\s-][^\W\d_]{3,20}s|[^\W\d_]{3,20})\b")
# "The attendance was 87,192", "a crowd of 87,192"
COUNTED_BEFORE = re.compile(
    r"\b([^\W\d_]{3,20}) (?:of|was|were|is|are|reached|stood at|came to)"
    r"(?: about| nearly| over)? \Z"
)
ONLOOKERS = "attendance audience crowd fan guest person spectator viewer visitor"
PEOPLE = frozenset(ONLOOKERS.split())
GOES_ON = re.compile(rf"\s?(?:to|and|or|[–-])\s?(?:\d|(?:{'|'.join(SPELT)})\b)", re.IGNORECASE)
RANGE = re.compile(r"(?:\bto|\band|\bor|[–-])\s?\Z")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
MONTH = "(?P<{}>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DAY = re.compile(
    rf"\b(?P<first>\d\d?)(?:st|nd|rd|th)?\s{MONTH.format('after')}\b"
    rf"|\b{MONTH.format('before')}\s(?P<second>\d\d?)\b(?!\d)"
)
LITTLE = "a an and as at by for from in more of on or per than that the to was were"
EMPTY = frozenset(LITTLE.split())


@dataclass(frozen=True, slots=True)
class Difference:
    """The claim's words, and those of the passage that say otherwise."""

    claim: str
    passage: str


@dataclass(frozen=True, slots=True)
class _Figure:
    words: str
    value: float
    digits: int
    """How many of its digits count."""
    of: frozenset[str]
    """What it counts, in small letters and without a plural; one of them in common is enough."""


def differences(
    claim: str, passage: str, matters: tuple[int, int] | None = None
) -> list[Difference]:
    """What of the claim's doers, figures and dates the passage has otherwise, at most three.

    A figure is only held against figures of the same kind: the same currency, shares, or the
    same thing counted, and of about the same size. When one of these agrees, nothing differs,
    unless the sentence that decides, `matters`, has the claim's digits with the point elsewhere.
    Others are looked for in that sentence first; days and years only there, and only if it shares
    more than names.
    """
    centre = passage[slice(*matters)] if matters else passage
    near, all_of_it = _figures(centre), _figures(passage)
    found = (_other_figure(each, near, all_of_it) for each in _figures(claim))
    dates = (_other_year, _other_day) if _tells_the_same(claim, centre) else ()
    others = (other(claim, centre, passage) for other in dates)
    return list(islice(filter(None, (_other_doer(claim, passage), *found, *others)), MOST))


def _other_doer(claim: str, passage: str) -> Difference | None:
    names = other_doer(claim, passage)
    return Difference(*names) if names else None


def _other_figure(
    figure: _Figure, near: Sequence[_Figure], all_of_it: Sequence[_Figure]
) -> Difference | None:
    alike = [each for each in all_of_it if each.of & figure.of]
    here = [each for each in near if each.of & figure.of]
    slipped = not any(_agree(figure, each) for each in here) and any(
        _has_slipped(figure, each) for each in here
    )
    if any(_agree(figure, each) for each in alike) and not slipped:
        return None
    others = [each for each in here or alike if _may_be_meant(figure, each)]
    if not others:
        return None
    return Difference(figure.words, min(others, key=lambda each: _apart(figure, each)).words)


def _may_be_meant(one: _Figure, other: _Figure) -> bool:
    """Whether the two may be of one thing: nobody takes a share of 96 % for one of 5.2 %."""
    farthest = FAR_OF_ANYTHING if one.of & other.of & OF_ANYTHING else FAR
    return _has_slipped(one, other) or _apart(one, other) <= log10(farthest)


def _agree(one: _Figure, other: _Figure) -> bool:
    """Equal, as far as the rounder of the two says."""
    digits = min(one.digits, other.digits)
    return f"{one.value:.{digits - 1}e}" == f"{other.value:.{digits - 1}e}"


def _has_slipped(one: _Figure, other: _Figure) -> bool:
    """The same digits ten, a hundred or a thousand times as large: nobody means both."""
    return (
        one.digits > 1 and f"{one.value:e}"[:8] == f"{other.value:e}"[:8] and not _agree(one, other)
    )


def _apart(one: _Figure, other: _Figure) -> float:
    return abs(log10(max(one.value, 1e-9)) - log10(max(other.value, 1e-9)))


def _figures(text: str) -> list[_Figure]:
    read = (
        _figure(
            text[fact.start : fact.end],
            text[fact.end : fact.end + 40],
            before=text[max(0, fact.start - 40) : fact.start],
        )
        for fact in facts(text)
        if fact.kind == "number" and not RANGE.search(text, 0, fact.start)
    )
    return [figure for figure in read if figure]


def _figure(words: str, after: str, *, before: str) -> _Figure | None:
    if len(words) > LONGEST or GOES_ON.match(after):
        return None
    first = words.split()[0].lower()
    thing = NEXT.match(after)
    told = f"{words} {thing[1]}" if thing and EMPTY.isdisjoint(thing[1].split()) else words
    if first in SPELT:
        counted = _counted(words[len(first) :], after)
        return _Figure(told, SPELT[first], 2, counted) if counted else None
    match = FIGURE.match(words)
    if match is None or re.search(r"\d", match["rest"]):
        return None  # a range, a fraction, a score
    digits = match["digits"].replace(",", "")
    value = float(digits) * 10 ** SCALES.get((match["scale"] or "").lower(), 0)
    of = _counted(match["rest"], "" if match["sign"] else after)
    named = COUNTED_BEFORE.search(before)
    if named and not (match["rest"].strip() or match["nth"]):
        of |= {_thing(named[1].lower())}
    if match["sign"]:
        of = frozenset([match["sign"]])
    elif match["nth"]:
        of = frozenset(f"nth {thing}" for thing in of)
    significant = len(digits.replace(".", "").strip("0") or "0")
    if "." in digits:
        significant = max(significant, len(digits.replace(".", "").lstrip("0")))
    has_unit = match["sign"] or match["rest"].strip()
    return _Figure(words if has_unit else told, value, significant, of) if of else None


def _counted(unit: str, after: str) -> frozenset[str]:
    """The unit, else the next two words that say anything."""
    for words in (unit, re.split(r"[.;:!?,(]|\d", after)[0]):
        things = [_thing(word.lower()) for word in WORD.findall(words)]
        if "%" in things or "percent" in things or things[:2] == ["per", "cent"]:
            return frozenset("%")
        told = [CURRENCIES.get(thing, thing) for thing in things if thing not in EMPTY]
        if told:
            return frozenset(told[:2])
    return frozenset()


def _thing(word: str) -> str:
    """Without a plural; whoever comes and looks on is people."""
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    one = word[:-1] if is_plural else word
    return "people" if one in PEOPLE else one


def _tells_the_same(claim: str, sentence: str) -> bool:
    """Whether they share more than names: somebody is born on one day and dies on another."""
    ours, theirs = (
        {word[:5] for word in SMALL_WORD.findall(text) if word not in EMPTY}
        for text in (claim, sentence)
    )
    return not ours or bool(ours & theirs)


def _other_year(claim: str, centre: str, passage: str) -> Difference | None:
    return _only_other(YEAR.findall(claim), YEAR.findall(centre), YEAR.findall(passage))


def _other_day(claim: str, centre: str, passage: str) -> Difference | None:
    return _only_other(_days(claim), _days(centre), _days(passage))


def _days(text: str) -> list[str]:
    """The days of the year in a text, all in one form: "10 Feb"."""
    return [
        f"{int(match['first'] or match['second'])} {(match['after'] or match['before'])[:3]}"
        for match in DAY.finditer(text)
    ]


def _only_other(
    said: Iterable[str], near: Iterable[str], anywhere: Sequence[str]
) -> Difference | None:
    """One against one, so that it is clear which is meant; and none agrees anywhere."""
    ours, theirs = set(said), set(near)
    if len(ours) != 1 or len(theirs) != 1 or ours & set(anywhere):
        return None
    return Difference(ours.pop(), theirs.pop())
