"""manage.py import_library: documents into the evidence library."""

from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.fetching import Unfetchable
from articles.management.made_ahead import made_ahead
from articles.management.progress import Progress
from articles.reading.intake import Unreadable
from articles.services import Refused, documents, incoming, library, pages

ENDED = (
    "A process that reads for this command was ended: by the system, perhaps, for want of memory."
    " What was brought in until then stays; bring in the same again for the rest."
)


class Command(BaseCommand):
    help = "Brings documents into the evidence library; the same again makes nothing new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH_OR_URL",
            help="JSONL (plain or .gz) with _id, title, text, url, published, author and "
            "publisher; text, Markdown or HTML; a folder of such files; or an address, where "
            "fetching is on",
        )

    def handle(self, *, paths: list[str], **options: Any) -> None:
        self.lost = 0
        self.progress = Progress(self.stderr, documents.size(map(Path, paths)))
        try:
            added = library.bring_in(self._batches(paths))
        except BrokenProcessPool:
            raise CommandError(ENDED) from None
        finally:
            self.progress.clear()
        self.stdout.write(
            f"{added.new} new, {added.changed} changed, {added.unchanged} as they were."
        )
        if self.lost:
            raise CommandError(f"{self.lost} could not be read, as said above.")

    def _batches(self, paths: list[str]) -> Iterator[incoming.Prepared]:
        sizes: deque[int] = deque()

        def pieces() -> Iterator[list[documents.Found]]:
            for piece in documents.pieces(_found(paths)):
                sizes.append(documents.weight(piece))
                yield piece

        for prepared, faults in made_ahead(pieces(), documents.prepared):
            if faults:
                self.progress.clear()
            for fault in faults:
                self.lost += fault.is_lost
                self.stderr.write(str(fault))
            yield prepared
            # Asked for the next one, the library has this one.
            self.progress.add(documents=len(prepared.documents), size=sizes.popleft())


def _found(paths: list[str]) -> Iterator[documents.Found]:
    for path in paths:
        if _is_address(path):
            yield _page(path)
        else:
            yield from documents.sources(Path(path))


def _is_address(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def _page(address: str) -> incoming.Document | documents.Fault:
    try:
        return pages.document(address)
    except (Unfetchable, Unreadable, Refused) as refusal:
        return documents.Fault(address, str(refusal))
