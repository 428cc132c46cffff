"""Sizes of the recipe: ``cpu`` for a small machine, ``gpu`` for a CUDA card, ``smoke`` to test."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(__file__).resolve().parent / ".cache"


@dataclass(frozen=True)
class Preset:
    """``vocabulary`` and ``width`` are those of the bag; the rest sizes the runs."""

    vocabulary: int
    width: int
    reviews: int  # movie reviews that count for tokenizer and token vectors
    pretrain_steps: int
    pairs: int  # pairs in a contrastive batch
    memory_steps: int
    runs: int  # fine-tunes of the bag whose weights are averaged
    layers: tuple[int, ...]  # of the pretrained BERT, that ours begins as
    distil_steps: int
    ethics_steps: int
    ethics_runs: int  # fine-tunes of the BERT whose weights are averaged
    reply_steps: int
    device: str = "cpu"


_ALTERNATE = (0, 2, 4, 6, 8, 10)
PRESETS = {
    "cpu": Preset(24_000, 256, 300_000, 900, 320, 2500, 4, _ALTERNATE, 400, 900, 2, 700),
    "gpu": Preset(
        24_000, 256, 700_000, 2000, 1024, 2000, 8, _ALTERNATE, 20_000, 3000, 4, 6000, "cuda"
    ),
    "smoke": Preset(1_200, 32, 500, 6, 8, 4, 2, (0, 1), 2, 2, 2, 2),
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
