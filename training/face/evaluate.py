"""Measure a version on studio pictures that it was not trained on, and its directions.

    python -m training.face.evaluate --preset cpu [--version v8]

Writes VERSION.scores.json beside the checkpoints and prints it as one JSON line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.face.checkpoints import load_version
from training.face.dataset import (
    CACHE,
    Pictures,
    labels_of,
    read_projections,
    read_shard,
    to_unit,
)
from training.face.faces import GROUPS, SCORES
from training.face.mapping import EXPRESSION, Mapping
from training.face.metrics import gradient_energy, ssim
from training.face.options import recipe_parser
from training.face.presets import PRESETS
from training.face.properties import Properties, train_properties, window
from training.face.synthesis import Synthesis
from training.face.vectorfind import read_people

SWEEP = 7
OTHERS_AT_REST = {"eyes": 0.45, "mouth": -0.2, "pose": 0.1}


@torch.no_grad()
def draw(synthesis: Synthesis, w: Tensor) -> Tensor:
    """Pictures in −1…1, in small batches."""
    return torch.cat([synthesis(part) for part in w.split(16)]).clamp(-1, 1)


def fidelity(version: str, mapping: Mapping, synthesis: Synthesis, path: Path) -> dict[str, float]:
    """SSIM, gradient energy and mean absolute error (of 255) on the validation shard."""
    shard = read_shard(path)
    scores: dict[str, float] = {}
    for who, known in (("faces", True), ("strangers", False)):
        rows = [
            i
            for i, row in enumerate(shard.rows)
            if row["version"] == version and (row["number"] is not None) == known
        ]
        with torch.no_grad():
            w = mapping(shard.z[rows], labels_of(version, shard.labels[rows]))
        made, real = draw(synthesis, w), to_unit(np.stack([shard.images[i] for i in rows]))
        similar = ssim((made + 1) / 2, (real + 1) / 2)
        energy = gradient_energy(made).mean() / gradient_energy(real).mean()
        scores[f"ssim_{who}"] = round(float(similar.mean()), 4)
        scores[f"ssim_{who}_worst"] = round(float(similar.min()), 4)
        scores[f"gradient_energy_{who}"] = round(float(energy), 3)
        scores[f"mean_absolute_error_{who}"] = round(float((made - real).abs().mean()) * 127.5, 2)
    return scores


def sweeps(
    version: str, mapping: Mapping, synthesis: Synthesis, net: Properties, directions: np.ndarray
) -> dict[str, float]:
    """Correlation and leak of each direction over the faces of the product."""
    z, labels, groups = read_people(version, None, CACHE)
    with torch.no_grad():
        base = mapping(z, labels)
    step = torch.from_numpy(directions[groups])
    rest = -sum(OTHERS_AT_REST[name] * step[:, k] for k, name in enumerate(EXPRESSION))
    scores: dict[str, float] = {}
    for k, name in enumerate(EXPRESSION):
        weights = -np.linspace(*SCORES[name], SWEEP)
        measured = []
        for weight in weights:
            w = base + rest + (float(weight) + OTHERS_AT_REST[name]) * step[:, k]
            with torch.no_grad():
                measured.append(net(window(draw(synthesis, w))).numpy())
        values = np.stack(measured)  # [sweep, faces, property], 0…1 over the useful ranges
        corr = [-np.corrcoef(weights, values[:, f, k])[0, 1] for f in range(values.shape[1])]
        slope = np.array(
            [np.polyfit(weights, values[:, f, :], 1)[0] for f in range(values.shape[1])]
        )
        leak = np.abs(np.delete(slope, k, axis=1)).max(axis=1) / np.abs(slope[:, k])
        scores[f"correlation_{name}"] = round(float(np.min(corr)), 4)
        scores[f"leak_{name}"] = round(float(np.mean(leak)), 4)
        scores[f"leak_{name}_worst"] = round(float(np.max(leak)), 4)
    return scores


def main() -> None:
    parser = recipe_parser(__doc__)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    projections = read_projections(options.data)
    steps = 10 if options.preset == "smoke" else 700
    net = train_properties(
        Pictures(options.data), steps, options.seed, options.checkpoints / "properties.pt"
    )
    for version in options.version or sorted(GROUPS):
        mapping, synthesis = load_version(
            version, PRESETS[options.preset], projections, options.checkpoints
        )
        directions = np.load(options.checkpoints / f"{version}.directions.npy")
        scores: dict[str, Any] = {
            **fidelity(version, mapping, synthesis, options.data / "valid.json"),
            **sweeps(version, mapping, synthesis, net, directions),
        }
        path = options.checkpoints / f"{version}.scores.json"
        path.write_text(json.dumps(scores, indent=2) + "\n", "utf-8")
        print(json.dumps({"version": version, **scores}))


if __name__ == "__main__":
    main()
