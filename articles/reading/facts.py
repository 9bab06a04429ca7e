"""What in a sentence can be checked: its numbers, names, quotes and dates."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Literal, NamedTuple

Kind = Literal["number", "name", "quote", "date"]


class Fact(NamedTuple):
    """A stretch of a sentence, `sentence[start:end]`, in code points."""

    kind: Kind
    start: int
    end: int


LETTERS = re.compile(r"[a-z]+")
WORD = re.compile(r"\w")
BETWEEN_SPACES = re.compile(r"\S+")
DIGIT = re.compile(r"\d")

QUOTATION_MARKS = frozenset('"“„«‘')
QUOTE = re.compile(
    r"“[^“”]{2,2000}”|„[^„“”]{2,2000}[“”]|«[^«»]{2,2000}»"
    r"|(?<![\w\"])\"[^\"]{2,2000}\"(?!\w)"
    r"|(?<!\w)‘[^‘’]{1,300}(?:’(?=\w)[^‘’]{1,300}){0,5}’(?!\w)"
)

MONTHS = "january february march april may june july august september october november december"
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
NEAR = "yesterday today tonight week month year quarter decade century"
SEASONS = "spring summer autumn fall winter"
DATE_WORDS = frozenset(
    f"{MONTHS} {DAYS} {NEAR} {SEASONS} jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
SURE_MONTH = "(?:January|February|April|June|July|August|September|October|November|December)"
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|2[01])\d\d"
COUNTED = r"(?:people|jobs|men|women|children|deaths|cases|troops|votes|times|miles|dollars|euros)"
DATE = re.compile(
    rf"\b(?:{DAY},?\s)?{DAY_OF_MONTH}\s(?:of\s)?{MONTH}(?:,?\s{YEAR}\b)?"
    rf"|\b(?:{DAY},?\s)?{MONTH}\s{DAY_OF_MONTH}(?!\w)(?:,?\s{YEAR}\b)?"
    rf"|\b{MONTH}(?:\sof)?,?\s{YEAR}\b"
    rf"|\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?\s{YEAR}\b"
    rf"|\b(?:{DAY}|{SURE_MONTH})\b|\b(?:[Yy]esterday|[Tt]oday|[Tt]onight)\b"
    r"|\b(?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:week|month|year|quarter|decade|century)\b"
)
# Tried where figures begin, and nowhere else.
FIGURES_BEGIN = re.compile(r"['’]?(\d+)")
DATE_IN_FIGURES = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|(?<![\w.,/])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\w/])"
    r"|\b(?:1[5-9]|20)\d0s\b|(?<!\w)['’]?\d0s\b"
    rf"|(?<![\w$€£¥.,/–-]){YEAR}(?:[–-](?:{YEAR}|\d\d))?(?![\w%/-]|[.,]\d|\s{COUNTED}\b)"
)
PART_OF_DECADE = re.compile(r"\b(?:early\s|late\s|mid-)\Z")

SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen|m|bn|tn|k)"
UNIT = (
    r"(?:%|‰|°[CF]?|(?:percent|per\scent|percentage\spoints?|dollars?|euros?|pounds?|cents?|pence"
    r"|yen|yuan|kg|km|miles?|met(?:er|re)s?|feet|tons?|tonnes?|acres?|hectares?|degrees?|years?"
    r"|months?|weeks?|days?|hours?|minutes?|seconds?|times)(?!\w))"
)
CURRENCY = r"(?:(?:US|AU|CA|NZ|HK|[AC])?\$|[€£¥₹₽₩])"
FIGURES = r"\d+(?:[.,/]\d+)*"
NUMBER = re.compile(
    rf"(?<![\w.,/–-])(?!{YEAR}\sto\s)"  # from 5 in 2018 to 6
    rf"(?:{CURRENCY}\s?)?[-−]?{FIGURES}(?:(?:[–-]|\sto\s){CURRENCY}?{FIGURES})?"
    rf"(?:st|nd|rd|th)?(?:[\s-]?{SCALE}(?!\w)){{0,2}}(?:[\s-]?{UNIT})?(?!\w)"
)
LIST, COMMA = re.compile(r"\d+(?:,\d+){2,}"), re.compile(",")
# "1,234,567", in India "12,34,567"
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}")

ONES = "two three four five six seven eight nine"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SHARES = "half third thirds quarter quarters fifth fifths tenth twice"
SCALES = "hundred thousand million billion trillion dozen"
SCALES_OF = "hundreds thousands millions billions trillions dozens"
NUMBER_WORDS = frozenset(f"{ONES} {TENS} {TEENS} {SHARES} {SCALES_OF}".split())
SCALE_WORDS, SOME_WORDS = frozenset(SCALES.split()), frozenset(("a", "an", "one", "several"))
SPELT = f"(?:{'|'.join(f'{TEENS} {ONES}'.split())}|(?:{'|'.join(TENS.split())})(?:-[a-z]{{3,5}})?)"
ANY_SCALE = "|".join(SCALES.split())
PARTS = "(?:half|thirds?|quarters?|fifths?|tenths?)"
NUMBER_IN_WORDS = re.compile(
    rf"\b(?:{SPELT}(?:\sin\s{SPELT}|[\s-](?:{ANY_SCALE}|{PARTS})(?!\w))?(?:\s{UNIT})?"
    rf"|(?:an?|one|several)[\s-](?:{ANY_SCALE}|{PARTS}|in\s{SPELT})(?:\s{UNIT})?"
    rf"|{'|'.join(SCALES_OF.split())}|half|twice)(?!\w)",
    re.IGNORECASE,
)

CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŻŹČŠŽĐĞİŞŘĽĐΑ-ΩА-Я"
NAME_WORD = (
    rf"(?:(?:[A-Z]\.){{2,5}}|(?:Mrs?|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|[A-Z])\.(?=\s[{CAPITAL}])"
    rf"|[{CAPITAL}](?:[\w&]|[’'](?!s\b)(?=\w)|[-.](?=\w))*|[a-z]{{1,2}}[{CAPITAL}]\w+)"
)
NAME = re.compile(
    rf"(?<![\w’']){NAME_WORD}"
    rf"(?:\s(?:of\s(?:the\s)?|de\s|la\s|van\s|von\s|bin\s|al-)?{NAME_WORD}){{0,9}}"
)
# What begins a sentence, or stands by itself, without being anyone's name.
OPENERS = """
    a about above according accordingly across actually additionally after afterwards again
    against ago all almost along already also although always amid among an and another any
    anyone anything apparently are as aside ask at back based be because been before being
    believe below besides between beyond both but by call can cannot certainly clearly come
    consider could critics currently despite did do does doing done don down during each earlier
    either else even eventually ever every everybody everyone everything everywhere experts few
    finally first following for former fortunately from further furthermore generally get give
    given go god going good great had half has have having he hello hence her here hers herself
    hi him himself his historically how however i if image imagine in indeed instead into is isn
    it its itself just know last late later least let like likewise look looking made make many
    may maybe me meanwhile might more moreover most mostly much must my myself nearly neither
    never nevertheless new next no nobody none nonetheless nor not nothing now nowhere obviously
    of off officials often oh ok okay on once one only onto or other others otherwise ought our
    ours out outside over overall part people per perhaps please point possibly previously
    probably quite rather read really recently regardless researchers right same say scientists
    second see seriously several shall she should similarly since so some somebody someone
    something sometimes somewhere soon specifically still such sure take tell than thank thanks
    that the their theirs them themselves then there thereby therefore these they thing things
    think third this those though through throughout thus to today together tomorrow tonight too
    toward towards try two under unfortunately unless unlike until up upon us very was we well
    were what whatever when whenever where whereas wherever whether which while who whoever whom
    whose why will with within without wow would yeah yes yesterday yet you your yours
