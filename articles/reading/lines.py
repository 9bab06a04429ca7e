"""The lines of a file, packed or not: none is too long, and no small file unpacks to a huge one."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from articles.reading.intake import MEGABYTE, Unreadable

LONGEST = 8 * MEGABYTE
# Lines of JSON pack to a fifth, and a dull table to a fiftieth.
DENSEST = 100
# From here on a file is held to that.
SOME = 16 * MEGABYTE


# Without slots: it goes between processes, and one with slots is packed by Python, not by C.
@dataclass(frozen=True)
class Line:
    """`words` is None for a line that is too long to be read.

    `until` is where the next one begins in the unpacked file; `read` is how much of the file
    itself, in bytes, it took to get there.
    """

    number: int
    words: bytes | None
    until: int
    read: int


def lines(
    path: Path, *, start: int = 0, number: int = 0, most: int | None = None
) -> Iterator[Line]:
    """The lines from the byte `start` of the unpacked file on, before which `number` lines are.

    Raises Unreadable for a file that cannot be unpacked, or unpacks to more than `most` bytes
    or to more than a hundred times its size.
    """
    with ExitStack() as open_files:
        file = open_files.enter_context(path.open("rb"))
        is_packed = path.suffix.lower() == ".gz"
        unpacked = open_files.enter_context(gzip.GzipFile(fileobj=file)) if is_packed else file
        try:
            unpacked.seek(start)
            yield from _lines(_Meter(file, unpacked, most), number)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Unreadable(f"It cannot be unpacked: {error}.") from error


class _Meter:
    """Reads on, and refuses to when it has become too much."""

    def __init__(
        self, file: BufferedReader, unpacked: gzip.GzipFile | BufferedReader, most: int | None
    ) -> None:
        self._file, self._unpacked, self._most = file, unpacked, most
        self.until = unpacked.tell()
        self.read = file.tell()

    def line(self) -> bytes:
        """The rest of a line, or so much of it."""
        words = self._unpacked.readline(LONGEST + 1)
        self.until += len(words)
        self.read = self.until if self._unpacked is self._file else self._file.tell()
        if self._most is not None and self.until > self._most:
            raise Unreadable(f"It is larger than {self._most // MEGABYTE} MB once it is unpacked.")
        if self.until > SOME and self.until > DENSEST * self.read:
            raise Unreadable(
                f"It unpacks to more than {DENSEST} times its size: that is no file of documents."
            )
        return words


def _lines(meter: _Meter, number: int) -> Iterator[Line]:
    while words := meter.line():
        number += 1
        is_short = len(words) <= LONGEST
        ended = words.endswith(b"\n") or is_short
        while not ended and (rest := meter.line()):
            ended = rest.endswith(b"\n")
        yield Line(number, words if is_short else None, meter.until, meter.read)
