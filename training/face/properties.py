"""A small network that reads eyes, mouth and pose off a picture, trained on studio pictures.

It measures generated pictures for VectorFind's report; the product does not use it.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.face.dataset import COLUMNS, Pictures, to_unit
from training.face.faces import SCORES
from training.face.mapping import EXPRESSION

WINDOW = slice(64, 192)  # the face, at 256 px
_COLUMNS = [COLUMNS.index(name) for name in EXPRESSION]


class Properties(nn.Module):
    """Face windows ``[n, 3, 128, 128]`` in −1…1 → scores ``[n, 3]`` scaled to 0…1."""

    def __init__(self) -> None:
        super().__init__()
        widths = (3, 16, 24, 32, 48, 64)
        self.body = nn.Sequential(
            *[
                nn.Sequential(nn.Conv2d(a, b, 3, 2, 1), nn.BatchNorm2d(b), nn.ReLU())
                for a, b in pairwise(widths)
            ],
            nn.Flatten(),
            nn.Linear(64 * 16, 64),
            nn.ReLU(),
            nn.Linear(64, 3),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.body(x)


def window(images: Tensor) -> Tensor:
    """The face part of pictures ``[n, 3, 256, 256]``."""
    return images[:, :, WINDOW, WINDOW]


def scaled(scores: Tensor) -> Tensor:
    """Scores in their own units ``[n, 3]`` → 0…1 over the useful range."""
    low, high = torch.tensor([SCORES[name] for name in EXPRESSION]).T
    return (scores - low) / (high - low)


def train_properties(pictures: Pictures, steps: int, seed: int, path: Path) -> Properties:
    """Train, or load from ``path`` when that exists."""
    torch.manual_seed(seed)
    net = Properties()
    if path.exists():
        net.load_state_dict(torch.load(path, weights_only=True))
        return net.eval()
    rng = np.random.default_rng(seed)
    rows = [(s, i) for s, shard in enumerate(pictures.shards) for i in range(len(shard.rows))]
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3)
    for step in range(steps):
        picks = [rows[k] for k in rng.integers(len(rows), size=32)]
        images = np.stack([pictures.shards[s].images[i, WINDOW, WINDOW] for s, i in picks])
        labels = torch.stack([pictures.shards[s].labels[i, _COLUMNS] for s, i in picks])
        x = to_unit(images)
        x = x * (0.85 + 0.3 * torch.rand(len(x), 1, 1, 1)) + 0.05 * torch.randn_like(x)
        if step % 2:  # a generator's pictures are softer than the studio's
            x = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), "replicate"), 3, 1)
        loss = (net(x) - scaled(labels)).square().mean()
        optimizer.param_groups[0]["lr"] = 2e-3 * 0.5 * (1 + np.cos(np.pi * step / steps))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (step + 1) % 100 == 0:
            rms = float(loss.detach()) ** 0.5
            print(f"properties {step + 1}/{steps} rms {rms:.4f}", file=sys.stderr)
    torch.save(net.state_dict(), path)
    return net.eval()
