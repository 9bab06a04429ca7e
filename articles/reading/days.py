"""The days of the year that a text names, however it spells them."""

import re
from typing import NamedTuple

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
MONTH = (
    "(?P<{}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
DAY = re.compile(
    rf"\b(?P<first>\d\d?)(?:st|nd|rd|th)?\s{MONTH.format('after')}"
    rf"|\b{MONTH.format('before')}\s(?P<second>\d\d?)\b(?![,.]?\d)"
    r"|\b\d{4}-(?P<month>0[1-9]|1[0-2])-(?P<third>\d\d)\b"
)


class Day(NamedTuple):
    """A day by one name, such as "10 Feb", and where it stands, in code points."""

    name: str
    start: int
    end: int


def days(text: str) -> list[Day]:
    """All that the text names, in their order; of which year is not said."""
    return [Day(_name(match), *match.span()) for match in DAY.finditer(text)]


def _name(match: re.Match[str]) -> str:
    day = int(match["first"] or match["second"] or match["third"])
    month = (
        MONTHS[int(match["month"]) - 1]
        if match["month"]
        else (match["after"] or match["before"])[:3]
    )
    return f"{day} {month}"
