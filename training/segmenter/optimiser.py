"""Muon (Jordan et al., 2024) for convolutions, AdamW for gains, shifts and depthwise filters."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from training.llm.optimiser import orthogonalised

_MOMENTUM = 0.95
_DECAY = 0.01


class Muon(torch.optim.Optimizer):
    """Each filter bank ``[out, in, h, w]`` as a matrix ``[out, in · h · w]``."""

    def __init__(self, weights: Iterable[Tensor], lr: float) -> None:
        super().__init__(weights, {"lr": lr})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(weight)
                momentum: Tensor = state["momentum"]
                momentum.lerp_(weight.grad, 1 - _MOMENTUM)
                ahead = weight.grad.lerp(momentum, _MOMENTUM).flatten(1)
                update = orthogonalised(ahead[None])[0].reshape(weight.shape)
                scale = 0.2 * max(ahead.shape) ** 0.5 * group["lr"]
                weight.mul_(1 - group["lr"] * _DECAY).add_(update, alpha=-scale)


def optimisers(network: nn.Module, rate: float) -> list[torch.optim.Optimizer]:
    """One for the convolutions that mix channels, one for the rest."""
    mixing = [m.weight for m in network.modules() if isinstance(m, nn.Conv2d) and m.groups == 1]
    known = {id(weight) for weight in mixing}
    rest = [weight for weight in network.parameters() if id(weight) not in known]
    return [Muon(mixing, rate), torch.optim.AdamW(rest, lr=rate, weight_decay=0.0)]
