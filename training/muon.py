"""Muon: Jordan et al. 2024 (momentum, orthogonalised by Newton-Schulz iterations); the scale of the
step follows Moonshot AI 2025 (0.2 · sqrt(longer side)), so that it shares a rate with AdamW.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor

_QUINTIC = (3.4445, -4.7750, 2.0315)


def orthogonalised(momentum: Tensor, steps: int = 5) -> Tensor:
    """Nearest semi-orthogonal matrices of a stack ``[k, m, n]``, roughly: bfloat16 is enough."""
    a, b, c = _QUINTIC
    x = (momentum / (momentum.norm(dim=(-2, -1), keepdim=True) + 1e-7)).bfloat16()
    tall = x.shape[-2] > x.shape[-1]
    x = x.mT if tall else x
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.mT if tall else x).to(momentum.dtype)


class Muon(torch.optim.Optimizer):
    """For weights of two dimensions or more, a filter bank ``[out, in, h, w]`` being a matrix
    ``[out, in · h · w]``; equal shapes are orthogonalised together."""

    def __init__(self, weights: Iterable[Tensor], lr: float, momentum: float, decay: float) -> None:
        super().__init__(weights, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[Tensor]] = defaultdict(list)
            for weight in group["params"]:
                if weight.grad is not None:
                    by_shape[weight.shape].append(weight)
            for shape, weights in by_shape.items():
                ahead = [self._momentum(w, group["momentum"]).flatten(1) for w in weights]
                scale = 0.2 * max(ahead[0].shape) ** 0.5 * group["lr"]
                for weight, update in zip(weights, orthogonalised(torch.stack(ahead)), strict=True):
                    weight.mul_(1 - group["lr"] * group["decay"])
                    weight.add_(update.reshape(shape), alpha=-scale)

    def _momentum(self, weight: Tensor, momentum: float) -> Tensor:
        assert weight.grad is not None
        state = self.state[weight]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(weight)
        buffer: Tensor = state["momentum"]
        buffer.lerp_(weight.grad, 1 - momentum)
        return weight.grad.lerp(buffer, momentum)
