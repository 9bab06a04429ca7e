"""The one way out of the house: a fetcher that only goes to public addresses, within limits.

Plain Python: nothing in here knows of the web framework or the database.
"""

from articles.fetching.answer import Answer
from articles.fetching.exchange import get
from articles.fetching.limits import PAGE, TEXT_TYPES, Limits
from articles.fetching.refusals import (
    BadAddress,
    ForbiddenAddress,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unfetchable,
    Unreachable,
    WrongType,
)

__all__ = [
    "PAGE",
    "TEXT_TYPES",
    "Answer",
    "BadAddress",
    "ForbiddenAddress",
    "Limits",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "Unfetchable",
    "Unreachable",
    "WrongType",
    "get",
]
