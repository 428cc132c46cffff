"""Mapping network: z and labels to w.

``w = identity(z, other labels) + Q · expression``: the three expression labels (eyes, mouth,
pose; spec §3 scores) enter linearly along fixed orthonormal directions Q, and the identity is
kept out of their span. A straight line in w along one of them is one expression of one person,
which is what directions found on w need.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

Z = 512
W = 512
EXPRESSION = ("eyes", "mouth", "pose")
LABELS = {
    "v7": ("eyes", "mouth", "pose"),
    "v8": (
        "eyes",
        "hair_color",
        "hair_length",
        "mouth",
        "pose",
        "background_mean",
        "background_std",
    ),
}
BINS = 12
SPREAD = 4.0


def expression_basis() -> Tensor:
    """Q, ``[512, 3]`` float32, orthonormal and the same for every generator."""
    generator = torch.Generator().manual_seed(512)
    q, _ = torch.linalg.qr(torch.randn(W, len(EXPRESSION), generator=generator))
    return q.contiguous()


def hats(u: Tensor, bins: int = BINS) -> Tensor:
    """Soft one-hot of numbers in 0…1: ``[n, k]`` → ``[n, k · bins]``."""
    centres = torch.arange(bins, dtype=u.dtype, device=u.device)
    return torch.relu(1 - (u.unsqueeze(-1) * (bins - 1) - centres).abs()).flatten(1)


class Mapping(nn.Module):
    """z ``[n, 512]``, labels ``[n, 3 | 7]`` → w ``[n, 512]``, all float32.

    The first layer is fixed: the studio reads z through known projections (`projections`
    ``[factors, 512]``), and so does the generator; learning them from pictures alone would take
    many thousand people.
    """

    projections: Tensor
    basis: Tensor
    expression: Tensor
    other: Tensor

    def __init__(self, version: str, projections: Tensor, width: int = 512) -> None:
        super().__init__()
        names = LABELS[version]
        self.version = version
        self.register_buffer("projections", projections)
        self.register_buffer("basis", expression_basis())
        self.register_buffer("expression", torch.tensor([names.index(e) for e in EXPRESSION]))
        other = [i for i, name in enumerate(names) if name not in EXPRESSION]
        self.register_buffer("other", torch.tensor(other, dtype=torch.long))
        features = (projections.shape[0] + len(other)) * BINS
        self.layers = nn.Sequential(
            nn.Linear(features, width),
            nn.LeakyReLU(0.2),
            nn.Linear(width, width),
            nn.LeakyReLU(0.2),
            nn.Linear(width, W),
        )
        for layer in self.layers:
            if isinstance(layer, nn.Linear):
                nn.init.kaiming_normal_(layer.weight, 0.2, nonlinearity="leaky_relu")
                nn.init.zeros_(layer.bias)

    def identity(self, z: Tensor, labels: Tensor) -> Tensor:
        """The part of w that says who it is, free of expression; ``[n, 512]`` of unit RMS."""
        uniform = 0.5 * (1 + torch.erf((z @ self.projections.T) * 0.70710678))
        uniform = torch.cat([uniform, labels[:, self.other].clamp(0, 1)], dim=1)
        who = self.layers(hats(uniform) - 1 / BINS)
        who = who - (who @ self.basis) @ self.basis.T
        return who * torch.rsqrt(who.square().mean(dim=1, keepdim=True) + 1e-6)

    def forward(self, z: Tensor, labels: Tensor) -> Tensor:
        expression = labels[:, self.expression]
        return self.identity(z, labels) + SPREAD * expression @ self.basis.T
