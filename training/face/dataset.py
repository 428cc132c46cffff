"""Rendered studio shards as arrays (layout: studio/render.mjs)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.face.mapping import LABELS

SIZE = 256
CACHE = Path(__file__).parent / ".cache"
STUDIO = CACHE / "studio"
COLUMNS = LABELS["v8"]


class NoShardsError(FileNotFoundError):
    """The studio has not rendered yet."""


@dataclass
class Shard:
    """One shard; pictures stay on disk (memory map), the rest is in memory."""

    name: str
    images: np.ndarray
    masks: np.ndarray | None
    z: Tensor
    labels: Tensor
    rows: list[dict[str, Any]]


def read_shard(path: Path) -> Shard:
    """A shard by its JSON file."""
    meta = json.loads(path.read_text("utf-8"))
    n, base = meta["count"], str(path)[: -len(".json")]
    masks = None
    if meta["masked"]:
        masks = np.memmap(f"{base}.masks.u8", np.uint8, "r", shape=(n, SIZE, SIZE))
    return Shard(
        name=path.stem,
        images=np.memmap(f"{base}.images.u8", np.uint8, "r", shape=(n, SIZE, SIZE, 3)),
        masks=masks,
        z=torch.from_numpy(np.fromfile(f"{base}.z.f32", np.float32).reshape(n, 512)),
        labels=torch.from_numpy(np.fromfile(f"{base}.labels.f32", np.float32).reshape(n, -1)),
        rows=meta["rows"],
    )


def read_projections(folder: Path = STUDIO) -> Tensor:
    """The studio's latent projections, ``[factors, 512]`` float32."""
    path = folder / "projections.f32"
    if not path.exists():
        raise NoShardsError(f"{path} is missing: run node training/face/studio/render.mjs first")
    return torch.from_numpy(np.fromfile(path, np.float32).reshape(-1, 512))


def labels_of(version: str, labels: Tensor) -> Tensor:
    """The columns of ``[n, 7]`` labels that a version takes, in its order."""
    return labels[:, [COLUMNS.index(name) for name in LABELS[version]]]


def to_unit(images: np.ndarray) -> Tensor:
    """uint8 ``[n, h, w, 3]`` → float32 ``[n, 3, h, w]`` in −1…1, channels last in memory."""
    return torch.from_numpy(images).float().div_(127.5).sub_(1).permute(0, 3, 1, 2)


class Pictures:
    """All training shards that exist by now; ``refresh`` picks up those rendered since."""

    def __init__(self, folder: Path = STUDIO, limit: int | None = None) -> None:
        self.folder, self.limit = folder, limit
        self.shards: list[Shard] = []
        self.index: dict[tuple[str, bool], list[tuple[int, int]]] = {}
        self.refresh()
        if not self.shards:
            raise NoShardsError(
                f"no shard in {folder}: run node training/face/studio/render.mjs first"
            )

    def refresh(self) -> int:
        """Number of pictures known after looking again."""
        known = {shard.name for shard in self.shards}
        for path in sorted(self.folder.glob("train-*.json"))[: self.limit]:
            if path.stem in known:
                continue
            self.shards.append(read_shard(path))
            for i, row in enumerate(self.shards[-1].rows):
                key = (row["version"], row["number"] is not None)
                self.index.setdefault(key, []).append((len(self.shards) - 1, i))
        return sum(len(shard.rows) for shard in self.shards)

    def draw(
        self, version: str, count: int, faces: float, rng: np.random.Generator
    ) -> tuple[Tensor, Tensor, np.ndarray]:
        """z, labels and uint8 pictures; a share ``faces`` shows the faces of the product."""
        picks = [
            pool[rng.integers(len(pool))]
            for pool in (self.index[version, bool(rng.random() < faces)] for _ in range(count))
        ]
        z = torch.stack([self.shards[s].z[i] for s, i in picks])
        labels = torch.stack([self.shards[s].labels[i] for s, i in picks])
        images = np.stack([self.shards[s].images[i] for s, i in picks])
        return z, labels_of(version, labels), images
