"""Muon for the matrices of the layers, AdamW for embeddings and gains; one schedule for both."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.muon import Muon


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
