"""Who does what to whom: the name before a verb that is known, and the name after it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articles.reading.facts import facts
from articles.reading.posts import POST_WORDS

Span = tuple[int, int]

# Verbs that one name does and another has done to it, by what they come to. Forms are by stem.
DEEDS = {
    "buy": "buy buys buying bought acquire acquires acquiring acquired purchase purchases"
    " purchasing purchased",
    "sell": "sell sells selling sold",
    "own": "own owns owning owned",
    "found": "found founds founding founded co-founded",
    "lead": "lead leads leading led head heads headed heading chair chairs chaired chairing",
    "beat": "beat beats beating beaten defeat defeats defeating defeated",
    "win": "win wins winning won",
    "sue": "sue sues suing sued",
    "marry": "marry marries married marrying",
    "succeed": "succeed succeeds succeeding succeeded replace replaces replacing replaced",
    "appoint": "appoint appoints appointing appointed",
    "write": "write writes writing wrote written",
    "discover": "discover discovers discovering discovered",
    "score": "score scores scoring scored",
    "save": "save saves saving saved",
    "leave": "leave leaves leaving left",
}
DEED_OF = {form: deed for deed, forms in DEEDS.items() for form in forms.split()}
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
DENIED = re.compile(r"\b(?:not|never|nor|n['’]t|without)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[;:.!?]")
# In characters: farther off it is another clause's.
BEFORE, AFTER = 90, 30
# What follows such a word is a place or a part, and does nothing.
NO_DOER = re.compile(r"(?:\b(?:in|at|of|on|for|from|to|the|with|against)|[’']s)\s\Z", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s?\Z")


class Deed(NamedTuple):
    doer: str
    deed: str
    object: str


def deeds(text: str) -> list[Deed]:
    """What is said to be done by a name to a name; nothing of what is denied."""
    names = [
        (start, end, POSSESSIVE.sub("", text[start:end]))
        for kind, start, end in facts(text)
        if kind == "name"
    ]
    return list(_deeds(text, names)) if len(names) > 1 else []


def other_doer(claim: str, passage: str) -> tuple[str, str] | None:
    """The claim's doer and the passage's, of the first deed that another has done there."""
    there = deeds(passage)
    for ours in deeds(claim):
        same = [each for each in there if each.deed == ours.deed and _is(each.object, ours.object)]
        doers = [each.doer for each in same]
        if doers and not any(_is(doer, ours.doer) for doer in doers):
            return ours.doer, doers[0]
    return None


def others_sentence(claim: str, passage: str, sentences: Iterable[Span]) -> Span | None:
    """The sentence in which another does what the claim says: that one matters, if there is one."""
    if other_doer(claim, passage) is None:
        return None
    return next((span for span in sentences if other_doer(claim, passage[slice(*span)])), None)


def _deeds(text: str, names: list[tuple[int, int, str]]) -> Iterator[Deed]:
    for match in WORD.finditer(text):
        deed = DEED_OF.get(match[0].lower())
        if deed is None:
            continue
        before = [each for each in names if _may_do(text, each, match.start())]
        after = [each for each in names if 0 <= each[0] - match.end() <= AFTER]
        if not before or not after:
            continue
        (start, end, doer), (other_start, _, done_to) = before[-1], after[0]
        between = text[end : match.start()]
        if DENIED.search(text[max(0, start - BEFORE) : match.start()]) or CLAUSE.search(between):
            continue
        if text[match.end() : other_start].strip().startswith("by"):
            doer, done_to = done_to, doer
        yield Deed(doer, deed, done_to)


def _may_do(text: str, name: tuple[int, int, str], verb: int) -> bool:
    start, end, _ = name
    return 0 <= verb - end <= BEFORE and not NO_DOER.search(text, max(0, start - 9), start)


def _is(one: str, other: str) -> bool:
    """Whether one may be the other: a word of the one, not of a title, is a word of the other."""
    ours, theirs = (set(name.lower().split()) - POST_WORDS for name in (one, other))
    return not ours.isdisjoint(theirs) or one == other
