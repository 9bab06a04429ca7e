"""What an address says of its page: "/2021/03/ship-that-blocked-suez.html" names its subject.

Where nobody gave a title, these words stand in for one when a document is looked for; they are
not shown as its title.
"""

import re
from urllib.parse import unquote, urlsplit

# Fewer words name a section of a site ("health-news"), not a page.
FEWEST, MOST = 3, 30
# An address of an archive has that of the page in it.
ARCHIVED = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?(?=https?:/)", re.IGNORECASE)
ENDING = re.compile(r"\.[a-z]{2,5}\Z", re.IGNORECASE)
BETWEEN = re.compile(r"[\W_]+")
# A longer number, or one with letters, is the number of the page.
WORD = re.compile(r"[^\W\d_]+|\d{1,4}")


def heading(title: str, url: str) -> str:
    """What a document is found by beside its text: its title, else the words of its address."""
    return title if title.strip() else words(url)


def words(url: str) -> str:
    """The words of the part of the address that has the most; none where no part has enough."""
    found = max(map(_said, _path(ARCHIVED.sub("", url)).split("/")), key=_telling)
    return " ".join(found[:MOST]) if _telling(found) >= FEWEST else ""


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path)
    except ValueError:  # such as a host in one bracket
        return ""


def _said(part: str) -> list[str]:
    return [word for word in BETWEEN.split(ENDING.sub("", part)) if WORD.fullmatch(word)]


def _telling(said: list[str]) -> int:
    return sum(word.isalpha() and len(word) > 1 for word in said)
