"""Score the student on the test pictures, against the teacher and against the true masks.

Run ``python -m training.segmenter.evaluate --preset cpu`` after ``distill``. The test is the
studio's ``valid`` shard, by whom it shows, each picture as it is, softened and photographic. More
pictures without masks (a generator's, say) can be looked at with ``--sheet FILE.npy``.
Writes ``scores.json`` and contact sheets into the work folder.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from training.segmenter.augment import MILD, PHOTOGRAPHIC, Strength, augment
from training.segmenter.dataset import PreparedSet
from training.segmenter.distill import load_student
from training.segmenter.loop import predict, set_up
from training.segmenter.metrics import agreement
from training.segmenter.presets import parse_run
from training.segmenter.teacher import SIZE, held_out, load_teacher

Bytes = NDArray[np.uint8]
SHEET = 24


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sheet", type=Path, help="pictures [n, 256, 256, 3] uint8 to look at")
    run = parse_run(__doc__, parser)
    device = set_up(run.seed, run.threads)
    portraits = PreparedSet(run.work)
    student, teacher = load_student(run).to(device), load_teacher(run).to(device)
    if run.options.sheet:
        pictures = np.stack([_small(picture) for picture in np.load(run.options.sheet)])
        write_sheet(run.work / "sheet.png", pictures, predict(student, pictures))
        return
    rows = portraits.indices("test")
    strangers = np.array(["seed" in portraits.rows[index]["face"] for index in rows])
    sets = {
        "as drawn": held_out(portraits, "test", len(rows)),
        "softened": changed(portraits, rows, MILD, run.seed),
        "photographic": changed(portraits, rows, PHOTOGRAPHIC, run.seed + 1),
    }
    scores: dict[str, dict[str, dict[str, float]]] = {}
    for name, (pictures, truth) in sets.items():
        ours, teaching = predict(student, pictures), predict(teacher, pictures)
        pairs = {
            "student and teacher": (ours, teaching),
            "student and truth": (ours, truth),
            "teacher and truth": (teaching, truth),
        }
        groups = {name: np.full(len(rows), True)}
        if name == "as drawn":
            groups |= {"as drawn, unseen people": strangers, "as drawn, the 46 faces": ~strangers}
        for group, chosen in groups.items():
            if chosen.any():
                scores[group] = {
                    pair: agreement(a[chosen] / 255, b[chosen] / 255)
                    for pair, (a, b) in pairs.items()
                }
        write_sheet(run.work / f"{name.replace(' ', '-')}.png", pictures, ours)
    (run.work / "scores.json").write_text(json.dumps(scores, indent=2), "utf-8")
    print(json.dumps(scores, indent=2))


def changed(
    portraits: PreparedSet, rows: list[int], strength: Strength, seed: int
) -> tuple[Bytes, Bytes]:
    """Augmented pictures and true masks of ``rows``, 224×224, the same for the same seed."""
    pairs = [
        augment(portraits.portrait(index), SIZE, strength, np.random.default_rng([seed, index]))
        for index in rows
    ]
    return np.stack([pair[0] for pair in pairs]), np.stack([pair[1] for pair in pairs])


def write_sheet(path: Path, pictures: Bytes, masks: Bytes) -> None:
    """Picture, mask and the picture darkened outside its mask, for up to 24 pictures."""
    step = max(1, len(pictures) // SHEET)
    cells = []
    for picture, mask in zip(pictures[::step][:SHEET], masks[::step][:SHEET], strict=True):
        grey = np.repeat(mask[..., None], 3, axis=2)
        share = 0.15 + 0.85 * (grey / 255)
        marked = (picture * share + np.array([0, 90, 0]) * (1 - share)).astype(np.uint8)
        cells.append(np.concatenate([picture, grey, marked], axis=1))
    cells += [np.zeros_like(cells[0])] * (-len(cells) % 3)
    lines = [np.concatenate(cells[at : at + 3], axis=1) for at in range(0, len(cells), 3)]
    cv2.imwrite(str(path), cv2.cvtColor(np.concatenate(lines), cv2.COLOR_RGB2BGR))


def _small(picture: Bytes) -> Bytes:
    return cv2.resize(picture, (SIZE, SIZE), interpolation=cv2.INTER_LINEAR).astype(np.uint8)


if __name__ == "__main__":
    main()
