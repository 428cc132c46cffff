"""The Python normaliser against the vectors that the TypeScript one is tested with."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from training.encoder import jamo, noise
from training.encoder.normalise import normalise

FIXTURE = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "normalise.tsv"


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)


VECTORS = [
    tuple(map(_unescaped, line.split("\t")))
    for line in FIXTURE.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), VECTORS)
def test_vectors(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_every_syllable_survives_taking_apart() -> None:
    for code in range(0xAC00, 0xD7A4):
        assert jamo.syllable(*jamo.letters(chr(code))) == chr(code)


@pytest.mark.parametrize("text", ["사랑해", "대통령 물러나라", "바보 멍청이", "만나자 우리"])
def test_jamo_splitting_is_undone(text: str) -> None:
    assert normalise(noise.split_jamo(text, random.Random(0), 1.0)) == text


@pytest.mark.parametrize("mark", [*"♥💗★🔥*_", *noise.ZERO_WIDTH])
def test_marks_between_all_syllables_are_taken_out(mark: str) -> None:
    assert normalise(mark.join("사랑한다고")) == "사랑한다고"


def test_noise_is_repeatable() -> None:
    def spoilt(seed: int) -> list[str]:
        rng = random.Random(seed)
        return [noise.trick("로라야 오늘 뭐 먹지", rng) for _ in range(20)]

    assert spoilt(3) == spoilt(3)
    assert spoilt(3) != spoilt(4)
