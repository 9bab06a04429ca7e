"""The folder in which what was handed in waits until it is in the library."""

import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from articles.reading.intake import MEGABYTE
from articles.services import Refused

# A file that no ingest names is a left-over of a process that died; younger ones may be coming in.
LEFT_OVER_SECONDS = 24 * 3600


def folder() -> Path:
    place = Path(settings.UPLOADS)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path(stored: str) -> Path:
    return folder() / stored


def keep(pieces: Iterable[bytes], *, ending: str) -> tuple[str, int]:
    """Write a new file piece by piece: its name in the folder, and its size in bytes.

    Raises Refused when it becomes larger than is allowed, and leaves nothing behind.
    """
    stored = f"{uuid.uuid4().hex}{ending}"
    try:
        with path(stored).open("xb") as file:
            for piece in _bounded(pieces):
                file.write(piece)
            return stored, file.tell()
    except BaseException:
        remove(stored)
        raise


def too_large(size: int) -> str:
    most = settings.UPLOAD_BYTES // MEGABYTE
    return (
        f"This is {size / MEGABYTE:,.1f} MB or more; the most at a time is {most:,} MB."
        " Hand in parts of it, or have an admin run manage.py import_library."
    )


def remove(stored: str) -> None:
    if stored:
        path(stored).unlink(missing_ok=True)


def _bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > settings.UPLOAD_BYTES:
            raise Refused(too_large(size))
        yield piece


def sweep(wanted: Iterable[str]) -> None:
    """Remove the files that no ingest wants."""
    kept = set(wanted)
    oldest = time.time() - LEFT_OVER_SECONDS
    for file in folder().iterdir():
        if file.name not in kept and file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
