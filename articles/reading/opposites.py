"""Words that say the opposite of one another, of the same thing: exports that rose and fell."""

import re

import Stemmer

from articles.reading.topics import EMPTY

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
    ("win wins winning won earn earns earned", "lose loses losing lost"),
    ("up", "down"),
    ("buy buys buying bought", "sell sells selling sold"),
    ("opens opened", "closes closed"),
    ("appointed", "resigned resigns quit quits"),
    ("support supports supported", "oppose opposes opposed"),
    (
        "approve approves approved accept accepts accepted pass passes passed",
        "reject rejects rejected fail fails failed",
    ),
    ("convicted guilty", "acquitted innocent"),
]
# Of what stands behind them:
SUCH = [
    ("raise raises raising raised", "lower lowers lowering lowered cut cuts cutting"),
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
DENIALS = frozenset(
    "not never no longer nor cannot without didn wasn isn hasn haven weren doesn don aren".split()  # noqa: SIM905
)
LOOK_AHEAD = frozenset(word for sides in SUCH for side in sides for word in side.split())

# "Up 8 percent" tells a direction, "up to" does not.
WORD = re.compile(
    r"\b(?:up|down)(?=\s(?:by\s)?[$€£]?\d)|\b(?!(?:up|down)\b)[^\W\d_]+", re.IGNORECASE
)
# "Did not treat", "was never treated"
NOT = re.compile(
    r"\b(?:(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can)\s?(?:not|n[’']t)"
    r"|cannot|never)\s(?:(?:been|be)\s)?(?P<verb>[a-z]{3,30})\b",
    re.IGNORECASE,
)
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
        if word in SAME and not _is_denied(near, at)
        for spoken in _spoken_of(near, at)
    }
    in_claim, in_passage = set(ours), set(anywhere)
    for at, word in enumerate(ours):
        against = None if _is_denied(ours, at) else OPPOSITE.get(word)
        if against is None or against & in_claim or SAME[word] & in_passage:
            continue
        for spoken in _spoken_of(ours, at):
            if other := said.get((against, spoken)):
                return word, other
    return None


def denied(claim: str, sentence: str) -> tuple[str, str] | None:
    """The claim's verb, and the sentence's words that deny it; none of a claim that denies."""
    if NOT.search(claim):
        return None
    stem = Stemmer.Stemmer("english").stemWord
    ours = {stem(word): word for word in _words(claim) if word not in EMPTY}
    for match in NOT.finditer(sentence):
        if verb := ours.get(stem(match["verb"].lower())):
            return verb, match[0]
    return None


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _is_denied(words: list[str], at: int) -> bool:
    """ "Did not rise" is no rise, and "no longer illegal" is not illegal."""
    return not DENIALS.isdisjoint(words[max(0, at - 3) : at])


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
