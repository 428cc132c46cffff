"""How near two memory keys are, and how well an encoder finds the right one of 200 items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from training.encoder import metrics
from training.encoder.examples import Combo
from training.encoder.pools import MemoryPools

BANK = 200
Embed = Callable[[list[str]], np.ndarray]


class KeySimilarity:
    """Target of a crossed pair by its two keys, from the base encoder (training.md)."""

    def __init__(self, place: dict[str, int], table: np.ndarray, pools: MemoryPools) -> None:
        self.place, self.table, self.pools = place, table, pools

    @classmethod
    def measure(cls, embed: Embed, pools: MemoryPools) -> KeySimilarity:
        """From a base encoder."""
        rows = [
            row for part in (*pools.pairs.values(), pools.check, pools.items_check) for row in part
        ]
        items = [row.item for row in rows] + [item for item, _words in pools.associations]
        names = sorted({pools.key(item) for item in items})
        vectors = embed(names)
        cosines = np.clip(2.6 * (vectors @ vectors.T) - 1.6, 0, 1)
        np.fill_diagonal(cosines, 1.0)
        place = {name: index for index, name in enumerate(names)}
        return cls(place, cosines.astype(np.float32), pools)

    @classmethod
    def read(cls, path: Path, pools: MemoryPools) -> KeySimilarity:
        """From the file of :meth:`write`."""
        with np.load(path) as saved:
            place = {str(name): index for index, name in enumerate(saved["names"])}
            return cls(place, saved["table"], pools)

    def write(self, path: Path) -> None:
        np.savez(path, table=self.table, names=np.array(list(self.place)))

    def between(self, left: Sequence[str], right: Sequence[str]) -> np.ndarray:
        """``[left, right]`` targets of items by their keys."""
        rows = [self.place[self.pools.key(item)] for item in left]
        columns = [self.place[self.pools.key(item)] for item in right]
        return self.table[np.ix_(rows, columns)]


def bank(pools: MemoryPools) -> list[str]:
    """200 items: those of the validation pairs, filled up from other rows."""
    filler = [*pools.check, *pools.items_check, *pools.pairs["combos"]]
    return list(dict.fromkeys(row.item for row in filler))[:BANK]


def served(pools: MemoryPools, items: Sequence[str]) -> list[Combo]:
    """The validation pairs whose item is in the bank."""
    among = set(items)
    return [row for row in pools.check if row.item in among]


def crossed(
    pools: MemoryPools, rows: Sequence[Combo], size: int = 1600, seed: int = 0
) -> tuple[list[int], list[int]]:
    """Places of (item, text) pairs among ``rows``; a fifth share their key."""
    rng = np.random.default_rng(seed)
    keys = [pools.key(row.item) for row in rows]
    left = rng.integers(0, len(keys), size).tolist()
    right = rng.integers(0, len(keys), size).tolist()
    for index in range(size // 5):
        right[index] = rng.choice([j for j, key in enumerate(keys) if key == keys[left[index]]])
    return left, right


SIZES = (1, 2, 5, 10, 20, 50, 100, 200)
SILENCE = 0.955


def thresholds(scores: np.ndarray, draws: int = 16, seed: int = 0) -> list[list[float]]:
    """``[items, cosine]`` from which an item fits: the more items, the higher the best one's cosine
    by chance. ``scores`` ``[lonely texts, items]``; each threshold leaves :data:`SILENCE` of lonely
    texts alone, over random banks of its size."""
    rng = np.random.default_rng(seed)
    found = []
    for size in SIZES:
        banks = [rng.choice(scores.shape[1], size, replace=False) for _ in range(draws)]
        highest = np.concatenate([scores[:, chosen].max(1) for chosen in banks])
        found.append([size, round(float(np.quantile(highest, SILENCE)) + 0.002, 4)])
    return found


def recalled_among(
    embed: Embed, rows: Sequence[Combo], items: list[str], size: int, threshold: float
) -> float:
    """Share of texts whose own item is the best of ``size`` and reaches the threshold."""
    rng = np.random.default_rng(0)
    vectors, own = embed(items), embed([row.item for row in rows])
    texts = embed([row.text for row in rows])
    hits = []
    for row, mine, text in zip(rows, own, texts, strict=True):
        others = [index for index, item in enumerate(items) if item != row.item]
        for _ in range(8):
            rivals = vectors[rng.choice(others, size - 1, replace=False)] @ text
            hits.append(mine @ text >= max(threshold, rivals.max(initial=-1.0)))
    return float(np.mean(hits))


def evaluate(embed: Embed, pools: MemoryPools, keys: KeySimilarity) -> dict[str, float]:
    """Correlation on crossed pairs, recall@1 of 200 items, and the threshold at which 95.5 % of the
    lonely texts recall nothing."""
    items = bank(pools)
    rows = served(pools, items)
    vectors = embed(items)
    texts = embed([row.text for row in rows])
    scores = texts @ vectors.T
    right = np.array([items.index(row.item) for row in rows])
    nearest, best = scores.argmax(1), scores.max(1)
    names = [pools.key(item) for item in items]
    own_key = np.mean([names[a] == names[b] for a, b in zip(nearest, right, strict=True)])
    left, other = crossed(pools, rows)
    own = [row.item for row in rows]
    cosines = (embed(own)[left] * texts[other]).sum(1)
    target = keys.between(own, own)[left, other]
    highest = np.sort((embed(pools.lonely_check) @ vectors.T).max(1))
    threshold = float(highest[int(SILENCE * (len(highest) - 1))]) + 0.002
    hit = nearest == right
    result = {
        "correlation": metrics.correlation(cosines, target),
        "mse": np.mean((cosines - target) ** 2),
        "mae": np.mean(np.abs(cosines - target)),
        "recall_at_1": hit.mean(),
        "recall_at_5": np.mean((np.argsort(-scores, 1)[:, :5] == right[:, None]).any(1)),
        "own_key_at_1": own_key,
        "threshold": threshold,
        "recalled_right": (hit & (best >= threshold)).mean(),
        "recalled_wrong": (~hit & (best >= threshold)).mean(),
        "silent_on_unrelated": (highest < threshold).mean(),
        "pairs": len(rows),
    }
    return {name: round(float(value), 4) for name, value in result.items()}
