"""Where a quote stands in a text, word for word."""

from dataclasses import dataclass

AROUND = 64
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


def place(quote: str, text: str) -> Place | None:
    """The first place at which the text has just these words; None where it has not."""
    start = text.find(quote) if quote else -1
    if start < 0:
        return None
    end = start + len(quote)
    return Place(start, end, text[max(0, start - AROUND) : start], text[end : end + AROUND])
