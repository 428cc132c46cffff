"""The prepared set on disk: memory-mapped arrays and one JSON of rows. No torch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.segmenter.augment import Portrait

Bytes = NDArray[np.uint8]


class PreparedSet:
    """``pictures [n, 256, 256, 3]``, ``masks``, ``mattes``, ``plates``, and a row for each:
    ``name``, ``face`` and ``split`` (train, validation or test).
    """

    def __init__(self, work: Path) -> None:
        rows = work / "rows.json"
        if not rows.exists():
            raise FileNotFoundError(f"{rows} is missing: run python -m training.segmenter.prepare")
        self.rows: list[dict[str, str]] = json.loads(rows.read_text("utf-8"))
        self.pictures, self.masks, self.mattes, self.plates = (
            np.load(work / f"{name}.npy", mmap_mode="r")
            for name in ("pictures", "masks", "mattes", "plates")
        )

    def indices(self, split: str) -> list[int]:
        """Rows of one split, in order."""
        return [index for index, row in enumerate(self.rows) if row["split"] == split]

    def portrait(self, index: int) -> Portrait:
        """One row as augmentation takes it."""
        return Portrait(
            self.pictures[index], self.masks[index], self.mattes[index], self.plates[index]
        )


def write_set(
    work: Path, rows: Sequence[dict[str, str]], arrays: Mapping[str, Sequence[Bytes]]
) -> None:
    """Write what :class:`PreparedSet` reads."""
    for name, values in arrays.items():
        np.save(work / f"{name}.npy", np.stack(values))
    (work / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
