"""What a sentence leaves to those before it: who "he" is, and which year "last year" was."""

import re
from collections.abc import Sequence
from datetime import date

from articles.reading.facts import facts

# How far back a name is looked for: farther, it is likely to be another's.
SENTENCES_BEFORE = 3
# At the head of a sentence such a word is what the sentence is about, whoever else is named.
LEADS = re.compile(
    r"\W*(?:\w+,?\s){0,2}?(?:he|she|his|her|they|their|its?)\b"
    r"|the (?:company|firm|agency|ministry|party|group|organi[sz]ation|university|bank|court"
    r"|country|city|club|team|museum|charity|council|committee|department|president|minister)\b",
    re.IGNORECASE,
)
STANDS_FOR_A_NAME = re.compile(r"\b(?:he|she|him|his|hers?|they|their|them)\b", re.IGNORECASE)
YEARS = {"last year": -1, "this year": 0, "next year": 1}
RELATIVE_YEAR = re.compile(rf"\b(?:{'|'.join(YEARS)})\b", re.I)
ENDS_OF_A_NAME = re.compile(r"[’']s\Z")


def in_full(sentence: str, *, before: Sequence[str] = (), written: date | None = None) -> str:
    """The sentence with what it leaves out before it, as one would type it into a search.

    `before` are the sentences before it, in order; `written` is the article's date. A name is
    taken from the nearest of them that has one, and only when the sentence has none itself;
    what stands in the sentence stays as it is.
    """
    added = [*_name(sentence, before), *_year(sentence, written)]
    return f"{', '.join(added)}: {sentence}" if added else sentence


def _name(sentence: str, before: Sequence[str]) -> list[str]:
    """A name of several words is surer than one that may only begin its sentence."""
    if not (LEADS.match(sentence) or (STANDS_FOR_A_NAME.search(sentence) and not _names(sentence))):
        return []
    near = [name for each in reversed(before[-SENTENCES_BEFORE:]) for name in _names(each)]
    return [name for name in near if " " in name][:1] or near[:1]


def _names(sentence: str) -> list[str]:
    found = (sentence[start:end] for kind, start, end in facts(sentence) if kind == "name")
    return [ENDS_OF_A_NAME.sub("", name) for name in found]


def _year(sentence: str, written: date | None) -> list[str]:
    match = RELATIVE_YEAR.search(sentence)
    if match is None or written is None:
        return []
    return [str(written.year + YEARS[match[0].lower()])]
