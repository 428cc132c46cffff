"""VectorFind: one direction in w per property and group of people, from linear SVMs.

    python -m training.face.vectorfind --preset cpu      # after training; writes directions

Many w are sampled from the mapping network with drawn labels; a linear SVM per group and property
parts the upper from the lower half; its unit normal, scaled so that a weight of −1 raises the
property's score by 1, is the direction (spec §3: weight = −score).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from sklearn.svm import LinearSVC
from torch import Tensor

from training.face.dataset import CACHE, labels_of, read_projections
from training.face.faces import GROUPS, SCORES
from training.face.mapping import EXPRESSION, LABELS, SPREAD, Mapping
from training.face.options import recipe_parser
from training.face.presets import PRESETS

DRAWS = 8
PEOPLE = Path(__file__).parent / "studio" / "people.mjs"


def read_people(version: str, count: int | None, out: Path) -> tuple[Tensor, Tensor, np.ndarray]:
    """z, labels of the version and groups of ``count`` strangers, or of the product's faces."""
    which = ["--faces"] if count is None else ["--count", str(count)]
    command = ["node", str(PEOPLE), "--version", version, "--out", str(out), *which]
    subprocess.run(command, check=True)
    name = f"{version}.{'faces' if count is None else 'people'}.f32"
    rows = np.fromfile(out / name, np.float32).reshape(-1, 512 + len(LABELS["v8"]) + 1)
    z, labels = torch.from_numpy(rows[:, :512].copy()), torch.from_numpy(rows[:, 512:-1].copy())
    return z, labels_of(version, labels), rows[:, -1].astype(int)


def sample(
    mapping: Mapping, z: Tensor, labels: Tensor, groups: np.ndarray, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """w ``[n·DRAWS, 512]``, scores ``[n·DRAWS, 3]`` drawn uniformly, and groups."""
    rng = np.random.default_rng(seed)
    z, labels = z.repeat(DRAWS, 1), labels.repeat(DRAWS, 1)
    low, high = np.array([SCORES[name] for name in EXPRESSION]).T
    scores = rng.uniform(low, high, (len(z), 3)).astype(np.float32)
    columns = [LABELS[mapping.version].index(name) for name in EXPRESSION]
    labels[:, columns] = torch.from_numpy(scores)
    with torch.no_grad():
        w = torch.cat(
            [mapping(*part) for part in zip(z.split(1000), labels.split(1000), strict=True)]
        )
    return w.numpy(), scores, np.tile(groups, DRAWS)


def direction(w: np.ndarray, score: np.ndarray, seed: int) -> np.ndarray:
    """The scaled SVM normal: ``w + weight · direction`` has its score lowered by ``weight``."""
    svm = LinearSVC(C=0.1, dual=False, random_state=seed, max_iter=5000)
    centred, score = w - w.mean(axis=0), score - score.mean()
    svm.fit(centred, score > np.median(score))
    normal = svm.coef_[0] / np.linalg.norm(svm.coef_[0])
    # The length comes from a linear read-out of the score: 1 score = 1 / (read-out along normal).
    gram = centred.T @ centred + 1e-3 * len(w) * np.eye(w.shape[1])
    readout = np.linalg.solve(gram, centred.T @ score)
    return (-normal / (readout @ normal)).astype(np.float32)


def find(mapping: Mapping, samples: int, seed: int, out: Path) -> np.ndarray:
    """Directions ``[groups, 3, 512]`` float32 in the order eyes, mouth, pose."""
    z, labels, groups = read_people(mapping.version, samples, out)
    w, scores, groups = sample(mapping, z, labels, groups, seed)
    found = []
    for group in range(2 ** len(GROUPS[mapping.version])):
        mine = groups == group
        if mine.sum() < 100:
            raise ValueError(f"{mapping.version} group {group}: only {mine.sum()} samples")
        found.append([direction(w[mine], scores[mine, k], seed) for k in range(3)])
        print(f"{mapping.version} group {group}: {mine.sum()} samples", file=sys.stderr)
    return np.array(found, np.float32)


def coordinates(directions: np.ndarray, mapping: Mapping) -> np.ndarray:
    """Change of each score per unit of weight, ``[groups, 3, 3]``: minus the identity is ideal."""
    return directions @ mapping.basis.numpy() / SPREAD


def main() -> None:
    parser = recipe_parser(__doc__)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    from training.face.checkpoints import load_version

    for version in options.version or sorted(GROUPS):
        mapping, _ = load_version(
            version, PRESETS[options.preset], read_projections(options.data), options.checkpoints
        )
        directions = find(mapping, PRESETS[options.preset].samples, options.seed, CACHE)
        np.save(options.checkpoints / f"{version}.directions.npy", directions)
        worst = np.abs(coordinates(directions, mapping) + np.eye(3)).max()
        print(f"{version}: largest deviation of a score per unit of weight {worst:.3f}")


if __name__ == "__main__":
    main()
