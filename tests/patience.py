"""Waiting for what other processes do, with a deadline instead of a fixed sleep."""

import time
from collections.abc import Callable


def until[Answer](question: Callable[[], Answer], *, seconds: float = 60) -> Answer:
    """Ask until the answer is a true one, and return it; fail when the time is over."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"still {answer!r} after {seconds} seconds"
        time.sleep(0.05)
    return answer
