"""Numbers that people would rather see than read: strips, steps of a scale, meters."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.models import Rating, Status
from articles.services.scorecard import Card, Figures

register = template.Library()

WIDEST_STRIP = 300
# A month's room in a drawing of months, and the height of its tallest bar.
BAR, TALLEST = 28, 80
LABELS: dict[str, str] = {status.value: status.label for status in Status}
FILL_NONE = ' fill="none"'


@register.simple_tag
def strip(statuses: Sequence[str], counts: dict[str, int], scale: float = 1.2) -> SafeString:
    """One stroke a sentence in the order of the text; the words say the same in numbers."""
    shown = _thinned(statuses)
    width = 5 * len(shown)
    strokes = "".join(
        f'<use href="#k-{status}" data-status="{status}" x="{5 * place}" width="5" height="16"/>'
        for place, status in enumerate(shown)
    )
    return format_html(
        '<svg class="strip" viewBox="0 0 {} 16" width="{}" height="20" role="img"'
        ' preserveAspectRatio="xMinYMid"'
        ' aria-label="{}">{}</svg>',
        width,
        round(width * scale),
        said(counts),
        mark_safe(strokes),  # noqa: S308 -- statuses are held by a constraint
    )


def _thinned(statuses: Sequence[str]) -> Sequence[str]:
    """A long article's strip shows evenly chosen sentences: a drawing has so much room."""
    if len(statuses) <= WIDEST_STRIP:
        return statuses
    step = len(statuses) / WIDEST_STRIP
    return [statuses[int(place * step)] for place in range(WIDEST_STRIP)]


@register.filter
def said(counts: dict[str, int]) -> str:
    """Counts by status in words: "19 sentences: 2 signed off, 17 unchecked"."""
    total = sum(counts.values())
    parts = [
        f"{counts[status]} {LABELS[status].lower()}" for status in LABELS if counts.get(status)
    ]
    return f"{total} sentence{'' if total == 1 else 's'}: {', '.join(parts)}"


@register.simple_tag
def scale(rating: Rating) -> SafeString:
    """The five steps of a rating, filled to its value; a line where it has none."""
    if rating.value is None:
        steps = '<path d="M.5 4h23"/>'
    else:
        steps = "".join(
            f'<path d="M{5 * step}.5 .5h3v7h-3z"{"" if step < rating.value else FILL_NONE}/>'
            for step in range(5)
        )
    return format_html(
        '<svg viewBox="0 0 25 8" aria-hidden="true">{}</svg>',
        mark_safe(steps),  # noqa: S308
    )


@register.simple_tag
def meter(share: float) -> SafeString:
    """A bar filled to a share of 0-1."""
    return format_html(
        '<svg class="meter" viewBox="0 0 64 8" aria-hidden="true">'
        '<path class="bed" d="M.5 .5h63v7h-63z"/><path d="M0 0h{}v8H0z"/></svg>',
        round(64 * share),
    )


@register.simple_tag
def progress(share: float) -> SafeString:
    """A bar as wide as its place, filled to a share of 0-1, and the same in words."""
    done = min(100, int(100 * share))
    return format_html(
        '<svg class="progress" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"'
        ' aria-label="{0} % done"><path class="bed" d="M0 0h100v8H0z"/>'
        '<path d="M0 0h{0}v8H0z"/></svg>',
        done,
    )


@register.simple_tag
def statuses() -> list[tuple[str, str]]:
    """Every status and its word, to explain the marks with."""
    return list(LABELS.items())


@register.simple_tag
def months_drawn(card: Card) -> SafeString:
    """A bar a month, the accepted at its foot; the table beside it says the same in numbers."""
    most = max((month.suggestions for month in card.months), default=0) or 1
    bars = format_html_join(
        "",
        '<g>{0}</g><text x="{1}" y="{2}">{3}</text><text x="{1}" y="{4}">{5}</text>',
        (
            (
                _bar(month, BAR * place, most),
                BAR * place + BAR // 2,
                TALLEST + 14,
                f"{month.month:%b}",
                round(TALLEST - (TALLEST - 2) * month.suggestions / most - 3, 1),
                month.suggestions or "",
            )
            for place, month in enumerate(card.months)
        ),
    )
    said = "; ".join(
        f"{month.month:%B %Y}: {month.suggestions} suggestions, {month.accepted} accepted,"
        f" {month.dismissed} dismissed"
        for month in card.months
        if month.suggestions
    )
    return format_html(
        '<svg class="months" viewBox="0 -12 {} {}" role="img" aria-label="{}">{}</svg>',
        BAR * len(card.months),
        TALLEST + 32,
        said or "No suggestions in these months",
        bars,
    )


def _bar(month: Figures, left: int, most: int) -> SafeString:
    """Accepted, dismissed and undecided, from the foot up."""
    foot, parts = TALLEST + 0.5, []
    for kind in ("accepted", "dismissed", "undecided"):
        height = round((TALLEST - 2) * getattr(month, kind) / most, 1)
        if height:
            foot -= height
            parts.append((kind, left + 4, round(foot, 1), height))
    return format_html_join("", '<rect class="{}" x="{}" y="{}" width="20" height="{}"/>', parts)
