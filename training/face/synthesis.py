"""Synthesis network: w to a 256×256 picture, small enough for a CPU.

StyleGAN family with the coarse half replaced by something that needs no long training:

- dense layers read w into a code; two linear maps turn it into a 64×64 RGB picture and a 128×128
  luminance detail of the face. Both start as principal components of studio pictures
  (training.face.start), which 350 numbers describe to within one grey level in 255;
- modulated, demodulated convolutions (StyleGAN2: Karras et al. 2020, arXiv:1912.04958) at 64×64
  and 128×128 sharpen that to 256×256. Modulation is written as scaled activations, so that one
  kernel serves a batch. The per-layer "noise" of StyleGAN is a function of w here, since strands
  of hair belong to a person;
- the last convolution shuffles channels to pixels (Shi et al. 2016, arXiv:1609.05158), and RGB is a
  sum over scales, as in StyleGAN2's skip generator;
- the people of the product have an album (training.face.album) whose pictures, carried to the pose,
  are laid over that where they fit (training.face.compose). Anyone else is drawn without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.face.album import Album
from training.face.compose import Compose
from training.face.mapping import SPREAD, W, expression_basis, hats

SIZE = 256
# The face at 128×128: rows and columns of the luminance detail.
FOVEA = slice(32, 96)
EXPRESSION_BINS = 13


@dataclass(frozen=True)
class Shape:
    """Components of the two linear maps, width of the dense layers, channels of the stages."""

    picture: int = 224
    detail: int = 128
    dense: int = 512
    maps: int = 3
    at64: int = 56
    at128: int = 32


class Modulated(nn.Module):
    """3×3 convolution whose input channels are scaled by a style, outputs demodulated."""

    def __init__(self, code: int, inputs: int, outputs: int) -> None:
        super().__init__()
        self.style = nn.Linear(code, inputs)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3) / (inputs * 9) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.normal_(self.style.weight, std=0.3 / code**0.5)
        nn.init.ones_(self.style.bias)

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        style = self.style(code)
        power = self.weight.square().sum(dim=(2, 3))
        scale = torch.rsqrt(style.square() @ power.T + 1e-6)
        x = F.conv2d(x * style[:, :, None, None], self.weight, padding=1)
        return x * scale[:, :, None, None] + self.bias[:, None, None]


class Synthesis(nn.Module):
    """w ``[n, 512]`` float32 → rgb ``[n, 3, 256, 256]`` float32, about −1…1."""

    basis: Tensor

    def __init__(self, shape: Shape | None = None, people: int = 0) -> None:
        """``people``: how many have an album."""
        super().__init__()
        self.fast = False  # convolutions in bfloat16, for training
        s = self.shape = shape or Shape()
        code = s.picture + s.detail
        self.register_buffer("basis", expression_basis())
        self.read = nn.Sequential(
            _dense(W + 3 * EXPRESSION_BINS, s.dense),
            nn.LeakyReLU(0.2),
            _dense(s.dense, s.dense),
            nn.LeakyReLU(0.2),
            _dense(s.dense, code, gain=1.0),
        )
        self.picture = nn.Linear(s.picture, 3 * 64 * 64)
        self.detail = nn.Linear(s.detail, 64 * 64)
        self.maps = nn.Linear(code, s.maps * 64 * 64)
        nn.init.normal_(self.maps.weight, std=0.5 / code**0.5)
        self.enter64 = Modulated(code, 3 + s.maps, s.at64)
        self.conv64 = Modulated(code, s.at64, s.at64)
        self.grow128 = Modulated(code, s.at64, s.at128)
        self.conv128 = Modulated(code, s.at128 + 1, s.at128)
        self.rgb256 = nn.Conv2d(s.at128, 12, 3, padding=1)
        nn.init.normal_(self.rgb256.weight, std=0.01)
        nn.init.zeros_(self.rgb256.get_parameter("bias"))
        self.album = Album(people) if people else None
        self.compose = Compose(s.at128) if people else None
        self.to(memory_format=torch.channels_last)

    def scores(self, w: Tensor) -> Tensor:
        """Eyes, mouth and pose that w holds, ``[n, 3]``."""
        return (w @ self.basis) / SPREAD

    def code(self, w: Tensor) -> Tensor:
        """w with its expression coordinates spelled out finely, through the dense layers."""
        fine = hats(((self.scores(w) + 1.8) / 3.6).clamp(0, 1), EXPRESSION_BINS)
        return self.read(torch.cat([w, fine], dim=1))

    def coarse(self, code: Tensor) -> tuple[Tensor, Tensor]:
        """The 64×64 picture and the 128×128 detail (zero outside the face)."""
        n, k = code.shape[0], self.shape.picture
        rgb = self.picture(code[:, :k]).view(n, 3, 64, 64)
        detail = self.detail(code[:, k:]).view(n, 1, 64, 64)
        return rgb, F.pad(detail, (32, 32, 32, 32))

    def forward(self, w: Tensor, window: tuple[int, int, int] | None = None) -> Tensor:
        """The picture, or a ``window`` of it: top, left, edge in cells of 4 pixels."""
        code = self.code(w)
        rgb, detail = self.coarse(code)
        maps = self.maps(code).view(rgb.shape[0], -1, 64, 64)
        top, left, edge = window or (0, 0, 64)
        if window:
            rgb = rgb[:, :, top : top + edge, left : left + edge]
            maps = maps[:, :, top : top + edge, left : left + edge]
            detail = detail[:, :, 2 * top : 2 * (top + edge), 2 * left : 2 * (left + edge)]
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            features = self.features(torch.cat([rgb, maps], 1), detail, code)
            rest = self.rgb256(features)
        picture = F.pixel_shuffle(rest.float(), 2) + enlarge(rgb, detail)
        if self.album is None or self.compose is None:
            return picture
        page = self.album(w, self.scores(w), (top, left, edge))
        return self.compose(features, picture, page, self.fast)

    def features(self, x: Tensor, detail: Tensor, code: Tensor) -> Tensor:
        """Convolutions from 64×64 to 128×128."""
        x = x.contiguous(memory_format=torch.channels_last)
        x = _act(self.enter64(x, code))
        x = _act(self.conv64(x, code))
        x = _double(_act(self.grow128(x, code)))
        return _act(self.conv128(torch.cat([x, detail], 1), code))


def enlarge(rgb: Tensor, detail: Tensor) -> Tensor:
    """Picture and detail laid over each other at full size: where the convolutions start from."""
    return _double(_double(rgb) + detail)


def _dense(inputs: int, outputs: int, gain: float = 1.4) -> nn.Linear:
    layer = nn.Linear(inputs, outputs)
    nn.init.normal_(layer.weight, std=gain / inputs**0.5)
    nn.init.zeros_(layer.bias)
    return layer


def _act(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2)


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="bilinear")
