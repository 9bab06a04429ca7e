"""Where the sentences of a text are.

`sentencex` knows abbreviations and initials, but keeps a quotation of several sentences whole
and takes no notice of lines. Here each sentence of a quotation stands for itself, and the end
of an item, a row or a heading ends the sentence in it.
"""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

from sentencex import get_sentence_boundaries

Span = tuple[int, int]

# A line wider than this was not wrapped by hand: where it ends, a paragraph ends.
WIDEST_WRAPPED_LINE = 120
# A line that stops this far short of its neighbours stopped on purpose, as a headline does.
EARLY = 0.75
WIDEST_CELL = 100

WORD = re.compile(r"[^\W_]")
MARKER = re.compile(
    r"[ \t]*(?:(?:[-*+•‣⁃◦▪·–—]|\d{1,3}[.)]|\([a-z\d]{1,3}\)|[a-z]\)|#{1,6})[ \t]+){1,3}(?=\S)"
)
COUNTED = re.compile(r"[ \t]*(?:[•⁃] ?)?(?:\d{1,3}[.)]|[a-z]\))[ \t]")
FIRST_WORD = re.compile(r"\s*(\S{1,80})")
OPENING = re.compile(r"\s*[\"“”«»„‘'(\[]*[A-Z\d]")
UNFINISHED = re.compile(r"[,;–—-]\s*\Z")
FINISHED = re.compile(r"[.!?…:][\"”»’')\]]*\s*\Z")

DOUBLE_QUOTES = '"“”«»„‟‹›「」『』'
OPENING_QUOTES = frozenset(DOUBLE_QUOTES + "'‘‛‚")
HIDDEN = str.maketrans(dict.fromkeys((OPENING_QUOTES | {"`"}) - {"'"}, " "))
# A quotation mark that is no apostrophe: before a word, or after the end of a sentence.
NO_APOSTROPHE = re.compile(r"(?<![^\s(\[—–'])'(?=\S)|(?<=[.!?…])['’]")
MAY_END = re.compile(r"[^\w\s,]")

# The ends that are passed over: a footnote mark behind the full stop, an ellipsis, a bullet.
PASSED_OVER = re.compile(
    r"(?:[.!?…][\"”’']?(?:\[\d{1,3}\]){1,9}|\[?(?:…|\.\.\.)\]?[\"”’']?)\s{1,99}(?=[\"“‘]?[A-Z])"
    r"|\s(?=[•‣⁃] )"
)
# Before a small letter, speech that is over or is not over yet goes on: “No! no!” she said.
GOES_ON_SMALL = re.compile(r"[.!?…][\"”»’']+\Z|[“‘\"][^”’\"]{1,38}[!?]\Z")
ABBREVIATION = re.compile(r"(?<!\w)(?:Amb|Assoc|Atty|Cdr|Cir|Cnty|Ms|Mun|Mx|Supp)\.\Z")


def spans(text: str) -> list[Span]:
    """Start and end of each sentence, in code points and in order.

    `text[start:end]` has no white space round it, and every character that is not white
    space lies in exactly one sentence. No sentence crosses a blank line. What has no word
    in it (a rule, a stray quote, an emoji) goes with the sentence before it.
    """
    return [
        (block + start, block + end)
        for block, until in _blocks(text)
        for start, end in _sentences(text[block:until])
    ]


class _Line(Enum):
    BLANK, RULE, OWN, PROSE = range(4)


def _blocks(text: str) -> Iterator[Span]:
    """Runs of lines that are read as one: a paragraph, an item, a row with the rule below it."""
    begin = end = at = 0
    goes_on = False
    for line in text.splitlines(keepends=True):
        here, at = at, at + len(line)
        kind = _kind(line)
        if end == begin or not (kind is _Line.RULE or (kind is _Line.PROSE and goes_on)):
            if begin < end:
                yield begin, end
            begin = here
        end = here if kind is _Line.BLANK else at
        goes_on = kind is _Line.PROSE
    if begin < end:
        yield begin, end


def _kind(line: str) -> _Line:
    if line.isspace():
        return _Line.BLANK
    if not WORD.search(line):
        return _Line.RULE
    return _Line.OWN if MARKER.match(line) or _is_row(line) else _Line.PROSE


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table rather than prose with a bar in it."""
    if line.lstrip().startswith("|"):
        return "|" in line.strip()[1:]
    return " | " in line and len(line) <= WIDEST_CELL * (line.count(" | ") + 1)


def _sentences(block: str) -> Iterator[Span]:
    marker = MARKER.match(block)
    body = marker.end() if marker else 0
    # Numbers are left for sentencex to see: it knows how a list counts on within a line.
    seen = 0 if COUNTED.match(block) else body
    is_whole = _is_row(block) or not ("\n" in block.rstrip() or MAY_END.search(block))
    cuts = () if is_whole else (seen + cut for cut in _cuts(block[seen:]))
    return _without_space(block, _with_words(block, [0, *filter(body.__lt__, cuts), len(block)]))


def _cuts(prose: str) -> list[int]:
    """Where a sentence begins, the first one left out."""
    shown = NO_APOSTROPHE.sub(" ", prose.translate(HIDDEN))
    found = {boundary["end_index"] for boundary in get_sentence_boundaries("en", shown)}
    found.update(match.end() for match in PASSED_OVER.finditer(prose))
    found.update(_line_ends(prose))
    return sorted({_before_quote(prose, cut) for cut in found if _is_end(prose, cut)})


def _before_quote(prose: str, cut: int) -> int:
    """Give an opening quotation mark to the sentence that it opens."""
    start = cut
    while start and prose[start - 1] in OPENING_QUOTES:
        start -= 1
    is_opening = start and prose[start - 1].isspace() and not prose[cut : cut + 1].isspace()
    return start if is_opening else cut


def _is_end(prose: str, cut: int) -> bool:
    before = prose[max(0, cut - 40) : cut].rstrip()
    if prose[cut : cut + 1].islower() and GOES_ON_SMALL.search(before):
        return False
    return not (before.endswith(".") and ABBREVIATION.search(before))


def _line_ends(prose: str) -> Iterator[int]:
    """Ends of lines that end a sentence though no full stop says so."""
    lines = prose.splitlines(keepends=True)
    width = max(map(len, lines), default=0)
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        is_last = len(line) > WIDEST_WRAPPED_LINE or _stops_early(line, following, width)
        if is_last and OPENING.match(following) and not UNFINISHED.search(line[-9:]):
            yield at


def _stops_early(line: str, following: str, width: int) -> bool:
    word = FIRST_WORD.match(following)
    room = len(line) + (len(word[1]) if word else 0)
    return room < EARLY * width and not FINISHED.search(line[-9:])


def _with_words(block: str, edges: list[int]) -> list[Span]:
    """Stretches between the edges, one without a word joined to the one before it."""
    kept: list[Span] = []
    had_word = False
    for start, end in pairwise(edges):
        has_word = WORD.search(block, start, end) is not None
        if kept and not (has_word and had_word):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
        had_word = had_word or has_word
    return kept


def _without_space(block: str, stretches: list[Span]) -> Iterator[Span]:
    for start, end in stretches:
        words = block[start:end]
        lead = len(words) - len(words.lstrip())
        if lead < len(words):
            yield start + lead, start + len(words.rstrip())
