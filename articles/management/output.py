"""Where a command's file goes: standard output, or a path."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError


def write(pieces: Iterable[bytes], output: str) -> None:
    """Write the pieces as they come; `-` is standard output."""
    if output == "-":
        _write(sys.stdout.buffer, pieces)
        return
    try:
        with Path(output).open("wb") as out:
            _write(out, pieces)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def _write(out: BinaryIO, pieces: Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            out.write(piece)
        out.flush()
    except BrokenPipeError:  # whoever read it, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
