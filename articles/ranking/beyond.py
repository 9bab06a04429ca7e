"""What the single sentences of a passage say beyond the whole, in one bit for each dimension.

The vector of a passage of many sentences is about all of them, and a claim is often about one.
Of a sentence's own vector half of the passage's is taken away, which is known anyway; of what is
left the signs are kept (Charikar, 2002, "Similarity Estimation Techniques from Rounding
Algorithms"). The claim's vector stays whole: so a sentence of 384 dimensions takes 48 bytes, and
ranks as the full numbers do.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from articles.ranking.fusion import Floats

# Of fewer sentences the passage's own vector tells enough.
FEWEST = 3
# In characters: what is no longer than that says little; of a longest one the beginning counts.
SHORTEST, LONGEST = 25, 400
KNOWN_ANYWAY = 0.5


def sentences(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The sentences that are worth a vector of their own; none of a passage of too few."""
    said = [text[start:end][:LONGEST] for start, end in spans if end - start > SHORTEST]
    return said if len(said) >= FEWEST else []


def signs(said: Floats, passage: Floats) -> bytes:
    """Out of unit vectors, a row for each sentence and that of their passage."""
    return np.packbits(said - KNOWN_ANYWAY * passage > 0, axis=1).tobytes()


def closest(asked: Floats, passages: Sequence[bytes | None]) -> Floats:
    """How close the closest sentence of each passage is to a vector; NaN where none is known.

    Of a passage its `signs`. The numbers can be compared with each other and with nothing else.
    """
    held = [each or b"" for each in passages]
    width = -(-len(asked) // 8)
    packed = np.frombuffer(b"".join(held), np.uint8).reshape(-1, width)
    positive = np.unpackbits(packed, axis=1, count=len(asked))
    likeness = 2 * (positive @ asked) - asked.sum()
    counts = np.array([len(each) // width for each in held], np.int64)
    found = np.full(len(held), np.nan, np.float32)
    if known := counts[counts > 0].tolist():
        found[counts > 0] = np.maximum.reduceat(likeness, np.cumsum([0, *known[:-1]]))
    return found
