"""Picture metrics. SSIM: Wang et al. 2004, 11×11 Gaussian window of σ 1.5, mean over RGB."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def ssim(a: Tensor, b: Tensor) -> Tensor:
    """Mean SSIM of each pair, ``[n]``; pictures ``[n, 3, h, w]`` in 0…1."""
    x = torch.arange(11, dtype=a.dtype) - 5
    g = torch.exp(-(x**2) / (2 * 1.5**2))
    g = g / g.sum()

    def blur(t: Tensor) -> Tensor:
        c = t.shape[1]
        t = F.conv2d(t, g.view(1, 1, 1, 11).expand(c, 1, 1, 11), groups=c)
        return F.conv2d(t, g.view(1, 1, 11, 1).expand(c, 1, 11, 1), groups=c)

    ma, mb = blur(a), blur(b)
    va, vb, cov = blur(a * a) - ma * ma, blur(b * b) - mb * mb, blur(a * b) - ma * mb
    c1, c2 = 0.01**2, 0.03**2
    score = (2 * ma * mb + c1) * (2 * cov + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))
    return score.mean(dim=(1, 2, 3))


def gradient_energy(images: Tensor) -> Tensor:
    """Mean squared difference of neighbours, ``[n]``; pictures ``[n, 3, h, w]``."""
    dx = images[..., :, 1:] - images[..., :, :-1]
    dy = images[..., 1:, :] - images[..., :-1, :]
    return dx.square().mean(dim=(1, 2, 3)) + dy.square().mean(dim=(1, 2, 3))
