"""AdamW under one linear warm-up and decay; the token vectors may have a rate of their own."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn


class Optimiser:
    """One schedule over ``steps``; the token table, whose entries are large, learns at ``tokens``
    times the rate ``lr``."""

    def __init__(
        self,
        encoder: nn.Module,
        steps: int,
        lr: float,
        warmup: int,
        heads: nn.Module | None = None,
        tokens: float = 1.0,
    ) -> None:
        parameters = dict(encoder.named_parameters())
        table = [parameters.pop("tokens.weight")]
        rest = [*parameters.values(), *(heads.parameters() if heads is not None else [])]
        groups: list[dict[str, Any]] = [{"params": rest}, {"params": table, "lr": tokens * lr}]
        self.parameters = rest + table
        self.inner = torch.optim.AdamW(groups, lr, betas=(0.9, 0.98), weight_decay=0.01)

        def share(step: int) -> float:
            return min((step + 1) / warmup, max(0.02, (steps - step) / (steps - warmup + 1)))

        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.inner, share)

    def step(self, loss: Tensor) -> None:
        """Backward, clip, update, next learning rate."""
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.inner.step()
        self.schedule.step()
        self.inner.zero_grad(set_to_none=True)
