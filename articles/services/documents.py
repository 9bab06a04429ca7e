"""Documents for the library out of files: lines of JSON, plain text, Markdown, HTML."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Any

from articles.reading import files, headline, intake, pagedata
from articles.reading.lines import LONGEST, Line, lines
from articles.services import Refused, incoming
from articles.services.incoming import OF_THE_DESK, Document, Prepared

LINES = (".jsonl", ".jsonl.gz")
ENDINGS = LINES + intake.ENDINGS
ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
TOO_LONG = f"It is longer than {LONGEST // intake.MEGABYTE} MB, the most a line may have."


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, and where. The document is lost, or comes without that part."""

    place: str
    reason: str
    is_lost: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


# Without slots: it goes between processes, and one with slots is packed by Python, not by C.
@dataclass(frozen=True)
class Source:
    """A file, or a line of one, as it is before it is read; its size is in bytes."""

    path: Path
    size: int
    line: Line | None = None


type Found = Source | Document | Fault


def sources(path: Path) -> Iterator[Source | Fault]:
    """All there is to read in a file, or in the files of a folder that can be read, in order."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and inner.name.lower().endswith(ENDINGS):
                yield from sources(inner)
        return
    try:
        if path.name.lower().endswith(LINES):
            yield from (Source(path, len(line.words or b""), line) for line in lines(path))
        else:
            yield Source(path, path.stat().st_size)
    except OSError as error:
        yield _unreadable(path, error)
    except intake.Unreadable as refusal:
        yield Fault(str(path), str(refusal))


def pieces(found: Iterable[Found]) -> Iterator[list[Found]]:
    """What is to be read, in pieces of which each makes a batch."""
    return incoming.batches(found, lambda each: weight([each]))


def weight(piece: Iterable[Found]) -> int:
    """How many bytes there are to read."""
    return sum(each.size for each in piece if isinstance(each, Source))


def size(paths: Iterable[Path]) -> int | None:
    """How many bytes there are in files and folders; None where one is packed, or is no file."""
    files = [
        inner
        for path in paths
        for inner in (path.rglob("*") if path.is_dir() else [path])
        if inner == path or (inner.is_file() and inner.name.lower().endswith(ENDINGS))
    ]
    if any(not each.is_file() or each.name.lower().endswith(".gz") for each in files):
        return None
    return sum(each.stat().st_size for each in files)


def prepared(piece: Iterable[Found]) -> tuple[Prepared, list[Fault]]:
    """The documents of a piece, and what is wrong with some of them."""
    faults: list[Fault] = []

    def good() -> Iterator[Document]:
        for each in chain.from_iterable(map(read, piece)):
            if isinstance(each, Fault):
                faults.append(each)
            else:
                yield each

    return incoming.prepared(good()), faults


def read(source: Found) -> Iterator[Document | Fault]:
    """The document that a source is, and what is wrong with it."""
    if not isinstance(source, Source):
        yield source
        return
    if source.line:
        for found in of_line(source.line):
            if isinstance(found, Fault):
                found = Fault(f"{source.path}, {found.place}", found.reason, found.is_lost)
            yield found
        return
    try:
        yield of_file(source.path)
    except OSError as error:
        yield _unreadable(source.path, error)
    except (intake.Unreadable, Refused) as refusal:
        yield Fault(str(source.path), str(refusal))


def of_line(line: Line) -> Iterator[Document | Fault]:
    """The document of a line of JSON, and what is wrong with it."""
    place = f"line {line.number}"
    try:
        if line.words is None:
            yield Fault(place, TOO_LONG)
        elif line.words.strip():
            record = json.loads(line.words.decode("utf-8-sig"))
            yield from_record(record)
            if record.get("url") and not has_address(record):
                yield Fault(place, "Its url is no address of the web; kept without.", is_lost=False)
            if record.get("published") and _date(record) is None:
                yield Fault(place, _no_date(record), is_lost=False)
    except UnicodeDecodeError:
        yield Fault(place, "It is not UTF-8.")
    except (ValueError, RecursionError):  # also a number of thousands of digits
        yield Fault(place, "It is not JSON.")
    except Refused as refusal:
        yield Fault(place, str(refusal))


def of_file(path: Path, *, name: str = "") -> Document:
    """The document that a file of text, Markdown or HTML is; Unreadable or Refused, in words."""
    with path.open("rb") as file:
        data = file.read(intake.MAX_BYTES + 1)
    found = files.read(data, filename=name or path.name, size=path.stat().st_size)
    return Document(
        title=found.title, text=found.body, author=found.byline, published=found.published
    )


def of_text(text: str, **known: Any) -> Document:
    """The document that a pasted text is; what is not known about it is read from its head."""
    if known.get("title", "").strip():
        return Document(text=text, **known)
    found = headline.propose(intake.clean(text))
    read = {"author": found.byline, "published": found.published}
    read = {name: known.get(name) or value for name, value in read.items()}
    return Document(text=found.body, **known | read | {"title": found.title})


def from_record(record: Any) -> Document:
    """A document out of one decoded line: `_id, title, text, url, published, author,
    publisher`.

    What stands as its address or its date and is none is left out; see `of_line`.
    """
    if not isinstance(record, dict):
        raise Refused("A document is a JSON object.")
    if not isinstance(record.get("text"), str | None):
        raise Refused("Its text is not a text.")
    document = Document(
        identifier=_text(record, "_id"),
        title=_text(record, "title"),
        text=_text(record, "text"),
        url=_text(record, "url") if has_address(record) else "",
        author=_author(record),
        publisher=_text(record, "publisher"),
        published=_date(record),
    )
    if document.identifier.startswith(OF_THE_DESK):
        raise Refused(f"An _id that begins with {OF_THE_DESK} is the desk's own.")
    return document


def opened(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def records(path: Path) -> list[Any]:
    """The decoded lines of a file that others made: one that is no JSON ends the matter."""
    with opened(path) as lines:
        return [json.loads(line) for line in lines if line.strip()]


def has_address(record: dict[str, Any]) -> bool:
    return ADDRESS.match(_text(record, "url")) is not None


def _unreadable(path: Path, error: OSError) -> Fault:
    return Fault(str(path), f"It cannot be read: {error.strerror or error}.")


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(f"Its {name} is not a text.")
    return str(value)


def _author(record: dict[str, Any]) -> str:
    """In whichever shape; what is no name is left out, and of many names the first are enough."""
    value = record.get("author")
    return headline.shortened(pagedata.names(value), incoming.LONGEST["author"]) if value else ""


def _date(record: dict[str, Any]) -> date | None:
    """The day of an ISO 8601 date or time, if it is one."""
    try:
        return date.fromisoformat(_text(record, "published")[:10])
    except ValueError:
        return None


def _no_date(record: dict[str, Any]) -> str:
    value = _text(record, "published")[:40]
    return f"Its published, {value!r}, is no date such as 2026-03-31; kept without a date."
