"""Train the generators: both versions share one synthesis network, then part.

    python -m training.face.train --preset cpu            # phases coarse, fine, then v7 and v8
    python -m training.face.train --phase fine            # one phase; resumes from checkpoints

Phase ``coarse`` fits the 64 px output, ``fine`` the 256 px one (on a crop that is drawn anew each
step: the last stage is most of the cost and its kernels are shared over the picture), ``v7`` and
``v8`` copy the shared network and fit one population each.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.face.dataset import CACHE, STUDIO, Pictures, read_projections, to_unit
from training.face.losses import reconstruction, region_weights
from training.face.mapping import Mapping
from training.face.presets import PRESETS, Preset
from training.face.synthesis import SIZE, Synthesis

PHASES = ("coarse", "fine", "v7", "v8")
VERSIONS = ("v7", "v8")
FACES = {"coarse": 0.7, "fine": 0.75, "v7": 0.85, "v8": 0.85}
MARGIN = 2


class Generators(nn.Module):
    """Both mappings and the synthesis that they share during the first phases."""

    def __init__(self, preset: Preset, projections: Tensor) -> None:
        super().__init__()
        self.mapping = nn.ModuleDict({v: Mapping(v, projections) for v in VERSIONS})
        self.synthesis = Synthesis(preset.shape)


def steps_of(preset: Preset, phase: str) -> int:
    return {"coarse": preset.coarse_steps, "fine": preset.fine_steps}.get(phase, preset.own_steps)


def batch(
    model: Generators, pictures: Pictures, phase: str, size: int, rng: np.random.Generator
) -> tuple[Tensor, np.ndarray]:
    """w of a mixed batch and its uint8 pictures; phases v7 and v8 draw their own people only."""
    versions: Iterable[str] = VERSIONS if phase in ("coarse", "fine") else (phase,)
    ws, images = [], []
    for version in versions:
        count = size // len(tuple(versions))
        z, labels, pixels = pictures.draw(version, count, FACES[phase], rng)
        ws.append(model.mapping[version](z, labels))
        images.append(pixels)
    return torch.cat(ws), np.concatenate(images)


def coarse_loss(model: Generators, w: Tensor, images: np.ndarray, weights: Tensor) -> Tensor:
    real = F.avg_pool2d(to_unit(images), 4)
    return reconstruction(model.synthesis(w, 64), real, weights, 2)


def fine_loss(
    model: Generators,
    w: Tensor,
    images: np.ndarray,
    weights: tuple[Tensor, Tensor],
    crop: int,
    rng: np.random.Generator,
) -> Tensor:
    """Loss of a crop of ``crop`` cells of the 64×64 features (half of them on the face)."""
    code = model.synthesis.code(w)
    x = model.synthesis.features64(code)
    room = 64 - crop
    top, left = (int(v) for v in rng.integers(0, room + 1, 2))
    if room and rng.random() < 0.6:
        top = int(np.clip(32 - crop // 2 + rng.integers(-4, 5), 0, room))
        left = int(np.clip(32 - crop // 2 + rng.integers(-4, 5), 0, room))
    made = model.synthesis.finish(x[:, :, top : top + crop, left : left + crop], code)
    # Cells at the rim of a crop see padding instead of their neighbours.
    inner = MARGIN * 4 if room else 0
    y0, x0, edge = top * 4 + inner, left * 4 + inner, crop * 4 - 2 * inner
    window = (slice(None), slice(y0, y0 + edge), slice(x0, x0 + edge))
    made = made[:, :, inner : inner + edge, inner : inner + edge]
    loss = reconstruction(made, to_unit(images[window]), weights[1][:, :, window[1], window[2]])
    real = F.avg_pool2d(to_unit(images), 4)
    return loss + 0.25 * reconstruction(model.synthesis.rgb64(x), real, weights[0], 1)


def rate_at(step: int, steps: int, peak: float, floor: float = 0.05) -> float:
    """Warm-up over 50 steps, level to the middle, then a cosine down to ``floor``."""
    if step < 50:
        return peak * (step + 1) / 50
    t = max(0.0, (step / steps - 0.4) / 0.6)
    return peak * (floor + (1 - floor) * 0.5 * (1 + float(np.cos(np.pi * min(1.0, t)))))


def average(into: nn.Module, model: nn.Module, keep: float) -> None:
    """Exponential moving average of the weights, in place."""
    with torch.no_grad():
        mine, theirs = list(into.parameters()), list(model.parameters())
        torch._foreach_lerp_(mine, theirs, 1 - keep)


def train_phase(phase: str, preset: Preset, seed: int, data: Path, out: Path) -> None:
    """Run one phase to its end from its last checkpoint, or from the phase before."""
    torch.manual_seed(seed)
    rng = np.random.default_rng([seed, PHASES.index(phase)])
    pictures = Pictures(data)
    model = Generators(preset, read_projections(data))
    path, steps = out / f"{phase}.pt", steps_of(preset, phase)
    before = {"coarse": None, "fine": "coarse"}.get(phase, "fine")
    state = torch.load(path, weights_only=True) if path.exists() else None
    start = state["step"] if state else 0
    if state is None and before:
        earlier = torch.load(out / f"{before}.pt", weights_only=True)
        # The average is the better start, except where the head has not been trained yet.
        model.load_state_dict(earlier["average"])
    averaged = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=preset.rate, betas=(0.9, 0.99), weight_decay=0.01
    )
    if state:
        model.load_state_dict(state["model"])
        averaged.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        rng = np.random.default_rng([seed, PHASES.index(phase), start])
    weights = (region_weights(64), region_weights(SIZE))
    peak = preset.rate if phase in ("coarse", "fine") else preset.rate * 0.75
    size = preset.coarse_batch if phase == "coarse" else preset.fine_batch
    began, spent, recent = time.monotonic(), time.process_time(), []
    for step in range(start, steps):
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, steps, peak)
        w, images = batch(model, pictures, phase, size, rng)
        if phase == "coarse":
            loss = coarse_loss(model, w, images, weights[0])
        else:
            loss = fine_loss(model, w, images, weights, preset.crop, rng)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average(averaged, model, min(0.995, (1 + step) / (10 + step)))
        recent.append(float(loss.detach()))
        if (step + 1) % preset.save_every == 0 or step + 1 == steps:
            known = pictures.refresh()
            done = step + 1 - start
            print(
                f"{phase} {step + 1}/{steps} loss {np.mean(recent):.4f} pictures {known} "
                f"wall {(time.monotonic() - began) / done:.2f} cpu "
                f"{(time.process_time() - spent) / done:.2f} s a step",
                file=sys.stderr,
                flush=True,
            )
            recent.clear()
            save(path, step + 1, model, averaged, optimizer)


def save(
    path: Path, step: int, model: nn.Module, averaged: nn.Module, optimizer: torch.optim.Optimizer
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "step": step,
            "model": model.state_dict(),
            "average": averaged.state_dict(),
            "optimizer": optimizer.state_dict(),
        },
        partial,
    )
    partial.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    parser.add_argument("--phase", choices=PHASES, action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--data", type=Path, default=STUDIO)
    parser.add_argument("--out", type=Path, default=CACHE / "checkpoints")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for phase in options.phase or PHASES:
        train_phase(phase, PRESETS[options.preset], options.seed, options.data, options.out)


if __name__ == "__main__":
    main()
