"""What was handed in, in batches of documents: each can be taken up where the last one ended."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from articles.fetching import Unfetchable
from articles.models import Ingest
from articles.reading.intake import Unreadable
from articles.reading.lines import Line, lines
from articles.services import Refused, documents, feed_pages, incoming, pages, uploads
from articles.services.documents import Fault
from articles.services.incoming import Document, Prepared

LONGEST_PLACE = 2000


@dataclass(frozen=True, slots=True)
class Page:
    """What became of an address; no error, and it was had.

    `is_final` says that it can never be had, `is_servers_fault` that no other page of its server
    can be had, either.
    """

    address: str
    error: str = ""
    is_final: bool = False
    is_servers_fault: bool = False


@dataclass(slots=True)
class Batch:
    """Documents and faults, and where the next batch begins: see reading.lines.Line."""

    documents: list[Document] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    line: int = 0
    until: int = 0
    read: int = 0
    weight: int = 0
    page: Page | None = None
    prepared: Prepared = field(default_factory=lambda: incoming.prepared([]))

    def take(self, line: Line) -> None:
        self.line, self.until, self.read = line.number, line.until, line.read
        self.weight += len(line.words or b"")

    def add(self, found: Document | Fault) -> None:
        if isinstance(found, Document):
            self.documents.append(found)
        else:
            self.faults.append(found)

    @property
    def is_full(self) -> bool:
        return incoming.is_full(len(self.documents) + len(self.faults), self.weight)


def of(ingest: Ingest) -> Iterator[Batch]:
    """The batches that are left of an ingest. Raises Unreadable or Refused for all of it."""
    kinds = {Ingest.Kind.LINES: _of_lines, Ingest.Kind.ADDRESSES: _of_addresses}
    read = kinds.get(Ingest.Kind(ingest.kind), _of_file)
    return map(_prepared, read(ingest, uploads.path(ingest.stored)))


def _prepared(batch: Batch) -> Batch:
    batch.prepared = incoming.prepared(batch.documents)
    return batch


def _of_lines(ingest: Ingest, path: Path) -> Iterator[Batch]:
    batch = Batch()
    for line in _left(ingest, path):
        batch.take(line)
        for found in documents.of_line(line):
            batch.add(found)
        if batch.is_full:
            yield batch
            batch = Batch()
    if batch.until:
        yield batch


def _of_file(ingest: Ingest, path: Path) -> Iterator[Batch]:
    if not ingest.position:
        document = documents.of_file(path, name=ingest.name)
        size = path.stat().st_size
        yield Batch([document], line=0, until=max(size, 1), read=size)


def _of_addresses(ingest: Ingest, path: Path) -> Iterator[Batch]:
    """One at a time: each takes as long as its server does. One that is left alone has no turn.

    Raises Off before the first page that may not be fetched, so that it is not lost.
    """
    for line in _left(ingest, path):
        address = _address(line)
        if ingest.leaves_alone(pages.server(address)):
            continue
        batch = Batch()
        batch.take(line)
        if address:
            _fetch(ingest, address, batch)
        yield batch


def _fetch(ingest: Ingest, address: str, batch: Batch) -> None:
    """Have the page of an address in the batch, or why there is none."""
    try:
        author = feed_pages.author(ingest.feed_id, address) if ingest.feed_id else ""
        batch.add(pages.document(address, author=author))
        batch.page = Page(address)
    except pages.Off:
        raise
    except (Unfetchable, Unreadable, Refused) as refusal:
        place = f"line {batch.line}, {address}"[:LONGEST_PLACE]
        batch.add(Fault(place, str(refusal)))
        is_final = isinstance(refusal, Unfetchable) and not refusal.is_temporary
        batch.page = Page(address, str(refusal), is_final, _is_servers_fault(refusal))


def _is_servers_fault(refusal: Exception) -> bool:
    if isinstance(refusal, Unfetchable):
        return refusal.is_temporary
    return isinstance(refusal, pages.NotGiven) and refusal.is_busy


def addresses(ingest: Ingest, *, start: int) -> list[str]:
    """Those of an ingest from a place in its file on."""
    path = uploads.path(ingest.stored)
    found = lines(path, start=start)
    return [each for line in found if (each := _address(line))]


def _address(line: Line) -> str:
    return (line.words or b"").decode(errors="replace").strip()


def _left(ingest: Ingest, path: Path) -> Iterator[Line]:
    most = settings.UPLOAD_BYTES * settings.UNPACKED_TIMES
    return lines(path, start=ingest.position, number=ingest.line, most=most)
