"""Pieces of work given to other processes."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from articles.management.made_ahead import made_ahead


def doubled(number):
    return 2 * number, os.getpid()


def ended(number):
    if number:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


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
