"""manage.py import_library: documents into the evidence library."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.fetching import Unfetchable
from articles.reading.intake import Unreadable
from articles.services import Refused, documents, incoming, library, pages


class Command(BaseCommand):
    help = "Brings documents into the evidence library; the same again makes nothing new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH_OR_URL",
            help="JSONL (plain or .gz) with _id, title, text, url, published and publisher; "
            "text, Markdown or HTML; a folder of such files; or an address, where fetching is on",
        )

    def handle(self, *, paths: list[str], **options: Any) -> None:
        self.lost = 0
        # Before the library reads on in a thread, which has no word with the database.
        self.fetched = {path: _page(path) for path in paths if _is_address(path)}
        added = library.add(self._documents(paths))
        self.stdout.write(
            f"{added.new} new, {added.changed} changed, {added.unchanged} as they were."
        )
        if self.lost:
            raise CommandError(f"{self.lost} could not be read, as said above.")

    def _documents(self, paths: list[str]) -> Iterator[incoming.Document]:
        for path in paths:
            for document in self._read(path):
                if isinstance(document, incoming.Document):
                    yield document
                else:
                    self.lost += document.is_lost
                    self.stderr.write(str(document))

    def _read(self, path: str) -> Iterator[incoming.Document | documents.Fault]:
        if path in self.fetched:
            yield self.fetched[path]
        else:
            yield from documents.read(Path(path))


def _is_address(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def _page(address: str) -> incoming.Document | documents.Fault:
    try:
        return pages.document(address)
    except (Unfetchable, Unreadable, Refused) as refusal:
        return documents.Fault(address, str(refusal))
