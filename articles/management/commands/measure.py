"""manage.py measure: quality on a labelled set; the last line is JSON."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.management.measures import (
    checkworthiness,
    extraction,
    retrieval,
    sentences,
    table,
)
from articles.management.measures import desk as desk_measure
from articles.ranking.meaning import ModelUnavailable
from articles.services import Refused, desk_sets
from articles.templatetags.figures import duration

MEASURES = {
    "retrieval": retrieval.measure,
    "sentences": sentences.measure,
    "checkworthiness": checkworthiness.measure,
    "extraction": extraction.measure,
}
# Each has some passages, and a slow core makes vectors of some 20 passages a second.
OTHERS = 5_000


class Command(BaseCommand):
    help = "Measures quality on a labelled set, through the product's own path, leaving no rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=MEASURES)
        parser.add_argument(
            "path",
            type=Path,
            nargs="?",
            help="a folder with corpus.jsonl, queries.jsonl and qrels.tsv for retrieval, with "
            "ground-truth.json and html/ for extraction; a file of JSON lines for the others",
        )
        of_the_desk = parser.add_argument_group("retrieval on what the desk itself accepted")
        of_the_desk.add_argument(
            "--freeze", metavar="NAME", help="keep what is accepted now as a set of this name"
        )
        of_the_desk.add_argument(
            "--desk", metavar="NAME", nargs="?", const="", help="measure on this set, or the last"
        )
        of_the_desk.add_argument(
            "--keep", action="store_true", help="put the figures on the scorecard"
        )
        of_the_desk.add_argument(
            "--model",
            help="compare the model in use with this one, named as FACTCHECK_MODEL would name it "
            "(a folder, packaged, off; FACTCHECK_MODEL itself when left out)",
        )
        of_the_desk.add_argument(
            "--others",
            type=int,
            default=OTHERS,
            metavar="N",
            help="a model that the library has no vectors of is compared in a scratch database, "
            f"on the set's documents and so many others of the library ({OTHERS})",
        )

    def handle(self, *, what: str, path: Path | None, **options: Any) -> None:
        wants_desk = options["freeze"] is not None or options["desk"] is not None
        if wants_desk and what != "retrieval":
            raise CommandError("Only retrieval is measured on what the desk accepted.")
        if wants_desk:
            try:
                self._of_the_desk(**options)
            except (Refused, ModelUnavailable) as refusal:
                raise CommandError(str(refusal)) from refusal
            return
        if options["model"] is not None:
            raise CommandError("Models are compared on what the desk accepted: say --desk, too.")
        if path is None:
            raise CommandError("Say which set to measure on.")
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        self.stdout.write(json.dumps(MEASURES[what](path)))

    def _of_the_desk(
        self, *, freeze: str | None, desk: str | None, keep: bool, **options: Any
    ) -> None:
        if freeze is not None:
            frozen = desk_sets.freeze(name=freeze)
            self.stdout.write(f"{frozen}: {frozen.pairs.count()} pairs of claim and document.")
        if desk is None:
            return
        desk_set = desk_sets.named(desk)
        if lost := desk_measure.gone(desk_set):
            self.stdout.write(
                f"Gone from the library, so not to be found: {lost} of its documents."
            )
        kept = desk_set.figures.first()
        began = time.monotonic()
        rows = desk_measure.measure(desk_set, say=self.stdout.write, **_what(**options))
        self.stdout.write(f"It took {duration(time.monotonic() - began)}.")
        for line in table.said(rows, kept):
            self.stdout.write(line)
        for row in rows if keep else []:
            desk_sets.keep(desk_set=desk_set, **asdict(row))
        self.stdout.write(json.dumps(_in_json(rows)))


def _what(*, model: str | None, others: int, **_options: Any) -> dict[str, Any]:
    if others < 0:
        raise CommandError("--others is how many documents: 0 or more.")
    return {"model": model or settings.MEANING_MODEL, "others": others}


def _in_json(rows: Sequence[desk_measure.Row]) -> dict[str, Any]:
    """The figures of what was asked for; those of the model in use, too, where it is another."""
    asked = rows[-1].figures
    return asked if len(rows) == 1 else {**asked, "in use": rows[0].figures}
