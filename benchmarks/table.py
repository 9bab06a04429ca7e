"""One line of the cost table, and how it is measured: the best of several, side by side."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`ratio` is value against the peer or the limit named in `against`, of the same run."""

    name: str
    value: float
    unit: str
    against: str = ""
    ratio: float | None = None

    def __str__(self) -> str:
        ratio = f"{self.ratio:8.2f} x {self.against}" if self.ratio is not None else self.against
        digits = 2 if self.value >= 1 else 4
        return f"{self.name:<58} {self.value:>12,.{digits}f} {self.unit:<10} {ratio}"

    def data(self) -> dict[str, object]:
        return asdict(self)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def best(act: Callable[[], object], *, times: int = 5) -> float:
    """The shortest of several runs, in seconds: what the machine's other work adds is left out."""
    return min(seconds(act) for _ in range(times))


def best_of_both(
    one: Callable[[], object], other: Callable[[], object], *, times: int = 5
) -> tuple[float, float]:
    """The shortest of each, taken in turns, so that a slow minute hits both."""
    pairs = [(seconds(one), seconds(other)) for _ in range(times)]
    return min(first for first, _ in pairs), min(second for _, second in pairs)
