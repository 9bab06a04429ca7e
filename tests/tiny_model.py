"""A model of meaning in a few bytes: real ONNX, run by the real runtime.

Its network looks a vector up for each word piece; words of one group have the same vector, so
that which texts mean the same is known beforehand. `dimensions` as wanted.
"""

import struct
from pathlib import Path

MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
GROUPS = (
    "tower spire steeple",
    "tall high height",
    "bridge viaduct",
    "cat kitten feline",
    "year annum",
    "the a is in of and",
)


def in_folder(folder: Path, *, dimensions: int = 8) -> Path:
    """Write model.onnx and vocab.txt into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [word for group in GROUPS for word in group.split()]
    (folder / "vocab.txt").write_text("\n".join([*MARKS, *words]))
    (folder / "model.onnx").write_bytes(_network(_table(dimensions), dimensions))
    return folder


def _table(dimensions: int) -> list[list[float]]:
    """A group is one axis, marks and small words next to nothing."""
    rows = [[0.01] * dimensions for _ in MARKS]
    for number, group in enumerate(GROUPS):
        weight = 0.01 if number == len(GROUPS) - 1 else 1.0
        row = [weight if axis == number % dimensions else 0.0 for axis in range(dimensions)]
        rows += [row for _ in group.split()]
    return rows


def _network(table: list[list[float]], dimensions: int) -> bytes:
    """Gather(table, input_ids), as a ModelProto of onnx.proto, opset 13."""
    numbers = b"".join(struct.pack(f"<{dimensions}f", *row) for row in table)
    weights = _number(1, len(table)) + _number(1, dimensions) + _number(2, 1)
    weights += _bytes(8, b"table") + _bytes(9, numbers)
    look_up = _bytes(1, b"table") + _bytes(1, b"input_ids") + _bytes(2, b"hidden")
    look_up += _bytes(4, b"Gather")
    graph = _bytes(1, look_up) + _bytes(2, b"tiny") + _bytes(5, weights)
    graph += _bytes(11, _value("input_ids", 7, ["batch", "sequence"]))
    graph += _bytes(12, _value("hidden", 1, ["batch", "sequence", "width"]))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _value(name: str, kind: int, axes: list[str]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, axis.encode())) for axis in axes)
    tensor = _number(1, kind) + _bytes(2, shape)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])