"""
NO_NAME = frozenset(OPENERS.split())
# Of these, the ones that begin a name of several words: New York, Second World War.
MAY_LEAD = frozenset(("first", "good", "great", "last", "new", "old", "right", "second", "third"))
SHORTENED = re.compile(r"[’'](?:m|ve|ll|d|re|s|t)\Z")
# A word at the start of a sentence is a name when it goes on as a name does.
AS_NAMES_DO = re.compile(
    r"[’']s\b|,\s(?:an?|the|however|too|meanwhile|who|whose)\b"
    r"|\s(?:who|whose|is|was|has|had|will|would|said|says|told|argued|argues|announced|and\s[A-Z])\b"
)


def facts(sentence: str) -> list[Fact]:
    """What an editor would underline, in order and never overlapping.

    A quotation is one fact, whatever it contains; the numbers in a date belong to the date.
    """
    taken = bytearray(len(sentence))
    found: list[Fact] = []
    for fact in _candidates(sentence):
        _, start, end = fact
        if 1 not in taken[start:end]:
            taken[start:end] = b"\1" * (end - start)
            found.append(fact)
    return sorted(found, key=itemgetter(1))


def _candidates(sentence: str) -> Iterator[Fact]:
    """Stretches that may be facts, those that win first.

    The long patterns are tried only where one of their words, or a digit, is there.
    """
    words = set(LETTERS.findall(sentence.lower()))
    has_digit = DIGIT.search(sentence) is not None
    if not QUOTATION_MARKS.isdisjoint(sentence):
        yield from _all("quote", QUOTE, sentence)
    if not words.isdisjoint(DATE_WORDS):
        yield from _all("date", DATE, sentence)
    if has_digit:
        yield from _dates_in_figures(sentence)
        yield from _numbers(sentence)
    if _spells_a_number(words):
        yield from _all("number", NUMBER_IN_WORDS, sentence)
    for start, end in _names(sentence):
        yield Fact("name", start, end)


def _all(kind: Kind, pattern: re.Pattern[str], sentence: str) -> Iterator[Fact]:
    for match in pattern.finditer(sentence):
        yield Fact(kind, *match.span())


def _dates_in_figures(sentence: str) -> Iterator[Fact]:
    for figures in FIGURES_BEGIN.finditer(sentence):
        match = DATE_IN_FIGURES.match(sentence, figures.start())
        match = match or DATE_IN_FIGURES.match(sentence, figures.start(1))
        if match:
            part = match[0].endswith("s") and PART_OF_DECADE.search(sentence, 0, match.start())
            yield Fact("date", part.start() if part else match.start(), match.end())


def _numbers(sentence: str) -> Iterator[Fact]:
    """Of a list, "101,102,103", each by itself."""
    for match in NUMBER.finditer(sentence):
        start = match.start()
        listed = LIST.match(match[0])
        if listed and _is_list(listed[0]):
            for comma in COMMA.finditer(sentence, start, start + listed.end()):
                yield Fact("number", start, comma.start())
                start = comma.end()
        yield Fact("number", start, match.end())


def _is_list(figures: str) -> bool:
    """Whether the commas are no thousands', as all that counts on, 101, 102, 103, is none."""
    if not GROUPED.fullmatch(figures):
        return True
    groups = [int(group) for group in figures.split(",")]
    return groups == list(range(groups[0], groups[0] + len(groups)))


