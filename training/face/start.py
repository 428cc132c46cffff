"""Where a generator starts: principal components of studio pictures, in closed form.

The code of a picture is its coordinates along the components, whitened: ``picture`` numbers for
64×64 RGB and ``detail`` numbers for the luminance of the face at 128×128 that the small picture
lacks. Dense layers are then taught to give that code from w, which costs next to nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.face.dataset import Pictures, labels_of, to_unit
from training.face.losses import region_weights
from training.face.mapping import Mapping
from training.face.synthesis import FOVEA, Synthesis

LUMA = torch.tensor([0.299, 0.587, 0.114])
FACES_WEIGHT = 3.0


@dataclass
class People:
    """All pictures of one version, small."""

    z: Tensor
    labels: Tensor
    small: Tensor
    detail: Tensor
    weight: Tensor


def gather(pictures: Pictures, version: str) -> People:
    """64×64 pictures, face detail and latents; the faces of the product weigh more."""
    parts = []
    for known in (True, False):
        rows = pictures.index.get((version, known), [])
        for chunk in (rows[i : i + 64] for i in range(0, len(rows), 64)):
            real = to_unit(np.stack([pictures.shards[s].images[i] for s, i in chunk]))
            half = F.avg_pool2d(real, 2)
            small = F.avg_pool2d(half, 2)
            rest = half - F.interpolate(small, scale_factor=2.0, mode="bilinear")
            luma = (rest * LUMA[:, None, None]).sum(1)[:, FOVEA, FOVEA]
            z = torch.stack([pictures.shards[s].z[i] for s, i in chunk])
            labels = torch.stack([pictures.shards[s].labels[i] for s, i in chunk])
            weight = torch.full((len(chunk),), FACES_WEIGHT if known else 1.0)
            parts.append((z, labels_of(version, labels), small.flatten(1), luma.flatten(1), weight))
    return People(*[torch.cat(column) for column in zip(*parts, strict=True)])


def components(x: Tensor, weight: Tensor, pixels: Tensor, count: int) -> tuple[Tensor, ...]:
    """Weighted PCA of rows: mean, scaled basis ``[d, count]`` and whitened coordinates.

    ``pixels`` ``[d]`` says how much a pixel matters. Rows of lower weight pull less.
    """
    mean = (x * weight[:, None]).sum(0) / weight.sum()
    root = pixels.sqrt()
    y = (x - mean) * root
    scaled = y * (weight / weight.mean()).sqrt()[:, None]
    values, vectors = torch.linalg.eigh((scaled @ scaled.T).double())
    keep = torch.arange(len(values) - 1, max(len(values) - 1 - count, -1), -1)
    keep = keep[values[keep] > 1e-6 * values.max()]  # fewer where there are few rows
    values, vectors = values[keep].float(), vectors[:, keep].float()
    basis = (scaled.T @ vectors) / values.clamp_min(1e-8).sqrt()
    deviation = (values / len(x)).sqrt().clamp_min(1e-6)
    return mean, basis * deviation / root[:, None], (y @ basis) / deviation


def start(synthesis: Synthesis, people: People) -> Tensor:
    """Set the two linear maps of ``synthesis``; returns the codes ``[n, picture + detail]``."""
    weights64 = F.interpolate(region_weights(256), scale_factor=0.25, mode="area").flatten()
    weights128 = F.interpolate(region_weights(256), scale_factor=0.5, mode="area")
    codes = []
    for layer, x, pixels, count in (
        (synthesis.picture, people.small, weights64.repeat(3), synthesis.shape.picture),
        (
            synthesis.detail,
            people.detail,
            weights128[0, 0, FOVEA, FOVEA].flatten(),
            synthesis.shape.detail,
        ),
    ):
        mean, basis, code = components(x, people.weight, pixels, count)
        found = basis.shape[1]
        with torch.no_grad():
            layer.bias.copy_(mean)
            layer.weight.zero_()
            layer.weight[:, :found] = basis
        codes.append(F.pad(code, (0, count - found)))
        missed = (x - mean - code @ basis.T).abs().mean() * 127.5
        print(f"{found} components leave {missed:.2f} of 255", file=sys.stderr)
    return torch.cat(codes, 1)


def teach_code(
    mapping: Mapping, synthesis: Synthesis, people: People, codes: Tensor, steps: int, seed: int
) -> None:
    """Regress the code from z and labels; the strongest components weigh most.

    A frozen mapping stays as it is.
    """
    generator = torch.Generator().manual_seed(seed)
    both = [*mapping.parameters(), *synthesis.read.parameters()]
    parameters = [parameter for parameter in both if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=2e-3, weight_decay=0.02)
    scale = synthesis.picture.weight.detach().square().sum(0).sqrt()
    importance = torch.cat([scale, 2 * synthesis.detail.weight.detach().square().sum(0).sqrt()])
    importance = (importance / importance.mean()).sqrt()
    for step in range(steps):
        pick = torch.multinomial(people.weight, 96, True, generator=generator)
        made = synthesis.code(mapping(people.z[pick], people.labels[pick]))
        loss = ((made - codes[pick]) * importance).abs().mean()
        optimizer.param_groups[0]["lr"] = 2e-3 * 0.5 * (1 + np.cos(np.pi * step / steps))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if (step + 1) % 100 == 0 or step + 1 == steps:
            print(
                f"code {step + 1}/{steps} loss {float(loss.detach()):.4f}",
                file=sys.stderr,
                flush=True,
            )
