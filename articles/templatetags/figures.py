"""Numbers as a table of the scorecard says them."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.models import DeskFigures

register = template.Library()

MEASURED = {
    "queries": "Claims",
    "ndcg@10": "nDCG@10",
    "recall@10": "Recall@10",
    "recall@50": "Recall@50",
    "mrr@10": "MRR@10",
}
SHORTEST = 0.001
UNITS = (("day", 86_400), ("h", 3_600), ("min", 60))


@register.filter
def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


@register.filter
def duration(seconds: float | None) -> str:
    """ "0.04 s", "12 s", "3.5 min", "2.1 h", "1.5 days"; a dash for what is not known."""
    if seconds is None:
        return "–"
    for unit, length in UNITS:
        if seconds >= length:
            count = f"{float(seconds) / length:.1f}"
            return f"{count} {unit}{'s' if unit == 'day' and count != '1.0' else ''}"
    return f"{float(seconds):.2g} s" if seconds >= SHORTEST else "under 1 ms"


@register.simple_tag
def figures_of(measured: DeskFigures) -> SafeString:
    """A cell for the size of the library that was searched, and for each figure."""
    passages = "–" if measured.passages is None else f"{measured.passages:,}"
    figures = [(label, measured.figures.get(name, "–")) for name, label in MEASURED.items()]
    return format_html_join("", '<td data-label="{}">{}</td>', [("Passages", passages), *figures])
