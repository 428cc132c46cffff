"""Read the studio's pictures and masks, split them by face, find the backdrops.

Run ``python -m training.segmenter.prepare --preset cpu`` once ``training/face`` has rendered its
set. People of the ``train-*`` shards train, a few of those met once are held back for validation;
the shard ``valid`` (people never trained on, and new expressions of the 46 faces) is the test.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.segmenter.backdrop import find_backdrop
from training.segmenter.dataset import write_set
from training.segmenter.presets import STUDIO_SET, parse_run

SIZE = 256
Bytes = NDArray[np.uint8]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=STUDIO_SET / "studio", help="rendered set")
    run = parse_run(__doc__, parser)
    shards = [path.stem for path in sorted(run.options.data.glob("train-*.json"))]
    if not shards:
        raise SystemExit(f"{run.options.data} holds no train-*.json: render the studio set first")
    rows: list[dict[str, str]] = []
    arrays: dict[str, list[Bytes]] = {"pictures": [], "masks": [], "mattes": [], "plates": []}
    limits = {"train": run.preset.pictures, "validation": run.preset.held_out}
    limits["test"] = run.preset.held_out
    for shard in [*shards, "valid"]:
        for row, picture, mask in read_shard(run.options.data, shard):
            if limits[row["split"]] <= 0:
                continue
            limits[row["split"]] -= 1
            matte, plate = find_backdrop(picture, mask)
            rows.append(row)
            for name, value in zip(arrays, (picture, mask, matte, plate), strict=True):
                arrays[name].append(value)
    write_set(run.work, rows, arrays)
    counts = {split: sum(row["split"] == split for row in rows) for split in limits}
    print(f"{run.work}: " + ", ".join(f"{count} {split}" for split, count in counts.items()))


def read_shard(data: Path, shard: str) -> list[tuple[dict[str, str], Bytes, Bytes]]:
    """Row, picture ``[256, 256, 3]`` and mask ``[256, 256]`` of each masked picture of a shard."""
    about = json.loads((data / f"{shard}.json").read_text("utf-8"))
    masks_path = data / f"{shard}.masks.u8"
    if not masks_path.exists():
        return []
    if about["size"] != SIZE:
        raise SystemExit(f"{data / shard}: pictures of {about['size']} px, expected {SIZE}")
    pictures = np.fromfile(data / f"{shard}.images.u8", np.uint8).reshape(-1, SIZE, SIZE, 3)
    masks = np.fromfile(masks_path, np.uint8).reshape(-1, SIZE, SIZE)
    if not len(pictures) == len(masks) == len(about["rows"]):
        raise SystemExit(f"{data / shard}: pictures, masks and rows differ in number: render again")
    rows = [
        {"name": f"{shard}-{index:03}", "face": face_of(row), "split": split_of(shard, row)}
        for index, row in enumerate(about["rows"])
    ]
    return list(zip(rows, pictures, masks, strict=True))


def face_of(row: dict[str, object]) -> str:
    """A name for who is in the picture: the case number, or the seed of someone met once."""
    return f"{row['version']}:{row['number'] or 'seed ' + str(row['seed'])}"


def split_of(shard: str, row: dict[str, object]) -> str:
    """``valid`` is the test; of the people met once, one in twelve validates."""
    if shard == "valid":
        return "test"
    if row["number"] is None and zlib.crc32(face_of(row).encode()) % 12 == 0:
        return "validation"
    return "train"


if __name__ == "__main__":
    main()
