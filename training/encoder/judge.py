"""How well an encoder tells the categories apart, and the thresholds that go with it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from training.encoder import metrics
from training.encoder.examples import CATEGORIES, ORDINARY
from training.encoder.noise import trick
from training.encoder.normalise import normalise
from training.encoder.pools import EthicsPools

EVERYDAY = 600
Embed = Callable[[list[str]], np.ndarray]


def score(embed: Embed, texts: Sequence[str]) -> np.ndarray:
    """``[n, 5]`` cosines of raw texts with the category names, through the normaliser."""
    return embed([normalise(text) for text in texts]) @ embed(list(CATEGORIES)).T


def evaluate(embed: Embed, pools: EthicsPools) -> dict[str, Any]:
    """Accuracy by highest score, accusations and catches by freshly calibrated thresholds."""
    truth = np.array([row.category for row in pools.check])
    offending = truth != ORDINARY
    calm = pools.persona_check + pools.everyday_check[:EVERYDAY]
    rng = random.Random(1)
    hidden = [
        trick(row.text, rng) for row in pools.check if row.category != ORDINARY for _ in "123"
    ]
    scores = score(embed, [row.text for row in pools.check])
    ordinary = score(embed, calm)
    limits = metrics.calibrate(scores, truth, ordinary)
    caught = metrics.accused(scores[offending], limits)
    tricked = metrics.accused(score(embed, hidden), limits)
    target = np.eye(len(CATEGORIES), dtype=np.float32)[truth]
    return {
        "accuracy": round(metrics.accuracy(scores, truth.tolist()), 4),
        "accuracy_by_category": {
            name: round(float((scores[truth == index].argmax(1) == index).mean()), 3)
            for index, name in enumerate(CATEGORIES)
        },
        "caught": round(caught, 4),
        "accused_everyday": round(metrics.accused(ordinary, limits), 4),
        "accused_near_misses": round(metrics.accused(scores[~offending], limits), 4),
        "tricked_to_plain": round(tricked / max(caught, 1e-9), 4),
        "correlation": round(metrics.correlation(scores.ravel(), target.ravel()), 4),
        "mse": round(float(np.mean((scores - target) ** 2)), 4),
        "thresholds": dict(zip(CATEGORIES, limits, strict=True)),
        "prompts": len(truth),
        "everyday_lines": len(calm),
    }
