"""Cutting a document into passages: short enough to read at a glance, on sentence bounds."""

from collections.abc import Iterable, Iterator

Span = tuple[int, int]

# In characters, as some scripts have no spaces: about 120 words of English, 3 to 6 sentences.
WANTED = 720
# A text up to this length stays in one piece.
LONGEST = 1_000


def cut(text: str, sentences: Iterable[Span]) -> list[Span]:
    """Spans of about equal length that hold every sentence once, in order.

    A sentence is broken, at a space if there is one, only when it alone is too long.
    """
    pieces = [piece for sentence in sentences for piece in _broken(text, sentence)]
    if not pieces:
        return []
    length = pieces[-1][1] - pieces[0][0]
    if length <= LONGEST:
        return [(pieces[0][0], pieces[-1][1])]
    return list(_joined(pieces, length / round(length / WANTED)))


def is_one(text: str) -> bool:
    """Whether a text stays in one piece, wherever its sentences end."""
    return len(text) <= LONGEST or len(text.strip()) <= LONGEST


def _joined(pieces: list[Span], wanted: float) -> Iterator[Span]:
    start, end = pieces[0]
    for piece_start, piece_end in pieces[1:]:
        if piece_end - start - wanted > wanted - (end - start):
            yield start, end
            start = piece_start
        end = piece_end
    yield start, end


def _broken(text: str, sentence: Span) -> Iterator[Span]:
    start, end = sentence
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + WANTED)
        middle = space if space > 0 else start + WANTED
        yield start, middle
        start = middle + (space > 0)
    if start < end:
        yield start, end
