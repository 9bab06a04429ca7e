"""Words that say the opposite of one another, of the same thing: exports that rose and fell."""

import re

from articles.reading.facts import DATE_WORDS, NUMBER_WORDS

# Both sides of each, in the forms in which texts have them. Of what stands before them:
DONE = [
    (
        "rise rises rising rose risen increase increases increasing increased grow grows growing"
        " grew grown climb climbs climbing climbed jump jumps jumped surge surges surged soar"
        " soars soared",
        "fall falls falling fell fallen decrease decreases decreasing decreased decline declines"
        " declining declined drop drops dropping dropped shrink shrinks shrank shrunk plunge"
        " plunges plunged",
    ),
    ("doubled doubling doubles", "halved halving halves"),
    ("profit profits", "loss losses"),
    ("surplus surpluses", "deficit deficits"),
    ("win wins winning won", "lose loses losing lost"),
    ("support supports supported", "oppose opposes opposed"),
    ("approve approves approved accept accepts accepted", "reject rejects rejected"),
    ("convicted guilty", "acquitted innocent"),
]
# Of what stands behind them:
SUCH = [
    ("legal", "illegal"),
    ("largest biggest", "smallest"),
    ("highest", "lowest"),
    ("longest", "shortest"),
    ("oldest", "youngest newest"),
    ("fastest", "slowest"),
    ("hottest warmest", "coldest"),
    ("richest", "poorest"),
    ("strongest", "weakest"),
    ("northern", "southern"),
    ("eastern", "western"),
]
SIDES = [(frozenset(one.split()), frozenset(other.split())) for one, other in DONE + SUCH]
SAME = {word: side for sides in SIDES for side in sides for word in side}
OPPOSITE = {
    word: against for pair in SIDES for side, against in (pair, pair[::-1]) for word in side
}
LOOK_AHEAD = frozenset(word for sides in SUCH for side in sides for word in side.split())

WORD = re.compile(r"[^\W\d_]+")
LITTLE = "also been but for had has have its not than that the their was were when which will would"
MEASURES = (
    "percent cent per dollars euros pounds points times first second third fourth years quarters"
    " months weeks days"
)
# Of any two things the same can be said: that it was twelve percent, in the second quarter.
EMPTY = frozenset(f"{LITTLE} {MEASURES}".split()) | DATE_WORDS | NUMBER_WORDS
SHORTEST = 3
# So many words that say something, among so many, are what is spoken of.
BESIDE, FARTHEST = 2, 12


def opposite(claim: str, sentence: str, passage: str) -> tuple[str, str] | None:
    """The claim's word and the sentence's, of the first that says the opposite of the same.

    The same is what has a word in common right beside it. Neither the sentence nor the rest of
    the passage has a word of the claim's side, nor the claim one of the other: what rose and what
    fell would be two things.
    """
    ours, near, anywhere = (_words(text) for text in (claim, sentence, passage))
    said = {
        (SAME[word], spoken): word
        for at, word in enumerate(near)
        if word in SAME
        for spoken in _spoken_of(near, at)
    }
    for at, word in enumerate(ours):
        against = OPPOSITE.get(word)
        if against is None or not against.isdisjoint(ours) or not SAME[word].isdisjoint(anywhere):
            continue
        for spoken in _spoken_of(ours, at):
            if other := said.get((against, spoken)):
                return word, other
    return None


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _spoken_of(words: list[str], at: int) -> list[str]:
    """What rose, or is the largest, in the beginnings of its words, so that a plural is the same.

    "Exports rose", "a rise in exports", "the largest port".
    """
    goes_on = words[at] in LOOK_AHEAD or words[at + 1 : at + 2] in (["in"], ["of"])
    before, after = words[max(0, at - FARTHEST) : at], words[at + 1 : at + 1 + FARTHEST]
    return _telling(before[::-1]) + (_telling(after) if goes_on else [])


def _telling(words: list[str]) -> list[str]:
    told = [word[:5] for word in words if len(word) >= SHORTEST and word not in EMPTY]
    return told[:BESIDE]
