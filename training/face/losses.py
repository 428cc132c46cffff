"""Reconstruction loss: weighted L1 over scales plus L1 of gradients; a loss of sharpness.

Eyes and mouth are a few percent of the picture and all of the expression, so they weigh more.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def region_weights(size: int = 256) -> Tensor:
    """``[1, 1, size, size]``, mean 1: face above background, eyes and mouth above the face.

    The studio keeps the head in place: eye line at 0.457 of the height, mouth at 0.63; a turn
    shifts it by at most 0.05.
    """
    y, x = torch.meshgrid(*[(torch.arange(size) + 0.5) / size] * 2, indexing="ij")
    weights = torch.ones(size, size)
    weights[((x - 0.5) / 0.2) ** 2 + ((y - 0.5) / 0.25) ** 2 < 1] = 2.0
    weights[((x - 0.5).abs() < 0.18) & ((y - 0.45).abs() < 0.065)] = 4.0
    weights[((x - 0.5).abs() < 0.11) & ((y - 0.635).abs() < 0.055)] = 4.0
    return (weights / weights.mean())[None, None]


def reconstruction(made: Tensor, real: Tensor, weights: Tensor, scales: int = 3) -> Tensor:
    """Scalar loss; pictures ``[n, 3, h, w]``, weights ``[1, 1, h, w]``."""
    difference = made - real
    dx = difference[..., :, 1:] - difference[..., :, :-1]
    dy = difference[..., 1:, :] - difference[..., :-1, :]
    loss = (difference.abs() * weights).mean()
    loss = loss + (dx.abs() * weights[..., :, 1:]).mean() + (dy.abs() * weights[..., 1:, :]).mean()
    for _ in range(scales - 1):
        difference, weights = F.avg_pool2d(difference, 2), F.avg_pool2d(weights, 2)
        loss = loss + 0.5 * (difference.abs() * weights).mean()
    return loss


def softness(made: Tensor, real: Tensor, scales: tuple[int, ...] = (4, 16)) -> Tensor:
    """How far local contrast is from the real one, whatever its phase; pictures ``[n, 3, h, w]``.

    L1 alone prefers a blur to a strand that may lie half a pixel aside.
    """
    ours, theirs = steepness(made), steepness(real)
    parts = [(rms(ours, k) - rms(theirs, k)).abs().mean() for k in scales]
    return torch.stack(parts).mean()


def steepness(images: Tensor) -> Tensor:
    """Squared gradient of the channels' mean, ``[n, 1, h - 1, w - 1]``."""
    grey = images.mean(1, keepdim=True)
    dx = grey[..., :-1, 1:] - grey[..., :-1, :-1]
    dy = grey[..., 1:, :-1] - grey[..., :-1, :-1]
    return dx.square() + dy.square()


def rms(squares: Tensor, size: int) -> Tensor:
    """Root of the mean over tiles of ``size`` pixels."""
    return (F.avg_pool2d(squares, size) + 1e-6).sqrt()
