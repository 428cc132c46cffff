"""The reader of the pretrained weights, on a file of two pieces and two tensors."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from training.encoder import pretrained
from training.encoder.pretrained import PretrainedError

WIDTH = 32


def quantised(levels: list[int], scale: float) -> bytes:
    """One block: the scale, then the low halves (first 16 weights) and the high ones."""
    halves = [levels[i] + 8 | (levels[i + 16] + 8) << 4 for i in range(16)]
    return np.float16(scale).tobytes() + bytes(halves)


def image(tensors: list[tuple[str, int, int, bytes]]) -> bytes:
    """A whole file; tensors are (name, 1 if quantised, weights, bytes)."""
    pieces = ["▁안", "녕"]
    text = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in pieces)]).astype(np.uint32)
    head = b"E5S1" + struct.pack("<8i", 1, WIDTH, 1, 2, 64, len(pieces), 4, 2)
    head += struct.pack("<fi", 1e-12, 32) + struct.pack("<5i", len(pieces), 0, 2, 1, 3)
    head += struct.pack("<Q", len(text)) + ends.tobytes()
    head += np.array([-1.5, -2.5], np.float32).tobytes() + text
    head += struct.pack("<2i", 1, 3) + b"\0\0\0" + struct.pack("<i", len(tensors))
    start = len(head) + sum(2 + len(name) + 21 for name, *_ in tensors)
    body = b""
    for name, kind, size, data in tensors:
        place = start + len(body)
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", kind, size, place, len(data))
        body += data
    return head + body


def test_reads_pieces_plain_tensors_and_blocks(tmp_path: Path) -> None:
    levels = [number % 16 - 8 for number in range(32)]
    norm = np.linspace(0, 1, WIDTH, dtype=np.float32)
    file = tmp_path / "weights.bin"
    file.write_bytes(
        image(
            [
                ("emb.word", 1, 64, quantised(levels, 0.5) + quantised(levels[::-1], 2.0)),
                ("emb.ln.w", 0, WIDTH, norm.tobytes()),
            ]
        )
    )
    found = pretrained.read(file)
    assert (found.layers, found.width, found.inner, found.heads) == (1, WIDTH, 64, 2)
    assert found.pieces == ["▁안", "녕"]
    assert found.scores.tolist() == [-1.5, -2.5]
    assert found.tensors["emb.ln.w"].tolist() == norm.tolist()
    words = found.tensors["emb.word"]
    assert words.shape == (2, WIDTH)
    assert words[0].tolist() == [0.5 * level for level in levels]
    assert words[1].tolist() == [2.0 * level for level in levels[::-1]]


def test_refuses_another_file(tmp_path: Path) -> None:
    file = tmp_path / "weights.bin"
    file.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(PretrainedError, match="E5S1"):
        pretrained.read(file)
