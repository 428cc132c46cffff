"""Give a trained generator an album of its people and fine-tune the album on pictures.

    python -m training.face.detail --preset cpu                   # after train and vectorfind
    python -m training.face.detail --preset cpu --from models     # on exported weights
    python -m training.face.detail --from models --refit          # after a change of the studio

An album that is there already is trained further. Mapping and recognition stay as they are, so
faces and directions stay valid.
"""

from __future__ import annotations

import copy
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.face.album import Album
from training.face.checkpoints import load_version, save_detail
from training.face.dataset import CACHE, Pictures, read_projections
from training.face.faces import GROUPS, read_faces
from training.face.losses import reconstruction, region_weights, softness
from training.face.mapping import Mapping
from training.face.options import recipe_parser
from training.face.presets import PRESETS, Preset
from training.face.refit import refit
from training.face.shipped import load_directions, load_mapping, load_synthesis
from training.face.sweeps import Sweeps, fill, teach_recognition
from training.face.synthesis import Synthesis
from training.face.train import average, cropped, draw_window, rate_at
from training.face.vectorfind import read_people

Parts = tuple[Mapping, Synthesis, bool, np.ndarray]
PEOPLE = Counter(face.version for face in read_faces())
FACES = 1.0
SOFTNESS = 2.0
STRANGERS = 2000
# Rates relative to the preset's, by what a parameter is: pixels, coefficients, components, layers.
RATES = {
    "album.luma": 1.0,
    "album.chroma": 1.0,
    "album.turn": 3.0,
    "album.face_turn": 3.0,
    "album.flow": 0.2,
    "album.face_flow": 0.2,
    "album.eyes": 0.5,
    "album.mouth": 0.5,
    "album.eyes_look": 0.2,
    "album.mouth_look": 0.2,
    "compose": 1.0,
}


@dataclass(frozen=True)
class Plan:
    """How to train, from which pictures, into which checkpoint."""

    preset: Preset
    seed: int
    data: Path
    path: Path


def load(version: str, preset: Preset, data: Path, start: Path | None, folder: Path) -> Parts:
    """Mapping, synthesis with room for an album, whether it is filled, and directions."""
    projections, people = read_projections(data), PEOPLE[version]
    if start is None:
        mapping, trained = load_version(version, preset, projections, folder)
        synthesis = Synthesis(preset.shape, people)
        synthesis.load_state_dict(trained.state_dict(), strict=False)
        directions = np.load(folder / f"{version}.directions.npy")
        return mapping, synthesis, trained.album is not None, directions
    model = start / f"generator-{version}"
    mapping, synthesis = Mapping(version, projections), Synthesis(preset.shape, people)
    load_mapping(mapping, model / "mapping.onnx")
    filled = load_synthesis(synthesis, model / "synthesis.onnx")
    directions = load_directions(model / "faces.json")
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{version}.directions.npy", directions)
    return mapping, synthesis, filled, directions


def begin(mapping: Mapping, album: Album, directions: np.ndarray, data: Path, seed: int) -> None:
    """Fill the album and teach it its people."""
    version = mapping.version
    fill(album, Sweeps(data, version))
    z, labels, groups = read_people(version, None, CACHE)
    ours = z, labels, torch.from_numpy(directions[groups])
    teach_recognition(album, mapping, ours, read_people(version, STRANGERS, CACHE)[:2], seed)


def trained(synthesis: Synthesis, rate: float) -> list[dict[str, Any]]:
    """Parameter groups of album and composition; all others are frozen."""
    groups = []
    for name, parameter in synthesis.named_parameters():
        key = name if name in RATES else name.split(".")[0]
        parameter.requires_grad_(key in RATES)
        if key in RATES:
            groups.append({"params": [parameter], "lr": rate * RATES[key], "rate": RATES[key]})
    return groups


def train(synthesis: Synthesis, mapping: Mapping, plan: Plan) -> None:
    """Fine-tune to the preset's last step and write the averaged weights."""
    preset, version = plan.preset, mapping.version
    pictures, weights = Pictures(plan.data), region_weights()
    averaged = copy.deepcopy(synthesis)
    optimizer = torch.optim.Adam(trained(synthesis, preset.rate), betas=(0.9, 0.99), fused=True)
    rng = np.random.default_rng([plan.seed, int(version[1:]), 2])
    synthesis.fast, began, recent = True, time.monotonic(), []
    for step in range(preset.detail_steps):
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * rate_at(step, preset.detail_steps, preset.rate)
        z, labels, images = pictures.draw(version, preset.batch, FACES, rng)
        window = draw_window(preset.crop, rng)
        with torch.no_grad():
            w = mapping(z, labels)
        made, real, here = cropped(synthesis(w, window), images, window, weights)
        loss = reconstruction(made, real, here) + SOFTNESS * softness(made, real)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average(averaged, synthesis, min(0.996, (1 + step) / (10 + step)))
        recent.append(float(loss.detach()))
        if (step + 1) % (4 * preset.save_every) == 0 or step + 1 == preset.detail_steps:
            each = (time.monotonic() - began) / (step + 1)
            print(
                f"{version} {step + 1}/{preset.detail_steps} loss {np.mean(recent):.4f} "
                f"pictures {pictures.refresh()} {each:.2f} s a step",
                file=sys.stderr,
                flush=True,
            )
            recent.clear()
            save_detail(plan.path, mapping, averaged)


def main() -> None:
    parser = recipe_parser(__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, help="instead of the preset's")
    parser.add_argument("--refit", action="store_true", help="the studio has changed (refit.py)")
    parser.add_argument("--from", dest="start", type=Path, help="folder of exported models")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    preset = PRESETS[options.preset]
    preset = replace(preset, detail_steps=options.steps or preset.detail_steps)
    for version in options.version or sorted(GROUPS):
        mapping, synthesis, filled, directions = load(
            version, preset, options.data, options.start, options.checkpoints
        )
        if options.refit:
            refit(mapping, synthesis, Pictures(options.data), preset, options.seed)
        if synthesis.album is not None and (options.refit or not filled):
            begin(mapping, synthesis.album, directions, options.data, options.seed)
        path = options.checkpoints / f"{version}.detail.pt"
        train(synthesis, mapping, Plan(preset, options.seed, options.data, path))


if __name__ == "__main__":
    main()
