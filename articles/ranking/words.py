"""The words that a text is found by: lower case, without stop words, cut to their stems."""

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

# A single letter tells nothing ("s" of "Biden's"); a single digit does ("5 people").
WORD = re.compile(r"\b(?:\w\w+|\d)\b")
# What is longer is no word, and would not fit into an index.
LONGEST = 64
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be but by for if in into is it no not of on or such that the their"
        " then there these they this to was will with",
    )
)


def words(text: str) -> list[str]:
    """The stems of the text in its order, repeated ones included."""
    return [stem for word in WORD.findall(text) if (stem := _stem(word[:LONGEST]))]


def distinct(text: str) -> list[str]:
    """Each stem of the text once, in the order of first use."""
    return list(dict.fromkeys(words(text)))


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Each stem with the start and end of its word in the text."""
    for match in WORD.finditer(text):
        if stem := _stem(match[0][:LONGEST]):
            yield stem, match.start(), match.end()


@lru_cache(maxsize=1 << 17)
def _stem(word: str) -> str:
    """Empty for a stop word. Remembered: most words of a text have been seen a moment ago."""
    small = word.lower()[:LONGEST]
    # A stemmer for each call: it is not safe between threads.
    return "" if small in STOP_WORDS else Stemmer.Stemmer("english").stemWord(small)
