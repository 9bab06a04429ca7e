"""Work for the processor done in other processes, while the database works for this one."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread

import django

# One core is left to this process and one, soon, to the database.
PROCESSES = max(1, min(4, (os.cpu_count() or 1) - 1))
# Pieces are thousands of small things that point nowhere back: to look through them for circles
# every two thousand is work for nothing.
SELDOM = 200_000


def made_ahead[Piece, Made](
    pieces: Iterator[Piece], make: Callable[[Piece], Made]
) -> Iterator[Made]:
    """What is made of each piece, in order; one for each process and one more are made ahead.

    A single piece is made in this process: another one takes a second to begin. `make` is a
    function of a module, and has no word with the database.
    """
    first, second = next(pieces, None), next(pieces, None)
    if first is None:
        return
    if second is None:
        yield make(first)
        return
    usual = gc.get_threshold()
    pool = ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"), initializer=_begin)
    try:
        gc.set_threshold(SELDOM)
        coming: deque[Future[Made]] = deque([pool.submit(make, second)])
        yield make(first)
        for piece in pieces:
            coming.append(pool.submit(make, piece))
            if len(coming) > PROCESSES:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
    finally:
        gc.set_threshold(*usual)
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for this one says so
    Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    gc.freeze()
    gc.set_threshold(SELDOM)


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
