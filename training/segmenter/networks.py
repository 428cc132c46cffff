"""The two networks: a wide teacher and the small student that the product runs.

Both take ``pixels [n, 3, s, s] float32`` in −1…1 (RGB, ``(x/255 − 0.5)/0.5``, s divisible by 32)
and return ``logits [n, 1, s, s]``; the mask is their sigmoid. Both are fully convolutional, so
training may start on small pictures and end at 224.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional


def conv(cin: int, cout: int, kernel: int = 1, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """Convolution, batch norm, without activation: that activation is the caller's choice."""
    return nn.Sequential(
        nn.Conv2d(cin, cout, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(cout),
    )


def double(x: Tensor) -> Tensor:
    """Twice the height and width, bilinear."""
    return functional.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class Residual(nn.Module):
    """Two full 3×3 convolutions with a shortcut (He et al., 2015)."""

    def __init__(self, cin: int, cout: int, stride: int = 1) -> None:
        super().__init__()
        self.first = conv(cin, cout, 3, stride)
        self.second = conv(cout, cout, 3)
        same = cin == cout and stride == 1
        self.shortcut = nn.Identity() if same else conv(cin, cout, 1, stride)

    def forward(self, x: Tensor) -> Tensor:
        inner = self.second(functional.relu(self.first(x)))
        return functional.relu(inner + self.shortcut(x))


class Teacher(nn.Module):
    """A residual U-Net (Ronneberger et al., 2015): encoder, skips, decoder, half-size head."""

    def __init__(self, widths: Sequence[int], depths: Sequence[int]) -> None:
        super().__init__()
        self.stem = conv(3, widths[0], 3, 2)
        self.stages = nn.ModuleList()
        for above, width, depth in zip(widths[:-1], widths[1:], depths, strict=True):
            rest = (Residual(width, width) for _ in range(depth - 1))
            self.stages.append(nn.Sequential(Residual(above, width, 2), *rest))
        pairs = list(zip(widths[-2::-1], widths[:0:-1], strict=True))
        self.laterals = nn.ModuleList(conv(below, above) for above, below in pairs)
        self.merges = nn.ModuleList(conv(2 * above, above, 3) for above, _ in pairs)
        self.head = SubpixelHead(widths[0])

    def forward(self, pixels: Tensor) -> Tensor:
        x = functional.relu(self.stem(pixels))
        skips = [x]
        for stage in self.stages:
            skips.append(x := stage(x))
        skips.pop()
        for lateral, merge in zip(self.laterals, self.merges, strict=True):
            joined = torch.cat([double(functional.relu(lateral(x))), skips.pop()], dim=1)
            x = functional.relu(merge(joined))
        return self.head(x)


class SubpixelHead(nn.Module):
    """Half-size features → full-size logits: four logits a cell, interleaved (Shi et al., 2016)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(width, 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return functional.pixel_shuffle(self.conv(x), 2)


class Inverted(nn.Module):
    """Inverted residual: widen, depthwise 3×3, narrow (Sandler et al., 2018)."""

    def __init__(self, cin: int, cout: int, stride: int = 1, expand: int = 3) -> None:
        super().__init__()
        wide = cin * expand
        self.widen = conv(cin, wide)
        self.depthwise = conv(wide, wide, 3, stride, wide)
        self.narrow = conv(wide, cout)
        self.same = cin == cout and stride == 1

    def forward(self, x: Tensor) -> Tensor:
        inner = functional.relu(self.widen(x))
        inner = self.narrow(functional.relu(self.depthwise(inner)))
        return inner + x if self.same else inner


class Fused(nn.Module):
    """Inverted residual with one full 3×3 in place of widen + depthwise (EfficientNetV2).

    Where maps are large and channels few, a full convolution keeps a CPU busier than a depthwise.
    """

    def __init__(self, cin: int, cout: int, stride: int = 1, expand: int = 2) -> None:
        super().__init__()
        self.widen = conv(cin, cin * expand, 3, stride)
        self.narrow = conv(cin * expand, cout)
        self.same = cin == cout and stride == 1

    def forward(self, x: Tensor) -> Tensor:
        inner = self.narrow(functional.relu(self.widen(x)))
        return inner + x if self.same else inner


class Student(nn.Module):
    """EffiSegNet-like (Vezakis et al., 2024): light encoder, features of all scales brought to one
    width, upsampled, summed, refined.

    The sum is built from the deepest scale upwards, doubling as it goes: the same sum as
    upsampling each scale by itself, for a fraction of the work. Half-size maps cost most, in
    training for their memory, so there are few: full 3×3 convolutions without anything between.
    """

    def __init__(self, widths: Sequence[int], depths: Sequence[int], decoder: int) -> None:
        super().__init__()
        blocks: list[type[Fused] | type[Inverted]] = [Fused, Fused, Inverted, Inverted]
        self.stem = conv(3, widths[0], 3, 2)
        self.stages = nn.ModuleList(
            _stage(block, above, width, depth)
            for block, above, width, depth in zip(
                blocks, widths[:-1], widths[1:], depths, strict=True
            )
        )
        self.laterals = nn.ModuleList(conv(width, decoder) for width in widths)
        self.blend = conv(decoder, decoder, 3)
        self.refine = conv(decoder, decoder, 3)
        self.head = SubpixelHead(decoder)

    def forward(self, pixels: Tensor) -> Tensor:
        scales = [functional.relu(self.stem(pixels))]
        for stage in self.stages:
            scales.append(stage(scales[-1]))
        total = self.laterals[-1](scales.pop())
        for lateral in self.laterals[-2:0:-1]:
            total = lateral(scales.pop()) + double(total)
        total = self.laterals[0](scales.pop()) + double(functional.relu(self.blend(total)))
        return self.head(functional.relu(self.refine(functional.relu(total))))


def _stage(block: type[Fused] | type[Inverted], cin: int, cout: int, depth: int) -> nn.Sequential:
    return nn.Sequential(block(cin, cout, 2), *(block(cout, cout) for _ in range(depth - 1)))


def parameters(network: nn.Module) -> int:
    """How many weights the network has."""
    return sum(weight.numel() for weight in network.parameters())
