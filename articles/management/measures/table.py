"""What was measured on the desk's set, to be read at a terminal: one row below the other."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.template.defaultfilters import pluralize
from django.utils import timezone

from articles.management.measures.desk import Row
from articles.models import DeskFigures

HEADS = {
    "ndcg@10": "nDCG@10",
    "recall@10": "Recall@10",
    "recall@50": "Recall@50",
    "mrr@10": "MRR@10",
}
OTHER_SIZE = "The library that was searched had another size then."


class Line(NamedTuple):
    """What was measured, in words, and its figures, each between 0 and 1."""

    name: str
    figures: Mapping[str, float]


def said(rows: Sequence[Row], kept: DeskFigures | None) -> list[str]:
    """The lines about one or two rows, of which the first is then the model in use.

    Below them, what was kept last beside the last of them.
    """
    names = ["in use", "instead"] if len(rows) == 2 else ["now"]
    measured = [
        Line(f"{name}: {_of(row)}", row.figures) for name, row in zip(names, rows, strict=True)
    ]
    if kept is None:
        return lines(measured)
    at = timezone.localtime(kept.measured_at)
    then = Line(f"kept {at:%Y-%m-%d %H:%M}: {_of(kept)}", kept.figures)
    against_kept = lines([then, measured[-1]])
    if kept.passages not in (None, rows[-1].passages):
        against_kept.append(OTHER_SIZE)
    return against_kept if len(rows) == 1 else [*lines(measured), "", *against_kept]


def lines(rows: Sequence[Line]) -> list[str]:
    """A head and a line for each row; below two, how much more the second has than the first."""
    cells = [[row.name, *(f"{row.figures[key]:.4f}" for key in HEADS)] for row in rows]
    if len(rows) == 2:
        before, after = (row.figures for row in rows)
        more = (f"{after[key] - before[key]:+.4f}" for key in HEADS)
        cells.append(["difference", *more])
    width = max(len(name) for name, *_ in cells)
    return [_line(line, width) for line in (["", *HEADS.values()], *cells)]


def _line(cells: Sequence[str], width: int) -> str:
    name, *figures = cells
    return f"{name:<{width}}{''.join(f'{each:>11}' for each in figures)}"


def _of(measured: Row | DeskFigures) -> str:
    if measured.passages is None:
        return "nobody wrote down with what"
    return f"{measured.model}, {measured.passages:,} passage{pluralize(measured.passages)}"
