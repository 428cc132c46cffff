"""Scores and thresholds of the encoders."""

from __future__ import annotations

import numpy as np

from training.encoder import metrics
from training.encoder.examples import CATEGORIES, ORDINARY


def _scores(*rows: list[float]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_highest_score_wins() -> None:
    scores = _scores([0.9, 0.1, 0, 0, 0], [0.2, 0.8, 0, 0, 0], [0.9, 0.1, 0, 0, 0])
    assert metrics.accuracy(scores, [0, 1, 2]) == np.float32(2 / 3)


def test_ordinary_acquits_of_all() -> None:
    limits = [0.7, 0.5, 0.7, 0.7, 0.7]
    scores = _scores([0.9, 0.4, 0, 0, 0.8], [0.9, 0.5, 0, 0, 0.8])
    standing = metrics.standing(scores, limits)
    assert standing.tolist() == [[True, False, False, False, True], [False] * 5]


def test_calibration_bounds_false_accusations() -> None:
    rng = np.random.default_rng(0)
    ordinary = rng.uniform(0, 0.7, (1000, len(CATEGORIES))).astype(np.float32)
    ordinary[:, ORDINARY] = rng.uniform(0.3, 0.9, 1000)
    scores = np.eye(len(CATEGORIES), dtype=np.float32)[[0, 2, 3, 4, 1]] * 0.9
    limits = metrics.calibrate(scores, [0, 2, 3, 4, 1], ordinary)
    assert metrics.accused(ordinary, limits) <= 0.005
    assert metrics.accused(scores[:4], limits) == 1.0


def test_correlation_of_a_line_is_one() -> None:
    assert round(metrics.correlation([1, 2, 3], [2, 4, 6]), 9) == 1
