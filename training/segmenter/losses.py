"""Losses. ``logits`` and ``target`` are ``[n, 1, h, w] float32``; targets are 0…1. All weigh the
edges of hair and thin strands more (:func:`edge_weight`): there masks go wrong.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

Loss = Callable[[Tensor, Tensor], Tensor]
TEMPERATURE = 2.0
QUANTUM = 1 / 510
"""Half a step of an 8-bit soft label: the nearest that a stored 0 or 255 can be to 0 or 1."""


EDGE = 4.0
"""How much more a pixel counts where hair ends or a strand is thin, before weights are scaled."""


def edge_weight(target: Tensor) -> Tensor:
    """More where the 3×3 pixels around differ in hair: 1 for the mean of all pixels."""
    highest = functional.max_pool2d(target, 3, 1, 1)
    lowest = -functional.max_pool2d(-target, 3, 1, 1)
    weight = 1 + EDGE * (highest - lowest)
    return weight / weight.mean()


def mse(logits: Tensor, target: Tensor) -> Tensor:
    """Mean squared error of probabilities."""
    errors = functional.mse_loss(torch.sigmoid(logits), target, reduction="none")
    return (errors * edge_weight(target)).mean()


def soft_bce(logits: Tensor, target: Tensor) -> Tensor:
    """Binary cross entropy against the teacher's probability."""
    return functional.binary_cross_entropy_with_logits(logits, target, edge_weight(target))


def kl(logits: Tensor, target: Tensor) -> Tensor:
    """KL(teacher ‖ student) of the two-class distribution at temperature 2, times 2² (Hinton et
    al., 2015). At temperature 1 its gradient would be that of :func:`soft_bce`.
    """
    warm = torch.sigmoid(torch.logit(target, eps=QUANTUM) / TEMPERATURE)
    cold = logits / TEMPERATURE
    weight = edge_weight(target)
    cross = functional.binary_cross_entropy_with_logits(cold, warm, weight)
    entropy = functional.binary_cross_entropy(warm, warm, weight)
    return (cross - entropy) * TEMPERATURE**2


def true_mask(logits: Tensor, target: Tensor) -> Tensor:
    """For the teacher: cross entropy plus half of the soft Jaccard distance, per picture."""
    mask = torch.sigmoid(logits)
    both = (mask * target).sum(dim=(1, 2, 3))
    either = (mask + target - mask * target).sum(dim=(1, 2, 3))
    jaccard = 1 - (both + 1) / (either + 1)
    return soft_bce(logits, target) + 0.5 * jaccard.mean()


DISTILLATION: dict[str, Loss] = {"mse": mse, "soft_bce": soft_bce, "kl": kl}
