"""What a text is about: its words, without names, figures, dates and what any text has."""

import re

from articles.reading.facts import DATE_WORDS, NUMBER_WORDS, facts

WORD = re.compile(r"[^\W\d_]{3,}")
LITTLE = (
    "about after also and are been before but can did does for from had has have her him his into"
    " its more most not one only other our out over said says she since some such than that the"
    " their them then there they this those under until was were what when where which while who"
    " will with would you your"
)
MEASURES = (
    "percent cent per dollars dollar euros euro pounds points times first second third fourth"
    " years year quarters months month weeks week days day million billion thousand trillion"
    " hundred kroner"
)
# Of any two things the same can be said: that it was twelve percent, in the second quarter.
EMPTY = frozenset(f"{LITTLE} {MEASURES}".split()) | DATE_WORDS | NUMBER_WORDS


def topics(text: str) -> set[str]:
    """The beginnings of the words that tell what a text is about, so that a plural is the same."""
    names = bytearray(len(text))
    for kind, start, end in facts(text):
        if kind == "name":
            names[start:end] = b"\1" * (end - start)
    return {
        match[0][:5].lower()
        for match in WORD.finditer(text)
        if not names[match.start()] and match[0].lower() not in EMPTY
    }


def names(text: str) -> set[str]:
    """The words of all names."""
    return {
        word
        for kind, start, end in facts(text)
        if kind == "name"
        for word in text[start:end].lower().split()
    }
