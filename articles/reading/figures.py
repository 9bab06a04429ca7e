"""The figures of a text, so that two of them can be held against each other."""

import re
from dataclasses import dataclass, field, replace

from articles.reading.facts import Fact, facts

LONGEST = 40  # characters: what is longer is no figure that anybody compares
BESIDE = 40  # characters: so far from a figure stands what says what it is of
SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9,
    "trillion": 12, "tn": 12,
}  # fmt: skip
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
MORE = "fifteen sixteen seventeen eighteen nineteen twenty"
SPELT = {word: number for number, word in enumerate(f"{SMALL} {MORE}".split())}
CURRENCIES = {
    "dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "yuan": "yuan", "krone": "kr",
    "kroner": "kr", "krona": "kr", "kronor": "kr", "franc": "franc", "rupee": "rupee",
    "rouble": "rouble", "ruble": "rouble", "zloty": "zloty", "peso": "peso", "rand": "rand",
}  # fmt: skip
MONEY = frozenset(CURRENCIES.values())
# As they are written: one word for each.
UNITS = {
    "km": "kilometre", "kilometer": "kilometre", "meter": "metre", "cm": "centimetre",
    "centimeter": "centimetre", "mm": "millimetre", "millimeter": "millimetre",
    "kg": "kilogram", "kilo": "kilogram", "ton": "tonne", "liter": "litre", "hr": "hour",
    "min": "minute", "sec": "second", "ft": "foot", "feet": "foot",
}  # fmt: skip
FIGURE = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<nth>st|nd|rd|th)?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|tn|k|m)\b)?(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
WORD = re.compile(r"[^\W\d_]+|[%‰]")
# "4,900 harbour pilots", "nine justices"
NEXT = re.compile(r"[\s-]([^\W\d_]{3,20}(?<!s)[\s-][^\W\d_]{3,20}s|[^\W\d_]{3,20})\b")
# "The attendance was 87,192", "a crowd of 87,192"
COUNTED_BEFORE = re.compile(
    r"\b([^\W\d_]{3,20}) (?:of|was|were|is|are|reached|stood at|came to)"
    r"(?: about| nearly| over)? \Z"
)
ONLOOKERS = "attendance audience crowd fan guest person spectator viewer visitor"
PEOPLE = frozenset(ONLOOKERS.split())
DEGREES = re.compile("celsius|fahrenheit|kelvin")
FIRST_WORD = 12  # characters
GOES_ON = re.compile(rf"\s?(?:to|and|or|[–-])\s?(?:\d|(?:{'|'.join(SPELT)})\b)", re.IGNORECASE)
# "It rose to five" is no range, and "two hours and five minutes" is not five minutes.
RANGE = re.compile(rf"(?:(?:\d|\b(?:{'|'.join(SPELT)}))\s?to|\band|\bor|[–-])\s?\Z", re.IGNORECASE)
NUMERAL = r"\d+(?:,\d{3})*(?:\.\d+)?"
# "20 to", "between 20 percent and"
FROM = re.compile(
    rf"(?<![\w.,])(?P<least>{NUMERAL}|{'|'.join(SPELT)})(?:[\s-]?(?P<scale>{'|'.join(SCALES)})\b)?"
    r"(?:\s?(?:%|percent|per\scent))?\s?(?:to|and|or|[–-])\s?\Z",
    re.IGNORECASE | re.ASCII,
)
# "$1.2-1.5 billion"
FROM_TO = re.compile(
    rf"(?P<sign>[$€£¥]?)\s?(?P<least>{NUMERAL})(?:[–-]|\sto\s)[$€£¥]?(?P<most>\d.*)", re.DOTALL
)
# "To $6.5 billion from $6.1 billion": what it was before.
BASE = re.compile(r"\b(?:from|instead of|rather than)\s\Z", re.IGNORECASE)
LITTLE = "a an and as at by for from in more of on or per than that the to was were"
EMPTY = frozenset(LITTLE.split())


@dataclass(frozen=True, slots=True)
class Figure:
    words: str
    """As it stands there, with what it counts."""
    value: float
    digits: int
    """How many of its digits count."""
    of: frozenset[str]
    """What it counts, in small letters and without a plural; one of them in common is enough."""
    is_base: bool
    """It says what something was before."""
    place: tuple[int, int] = field(default=(0, 0), compare=False)
    """Where it stands, without what it counts, in code points."""
    below: float = 0
    """How much less may be meant: of a range, down to its beginning."""


def agree(one: Figure, other: Figure) -> bool:
    """Equal, as far as the rounder of the two says."""
    digits = min(one.digits, other.digits)
    return f"{one.value:.{digits - 1}e}" == f"{other.value:.{digits - 1}e}"


def allow(one: Figure, other: Figure) -> bool:
    """Whether both may be so: they agree, or the range that one of them gives has the other."""
    less, more = sorted((one, other), key=lambda each: each.value)
    return agree(one, other) or more.value - less.value <= more.below


def figures(text: str, *, in_ranges: bool = False) -> list[Figure]:
    """The figures of something, in their order; ranges, by their ends, only when wanted."""
    return [
        figure
        for fact in facts(text)
        if fact.kind == "number" and (figure := _read(text, fact, in_ranges=in_ranges))
    ]


def _read(text: str, fact: Fact, *, in_ranges: bool) -> Figure | None:
    words, before = text[fact.start : fact.end], text[max(0, fact.start - BESIDE) : fact.start]
    whole = FROM_TO.fullmatch(words) if len(words) <= LONGEST else None
    is_range = whole is not None or RANGE.search(before) is not None
    if is_range and not in_ranges:
        return None
    told = f"{whole['sign']}{whole['most']}" if whole else words
    figure = _figure(told, text[fact.end : fact.end + BESIDE], before=before)
    if figure is None:
        return None
    least = _least(whole or FROM.search(before), figure, told) if is_range else figure.value
    below = max(0.0, figure.value - least)
    return replace(figure, place=(fact.start, fact.end), below=below)


def _least(start: re.Match[str] | None, figure: Figure, told: str) -> float:
    """Where a range begins, "1.2 to 1.5 billion" at so many billion, too."""
    if start is None:
        return figure.value
    own = start.groupdict().get("scale")
    least = start["least"].lower()
    number = float(SPELT[least] if least in SPELT else least.replace(",", ""))
    end = FIGURE.match(told)
    scale = own or (end["scale"] if end else "") or ""
    return number * 10.0 ** SCALES.get(scale.lower(), 0)


def _figure(words: str, after: str, *, before: str) -> Figure | None:
    if len(words) > LONGEST or GOES_ON.match(after):
        return None
    first, is_base = words.split()[0].lower(), bool(BASE.search(before))
    noun = NEXT.match(after)
    told = f"{words} {noun[1]}" if noun and EMPTY.isdisjoint(noun[1].split()) else words
    if first in SPELT:
        counted = _counted(words[len(first) :], after)
        return Figure(told, SPELT[first], 2, counted, is_base) if counted else None
    match = FIGURE.match(words)
    if match is None or re.search(r"\d", match["rest"]):
        return None  # a range, a fraction, a score
    digits = match["digits"].replace(",", "")
    value = float(digits) * 10 ** SCALES.get((match["scale"] or "").lower(), 0)
    of = _counted(match["rest"], "" if match["sign"] else after)
    named = COUNTED_BEFORE.search(before)
    if named and not (match["rest"].strip() or match["nth"]):
        of |= {thing(named[1].lower())}
    if match["sign"]:
        of = frozenset([match["sign"]])
    elif match["nth"]:
        of = frozenset(f"nth {each}" for each in of)
    significant = len(digits.replace(".", "").strip("0") or "0")
    if "." in digits:
        significant = max(significant, len(digits.replace(".", "").lstrip("0")))
    has_unit = match["sign"] or match["rest"].strip()
    return Figure(words if has_unit else told, value, significant, of, is_base) if of else None


def _counted(unit: str, after: str) -> frozenset[str]:
    """The unit, else the next two words that say anything."""
    for words in (unit, re.split(r"[.;:!?,(]|\d", after)[0]):
        things = [thing(word.lower()) for word in WORD.findall(words)]
        if "%" in things or "percent" in things or things[:2] == ["per", "cent"]:
            return frozenset("%")
        told = [CURRENCIES.get(each, each) for each in things if each not in EMPTY]
        if told:
            # Degrees of two scales are two things.
            scale = DEGREES.findall(after[:FIRST_WORD].lower()) if "degree" in told else []
            return frozenset(scale or told[:2])
    return frozenset()


def thing(word: str) -> str:
    """Without a plural, a unit by its name; whoever comes and looks on is people."""
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    one = word[:-1] if is_plural else word
    return "people" if one in PEOPLE else UNITS.get(one, one)
