"""How far a command is: a bar that stays in its place on a terminal, else a line now and then."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.management.base import OutputWrapper

WIDTH = 30
# In seconds.
ON_TERMINAL, IN_LOG = 0.2, 10.0


@dataclass(slots=True)
class Progress:
    """`size` is what there is to do in all, in bytes, None where nobody can know it."""

    out: OutputWrapper
    size: int | None
    documents: int = 0
    done: int = 0
    now: Callable[[], float] = time.monotonic
    _next: float = field(init=False)
    _width: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._next = self.now() + self._every

    @property
    def _every(self) -> float:
        return ON_TERMINAL if self.out.isatty() else IN_LOG

    def add(self, *, documents: int, size: int) -> None:
        """So many documents, out of so many bytes, are in."""
        self.documents += documents
        self.done += size
        if self.now() >= self._next:
            self._next = self.now() + self._every
            self._say()

    def clear(self) -> None:
        """Leave the line as if nothing had stood on it."""
        if self._width:
            self.out.write(f"\r{' ' * self._width}\r", ending="")
            self.out.flush()
            self._width = 0

    def _say(self) -> None:
        said = f"{self.documents:,} documents so far"
        share = min(1.0, self.done / self.size) if self.size else None
        if not self.out.isatty():
            self.out.write(f"{said}, {share:.0%}." if share is not None else f"{said}.")
            return
        if share is not None:
            filled = round(WIDTH * share)
            said = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {share:4.0%}  {said}"
        self.out.write(f"\r{said}", ending="")
        self.out.flush()
        self._width = len(said)
