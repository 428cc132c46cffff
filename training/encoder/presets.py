"""Sizes of the recipe: ``cpu`` for a small machine, ``gpu`` for a CUDA card, ``smoke`` to test."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(__file__).resolve().parent / ".cache"


@dataclass(frozen=True)
class Preset:
    """``width``, ``inner``, ``heads``, ``layers`` shape the encoder; the rest sizes the runs."""

    vocabulary: int
    width: int
    inner: int
    heads: int
    layers: int
    reviews: int  # movie reviews that count for tokenizer and token vectors
    pretrain_steps: int
    pairs: int  # pairs in a contrastive batch
    token_steps: int  # fine-tuning of the token vectors alone, cheap
    runs: int  # fine-tunes whose weights are averaged
    top: int  # hidden units of the perceptron on the mean
    device: str = "cpu"


PRESETS = {
    "cpu": Preset(24_000, 256, 768, 4, 2, 300_000, 900, 320, 1500, 4, 512),
    "gpu": Preset(24_000, 256, 1024, 4, 6, 700_000, 2000, 1024, 2000, 8, 512, "cuda"),
    "smoke": Preset(1_200, 32, 64, 2, 2, 500, 6, 8, 4, 2, 32),
}


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options that every step shares."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--preset", choices=PRESETS, default="cpu")
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--work", type=Path, help="default: training/encoder/.cache/<preset>")
    options.add_argument("--seed", type=int, default=0)
    return options


def work(options: argparse.Namespace) -> Path:
    """The folder of this preset's intermediate files."""
    folder: Path = options.work or CACHE / options.preset
    folder.mkdir(parents=True, exist_ok=True)
    return folder
