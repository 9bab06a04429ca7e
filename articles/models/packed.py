"""Many arrays and sparse vectors at once, in the binary form in which PostgreSQL takes them.

The forms are those of `array_recv` in PostgreSQL and `sparsevec_recv` in pgvector. Numbers go to
and fro as they are, where text would be written, read and rounded for each of them.
"""

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

INTEGER = 23  # the type's number
Numbers = NDArray[np.int64]


def arrays(numbers: Numbers, ends: Sequence[int]) -> list[bytes]:
    """An `integer[]` for each stretch of the numbers; the stretches end at `ends`."""
    sized = np.empty((len(numbers), 2), ">i4")
    sized[:, 0], sized[:, 1] = 4, numbers
    laid, rows, start = sized.tobytes(), [], 0
    for end in ends:
        head = struct.pack(">iiiii", 1, 0, INTEGER, end - start, 1)
        rows.append(head + laid[8 * start : 8 * end] if end > start else EMPTY)
        start = end
    return rows


def sparse_vectors(
    places: Numbers, values: NDArray[np.float64], ends: Sequence[int], *, dimensions: int
) -> list[bytes]:
    """A `sparsevec` for each stretch: values other than 0 at places that rise from 1 on."""
    at, what = (places - 1).astype(">i4").tobytes(), values.astype(">f4").tobytes()
    rows, start = [], 0
    for end in ends:
        head = struct.pack(">iii", dimensions, end - start, 0)
        rows.append(head + at[4 * start : 4 * end] + what[4 * start : 4 * end])
        start = end
    return rows


EMPTY = struct.pack(">iii", 0, 0, INTEGER)
