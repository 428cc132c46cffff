"""Fit a trained generator to a studio that has changed, w staying what it is.

The mapping, and with it faces and directions, is frozen. The network below the album starts again
from principal components of the new pictures, reads their code from the old w and polishes a
little; composition forgets, and the album is filled anew by training.face.sweeps.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import torch

from training.face.compose import Compose
from training.face.dataset import Pictures
from training.face.losses import reconstruction, region_weights
from training.face.mapping import Mapping
from training.face.presets import Preset
from training.face.start import gather, start, teach_code
from training.face.synthesis import Synthesis
from training.face.train import FACES, cropped, draw_window, rate_at

REPORT = 50


def refit(
    mapping: Mapping, synthesis: Synthesis, pictures: Pictures, preset: Preset, seed: int
) -> None:
    """Components and code anew, then ``preset.refit_steps`` on pictures without the album."""
    mapping.requires_grad_(False)
    album, synthesis.album = synthesis.album, None
    if synthesis.compose is not None:
        synthesis.compose = Compose(synthesis.shape.at128)
    people = gather(pictures, mapping.version)
    codes = start(synthesis, people)
    teach_code(mapping, synthesis, people, codes, preset.code_steps, seed)
    del people, codes
    polish(mapping, synthesis, pictures, preset, seed)
    synthesis.album = album


def polish(
    mapping: Mapping, synthesis: Synthesis, pictures: Pictures, preset: Preset, seed: int
) -> None:
    """Train all but album and composition on pictures."""
    weights, began = region_weights(), time.monotonic()
    rng = np.random.default_rng([seed, int(mapping.version[1:]), 3])
    ours = [p for name, p in synthesis.named_parameters() if not name.startswith("compose")]
    optimizer = torch.optim.AdamW(ours, lr=preset.rate, betas=(0.9, 0.99), weight_decay=0.002)
    synthesis.fast, recent = True, []
    for step in range(preset.refit_steps):
        optimizer.param_groups[0]["lr"] = rate_at(step, preset.refit_steps, preset.rate)
        z, labels, images = pictures.draw(mapping.version, preset.batch, FACES, rng)
        window = draw_window(preset.crop, rng)
        made = synthesis(mapping(z, labels), window)
        loss = reconstruction(*cropped(made, images, window, weights))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(ours, 1.0)
        optimizer.step()
        recent.append(float(loss.detach()))
        if (step + 1) % REPORT == 0 or step + 1 == preset.refit_steps:
            each = (time.monotonic() - began) / (step + 1)
            print(
                f"{mapping.version} refit {step + 1}/{preset.refit_steps} "
                f"loss {np.mean(recent):.4f} {each:.2f} s a step",
                file=sys.stderr,
                flush=True,
            )
            recent.clear()
