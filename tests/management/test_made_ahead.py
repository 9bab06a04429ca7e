"""Pieces of work given to other processes."""

import gc
import os
import signal
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from articles.management.made_ahead import made_ahead
from factcheck import processes, servers
from tests.patience import until


def doubled(number):
    return 2 * number, os.getpid()


def waiting(folder):
    """Tell which process this is, and wait for nothing."""
    if folder:
        Path(folder, str(os.getpid())).touch()
        signal.pause()


def ended(number):
    if number:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_garbage_is_looked_for_as_usual_again_afterwards_and_after_half_of_it():
    usual = gc.get_threshold()
    assert len(list(made_ahead(iter(range(4)), doubled))) == 4
    assert gc.get_threshold() == usual

    half = made_ahead(iter(range(4)), doubled)
    next(half)
    half.close()
    assert gc.get_threshold() == usual


def test_what_is_made_comes_in_the_order_of_the_pieces_and_most_of_it_from_elsewhere():
    numbers, makers = zip(*made_ahead(iter(range(9)), doubled), strict=True)

    assert numbers == tuple(range(0, 18, 2))
    assert makers[0] == os.getpid()
    assert os.getpid() not in makers[1:]


@pytest.mark.parametrize("pieces", [[], [7]])
def test_for_little_work_no_process_is_begun(pieces):
    assert list(made_ahead(iter(pieces), doubled)) == [doubled(piece) for piece in pieces]


def test_a_process_that_is_ended_is_no_silence():
    with pytest.raises(BrokenProcessPool):
        list(made_ahead(iter(range(3)), ended))


PARENT = """
import sys
from tests.management.test_made_ahead import made_ahead, waiting
list(made_ahead(iter(["", *sys.argv[1:]]), waiting))
"""


def test_a_parent_that_is_killed_leaves_no_process_behind(tmp_path):
    with subprocess.Popen([sys.executable, "-c", PARENT, tmp_path], cwd=servers.CHECKOUT) as parent:
        try:
            (child,) = until(lambda: list(tmp_path.iterdir()))
        finally:
            parent.kill()

    until(lambda: not processes.identity(int(child.name)))
