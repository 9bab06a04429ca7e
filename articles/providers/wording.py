"""What of a sentence is sent to a search outside: its names, figures and rarest words."""

import re
from typing import NamedTuple

from articles.ranking.words import STOP_WORDS
from articles.reading.facts import facts

WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
# What searches take for an operator is left out of a name.
PLAIN = re.compile(r"[^\w\s.,’'&%$€£-]")
# Words that every story has: a sentence is not found by them.
COMMON = STOP_WORDS | frozenset(
    re.findall(
        r"\w+",
        """about above according across after again against ago all almost along already also
        although always am among another any anyone anything around asked away back
        became because become been before began being below between both call called
        came can cannot come could day days did do does doing done down during each
        early either even ever every few first former found from further gave get give given go
        goes going gone got great had half has have having he her here hers him his how
        however i including instead its just keep kept knew know known large last late
        later least left less let like likely little long made make makes making man
        many may me might more most much must my near need never new next nor nothing
        now off often old once one only other others our out over own part people per
        perhaps put rather really reported reports reporter reporters right said same
        saw say saying says second see seen several shall she should show since small so
        some something soon still take taken tell than that them themselves these thing
        things think those though three through time times together told too took toward
        two under until up upon us use used very want was way we week well went were
        what when where whether which while who whom whose why within without would year
        years yes yesterday yet you your""",
    )
)
NAMES, FIGURES, REST = range(3)


class Term(NamedTuple):
    rank: int
    length: int
    start: int
    words: str


def terms(sentence: str, *, most: int, longest: int, figures: bool = True) -> list[str]:
    """At most so many terms of the sentence, in its order, and so many characters of them.

    Names come first, then figures and dates, then the longest of the other words: long words
    are the rare ones. A name of several words is one term.
    """
    chosen: list[Term] = []
    room = longest
    for term in sorted(_terms(sentence, figures), key=lambda term: (term.rank, -term.length)):
        if len(chosen) < most and len(term.words) < room and not _is_said(term, chosen):
            chosen.append(term)
            room -= len(term.words) + 1
    return [term.words for term in sorted(chosen, key=lambda term: term.start)]


def _is_said(term: Term, chosen: list[Term]) -> bool:
    return any(term.words.casefold() == other.words.casefold() for other in chosen)


def _terms(sentence: str, figures: bool) -> list[Term]:
    """Every term that would do; what is inside of a fact is a term with it or not at all."""
    found: list[Term] = []
    taken: list[tuple[int, int]] = []
    for fact in facts(sentence):
        if fact.kind == "quote":
            continue
        taken.append((fact.start, fact.end))
        words = " ".join(PLAIN.sub(" ", sentence[fact.start : fact.end]).split())
        if words and (figures or fact.kind == "name"):
            rank = NAMES if fact.kind == "name" else FIGURES
            found.append(Term(rank, 0, fact.start, words))
    found += [
        Term(REST, len(word[0]), word.start(), word[0])
        for word in WORD.finditer(sentence)
        if not any(start <= word.start() < end for start, end in taken) and _tells(word[0])
    ]
    return found


def _tells(word: str) -> bool:
    """An adverb tells how it is told, not of what."""
    is_common = word.lower() in COMMON or (len(word) > 5 and word.endswith("ly"))
    return len(word) > 2 and not is_common and not word.isdecimal()
