"""Synthesis network: w to a 256×256 picture.

The StyleGAN2 family made small for a CPU. Convolutions are modulated and demodulated by w
(Karras et al. 2020, arXiv:1912.04958), written as scaled activations so that one shared kernel
serves a batch. Three departures: the first feature map and the per-layer "noise" maps are
functions of w instead of constants and random numbers, since strands of hair belong to a person;
the last stage works at 128×128 and shuffles channels to pixels (Shi et al. 2016,
arXiv:1609.05158); RGB is a sum over scales, as in StyleGAN2's skip generator.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.face.mapping import SPREAD, W, expression_basis, hats

SIZE = 256


@dataclass(frozen=True)
class Shape:
    """Channels of each stage, and how wide the code of w is."""

    code: int = 320
    at8: int = 128
    at16: int = 112
    at32: int = 96
    at64: int = 56
    at128: int = 24
    maps8: int = 96
    maps16: int = 16
    maps32: int = 4
    maps64: int = 1


class Modulated(nn.Module):
    """3×3 convolution whose input channels are scaled by a style, outputs demodulated."""

    def __init__(self, code: int, inputs: int, outputs: int) -> None:
        super().__init__()
        self.style = nn.Linear(code, inputs)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3) / (inputs * 9) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.normal_(self.style.weight, std=0.5 / code**0.5)
        nn.init.ones_(self.style.bias)

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        style = self.style(code)
        power = self.weight.square().sum(dim=(2, 3))
        scale = torch.rsqrt(style.square() @ power.T + 1e-6)
        x = F.conv2d(x * style[:, :, None, None], self.weight, padding=1)
        return x * scale[:, :, None, None] + self.bias[:, None, None]


class Synthesis(nn.Module):
    """w ``[n, 512]`` float32 → rgb ``[n, 3, 256, 256]`` float32, about −1…1."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        s = self.shape = shape or Shape()
        self.register_buffer("basis", expression_basis())
        self.read = nn.Sequential(
            nn.Linear(W + 3 * 13, s.code),
            nn.LeakyReLU(0.2),
            nn.Linear(s.code, s.code),
            nn.LeakyReLU(0.2),
        )
        self.maps8 = nn.Linear(s.code, s.maps8 * 64)
        self.maps16 = nn.Linear(s.code, s.maps16 * 256)
        self.maps32 = nn.Linear(s.code, s.maps32 * 1024)
        self.maps64 = nn.Linear(s.code, s.maps64 * 4096)
        self.conv8 = Modulated(s.code, s.maps8, s.at8)
        self.grow16 = Modulated(s.code, s.at8, s.at16)
        self.conv16 = Modulated(s.code, s.at16 + s.maps16, s.at16)
        self.grow32 = Modulated(s.code, s.at16, s.at32)
        self.conv32 = Modulated(s.code, s.at32 + s.maps32, s.at32)
        self.grow64 = Modulated(s.code, s.at32, s.at64)
        self.conv64 = Modulated(s.code, s.at64 + s.maps64, s.at64)
        self.rgb64 = nn.Conv2d(s.at64, 3, 1)
        self.grow128 = Modulated(s.code, s.at64, s.at128)
        self.conv128 = Modulated(s.code, s.at128, s.at128)
        self.rgb256 = nn.Conv2d(s.at128, 12, 3, padding=1)
        nn.init.normal_(self.rgb256.weight, std=0.01)
        self.to(memory_format=torch.channels_last)

    def code(self, w: Tensor) -> Tensor:
        """w with its expression coordinates spelled out finely, then two dense layers."""
        expression = (w @ self.basis) / SPREAD
        return self.read(torch.cat([w, hats((expression + 1.8) / 3.6, 13)], dim=1))

    def features64(self, code: Tensor) -> Tensor:
        n = code.shape[0]
        maps = self.maps8(code).view(n, -1, 8, 8).contiguous(memory_format=torch.channels_last)
        x = _act(self.conv8(maps, code))
        x = _double(_act(self.grow16(x, code)))
        x = _act(self.conv16(torch.cat([x, self.maps16(code).view(n, -1, 16, 16)], 1), code))
        x = _double(_act(self.grow32(x, code)))
        x = _act(self.conv32(torch.cat([x, self.maps32(code).view(n, -1, 32, 32)], 1), code))
        x = _double(_act(self.grow64(x, code)))
        return _act(self.conv64(torch.cat([x, self.maps64(code).view(n, -1, 64, 64)], 1), code))

    def forward(self, w: Tensor, size: int = SIZE) -> Tensor:
        """The picture; ``size`` 64 stops at the coarse one, for the first phase of training."""
        code = self.code(w)
        x = self.features64(code)
        if size == 64:
            return self.rgb64(x)
        return self.finish(x, code)

    def finish(self, x: Tensor, code: Tensor) -> Tensor:
        """RGB at four times the size of 64×64 features, or of any crop of them."""
        coarse = self.rgb64(x)
        x = _double(_act(self.grow128(x, code)))
        x = _act(self.conv128(x, code))
        fine = F.pixel_shuffle(self.rgb256(x), 2)
        return fine + F.interpolate(coarse, scale_factor=4.0, mode="bilinear")


def _act(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2)


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="bilinear")
