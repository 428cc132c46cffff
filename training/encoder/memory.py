"""Step 4: the memory encoder; cosine of an item ``[key: value]`` with a text that it may serve.

    python -m training.encoder.memory --preset cpu

Each step reads one batch of (item, text) pairs and teaches three things: to find the right item
among the batch and the right text for each item (InfoNCE; items of the same key count less as
negatives), to give crossed pairs the similarity of their keys (1 for one key or its synonyms,
else max(2.6·x − 1.6, 0) with x from the base encoder), and to keep texts that no item serves away
from all of them. First the token vectors alone in large batches (which words belong to which
item), then the whole encoder.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from training.encoder import memory_bank, model, presets, tokenizer
from training.encoder.memory_bank import KeySimilarity
from training.encoder.noise import casual
from training.encoder.optimiser import Optimiser
from training.encoder.pools import MemoryPools

TEMPERATURE = 0.05
# (share of the blocks in use, pairs and lonely texts of a batch, learning rate)
TOKEN_STAGE = (0, 192, 64, 4e-3)
WHOLE_STAGE = (None, 72, 48, 6e-4)


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
    parser = presets.parser(__doc__)
    parser.add_argument("--resume", action="store_true", help="go on after the token stage")
    options = parser.parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    torch.manual_seed(options.seed)
    pools = MemoryPools(random.Random(options.seed))
    plain = tokenizer.load(work / "tokenizer.json")
    base = model.load(work / "base")
    keys = KeySimilarity.measure(lambda texts: model.embed_all(base, plain, texts), pools)
    keys.write(work / "keys.npz")
    encoder = model.load(work / ("memory" if options.resume else "base"), dropout=0.15)
    encoder.to(preset.device)
    stages = [(TOKEN_STAGE, preset.token_steps), (WHOLE_STAGE, preset.tuning_steps * 5 // 8)]
    for stage, steps in stages[options.resume :]:
        train(encoder, pools, keys, stage, steps, work)
        model.save(encoder, work / "memory")


def train(
    encoder: model.Encoder,
    pools: MemoryPools,
    keys: KeySimilarity,
    stage: tuple[int | None, int, int, float],
    steps: int,
    work: Path,
) -> None:
    """One stage; evaluates five times."""
    depth, size, lonely, rate = stage
    encoder.depth = len(encoder.blocks) if depth is None else depth
    noisy, plain = (tokenizer.load(work / "tokenizer.json", dropout) for dropout in (0.1, None))
    optimiser = Optimiser(encoder, None, steps, rate, warmup=max(1, steps // 20), muon=False)
    start, losses = time.monotonic(), []
    for step in range(steps):
        rows = pools.batch(size)
        items = [row.item for row in rows]
        texts = [row.text for row in rows] + pools.lonely_batch(lonely)
        texts = [casual(text, pools.rng) if pools.rng.random() < 0.3 else text for text in texts]
        pooled = model.embed(encoder, noisy, items + texts)
        parts = loss_of(
            pooled[:size],
            pooled[size : 2 * size],
            pooled[2 * size :],
            torch.from_numpy(keys.between(items, items)).to(encoder.device),
        )
        optimiser.step(parts["find"] + 6.0 * parts["cross"] + 12.0 * parts["alone"])
        losses.append([part.item() for part in parts.values()])
        if (step + 1) % max(1, steps // 5) == 0 or step + 1 == steps:
            found = memory_bank.evaluate(
                lambda texts: model.embed_all(encoder, plain, texts), pools, keys
            )
            seconds = time.monotonic() - start
            print(f"depth {encoder.depth} {step + 1}/{steps} {seconds:.0f} s", file=sys.stderr)
            print(np.mean(losses, 0).round(4), found, file=sys.stderr, flush=True)
            losses.clear()


if __name__ == "__main__":
    main()
