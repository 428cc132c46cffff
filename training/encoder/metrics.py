"""Scores and thresholds; numpy only, so that they can be tested without torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.encoder.examples import CATEGORIES, ORDINARY

Scores = NDArray[np.float32]
OFFENCES = [index for index in range(len(CATEGORIES)) if index != ORDINARY]


def accuracy(scores: Scores, truth: Sequence[int]) -> float:
    """Share of rows ``[n, 5]`` whose highest score is the true category."""
    return float((scores.argmax(1) == np.asarray(truth)).mean())


def standing(scores: Scores, thresholds: Sequence[float]) -> NDArray[np.bool_]:
    """``[n, 5]``: which offences stand (spec §1); 일반 at its threshold acquits of all."""
    limits = np.asarray(thresholds, np.float32)
    result = scores >= limits
    result[scores[:, ORDINARY] >= limits[ORDINARY]] = False
    result[:, ORDINARY] = False
    return result


def accused(scores: Scores, thresholds: Sequence[float]) -> float:
    """Share of rows on which any offence stands."""
    return float(standing(scores, thresholds).any(1).mean())


def calibrate(
    scores: Scores,
    truth: Sequence[int] | NDArray[np.int64],
    ordinary: Scores,
    everyday_share: float = 0.003,
    near_miss_share: float = 0.03,
) -> list[float]:
    """Thresholds that catch most offences with few false accusations.

    ``scores``/``truth`` are validation prompts (near misses among them), ``ordinary`` everyday
    lines; at most the given shares of everyday lines and of near misses may stand accused. For
    each level at which 일반 acquits, thresholds go down from 1 greedily, each time the one that
    catches most offences for each false accusation; the level that catches most wins.
    """
    truth = np.asarray(truth)
    near, guilty = scores[truth == ORDINARY], scores[truth != ORDINARY]
    best: tuple[float, list[float]] = (-1.0, [])
    for acquits in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        limits = [1.0] * len(CATEGORIES)
        limits[ORDINARY] = acquits
        while True:
            steps = []
            now = _accusations(limits, guilty, ordinary, near)
            for offence in OFFENCES:
                for size in (0.01, 0.03, 0.08):
                    lower = list(limits)
                    lower[offence] = round(limits[offence] - size, 3)
                    caught, calm, close = _accusations(lower, guilty, ordinary, near)
                    fair = calm <= everyday_share * len(ordinary)
                    if lower[offence] >= 0.3 and fair and close <= near_miss_share * len(near):
                        price = 3 * (calm - now[1]) + (close - now[2])
                        steps.append(((caught - now[0] + size) / (price + 0.5), lower))
            if not steps:
                break
            limits = max(steps)[1]
        caught = accused(guilty, limits)
        if caught > best[0]:
            best = (caught, limits)
    return best[1]


def _accusations(limits: list[float], *groups: Scores) -> list[int]:
    return [int(standing(rows, limits).any(1).sum()) for rows in groups]


def correlation(a: Sequence[float] | Scores, b: Sequence[float] | Scores) -> float:
    """Pearson's r."""
    return float(np.corrcoef(np.asarray(a), np.asarray(b))[0, 1])