def _spells_a_number(words: set[str]) -> bool:
    """A scale alone is none: in "198 million" it belongs to the figures."""
    if not words.isdisjoint(SCALE_WORDS):
        return not (words.isdisjoint(SOME_WORDS) and words.isdisjoint(NUMBER_WORDS))
    return not words.isdisjoint(NUMBER_WORDS)


def _names(sentence: str) -> Iterator[tuple[int, int]]:
    if sentence.isupper():
        return
    first = WORD.search(sentence)
    for match in NAME.finditer(sentence):
        start, end = _past_openers(match), match.end()
        is_first = first is not None and start == first.start()
        if start < end and not (is_first and not _is_name_at_start(sentence, start, end)):
            yield start, end


def _past_openers(match: re.Match[str]) -> int:
    """Where the name begins once words like "The" or "However" are left off."""
    for word in BETWEEN_SPACES.finditer(match[0]):
        plain = word[0] if word[0].isalpha() else SHORTENED.sub("", word[0])
        is_shouted = plain.isupper() and len(plain) > 1
        leads = plain.lower() in MAY_LEAD and word.end() < len(match[0])
        if is_shouted or leads or plain.lower() not in NO_NAME:
            return match.start() + word.start()
    return match.end()


def _is_name_at_start(sentence: str, start: int, end: int) -> bool:
    """Every first word has a capital: only what looks or goes on as a name does is one."""
    words = sentence[start:end]
    is_marked = " " in words or not words[1:].islower()
    return is_marked or AS_NAMES_DO.match(sentence, end) is not None
