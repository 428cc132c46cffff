"""Losses. ``logits`` and ``target`` are ``[n, 1, h, w] float32``; targets are 0…1."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

Loss = Callable[[Tensor, Tensor], Tensor]
TEMPERATURE = 2.0
QUANTUM = 1 / 510
"""Half a step of an 8-bit soft label: the nearest that a stored 0 or 255 can be to 0 or 1."""


def mse(logits: Tensor, target: Tensor) -> Tensor:
    """Mean squared error of probabilities."""
    return functional.mse_loss(torch.sigmoid(logits), target)


def soft_bce(logits: Tensor, target: Tensor) -> Tensor:
    """Binary cross entropy against the teacher's probability."""
    return functional.binary_cross_entropy_with_logits(logits, target)


def kl(logits: Tensor, target: Tensor) -> Tensor:
    """KL(teacher ‖ student) of the two-class distribution at temperature 2, times 2² (Hinton et
    al., 2015). At temperature 1 its gradient would be that of :func:`soft_bce`.
    """
    warm = torch.sigmoid(torch.logit(target, eps=QUANTUM) / TEMPERATURE)
    cold = logits / TEMPERATURE
    cross = functional.binary_cross_entropy_with_logits(cold, warm)
    entropy = functional.binary_cross_entropy(warm, warm)
    return (cross - entropy) * TEMPERATURE**2


def true_mask(logits: Tensor, target: Tensor) -> Tensor:
    """For the teacher: cross entropy plus half of the soft Jaccard distance, per picture."""
    mask = torch.sigmoid(logits)
    both = (mask * target).sum(dim=(1, 2, 3))
    either = (mask + target - mask * target).sum(dim=(1, 2, 3))
    jaccard = 1 - (both + 1) / (either + 1)
    return soft_bce(logits, target) + 0.5 * jaccard.mean()


DISTILLATION: dict[str, Loss] = {"mse": mse, "soft_bce": soft_bce, "kl": kl}
