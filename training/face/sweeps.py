"""An album's start in closed form, from the studio's sweeps: the faces as one score moves.

The pictures at the anchors and the looks of the face are the studio's own. How a picture has to be
bent to show another pose is dense inverse search optical flow (Kroeger et al. 2016,
arXiv:1603.03590) from step to step, of which components are kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.face.album import (
    ANCHORS,
    BOTTOM,
    CELL,
    HIGH,
    KNOTS,
    LEFT,
    LOW,
    MIDDLE,
    RIGHT,
    SIZE,
    SPLIT,
    TOP,
    Album,
    from_rgb,
)
from training.face.dataset import Shard, read_shard, to_unit
from training.face.mapping import Mapping

ORDER = ("pose", "eyes", "mouth")
NOISE, EXPRESSION = 0.1, 4.0
POSES = np.linspace(-0.6, 1.8, KNOTS["pose"])


class Sweeps:
    """Pictures ``[people, knots, 256, 256, 3]`` uint8 of one version, by score."""

    def __init__(self, folder: Path, version: str) -> None:
        shard: Shard = read_shard(folder / "sweeps.json")
        rows = [i for i, row in enumerate(shard.rows) if row["version"] == version]
        each = sum(KNOTS[name] for name in ORDER)
        images = shard.images[rows[0] : rows[-1] + 1].reshape(-1, each, SIZE, SIZE, 3)
        ends = np.cumsum([KNOTS[name] for name in ORDER])[:-1]
        self.images = dict(zip(ORDER, np.split(images, ends, axis=1), strict=True))
        self.people = len(images)
        self.z, self.labels = shard.z[rows[::each]], shard.labels[rows[::each]]


@torch.no_grad()
def fill(album: Album, sweeps: Sweeps) -> None:
    """Set pictures, looks and flows of ``album``."""
    poses = sweeps.images["pose"]
    pictures = [from_rgb(to_unit(poses[:, knot(pose)])) for pose in ANCHORS]
    album.luma.copy_(torch.cat([luma.flatten(1) for luma, _ in pictures], 1))
    album.chroma.copy_(torch.cat([chroma.flatten(1) for _, chroma in pictures], 1))
    for name, rows, coefficients, basis in (
        ("eyes", slice(TOP, SPLIT), album.eyes, album.eyes_look),
        ("mouth", slice(SPLIT, BOTTOM), album.mouth, album.mouth_look),
    ):
        faces = to_unit(sweeps.images[name].reshape(-1, SIZE, SIZE, 3)[:, rows, LEFT:RIGHT])
        luma, chroma = from_rgb(faces)
        keep(torch.cat([luma.flatten(1), chroma.flatten(1)], 1), coefficients, basis, name)
    turns = album.turn.split(album.shape.turns, dim=1)
    for k, pose in enumerate(ANCHORS):
        keep(flows(poses, knot(pose)), turns[k], album.flow[k], f"turns of {pose}")
    keep(flows(poses, knot(MIDDLE)), album.face_turn, album.face_flow, "turns of the face")


def knot(pose: float) -> int:
    return int(np.abs(POSES - pose).argmin())


def keep(rows: Tensor, coefficients: Tensor, basis: Tensor, what: str) -> None:
    """The strongest components of ``rows`` ``[n, d]`` into ``[n, r]`` and ``[r, d]``."""
    values, vectors = torch.linalg.eigh((rows @ rows.T).double())
    strongest = vectors[:, -min(coefficients.shape[1], len(values)) :].flip(1).float()
    found = strongest.shape[1]
    components = strongest.T @ rows
    length = (components.square().mean(1, keepdim=True).sqrt() * found**0.5).clamp_min(1e-8)
    coefficients.zero_()
    basis.zero_()
    coefficients[:, :found] = strongest * length.T
    basis[:found] = components / length
    missed = (rows - coefficients @ basis).square().mean().sqrt()
    print(f"{what}: {found} components of {len(rows)} leave {missed:.4f} rms", file=sys.stderr)


def flows(poses: np.ndarray, anchor: int) -> Tensor:
    """Backward flow from every pose to the anchor, ``[people · knots, 2 · 64 · 64]`` in pixels."""
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    count = poses.shape[1]
    found = np.zeros((len(poses), count, SIZE, SIZE, 2), np.float32)
    for person, series in enumerate(poses):
        grey = [cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY) for image in series]
        for way in (range(anchor + 1, count), range(anchor - 1, -1, -1)):
            before = anchor
            for k in way:
                start = found[person, before].copy()
                found[person, k] = search.calc(grey[k], grey[anchor], start)
                before = k
    flat = torch.from_numpy(found.reshape(-1, SIZE, SIZE, 2)).permute(0, 3, 1, 2)
    return F.avg_pool2d(flat, CELL).flatten(1)


def teach_recognition(
    album: Album,
    mapping: Mapping,
    ours: tuple[Tensor, Tensor, Tensor],
    others: tuple[Tensor, Tensor],
    seed: int,
    steps: int = 800,
) -> None:
    """Tell the album's people from others by w, whatever the expression.

    ``ours``: z, labels and directions ``[people, 3, 512]``; ``others``: z and labels. A direction
    changes who it is a little, so people are shown with all useful weights along theirs.
    """
    generator = torch.Generator().manual_seed(seed)
    low, high = -torch.tensor(HIGH), -torch.tensor(LOW)
    with torch.no_grad():
        known, strange = mapping(*ours[:2]), mapping(*others)
    optimizer = torch.optim.Adam(album.recognise.parameters(), lr=0.01)
    for _ in range(steps):
        person = torch.randint(len(known), (192,), generator=generator)
        weights = low + (high - low) * torch.rand(len(person), 3, generator=generator)
        moved = known[person] + (weights[:, :, None] * ours[2][person]).sum(1)
        other = torch.randint(len(strange), (64,), generator=generator)
        spread = EXPRESSION * torch.randn(len(other), 3, generator=generator) @ mapping.basis.T
        w = torch.cat([moved, strange[other] + spread])
        w = w + NOISE * torch.randn(w.shape, generator=generator)
        who = torch.cat([person, torch.full_like(other, album.people)])
        loss = F.cross_entropy(album.recognise(w), who)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(f"recognition loss {float(loss.detach()):.5f}", file=sys.stderr)
