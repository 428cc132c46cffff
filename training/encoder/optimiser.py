"""Muon for the encoder's matrices, AdamW for all else; one linear warm-up and decay.

Muon (Jordan et al. 2024) orthogonalises the momentum of a matrix by Newton–Schulz steps; the
update is scaled to AdamW's size as in Liu et al. 2025, so one learning rate serves both. It
learns more a step than AdamW, which is what a small machine needs.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

_A, _B, _C = 3.4445, -4.7750, 2.0315


def orthogonalise(matrix: Tensor, steps: int = 5) -> Tensor:
    """Nearest semi-orthogonal matrix, about; same shape, float32."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        gram = x @ x.T
        x = _A * x + (_B * gram + _C * gram @ gram) @ x
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """Nesterov momentum, orthogonalised; for 2-D parameters only."""

    def __init__(
        self, params: list[nn.Parameter], lr: float, momentum: float = 0.95, decay: float = 0.01
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if not state:
                    state["momentum"] = torch.zeros_like(parameter)
                velocity = state["momentum"]
                velocity.mul_(group["momentum"]).add_(parameter.grad)
                update = orthogonalise(parameter.grad + group["momentum"] * velocity)
                scale = 0.2 * max(parameter.shape) ** 0.5
                parameter.mul_(1 - group["lr"] * group["decay"])
                parameter.add_(update, alpha=-group["lr"] * scale)


class Optimiser:
    """Both optimisers (or AdamW alone) under one schedule over ``steps``."""

    def __init__(
        self,
        encoder: nn.Module,
        others: nn.Module | None,
        steps: int,
        lr: float,
        warmup: int,
        muon: bool = True,
    ) -> None:
        body = [
            parameter
            for name, parameter in encoder.named_parameters()
            if muon and parameter.ndim == 2 and name.startswith("blocks.")
        ]
        taken = {id(parameter) for parameter in body}
        rest = [p for p in encoder.parameters() if id(p) not in taken]
        rest += list(others.parameters()) if others is not None else []
        self.parts: list[torch.optim.Optimizer] = [Muon(body, lr)] if body else []
        self.parts += [
            torch.optim.AdamW(rest, lr, betas=(0.9, 0.98), weight_decay=0.01),
        ]
        self.parameters = body + rest
        self.schedules = [
            torch.optim.lr_scheduler.LambdaLR(
                part,
                lambda step: min(
                    (step + 1) / warmup, max(0.02, (steps - step) / (steps - warmup + 1))
                ),
            )
            for part in self.parts
        ]

    def step(self, loss: Tensor) -> None:
        """Backward, clip, update, next learning rate."""
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        for part, schedule in zip(self.parts, self.schedules, strict=True):
            part.step()
            schedule.step()
            part.zero_grad(set_to_none=True)
