"""How long, how much and what kind: the limits of one fetch."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from articles.fetching.refusals import TooLarge, TooSlow

MEGABYTE = 1024 * 1024
# What an exchange may weigh beside the body's bytes: headers, the frames of chunks, handshakes.
AROUND = 512 * 1024

TEXT_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/xml",
        "application/xml",
        "application/json",
        "application/ld+json",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 20.0  # for the whole exchange, redirects included
    size: int = 10 * MEGABYTE  # of the body, unpacked
    redirects: int = 5


PAGE = Limits()


class Allowance:
    """What is left of the limits while an exchange goes on."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._until = clock() + limits.seconds
        self._bytes = limits.size + AROUND

    def seconds(self) -> float:
        left = self._until - self._clock()
        if left <= 0:
            raise TooSlow(
                f"The page took longer than {self.limits.seconds:g} seconds. Try again later."
            )
        return left

    def take(self, count: int) -> None:
        """Count bytes as they come from the wire, packed or not, headers included."""
        self._bytes -= count
        if self._bytes < 0:
            raise self.too_large()
        self.seconds()

    def too_large(self) -> TooLarge:
        size = self.limits.size
        most = f"{size / MEGABYTE:g} MB" if size >= MEGABYTE else f"{size:,} bytes"
        return TooLarge(f"The page is larger than {most}, the most that is fetched.")
