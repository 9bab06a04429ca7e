"""Where a quote stands in a text, word for word."""

import re
from dataclasses import dataclass

AROUND = 64
LIKE = ('"“”«»„', "'‘’‹›")
MARKS = "\"'“”‘’«»„‹›"


@dataclass(frozen=True, slots=True)
class Place:
    """A quote's place: offsets in code points, and what stands before and after.

    Prefix and suffix are those of the W3C Web Annotation model's TextQuoteSelector.
    """

    start: int
    end: int
    prefix: str
    suffix: str


def bare(quote: str) -> str:
    """The quote without the white space and the one pair of quotation marks around it."""
    quote = quote.replace("\r\n", "\n").strip()
    inside = quote[1:-1]
    if len(quote) > 2 and quote[0] in MARKS and quote[-1] in MARKS and not set(inside) & set('“”"'):
        return inside.strip()
    return quote


def _however_set(quote: str) -> re.Pattern[str]:
    pieces = re.split(r"(\s+|[\"'“”‘’«»„‹›])", quote)
    return re.compile("".join(_piece(piece) for piece in pieces))


def _piece(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    return next((f"[{like}]" for like in LIKE if piece and piece in like), re.escape(piece))


def place(quote: str, text: str) -> Place | None:
    """The first place at which the text has just these words; None where it has not.

    However they are set: any white space is as good as other, any quotation mark as its like.
    """
    start = text.find(quote) if quote else -1
    end = start + len(quote)
    if start < 0:
        set_otherwise = _however_set(quote).search(text) if quote else None
        if set_otherwise is None:
            return None
        start, end = set_otherwise.span()
    return Place(start, end, text[max(0, start - AROUND) : start], text[end : end + AROUND])
