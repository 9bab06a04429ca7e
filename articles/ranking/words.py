"""The words that a text is found by: lower case, without stop words, cut to their stems."""

import re
from collections.abc import Iterator

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
    return [stem for stem, _, _ in places(text)]


def distinct(text: str) -> list[str]:
    """Each stem of the text once, in the order of first use."""
    return list(dict.fromkeys(words(text)))


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Each stem with the start and end of its word in the text."""
    stemmer = Stemmer.Stemmer("english")  # one for each call: it is not safe between threads
    for match in WORD.finditer(text):
        word = match[0].lower()[:LONGEST]
        if word not in STOP_WORDS:
            yield stemmer.stemWord(word), match.start(), match.end()
