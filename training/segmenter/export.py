"""Write the student as ONNX, check it, time it, write its card and register it.

Run ``python -m training.segmenter.export --preset cpu`` after ``evaluate``. The file takes
``pixels [n, 3, 224, 224] float32`` in −1…1 and gives ``mask [n, 1, 224, 224] float32`` in 0…1.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from training import manifest
from training.segmenter.card import write_card
from training.segmenter.dataset import PreparedSet
from training.segmenter.distill import load_student
from training.segmenter.loop import pixels_of
from training.segmenter.networks import parameters
from training.segmenter.presets import parse_run
from training.segmenter.teacher import SIZE, held_out, load_teacher

DIRECTORY = "segmenter"
FILE = "segmenter.onnx"
VERSION = "1.1.0"
_TOLERANCE = 1e-3
_TIMED = 400
"""Pictures timed: on a busy machine some of them find both cores free."""


class Mask(nn.Module):
    """The student with the sigmoid that the file's contract asks for."""

    def __init__(self, student: nn.Module) -> None:
        super().__init__()
        self.student = student

    def forward(self, pixels: Tensor) -> Tensor:
        return torch.sigmoid(self.student(pixels))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", type=Path, default=manifest.MODELS)
    parser.add_argument("--note", default="", help="how this run went, for the card")
    run = parse_run(__doc__, parser)
    network = Mask(load_student(run)).eval()
    directory = run.options.models / DIRECTORY
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / FILE
    write_onnx(network, file)
    pictures, _ = held_out(PreparedSet(run.work), "test", 8)
    difference = largest_difference(network, file, pixels_of(pictures))
    if difference > _TOLERANCE:
        raise SystemExit(f"{file} differs from PyTorch by {difference:.4f}, more than {_TOLERANCE}")
    scores = json.loads((run.work / "scores.json").read_text("utf-8"))
    comparison = json.loads((run.work / "comparison.json").read_text("utf-8"))
    final = next(run.work.glob("student-*-final.pt"))
    facts = {
        "preset": run.name,
        "seed": run.seed,
        "loss": final.stem.split("-")[1],
        "steps": torch.load(final, map_location="cpu")["step"],
        "planned": sum(phase.steps for phase in run.preset.final),
        "compared": sum(phase.steps for phase in run.preset.comparison),
        "compared_size": run.preset.comparison[-1].size,
        "weights": parameters(network),
        "teacher_weights": parameters(load_teacher(run)),
        "bytes": file.stat().st_size,
        "ms": {threads: milliseconds(file, threads) for threads in (1, 2)},
        "timed": _TIMED,
        "difference": difference,
        "pictures": len(PreparedSet(run.work).indices("train")),
    }
    write_card(directory / manifest.CARD, facts, scores, comparison, run.options.note)
    manifest.register(
        name="segmenter",
        kind="segmenter",
        version=VERSION,
        directory=DIRECTORY,
        files=[FILE],
        licence="MIT",
        data=["portrait studio (training/face/studio)"],
        scores={
            "iou_teacher": scores["as drawn"]["student and teacher"]["iou"],
            "dice_teacher": scores["as drawn"]["student and teacher"]["dice"],
            "iou_truth": scores["as drawn"]["student and truth"]["iou"],
        },
        settings={"size": SIZE},
        roles=["segmenter"],
        models=run.options.models,
    )
    print(f"{file}: {facts['bytes']:,} bytes, {facts['ms'][2]:.1f} ms on two threads")


def write_onnx(network: nn.Module, file: Path) -> None:
    """One self-contained file with a free batch size."""
    example = torch.zeros(1, 3, SIZE, SIZE)
    free = {"pixels": {0: "n"}, "mask": {0: "n"}}
    torch.onnx.export(
        network,
        (example,),
        str(file),
        input_names=["pixels"],
        output_names=["mask"],
        dynamic_axes=free,
        opset_version=17,
        dynamo=False,
    )


def open_session(file: Path, threads: int) -> onnxruntime.InferenceSession:
    """The file on ``threads`` CPU threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def largest_difference(network: nn.Module, file: Path, pixels: Tensor) -> float:
    """The largest difference of a mask value between PyTorch and the file, of 1."""
    with torch.inference_mode():
        expected = network(pixels).numpy()
    got = open_session(file, 1).run(None, {"pixels": pixels.contiguous().numpy()})[0]
    return float(np.abs(expected - got).max())


def milliseconds(file: Path, threads: int, runs: int = _TIMED) -> float:
    """Time of one picture where nothing else runs, as near as a busy machine lets one see it: the
    median processor time on one thread, the shortest wall time on several.
    """
    session = open_session(file, threads)
    clock = time.process_time if threads == 1 else time.perf_counter
    pixels = np.zeros((1, 3, SIZE, SIZE), np.float32)
    times = []
    for _ in range(runs):
        start = clock()
        session.run(None, {"pixels": pixels})
        times.append((clock() - start) * 1000)
    return float(np.median(times) if threads == 1 else min(times))


if __name__ == "__main__":
    main()
