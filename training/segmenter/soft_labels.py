"""Let the teacher label augmented studio pictures: what the students learn from.

Run ``python -m training.segmenter.soft_labels --preset cpu`` after ``teacher``. Each training
picture comes ``variants`` times, in turn mildly changed and photographic. Pictures that another
model labelled join with ``--pictures DIR --labels DIR``: for each picture a grey soft mask of the
same file stem (hair 255), of FaceXFormer for one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from training.segmenter.augment import MILD, PHOTOGRAPHIC, augment
from training.segmenter.dataset import PreparedSet
from training.segmenter.loop import predict, set_up
from training.segmenter.presets import parse_run
from training.segmenter.teacher import SIZE, load_teacher

_CHUNK = 16
Bytes = NDArray[np.uint8]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path, help="folder of further pictures")
    parser.add_argument("--labels", type=Path, help="folder of their soft masks, by file stem")
    run = parse_run(__doc__, parser)
    if (run.options.pictures is None) != (run.options.labels is None):
        parser.error("--pictures and --labels go together")
    device = set_up(run.seed, run.threads)
    portraits = PreparedSet(run.work)
    teacher = load_teacher(run).to(device)
    outside = []
    if run.options.pictures:
        outside = pair_files(run.options.pictures, run.options.labels)
    jobs = [(i, v) for v in range(run.preset.variants) for i in portraits.indices("train")]
    total = len(jobs) + len(outside)
    pictures = _array(run.work / "soft_pictures.partial.npy", (total, SIZE, SIZE, 3))
    labels = _array(run.work / "soft_labels.partial.npy", (total, SIZE, SIZE))
    for start in range(0, len(jobs), _CHUNK):
        for at, (index, variant) in enumerate(jobs[start : start + _CHUNK], start):
            rng = np.random.default_rng([run.seed, variant, index])
            strength = PHOTOGRAPHIC if variant % 2 else MILD
            pictures[at], _ = augment(portraits.portrait(index), SIZE, strength, rng)
        end = min(start + _CHUNK, len(jobs))
        labels[start:end] = predict(teacher, pictures[start:end], half=True)
        if start % (_CHUNK * 20) == 0:
            print(f"{end} of {total} pictures labelled", file=sys.stderr, flush=True)
    for at, (picture, mask) in enumerate(outside, len(jobs)):
        pictures[at], labels[at] = read_pair(picture, mask)
    pictures.flush()
    labels.flush()
    for name in ("soft_pictures", "soft_labels"):
        (run.work / f"{name}.partial.npy").replace(run.work / f"{name}.npy")


def pair_files(pictures: Path, labels: Path) -> list[tuple[Path, Path]]:
    """Pictures and masks of equal stem; a picture without a mask is an error."""
    masks = {path.stem: path for path in labels.iterdir() if path.is_file()}
    found = [path for path in sorted(pictures.iterdir()) if path.is_file()]
    if missing := [path.name for path in found if path.stem not in masks]:
        raise SystemExit(f"{labels} has no mask for {missing[0]} ({len(missing)} are missing)")
    return [(path, masks[path.stem]) for path in found]


def read_pair(picture: Path, mask: Path) -> tuple[Bytes, Bytes]:
    """Both files at 224×224."""
    colours = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    greys = cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE)
    if colours is None or greys is None:
        path = picture if colours is None else mask
        raise SystemExit(f"{path} is no picture that OpenCV reads: remove or convert it")
    rgb = cv2.cvtColor(_shrink(colours), cv2.COLOR_BGR2RGB)
    return np.asarray(rgb, np.uint8), _shrink(greys)


def _shrink(image: NDArray[Any]) -> Bytes:
    return np.asarray(cv2.resize(image, (SIZE, SIZE), interpolation=cv2.INTER_AREA), np.uint8)


def _array(path: Path, shape: tuple[int, ...]) -> np.memmap[Any, np.dtype[np.uint8]]:
    return open_memmap(path, mode="w+", dtype=np.uint8, shape=shape)


if __name__ == "__main__":
    main()
