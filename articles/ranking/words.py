"""The words that a text is found by: lower case, without stop words, cut to their stems."""

import re
from collections.abc import Iterable, Iterator

import Stemmer

# A single letter tells nothing ("s" of "Biden's"); a single digit does ("5 people").
WORD = re.compile(r"\w\w+|\d")
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
        " without would yet you your yours yourself"
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
        small = word.lower()[:LONGEST]
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
    """The stems of the text in its order, repeated ones included."""
    return [stem for stem in map(_stem, WORD.findall(text)) if stem]


def numbered(texts: Iterable[str]) -> tuple[list[str], list[list[int]]]:
    """The distinct stems of texts, and each text as the places of its words among these.

    In place of a stop word stands STOPPED.
    """
    numbers = _Numbers()
    number = numbers.__getitem__
    lines = [list(map(number, WORD.findall(text))) for text in texts]
    return list(numbers.vocabulary), lines


def distinct(text: str) -> list[str]:
    """Each stem of the text once, in the order of first use."""
    return list(dict.fromkeys(words(text)))


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Each stem with the start and end of its word in the text."""
    for match in WORD.finditer(text):
        if stem := _stem(match[0]):
            yield stem, match.start(), match.end()
