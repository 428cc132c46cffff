"""Photographic augmentation of a portrait and its hair mask. No torch.

Everything takes a seeded generator; pictures are ``[s, s, 3] uint8`` RGB, masks ``[s, s] uint8``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
_LEVELS = (np.arange(256) / 255).astype(np.float32)


@dataclass(frozen=True)
class Portrait:
    """One studio picture, its hair mask, and what :mod:`backdrop` found behind her."""

    picture: Bytes
    mask: Bytes
    matte: Bytes
    plate: Bytes


@dataclass(frozen=True)
class Strength:
    """Chance of each step, and how far the frame may move (share of the picture)."""

    hair: float
    backdrop: float
    frame: float
    colour: float
    soft: float
    noise: float
    jpeg: float


PHOTOGRAPHIC = Strength(0.5, 0.35, 0.10, 0.8, 0.5, 0.3, 0.25)
MILD = Strength(0.15, 0.05, 0.04, 0.3, 0.6, 0.05, 0.05)
"""Near the generators' pictures: theirs are the studio's, slightly softer."""


def augment(
    portrait: Portrait, size: int, strength: Strength, rng: Generator
) -> tuple[Bytes, Bytes]:
    """A new picture ``[size, size, 3]`` and its mask ``[size, size]``."""
    picture = portrait.picture
    if rng.random() < strength.hair:
        picture = recolour_hair(picture, portrait.mask, rng)
    if rng.random() < strength.backdrop:
        picture = replace_backdrop(picture, portrait.matte, portrait.plate, rng)
    picture, mask = reframe(picture, portrait.mask, size, strength.frame, rng)
    if rng.random() < strength.colour:
        picture = shift_colours(picture, rng)
    if rng.random() < strength.soft:
        picture = soften(picture, rng)
    if rng.random() < strength.noise:
        grain = rng.standard_normal(picture.shape, np.float32)
        picture = _bytes(picture + grain * np.float32(rng.uniform(1, 9)))
    if rng.random() < strength.jpeg:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 92))]
        coded = cv2.imencode(".jpg", picture, quality)[1]
        picture = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)
    return picture, mask


def recolour_hair(picture: Bytes, mask: Bytes, rng: Generator) -> Bytes:
    """Dye: the hair keeps its light and shade and takes a random hue, saturation and depth."""
    if not mask.any():
        return picture
    light = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    mean = float(np.average(light, weights=mask)) / 255 + 0.02
    dye = _random_colour(rng)
    relief = (_LEVELS / mean) ** np.float32(rng.uniform(0.5, 1.1))
    dyed = np.clip(relief[:, None] * dye, 0, 1)[light] * np.float32(255)
    share = (mask.astype(np.float32) * np.float32(rng.uniform(0.5, 1) / 255))[..., None]
    return _bytes(picture + share * (dyed - picture))


def replace_backdrop(picture: Bytes, matte: Bytes, plate: Bytes, rng: Generator) -> Bytes:
    """Another backdrop, exact at soft hair edges (see :mod:`backdrop`)."""
    size = len(matte)
    old = cv2.resize(plate, (size, size), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    share = matte.astype(np.float32)[..., None] / np.float32(255)
    return _bytes(picture + share * (random_backdrop(size, rng) - old))


def random_backdrop(size: int, rng: Generator) -> Floats:
    """``[size, size, 3]`` in 0…255: clouds of two colours at random scales, sometimes edges."""
    first, second = _random_colour(rng) * 255, _random_colour(rng) * 255
    blend = np.zeros((size, size), np.float32)
    for cells in (2, 5, 12, 40):
        weight = rng.uniform(0, 1) ** 2 if cells > 2 else 1.0
        field = rng.random((cells, cells), dtype=np.float32)
        clouds = cv2.resize(field, (size, size), interpolation=cv2.INTER_CUBIC)
        blend += np.float32(weight) * np.asarray(clouds, np.float32)
    blend = (blend - blend.min()) / (np.ptp(blend) + 1e-6)
    if rng.random() < 0.3:
        blend = np.round(blend * rng.integers(2, 6)) / 3
    return (first + blend[..., None] * (second - first)).astype(np.float32)


def reframe(
    picture: Bytes, mask: Bytes, size: int, frame: float, rng: Generator
) -> tuple[Bytes, Bytes]:
    """Flip, turn, scale and move both alike, and bring them to ``size``."""
    source = len(mask)
    zoom = size / source * np.exp(rng.uniform(-1, 1.6) * frame)
    turn = rng.uniform(-90, 90) * frame
    centre = (source / 2 - 0.5, source / 2 - 0.5)
    matrix = np.asarray(cv2.getRotationMatrix2D(centre, turn, zoom), np.float64)
    matrix[:, 2] += (size - source) / 2 + rng.uniform(-0.8, 0.8, 2) * frame * size
    if rng.random() < 0.5:
        matrix = matrix @ np.array([[-1, 0, source - 1], [0, 1, 0], [0, 0, 1]], np.float64)
    flags, border = cv2.INTER_LINEAR, cv2.BORDER_REPLICATE
    if zoom < 0.8:  # without this a linear warp would leave jagged strands
        sigma = 0.35 / zoom
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.uint8)
    moved = [
        cv2.warpAffine(image, matrix, (size, size), flags=flags, borderMode=border)
        for image in (picture, mask)
    ]
    return np.asarray(moved[0], np.uint8), np.asarray(moved[1], np.uint8)


def shift_colours(picture: Bytes, rng: Generator) -> Bytes:
    """Hue, saturation, brightness, contrast and white balance, as lamps and cameras differ."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    hues = (np.arange(256) + round(rng.normal(0, 6))) % 180
    depths = np.clip(np.arange(256) * rng.uniform(0.4, 1.5), 0, 255)
    hsv = cv2.LUT(hsv, np.stack([hues, depths, np.arange(256)], 1).astype(np.uint8)[None])
    curve = _LEVELS ** rng.uniform(0.65, 1.5)
    centre = rng.uniform(0.3, 0.6)
    curve = centre + (curve - centre) * rng.uniform(0.7, 1.25) + rng.uniform(-0.1, 0.1)
    curves = _bytes(curve[:, None] * rng.normal(1, 0.05, 3) * 255)
    return np.asarray(cv2.LUT(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), curves[None]), np.uint8)


def soften(picture: Bytes, rng: Generator) -> Bytes:
    """Lose detail: a blur, or a way through a smaller size."""
    size = len(picture)
    if rng.random() < 0.5:
        return _bytes(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 1.3) * size / 224))
    small = int(size * rng.uniform(0.45, 0.9))
    shrunk = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
    return _bytes(cv2.resize(shrunk, (size, size), interpolation=cv2.INTER_LINEAR))


def _random_colour(rng: Generator) -> Floats:
    """RGB in 0…1; dark and unsaturated ones come as often as vivid ones."""
    hsv = np.array([[[rng.uniform(0, 360), rng.random() ** 1.3, rng.uniform(0.08, 1)]]], np.float32)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0]


def _bytes(values: NDArray[Any]) -> Bytes:
    return np.clip(values, 0, 255, out=values).astype(np.uint8)
