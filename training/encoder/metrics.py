"""Scores and thresholds; numpy only, so that they can be tested without torch."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from training.encoder.examples import CATEGORIES, ORDINARY

Scores = NDArray[np.float32]
ACQUITS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
LEVELS = [round(level, 2) for level in np.arange(0.3, 1.01, 0.04).tolist()]
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
    everyday_share: float = 0.004,
    near_miss_share: float = 0.05,
) -> list[float]:
    """Thresholds that catch most offences with few false accusations.

    ``scores``/``truth`` are validation prompts (near misses among them), ``ordinary`` everyday
    lines; at most the given shares of everyday lines and of near misses may stand accused. For
    each level at which 일반 acquits, the thresholds of two offences at a time are set to the best
    of all pairs of levels, until none is better; the level that catches most wins. Every category
    counts the same, however many prompts it has.
    """
    truth = np.asarray(truth)
    near, guilty = scores[truth == ORDINARY], scores[truth != ORDINARY]
    kinds = truth[truth != ORDINARY]
    sizes = np.bincount(kinds, minlength=len(CATEGORIES))
    weight = 1 / (np.count_nonzero(sizes) * sizes[kinds])
    groups = (guilty, ordinary, near)

    def caught(limits: list[float]) -> float:
        """-1 where too many are accused."""
        offences, calm, close = (standing(rows, limits).any(1) for rows in groups)
        fair = calm.sum() <= everyday_share * len(ordinary)
        fair = fair and close.sum() <= near_miss_share * len(near)
        return float(weight[offences].sum()) if fair else -1.0

    best: tuple[float, list[float]] = (-1.0, [])
    for acquits in ACQUITS:
        limits = [1.0] * len(CATEGORIES)
        limits[ORDINARY] = acquits
        while True:
            tried = [
                _with(_with(limits, one, low), two, high)
                for one, two in combinations(OFFENCES, 2)
                for low in LEVELS
                for high in LEVELS
            ]
            better = max(tried, key=caught)
            if caught(better) <= caught(limits):
                break
            limits = better
        if caught(limits) > best[0]:
            best = (caught(limits), limits)
    return best[1]


def _with(limits: list[float], place: int, level: float) -> list[float]:
    return [*limits[:place], level, *limits[place + 1 :]]


def correlation(a: Sequence[float] | Scores, b: Sequence[float] | Scores) -> float:
    """Pearson's r."""
    return float(np.corrcoef(np.asarray(a), np.asarray(b))[0, 1])
