"""The words that a text is found by: lower case, without stop words, cut to their stems."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import Stemmer

# Another number for another way of cutting: whoever keeps words sees that they are to be cut anew.
CUT = 2
# "U.S." is one word, and so is "4,300". A single letter tells nothing ("s" of "Biden's"); a
# single digit does ("5 people").
# The beginning of a word is looked for behind its first character, as a pattern that begins with
# characters is tried where one of these stands and nowhere else.
WORDS = (
    r"\d(?<!\w\d)\d{{0,2}}(?:,\d{{3}})+(?!\d)|{letter}{letter}+"
    r"|[^\W\d_](?<!\w[^\W\d_])(?:\.[^\W\d_])+\b\.?|[\d%]"
)
WORD = re.compile(WORDS.format(letter=r"\w"))
# Where accents stand behind their letters, as in text out of PDF.
MARK = re.compile("[\u0300-\u036f]")
MARKED = re.compile(WORDS.format(letter=r"[\w\u0300-\u036f]"))
# What links and the names of files and accounts in them are made of tells nothing. Without a
# scheme it is a link that has a figure or a folder: "Booking.com/Expedia" are two names.
ADDRESS = re.compile(
    r"(?<![\w.-])(?:(?i:https?://|www\.)|(?:[\w-]++\.)++[a-z]{2,}+/(?=[^\s/]*[\d/]))"
    r"[^\s()<>\"“”—]+"
)
# No other letter with a mark: where a keyboard lacks them they are written so.
WITHOUT_MARK = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i"}
)
# "#AustralianFires" is found by its parts as well.
TAG = re.compile(r"(?<!\w)[#@](\w+)")
PART = re.compile(r"[^\W\d_a-z]?[^\W\d_A-Z]+|[^\W\d_a-z]+(?![a-z])|\d+")
# What is longer is no word, and would not fit into an index.
LONGEST = 64
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be but by for if in into is it no not of on or such that the their"
        " then there these they this to was will with",
    )
)
# They are looked for and weigh little; that a text shares them with another tells nothing.
COMMON_WORDS = frozenset(
    re.findall(
        r"\w+",
        "about above across after again against all almost along already also although always am"
        " among another any anybody anyone anything around away back because been before behind"
        " being below between both came can cannot come could did do does doing done down during"
        " each either else even ever every everybody everyone everything few from further gave get"
        " gets give given go goes going gone got had has have having he her here hers herself him"
        " himself his how however i its itself just less let like made make makes making many me"
        " might mine more most much must my myself near neither never nobody none nor nothing now"
        " off often once only onto other others our ours ourselves out over own per perhaps put"
        " quite rather really said same saw say saying says see seen she should since so some"
        " somebody someone something soon still than thats them themselves though through thus"
        " together told too took toward towards under until up upon us use used using very went"
        " were what whatever when where whether which while who whoever whom whose why within"
        " without would yet you your yours yourself eg ie pm"
        # What an apostrophe leaves.
        " aren couldn didn doesn don hadn hasn haven isn ll re shouldn ve wasn weren wouldn",
    )
)


class _Stems(dict[str, str]):
    """The stem of each word, empty for a stop word; remembers what it was asked a moment ago."""

    MOST = 1 << 17

    def __missing__(self, word: str) -> str:
        if len(word) > LONGEST:
            return self[word[:LONGEST]]
        small = _plain(word.lower())[:LONGEST]
        # A stemmer for each call: it is not safe between threads.
        stem = "" if small in STOP_WORDS else Stemmer.Stemmer("english").stemWord(small)
        if len(self) >= self.MOST:
            self.clear()
        self[word] = stem
        return stem


class _Numbers(dict[str, int]):
    """The number of each word's stem in `vocabulary`, of a stop word STOPPED."""

    def __init__(self) -> None:
        self.vocabulary: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        stem = _stem(word)
        number = self.vocabulary.setdefault(stem, len(self.vocabulary)) if stem else STOPPED
        self[word] = number
        return number


_stem = _Stems().__getitem__
STOPPED = -1


def words(text: str) -> list[str]:
    """The stems of the text in its order, repeated ones included; parts of tags come last."""
    return [stem for stem in map(_stem, _said(text)) if stem]


def numbered(texts: Iterable[str]) -> tuple[list[str], list[list[int]]]:
    """The distinct stems of texts, and each text as the places of its words among these.

    In place of a stop word stands STOPPED.
    """
    numbers = _Numbers()
    number = numbers.__getitem__
    lines = [list(map(number, _said(text))) for text in texts]
    return list(numbers.vocabulary), lines


def distinct(text: str) -> list[str]:
    """Each stem of the text once, in the order of first use."""
    return list(dict.fromkeys(words(text)))


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Each stem with the start and end of its word in the text; of a tag, then of its parts."""
    text = _without_addresses(text)
    tags = {tag.start(1) for tag in TAG.finditer(text)}
    for match in _pattern(text).finditer(text):
        start = match.start()
        found = [(match[0], 0, len(match[0]))]
        for word, begin, end in found + (_parts(match[0]) if start in tags else []):
            if stem := _stem(word):
                yield stem, start + begin, start + end


def _said(text: str) -> list[str]:
    """The words as they stand in the text, and the parts of its tags once more."""
    text = _without_addresses(text)
    found: list[str] = _pattern(text).findall(text)
    if "#" in text or "@" in text:
        found += [part for tag in TAG.findall(text) for part, _, _ in _parts(tag)]
    return found


def _pattern(text: str) -> re.Pattern[str]:
    return WORD if text.isascii() or not MARK.search(text) else MARKED


def _parts(tag: str) -> list[tuple[str, int, int]]:
    """What a tag is made of, as its capitals tell, with start and end in it; not itself."""
    parts = ((part[0], *part.span()) for part in PART.finditer(tag))
    return [part for part in parts if 1 < len(part[0]) < len(tag)]


def _without_addresses(text: str) -> str:
    """The text with spaces in their place, so that what follows stands where it stood."""
    return ADDRESS.sub(lambda found: " " * len(found[0]), text) if "/" in text else text


def _plain(word: str) -> str:
    """As it is written elsewhere: "U.S." is "us", "4,300" is "4300", "é" is "e", "ø" is "o"."""
    word = "percent" if word == "%" else word.replace(".", "").replace(",", "")
    word = unicodedata.normalize("NFC", word).translate(WITHOUT_MARK)
    letters = unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode()
    return letters if len(letters) == len(word) else word
