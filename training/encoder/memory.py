"""Step 5: the memory encoder; cosine of an item ``[key: value]`` with a text that it may serve.

    python -m training.encoder.memory --preset cpu

Each step reads one batch of (item, text) pairs and teaches three things: to find the right item
among the batch and the right text for each item (InfoNCE; items of the same key count less as
negatives), to give crossed pairs the similarity of their keys (1 for one key or its synonyms,
else max(2.6·x − 1.6, 0) with x from the base encoder), and to keep texts that no item serves away
from all of them. Only the token vectors learn, in several runs whose mean is kept (LOG.md).
"""

from __future__ import annotations

import random
import sys
import time
from functools import partial

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from training.encoder import memory_bank, model, presets, tokenizer
from training.encoder.memory_bank import KeySimilarity
from training.encoder.noise import casual
from training.encoder.optimiser import Optimiser
from training.encoder.pools import MemoryPools

TEMPERATURE = 0.05
PAIRS, LONELY = 192, 64  # of a batch
RATE = 3e-2


def loss_of(
    items: torch.Tensor, texts: torch.Tensor, lonely: torch.Tensor, keys: torch.Tensor
) -> dict[str, torch.Tensor]:
    """The three parts; ``keys`` ``[n, n]`` are the crossed targets."""
    cosines = items @ texts.T
    own = torch.eye(len(items), device=items.device, dtype=torch.bool)
    related = (keys > 0.5) & ~own
    logits = cosines / TEMPERATURE - 1.5 * related.float()
    target = torch.arange(len(items), device=items.device)
    find = (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2
    weight = torch.where(keys > 0.5, 3.0, 1.0) + 2.0 * own.float()
    cross = (weight * (cosines - keys) ** 2).sum() / weight.sum()
    alone = F.relu(items @ lonely.T - 0.1).pow(2).mean()
    return {"find": find, "cross": cross, "alone": alone}


def main() -> None:
    options = presets.parser(__doc__).parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    pieces = tokenizer.load(work / "tokenizer.json")
    base = model.load(work / "base")
    pools = MemoryPools(random.Random(options.seed))
    keys = KeySimilarity.measure(partial(model.embed_all, base, pieces), pools)
    keys.write(work / "keys.npz")
    seeds = range(options.seed, options.seed + preset.runs)

    def tune(encoder: model.Encoder, seed: int) -> None:
        train(encoder, pieces, MemoryPools(random.Random(seed)), keys, preset.memory_steps)

    soup = model.soup(work / "base", preset.device, seeds, tune)
    found = memory_bank.evaluate(partial(model.embed_all, soup, pieces), pools, keys)
    print(found, file=sys.stderr)
    model.save(soup, work / "memory")


def train(
    encoder: model.Encoder,
    pieces: Tokenizer,
    pools: MemoryPools,
    keys: KeySimilarity,
    steps: int,
) -> None:
    """One run; evaluates three times."""
    encoder.train()
    optimiser = Optimiser(encoder, steps, RATE, warmup=max(1, steps // 20))
    start, losses = time.monotonic(), []
    for step in range(steps):
        rows = pools.batch(PAIRS)
        items = [row.item for row in rows]
        texts = [row.text for row in rows] + pools.lonely_batch(LONELY)
        texts = [casual(text, pools.rng) if pools.rng.random() < 0.3 else text for text in texts]
        pooled = model.embed(encoder, pieces, items + texts)
        parts = loss_of(
            pooled[:PAIRS],
            pooled[PAIRS : 2 * PAIRS],
            pooled[2 * PAIRS :],
            torch.from_numpy(keys.between(items, items)).to(encoder.device),
        )
        optimiser.step(parts["find"] + 6.0 * parts["cross"] + 12.0 * parts["alone"])
        losses.append([part.item() for part in parts.values()])
        if (step + 1) % max(1, steps // 3) == 0 or step + 1 == steps:
            found = memory_bank.evaluate(partial(model.embed_all, encoder, pieces), pools, keys)
            seconds = time.monotonic() - start
            print(f"{step + 1}/{steps} {seconds:.0f} s", file=sys.stderr)
            print(np.mean(losses, 0).round(4), found, file=sys.stderr, flush=True)
            losses.clear()


if __name__ == "__main__":
    main()
