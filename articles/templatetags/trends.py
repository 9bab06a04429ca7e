"""The providers side by side: each measure over the months, on one scale for all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.services.scorecard import Card, Figures
from articles.templatetags.figures import duration, share

register = template.Library()

# A month's room, and how far from the top a mark stands that is at the top, or at the foot.
STEP, TOP, FOOT = 10, 4, 48
# A month that rests on fewer cases than this has a ring for its mark.
FEW = 5

type Steps = Mapping[float, str]
SHARES: Steps = {0: "0%", 1: "100%"}
SMALL_SHARES: Steps = {0: "0%", 0.1: "10%", 0.25: "25%", 0.5: "50%", 1: "100%"}
WAITS: Steps = {
    1: "1 s", 60: "1 min", 3_600: "1 h", 86_400: "1 day", 864_000: "10 days", 8_640_000: "100 days",
}  # fmt: skip
LATENCIES: Steps = {
    0.001: "1 ms", 0.01: "0.01 s", 0.1: "0.1 s", 1: "1 s", 10: "10 s", 100: "100 s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    of: Callable[[Figures], float | None]
    cases: Callable[[Figures], int]
    """How many cases the figure rests on."""
    said: Callable[[float | None], str]
    steps: Steps
    """Where its scale can begin and end. Times have no nought: they grow by multiples."""

    @property
    def is_time(self) -> bool:
        return 0 not in self.steps


MEASURES = (
    Measure("Opened", lambda of: of.opened_share, lambda of: of.suggestions, share, SHARES),
    Measure("Precision at 3", lambda of: of.precision, lambda of: of.decided_of_3, share, SHARES),
    Measure(
        "To first acceptance", lambda of: of.seconds_to_acceptance, lambda of: of.claims_accepted,
        duration, WAITS,
    ),
    Measure("Failed", lambda of: of.error_share, lambda of: of.searches, share, SMALL_SHARES),
    Measure(
        "Took, median", lambda of: of.seconds_median, lambda of: of.timed, duration, LATENCIES
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    lines: Sequence[float]
    names: Sequence[str]

    @classmethod
    def of(cls, measure: Measure, cards: Iterable[Card]) -> "Scale":
        """To the first step above every card's values, from nought or the last step below them."""
        figures = [measure.of(month) for card in cards for month in card.months]
        values = [value for value in figures if value is not None] or [0]
        steps = list(measure.steps)
        above = (place for place, step in enumerate(steps[1:], 1) if step >= max(values))
        last = next(above, len(steps) - 1)
        first = max((place for place in range(last) if steps[place] <= min(values)), default=0)
        lines = steps[first : last + 1] if measure.is_time else [steps[0], steps[last]]
        return cls(lines, [measure.steps[line] for line in lines])

    @property
    def said(self) -> str:
        return f"{self.names[0]} to {self.names[-1]}"

    def y(self, value: float) -> float:
        """Where a value stands; one beyond the last line stands on it."""
        low, high = self.lines[0], self.lines[-1]
        value = min(max(value, low), high)
        part = log(value / low) / log(high / low) if low else value / high
        return round(FOOT - (FOOT - TOP) * part, 1)


@register.inclusion_tag("articles/parts/trends.html")
def trends(cards: Sequence[Card]) -> dict[str, Any]:
    """A row a provider, with a drawing and the latest value of each measure."""
    scales = [(measure, Scale.of(measure, cards)) for measure in MEASURES]
    return {
        "scales": scales,
        "rows": [(card, [_cell(card, *each) for each in scales]) for card in cards],
        "months": cards[0].months,
        "few": FEW,
    }


def _cell(card: Card, measure: Measure, scale: Scale) -> dict[str, Any]:
    known = [month for month in card.months if measure.of(month) is not None]
    latest = known[-1] if known else Figures(None)
    cases = measure.cases(latest)
    return {
        "label": f"{measure.name}, {scale.said}",
        "drawing": drawn(card, measure, scale),
        "value": measure.said(measure.of(latest)),
        "month": latest.month,
        "only": cases if cases < FEW else None,
    }


def drawn(card: Card, measure: Measure, scale: Scale) -> SafeString:
    """A mark a month, joined where months follow each other; a month without a figure is a gap."""
    values = [measure.of(month) for month in card.months]
    points = [
        None if value is None else (STEP * place + STEP // 2, scale.y(value))
        for place, value in enumerate(values)
    ]
    usual = measure.of(card.total)
    has_more_than_one = len(points) - points.count(None) > 1
    together = [scale.y(usual)] if usual is not None and has_more_than_one else []
    return format_html(
        '<svg class="trend" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        STEP * len(points),
        FOOT + TOP,
        _said(card, measure),
        _across("line", map(scale.y, scale.lines), STEP * len(points)),
        _across("usual", together, STEP * len(points)),
        _joined(points),
        format_html_join(
            "",
            '<circle class="{}" cx="{}" cy="{}" r="2.25"/>',
            (
                ("few" if measure.cases(month) < FEW else "mark", *point)
                for month, point in zip(card.months, points, strict=True)
                if point
            ),
        ),
    )


def _across(kind: str, heights: Iterable[float], width: int) -> SafeString:
    parts = ((kind, height, width) for height in heights)
    return format_html_join("", '<path class="{}" d="M0 {}h{}"/>', parts)


def _joined(points: Sequence[tuple[int, float] | None]) -> SafeString:
    path = " ".join(f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in pairwise(points) if a and b)
    return format_html('<path d="{}"/>', path) if path else SafeString()


def _said(card: Card, measure: Measure) -> str:
    """The same in words: "May 2026: 40%; July 2026: 50%, of only 2; all twelve months: 41%"."""
    parts = []
    for month in card.months:
        if (value := measure.of(month)) is not None:
            cases = measure.cases(month)
            only = f", of only {cases}" if cases < FEW else ""
            parts.append(f"{month.month:%B %Y}: {measure.said(value)}{only}")
    if not parts:
        return f"{measure.name}: nothing to draw in these months"
    return "; ".join([*parts, f"all twelve months: {measure.said(measure.of(card.total))}"])
