"""Train the teacher on the studio's true masks with heavy photographic augmentation.

Run ``python -m training.segmenter.teacher --preset cpu`` after ``prepare``; ``--start FILE`` begins
with the averaged weights of another run's ``teacher.pt`` (of the same preset).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from torch import nn

from training.segmenter.augment import PHOTOGRAPHIC, augment
from training.segmenter.dataset import PreparedSet
from training.segmenter.loop import load_average, predict, set_up, train
from training.segmenter.losses import true_mask
from training.segmenter.metrics import agreement
from training.segmenter.networks import Teacher, parameters
from training.segmenter.presets import Phase, Run, parse_run

SIZE = 224
Bytes = NDArray[np.uint8]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--start", type=Path, help="checkpoint to begin with")
    run = parse_run(__doc__, parser)
    device = set_up(run.seed, run.threads)
    portraits = PreparedSet(run.work)
    rows = portraits.indices("train")

    def batch(phase: Phase, step: int) -> tuple[Bytes, Bytes]:
        rng = np.random.default_rng([run.seed, step])
        chosen = rng.choice(rows, phase.batch)
        pairs = [augment(portraits.portrait(i), phase.size, PHOTOGRAPHIC, rng) for i in chosen]
        return np.stack([pair[0] for pair in pairs]), np.stack([pair[1] for pair in pairs])

    def validate(network: nn.Module, size: int) -> str:
        pictures, masks = held_out(portraits, "validation", 48, size)
        scores = agreement(predict(network, pictures) / 255, masks / 255)
        return f"IoU {scores['iou']} Dice {scores['dice']} worst {scores['iou_min']}"

    network: nn.Module = Teacher(run.preset.teacher_widths, run.preset.teacher_depths)
    if run.options.start:
        network = load_average(network, run.options.start)
    print(f"teacher: {parameters(network):,} weights, {len(rows)} pictures")
    checkpoint = run.work / "teacher.pt"
    phases, rate = run.preset.teacher_phases, run.preset.rate
    train(network, batch, true_mask, phases, rate, checkpoint, device, validate)


def load_teacher(run: Run) -> nn.Module:
    """The trained teacher of a run."""
    network = Teacher(run.preset.teacher_widths, run.preset.teacher_depths)
    return load_average(network, run.work / "teacher.pt")


def held_out(
    portraits: PreparedSet, split: str, limit: int, size: int = SIZE
) -> tuple[Bytes, Bytes]:
    """Pictures ``[n, size, size, 3]`` and true masks of a split as they are, only resized."""
    chosen = portraits.indices(split)[:limit]
    # At 224 the product resizes bilinearly; further down that would leave jagged strands.
    how = cv2.INTER_LINEAR if size >= SIZE else cv2.INTER_AREA
    resized = [
        [cv2.resize(array[i], (size, size), interpolation=how) for i in chosen]
        for array in (portraits.pictures, portraits.masks)
    ]
    return np.stack(resized[0]), np.stack(resized[1])


if __name__ == "__main__":
    main()
