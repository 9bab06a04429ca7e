"""manage.py measure: quality on a labelled set; the last line is JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.management.measures import checkworthiness, extraction, retrieval, sentences
from articles.management.measures import desk as desk_measure
from articles.services import Refused, desk_sets

MEASURES = {
    "retrieval": retrieval.measure,
    "sentences": sentences.measure,
    "checkworthiness": checkworthiness.measure,
    "extraction": extraction.measure,
}


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

    def handle(self, *, what: str, path: Path | None, **options: Any) -> None:
        wants_desk = options["freeze"] is not None or options["desk"] is not None
        if wants_desk and what != "retrieval":
            raise CommandError("Only retrieval is measured on what the desk accepted.")
        if wants_desk:
            try:
                self._of_the_desk(**options)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            return
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
        figures = desk_measure.measure(desk_set)
        if keep:
            desk_sets.keep(desk_set=desk_set, figures=figures)
        self.stdout.write(json.dumps(figures))
