"""Distil the teacher's soft labels into the student: compare three losses, train the best longer.

Run ``python -m training.segmenter.distill --preset cpu`` after ``soft_labels``. Every loss starts
from the same weights and sees the same pictures in the same order; the winner (IoU against the
teacher on validation pictures) goes on from where it stands to the full size; with ``--start FILE``
from the averaged weights of another run's ``student-*-final.pt`` instead.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import nn

from training.segmenter.dataset import PreparedSet
from training.segmenter.loop import Batch, load_average, predict, set_up, train
from training.segmenter.losses import DISTILLATION
from training.segmenter.metrics import agreement
from training.segmenter.networks import Student, parameters
from training.segmenter.presets import Phase, Run, parse_run
from training.segmenter.teacher import held_out, load_teacher

AGAINST_TEACHER, AGAINST_TRUTH = "student and teacher", "student and truth"
Bytes = NDArray[np.uint8]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--start", type=Path, help="checkpoint for the long run to begin with")
    run = parse_run(__doc__, parser)
    device = set_up(run.seed, run.threads)
    portraits, limit = PreparedSet(run.work), run.preset.held_out
    pictures, masks = held_out(portraits, "validation", limit)
    teaching = predict(load_teacher(run).to(device), pictures)
    print(f"student: {parameters(new_student(run)):,} weights", file=sys.stderr)

    def against(network: nn.Module, size: int, targets: Bytes, limit: int) -> dict[str, float]:
        """Agreement at the size that the network was trained on last."""
        ours = predict(network, resized(pictures[:limit], size))
        return agreement(ours / 255, resized(targets[:limit], size) / 255)

    def validate(network: nn.Module, size: int) -> str:
        scores = against(network, size, teaching, 48)
        return f"against the teacher: IoU {scores['iou']} Dice {scores['dice']}"

    def fit(name: str, phases: Sequence[Phase], start: nn.Module, rate: float) -> nn.Module:
        print(f"{name}: {phases}", file=sys.stderr)
        checkpoint = run.work / f"student-{name}.pt"
        loss = DISTILLATION[name.removesuffix("-final")]
        return train(start, batch, loss, phases, rate, checkpoint, device, validate)

    batch = taught_batches(run.work, run.seed)
    comparison = {}
    for loss in DISTILLATION:
        student = fit(loss, run.preset.comparison, new_student(run), run.preset.rate)
        size = run.preset.comparison[-1].size
        comparison[loss] = {
            AGAINST_TEACHER: against(student, size, teaching, limit),
            AGAINST_TRUTH: against(student, size, masks, limit),
        }
        (run.work / "comparison.json").write_text(json.dumps(comparison, indent=2), "utf-8")
    best = max(comparison, key=lambda loss: comparison[loss][AGAINST_TEACHER]["iou"])
    start = load_average(new_student(run), run.options.start or run.work / f"student-{best}.pt")
    fit(f"{best}-final", run.preset.final, start, run.preset.rate * 0.7)


def new_student(run: Run) -> Student:
    """An untrained student, the same for the same seed."""
    torch.manual_seed(run.seed)
    preset = run.preset
    return Student(preset.student_widths, preset.student_depths, preset.student_decoder)


def load_student(run: Run) -> nn.Module:
    """The student that :func:`main` trained longest."""
    finals = sorted(run.work.glob("student-*-final.pt"))
    if len(finals) != 1:
        raise SystemExit(f"{run.work} holds {len(finals)} student-*-final.pt, expected 1: distill")
    return load_average(new_student(run), finals[0])


def taught_batches(work: Path, seed: int) -> Batch:
    """Batches of labelled pictures, each cheaply changed once more (see :func:`vary`)."""
    pictures = np.load(work / "soft_pictures.npy", mmap_mode="r")
    labels = np.load(work / "soft_labels.npy", mmap_mode="r")

    def batch(phase: Phase, step: int) -> tuple[Bytes, Bytes]:
        rng = np.random.default_rng([seed, step])
        pairs = [
            vary(pictures[index], labels[index], phase.size, rng)
            for index in rng.integers(0, len(pictures), phase.batch)
        ]
        return np.stack([pair[0] for pair in pairs]), np.stack([pair[1] for pair in pairs])

    return batch


def resized(pictures: Bytes, size: int) -> Bytes:
    """``[n, s, s(, 3)] uint8`` at another size."""
    how = cv2.INTER_AREA
    return np.stack([cv2.resize(picture, (size, size), interpolation=how) for picture in pictures])


def vary(picture: Bytes, label: Bytes, size: int, rng: Generator) -> tuple[Bytes, Bytes]:
    """Mirror, cut a little off the borders, change brightness: the soft label stays right.

    At full size three in four are left uncut: resizing would blur what decides at thin strands.
    """
    if size != len(label) or rng.random() < 0.25:
        top, bottom, left, right = rng.integers(0, max(2, len(label) // 14), 4)
        window = (slice(top, len(label) - bottom), slice(left, len(label) - right))
        picture = resized(picture[window][None], size)[0]
        label = resized(label[window][None], size)[0]
    if rng.random() < 0.5:
        picture, label = picture[:, ::-1], label[:, ::-1]
    gain = rng.uniform(0.9, 1.1)
    return np.clip(picture * gain + rng.uniform(-12, 12), 0, 255).astype(np.uint8), label


if __name__ == "__main__":
    main()
