"""How well two sets of hair masks agree. No torch."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

CUT = 0.5
"""A pixel is hair from here on (the issue's aims are for masks cut at 0.5)."""


def agreement(masks: NDArray[Any], targets: NDArray[Any]) -> dict[str, float]:
    """IoU, Dice, precision and recall, each the mean over pictures, and the worst of them.

    ``masks`` and ``targets`` are ``[n, h, w]`` in 0…1; both are cut at 0.5. ``mae`` is the mean
    absolute difference of the soft values. ``iou_p5`` is the IoU that 95 % of the pictures reach.
    Where neither mask has hair the picture counts as 1; where only one has, as 0.
    """
    if masks.shape != targets.shape or masks.ndim != 3 or len(masks) == 0:
        raise ValueError(f"masks {masks.shape} and targets {targets.shape} must be equal [n, h, w]")
    ours, theirs = masks >= CUT, targets >= CUT
    both = (ours & theirs).sum(axis=(1, 2)).astype(np.float64)
    mine, other = ours.sum(axis=(1, 2)), theirs.sum(axis=(1, 2))
    iou = _share(both, mine + other - both)
    scores = {
        "iou": iou.mean(),
        "dice": _share(2 * both, mine + other).mean(),
        "precision": _share(both, mine, empty=other == 0).mean(),
        "recall": _share(both, other, empty=mine == 0).mean(),
        "iou_p5": np.percentile(iou, 5),
        "iou_min": iou.min(),
        "mae": np.abs(masks.astype(np.float32) - targets).mean(),
    }
    return {name: round(float(value), 4) for name, value in scores.items()}


def _share(
    part: NDArray[Any], whole: NDArray[Any], empty: NDArray[Any] | bool = True
) -> NDArray[Any]:
    """``part / whole``; where the whole is 0: 1 if ``empty`` holds, else 0."""
    safe = np.maximum(whole, 1)
    return np.where(whole > 0, part / safe, np.where(empty, 1.0, 0.0))
