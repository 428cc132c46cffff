"""Where the backdrop of a portrait is, so that augmentation can put another one behind her.

A portrait is, at hair edges, ``hair · m + backdrop · (1 − m)``. Knowing the share of backdrop
(the matte) and its colour there (the plate), a new backdrop B enters exactly:
``picture + matte · (B − plate)``. No torch.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

PLATE = 32
_STEP = 3  # greatest difference of neighbours inside a backdrop, of 255
_HAIR = 8  # mask values from here on may hold hair

Bytes = NDArray[np.uint8]


def find_backdrop(picture: Bytes, mask: Bytes) -> tuple[Bytes, Bytes]:
    """Picture ``[s, s, 3]`` and mask ``[s, s]`` → matte ``[s, s]``, plate ``[32, 32, 3]``.

    The backdrop is what a flood from the upper border reaches over soft colour changes without
    touching hair; next to it, hair lets it through by 1 − mask.
    """
    size = len(mask)
    visited = np.zeros((size + 2, size + 2), np.uint8)
    visited[1:-1, 1:-1] = mask >= _HAIR
    seeds = [(x, 0) for x in range(0, size, 8)]
    seeds += [(x, y) for y in range(0, size // 2, 8) for x in (0, size - 1)]
    scratch, step = picture.copy(), (_STEP,) * 3
    how = 4 | 2 << 8 | cv2.FLOODFILL_MASK_ONLY  # four neighbours, reached pixels become 2
    for seed in seeds:
        if not visited[seed[1] + 1, seed[0] + 1]:
            cv2.floodFill(scratch, visited, seed, 0, step, step, how)
    flooded = (visited[1:-1, 1:-1] == 2).astype(np.uint8)
    near = cv2.dilate(flooded, np.ones((9, 9), np.uint8)) > 0
    through = np.where(near & (mask >= _HAIR), 255 - mask, 0)
    matte = np.where(flooded > 0, 255, through).astype(np.uint8)
    return matte, _plate(picture, flooded)


def _plate(picture: Bytes, flooded: Bytes) -> Bytes:
    """The backdrop's colour everywhere: known pixels, blurred into the unknown ones."""
    if not flooded.any():
        return _shrink(picture).astype(np.uint8)
    known = flooded[..., None].astype(np.float32)
    colour, weight = _shrink(picture * known), _shrink(known)[..., None]
    total, share = np.zeros_like(colour), np.zeros_like(weight)
    for sigma, trust in ((0.0, 1.0), (1.5, 0.1), (5.0, 1e-3), (PLATE / 2, 1e-5)):
        total += trust * _blur(colour, sigma)
        share += trust * _blur(weight, sigma).reshape(share.shape)
    return np.clip(total / np.maximum(share, 1e-9), 0, 255).astype(np.uint8)


def _shrink(image: NDArray[Any]) -> NDArray[np.float32]:
    small = cv2.resize(image, (PLATE, PLATE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def _blur(image: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.float32) if sigma else image
