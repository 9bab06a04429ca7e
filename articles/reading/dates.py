"""Dates as a newsroom writes them above a story."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DATE = re.compile(
    rf"\b(?P<day>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})\.?,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<us_month>{MONTH})\.?\s+(?P<us_day>{DAY})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)(?!\d)",
    re.IGNORECASE | re.ASCII,
)
# What may stand beside the date in a line that is there for nothing else.
BESIDE = re.compile(
    r"(?:first|last)?\s*\b(?:published|updated|posted|modified|date|on|at)\b"
    r"|\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b"
    r"|\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d{1,9})?|\b(?:\d{1,2}\s*)?[ap]\.?m\b\.?"
    r"|\b(?:gmt|bst|utc|z|t|[cempw]e?[sd]?t)\b|[+-]\d\d:?\d\d|T(?=\d\d:)|(?<=\d)Z"
    r"|[\s,:;|·•()–—.-]",
    re.IGNORECASE | re.ASCII,
)
LONGEST_DATELINE = 120


def read_date(words: str) -> date | None:
    """The first date in the words that the calendar has; none for 06/11/2024, which is two."""
    for match in DATE.finditer(words[:500]):
        found = _in_calendar(match)
        if found:
            return found
    return None


def is_dateline(line: str) -> bool:
    """Whether a line says when, and nothing else."""
    if len(line) > LONGEST_DATELINE or read_date(line) is None:
        return False
    return not BESIDE.sub("", DATE.sub(" ", line))


def apart(day: date, other: date) -> str:
    """How far a day lies from another: "on the same day", "3 days before", "2 years after"."""
    earlier, later = sorted((day, other))
    days = (later - earlier).days
    months = 12 * (later.year - earlier.year) + later.month - earlier.month
    months -= later.day < earlier.day
    if not days:
        return "on the same day"
    if months >= 2 * 12:
        count, unit = months // 12, "year"
    elif months >= 2:
        count, unit = months, "month"
    elif days >= 2 * 7:
        count, unit = days // 7, "week"
    else:
        count, unit = days, "day"
    return f"{count:,} {unit}{'' if count == 1 else 's'} {'before' if day < other else 'after'}"


def _in_calendar(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        day, month, year = (match[name] or match[f"us_{name}"] for name in ("day", "month", "year"))
        return date(int(year), MONTHS.index(month[:3].lower()) + 1, int(day))
    except ValueError:
        return None
