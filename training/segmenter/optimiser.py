"""Muon (:mod:`training.muon`) for convolutions, AdamW for gains, shifts and depthwise filters."""

from __future__ import annotations

import torch
from torch import nn

from training.muon import Muon


def optimisers(network: nn.Module, rate: float) -> list[torch.optim.Optimizer]:
    """One for the convolutions that mix channels, one for the rest."""
    mixing = [m.weight for m in network.modules() if isinstance(m, nn.Conv2d) and m.groups == 1]
    known = {id(weight) for weight in mixing}
    rest = [weight for weight in network.parameters() if id(weight) not in known]
    return [
        Muon(mixing, rate, momentum=0.95, decay=0.01),
        torch.optim.AdamW(rest, lr=rate, weight_decay=0.0),
    ]
