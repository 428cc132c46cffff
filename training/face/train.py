"""Train a generator: closed-form start, code from w, then pictures end to end.

    python -m training.face.train --preset cpu --version v8     # resumes from its checkpoint

The picture phase fits a crop that is drawn anew each step (the same one for a batch): the
convolutions are most of the cost, and their kernels are shared over the picture.
"""

from __future__ import annotations

import copy
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.face.dataset import Pictures, read_projections, to_unit
from training.face.losses import reconstruction, region_weights
from training.face.mapping import LABELS, Mapping
from training.face.options import recipe_parser
from training.face.presets import PRESETS, Preset
from training.face.start import gather, start, teach_code
from training.face.synthesis import Synthesis

FACES = 0.8
MARGIN = 2


class Generator(nn.Module):
    """Mapping and synthesis of one version."""

    def __init__(self, version: str, preset: Preset, projections: Tensor) -> None:
        super().__init__()
        self.mapping = Mapping(version, projections)
        self.synthesis = Synthesis(preset.shape)

    def forward(
        self, z: Tensor, labels: Tensor, window: tuple[int, int, int] | None = None
    ) -> Tensor:
        return self.synthesis(self.mapping(z, labels), window)


def draw_window(crop: int, rng: np.random.Generator) -> tuple[int, int, int]:
    """Top, left and edge of a crop in cells of 4 pixels; most of them hold the face."""
    room = 64 - crop
    if room and rng.random() < 0.5:
        top, left = (np.clip(32 - crop // 2 + rng.integers(-4, 5, 2), 0, room)).tolist()
        return top, left, crop
    # Beyond the ends and clipped, so that the border of the picture is drawn often enough.
    top, left = np.clip(rng.integers(-4, room + 5, 2), 0, room).tolist()
    return top, left, crop


def cropped(
    made: Tensor, images: np.ndarray, window: tuple[int, int, int], weights: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Made, real and weights of a crop, without the rims where cells see padding of its own."""
    top, left, edge = window
    first = [0 if at == 0 else MARGIN * 4 for at in (top, left)]
    last = [edge * 4 - (0 if at + edge == 64 else MARGIN * 4) for at in (top, left)]
    made = made[:, :, first[0] : last[0], first[1] : last[1]]
    rows = slice(top * 4 + first[0], top * 4 + last[0])
    columns = slice(left * 4 + first[1], left * 4 + last[1])
    return made, to_unit(images[:, rows, columns]), weights[:, :, rows, columns]


def rate_at(step: int, steps: int, peak: float, floor: float = 0.03) -> float:
    """Warm-up over 50 steps, level to two fifths, then a cosine down to ``floor``."""
    if step < 50:
        return peak * (step + 1) / 50
    t = max(0.0, (step / steps - 0.4) / 0.6)
    return peak * (floor + (1 - floor) * 0.5 * (1 + float(np.cos(np.pi * min(1.0, t)))))


def begin(model: Generator, version: str, pictures: Pictures, preset: Preset, seed: int) -> None:
    """The phases before pictures: principal components, then the code from w."""
    people = gather(pictures, version)
    codes = start(model.synthesis, people)
    teach_code(model.mapping, model.synthesis, people, codes, preset.code_steps, seed)


def train(version: str, preset: Preset, seed: int, data: Path, path: Path) -> None:
    """Train to the preset's last step, from the checkpoint at ``path`` if there is one."""
    torch.manual_seed(seed)
    pictures = Pictures(data)
    model = Generator(version, preset, read_projections(data))
    state = torch.load(path, weights_only=True) if path.exists() else None
    first = state["step"] if state else 0
    if state:
        model.load_state_dict(state["model"])
    else:
        begin(model, version, pictures, preset, seed)
    averaged = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=preset.rate, betas=(0.9, 0.99), weight_decay=0.002
    )
    if state:
        averaged.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
    else:
        save(path, 0, model, averaged, optimizer)
    rng = np.random.default_rng([seed, int(version[1:]), first])
    weights = region_weights()
    began, spent, recent = time.monotonic(), time.process_time(), []
    for step in range(first, preset.steps):
        optimizer.param_groups[0]["lr"] = rate_at(step, preset.steps, preset.rate)
        z, labels, images = pictures.draw(version, preset.batch, FACES, rng)
        window = draw_window(preset.crop, rng)
        loss = reconstruction(*cropped(model(z, labels, window), images, window, weights))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average(averaged, model, min(0.996, (1 + step) / (10 + step)))
        recent.append(float(loss.detach()))
        if (step + 1) % preset.save_every == 0 or step + 1 == preset.steps:
            done = step + 1 - first
            print(
                f"{version} {step + 1}/{preset.steps} loss {np.mean(recent):.4f} "
                f"pictures {pictures.refresh()} wall {(time.monotonic() - began) / done:.2f} cpu "
                f"{(time.process_time() - spent) / done:.2f} s a step",
                file=sys.stderr,
                flush=True,
            )
            recent.clear()
            save(path, step + 1, model, averaged, optimizer)


def average(into: nn.Module, model: nn.Module, keep: float) -> None:
    """Exponential moving average of the weights, in place."""
    with torch.no_grad():
        torch._foreach_lerp_(list(into.parameters()), list(model.parameters()), 1 - keep)


def save(
    path: Path, step: int, model: nn.Module, averaged: nn.Module, optimizer: torch.optim.Optimizer
) -> None:
    """Write a checkpoint in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "step": step,
        "model": model.state_dict(),
        "average": averaged.state_dict(),
        "optimizer": optimizer.state_dict(),
    }
    torch.save(state, path.with_suffix(".partial"))
    path.with_suffix(".partial").replace(path)


def main() -> None:
    parser = recipe_parser(__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, help="end here instead of at the preset's last step")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    preset = PRESETS[options.preset]
    preset = replace(preset, steps=options.steps or preset.steps)
    for version in options.version or sorted(LABELS):
        path = options.checkpoints / f"{version}.pt"
        train(version, preset, options.seed, options.data, path)


if __name__ == "__main__":
    main()
