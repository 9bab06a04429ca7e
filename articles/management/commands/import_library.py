"""manage.py import_library: documents into the evidence library."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.services import documents, library


class Command(BaseCommand):
    help = "Brings documents into the evidence library; the same again makes nothing new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH_OR_URL",
            help="JSONL (plain or .gz) with _id, title, text, url, published and publisher; "
            "text, Markdown or HTML; or a folder of such files",
        )

    def handle(self, *, paths: list[str], **options: Any) -> None:
        self.lost = 0
        added = library.add(self._documents(paths))
        self.stdout.write(
            f"{added.new} new, {added.changed} changed, {added.unchanged} as they were."
        )
        if self.lost:
            raise CommandError(f"{self.lost} could not be read, as said above.")

    def _documents(self, paths: list[str]) -> Iterator[library.Document]:
        for path in paths:
            for document in self._read(path):
                if isinstance(document, library.Document):
                    yield document
                else:
                    self.lost += document.is_lost
                    self.stderr.write(str(document))

    def _read(self, path: str) -> Iterator[library.Document | documents.Fault]:
        if path.lower().startswith(("http://", "https://")):
            fault = "Fetching addresses is off in this version; save the page and import the file."
            yield documents.Fault(path, fault)
        else:
            yield from documents.read(Path(path))
