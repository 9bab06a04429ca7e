"""manage.py measure: quality on a labelled set; the last line is JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.management.measures import checkworthiness, retrieval, sentences

MEASURES = {
    "retrieval": retrieval.measure,
    "sentences": sentences.measure,
    "checkworthiness": checkworthiness.measure,
}


class Command(BaseCommand):
    help = "Measures quality on a labelled set, through the product's own path, leaving no rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=MEASURES)
        parser.add_argument(
            "path",
            type=Path,
            help="a folder with corpus.jsonl, queries.jsonl and qrels.tsv for retrieval; "
            "a file of JSON lines for the others",
        )

    def handle(self, *, what: str, path: Path, **options: Any) -> None:
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        self.stdout.write(json.dumps(MEASURES[what](path)))
