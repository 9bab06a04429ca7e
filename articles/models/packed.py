"""Many arrays and sparse vectors at once, in the forms in which PostgreSQL takes them quickly.

The binary ones are those of `array_recv` in PostgreSQL and `sparsevec_recv` in pgvector. Numbers
go to and fro as they are, where text would be written, read and rounded for each of them.
A long list as a parameter is one text: psycopg looks at each element of a list by itself.
"""

import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

INTEGER = 23  # the type's number
# Stands in no text that was cleaned, and in no word.
SEPARATOR = chr(31)
Numbers = NDArray[np.int64]


def joined(texts: Iterable[str]) -> str:
    """Texts as one parameter, for a statement that has string_to_array(%s, chr(31))."""
    return SEPARATOR.join(texts)


def listed(numbers: Iterable[int]) -> str:
    """An `integer[]` as one parameter, which has to be cast."""
    return f"{{{','.join(map(str, numbers))}}}"


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
