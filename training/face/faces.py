"""The 46 faces of the product: number, latent seed, and the groups that share directions."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "faces.tsv"
GROUPS = {
    "v7": ("background", "hair length", "hair colour"),
    "v8": ("background", "hair length", "hair colour", "curls"),
}
WORDS = {
    "background": ("dark background", "bright background"),
    "hair length": ("short hair", "long hair"),
    "hair colour": ("dark hair", "light hair"),
    "curls": ("straight", "curly"),
}
# Useful scores (spec §3); the weight along a direction is the score with its sign turned.
SCORES = {"eyes": (-1.3, 1.2), "mouth": (-1.8, 1.8), "pose": (-0.6, 1.8)}


@dataclass(frozen=True)
class Face:
    """One face: its case number and the seed of its latent in the studio."""

    version: str
    number: int
    seed: int


def read_faces(path: Path = TABLE) -> list[Face]:
    """All faces, v7 first, in the order of the table."""
    with path.open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return [Face(row["version"], int(row["number"]), int(row["seed"])) for row in rows]


def group_names(version: str) -> list[str]:
    """What each group number means; bit k of the number is the k-th trait."""
    traits = GROUPS[version]
    return [
        ", ".join(WORDS[trait][group >> bit & 1] for bit, trait in enumerate(traits))
        for group in range(2 ** len(traits))
    ]
