"""Muon for the matrices of the layers, AdamW for embeddings and gains, and one schedule for both.

Muon: Jordan et al. 2024 (momentum, orthogonalised by Newton-Schulz iterations); the scale of the
step follows Moonshot AI 2025 (0.2 · sqrt(longer side)), so both parts share a learning rate scale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor, nn

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
    """For two-dimensional weights only; equal shapes are orthogonalised together."""

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
                updates = torch.stack([self._momentum(w, group["momentum"]) for w in weights])
                scale = 0.2 * max(shape) ** 0.5 * group["lr"]
                for weight, update in zip(weights, orthogonalised(updates), strict=True):
                    weight.mul_(1 - group["lr"] * group["decay"]).add_(update, alpha=-scale)

    def _momentum(self, weight: Tensor, momentum: float) -> Tensor:
        assert weight.grad is not None
        state = self.state[weight]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(weight)
        buffer: Tensor = state["momentum"]
        buffer.lerp_(weight.grad, 1 - momentum)
        return weight.grad.lerp(buffer, momentum)


class Optimiser:
    """Both optimisers as one; ``lr`` is Muon's peak, ``adam_lr`` that of the rest."""

    def __init__(self, model: nn.Module, lr: float, adam_lr: float, decay: float = 0.05) -> None:
        matrices: list[Tensor] = []
        rest: list[Tensor] = []
        for name, weight in model.named_parameters():
            (matrices if weight.ndim == 2 and "embed" not in name else rest).append(weight)
        self.parts: list[torch.optim.Optimizer] = [
            Muon(matrices, lr=lr, momentum=0.95, decay=decay),
            torch.optim.AdamW(rest, lr=adam_lr, betas=(0.9, 0.97), eps=1e-10, weight_decay=0.0),
        ]
        self._peaks = [lr, adam_lr]

    def step(self, factor: float) -> None:
        """One update at ``factor`` (0…1) times the peak learning rates; gradients are cleared."""
        for part, peak in zip(self.parts, self._peaks, strict=True):
            for group in part.param_groups:
                group["lr"] = factor * peak
            part.step()
            part.zero_grad(set_to_none=True)

    def state_dict(self) -> list[dict[str, object]]:
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, states: list[dict[str, object]]) -> None:
        for part, state in zip(self.parts, states, strict=True):
            part.load_state_dict(state)


def warmup_stable_decay(progress: float, warmup: float, decay: float) -> float:
    """Learning rate factor at ``progress`` (0…1): rise, plateau, then down to 0 linearly."""
    if progress < warmup:
        return progress / warmup
    return min(1.0, (1.0 - progress) / decay) if decay > 0 else 1.0
