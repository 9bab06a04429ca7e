"""How much of one text stands in another: its runs of four words, compared as sets.

The measures and the sketch are those of A. Z. Broder, "On the resemblance and containment of
documents", Compression and Complexity of Sequences (1997): resemblance is the share of shingles
in either text that are in both; the smallest few of their numbers are a sketch, of which two
texts share a part that grows with their resemblance, so that an index finds what to compare.
"""

import re
from collections.abc import Set as AbstractSet
from itertools import accumulate, islice
from zlib import crc32

WIDTH = 4  # words of a shingle
# A sketch is of longer runs: those that a thousand notices share say little of which it is.
SKETCHED_WIDTH = 8
SKETCH = 6  # of two copies with one word in 25 changed, fewer than one pair in 100 share none
# From here on two texts are nearly the same: one word in a dozen may be another.
NEARLY_SAME = 0.7

WORD = re.compile(r"\w+")
# Bytes of plain letters and figures as small ones, all others as spaces.
SMALL = bytes(
    ord(small) if WORD.match(small) else 32 for small in map(str.lower, map(chr, range(128)))
) + bytes(128)
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
# Scatters what a checksum leaves in order; odd, so that no two numbers become one.
SCATTER = 0x9E3779B1


def shingles(text: str, width: int = WIDTH) -> frozenset[int]:
    """A number for each run of `width` words, whatever their case and what stands between them.

    A shorter text is one shingle; one without a word has none. The numbers are the same in
    every process and fit a signed 32-bit integer.
    """
    said = words(text)
    line = b" ".join(said)
    lengths = [len(word) + 1 for word in said]
    starts = accumulate(lengths, initial=0)
    ends = islice(accumulate(lengths, initial=-1), min(width, len(said)), None)
    return frozenset(
        [
            (crc32(line[start:end]) * SCATTER & 0xFFFFFFFF) - 0x80000000
            for start, end in zip(starts, ends, strict=False)
        ]
        if said
        else ()
    )


def words(text: str) -> list[bytes]:
    """The words that shingles are made of, in their order."""
    if text.isascii():
        return text.encode().translate(SMALL).split()
    return [word.encode(errors="replace") for word in WORD.findall(text.lower())]


def resemblance(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """The share of the shingles of both that they have in common: 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def containment(part: AbstractSet[int], whole: AbstractSet[int]) -> float:
    """The share of a text's shingles that stand in another: 1 for a passage copied from it."""
    return len(part & whole) / len(part) if part else 0.0


def sketch(text: str) -> list[int]:
    """The smallest shingles of eight words: texts that resemble each other share some of them."""
    return sorted(shingles(text, SKETCHED_WIDTH))[:SKETCH]


def same_figures(one: str, other: str) -> bool:
    """Whether one of the texts has all figures of the other: then neither gives another value.

    A copy may leave a figure out or add a date; one that says 9.74 for 97.4 is no copy.
    """
    ours, theirs = set(FIGURE.findall(one)), set(FIGURE.findall(other))
    return ours <= theirs or theirs <= ours


def nearly_the_same(one: str, other: str) -> bool:
    """Whether two texts are one but for a few words, none of them a figure."""
    return same_figures(one, other) and resemblance(shingles(one), shingles(other)) >= NEARLY_SAME
