"""Step 3: the ethics encoder; cosine of a text with the five category names.

    python -m training.encoder.ethics --preset cpu

Loss: cross-entropy over scaled cosines with the category names plus a regression of each cosine
to 1 or 0, which gives the thresholds room. Near half of each batch are offences. Public hate sets
add contempt for groups and politics. Every text goes through the normaliser, as in the product,
many after a spelling trick. First the token vectors alone, then the whole encoder.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from training.encoder import judge, model, presets, tokenizer
from training.encoder.examples import CATEGORIES
from training.encoder.optimiser import Optimiser
from training.encoder.pools import EthicsPools
from training.encoder.sources import Sources

SCALE = 12.0
# (blocks in use, texts of a batch, learning rate)
TOKEN_STAGE = (0, 256, 3e-3)
WHOLE_STAGE = (None, 112, 6e-4)


def loss_of(pooled: torch.Tensor, names: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Scaled softmax with a margin, plus regression of all five cosines to 0 or 1."""
    cosines = pooled @ names.T
    target = F.one_hot(truth, len(CATEGORIES)).float()
    entropy = F.cross_entropy(SCALE * (cosines - 0.15 * target), truth, label_smoothing=0.02)
    return entropy + 2.0 * F.mse_loss(cosines, target)


def main() -> None:
    parser = presets.parser(__doc__)
    parser.add_argument("--resume", action="store_true", help="go on after the token stage")
    options = parser.parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    torch.manual_seed(options.seed)
    pools = EthicsPools(Sources(options.data), random.Random(options.seed))
    encoder = model.load(work / ("ethics" if options.resume else "base"), dropout=0.15).to(
        preset.device
    )
    stages = [
        (TOKEN_STAGE, preset.token_steps // 2),
        (WHOLE_STAGE, preset.tuning_steps * 3 // 2),
    ]
    for stage, steps in stages[options.resume :]:
        train(encoder, pools, stage, steps, work)
        model.save(encoder, work / "ethics")


def train(
    encoder: model.Encoder,
    pools: EthicsPools,
    stage: tuple[int | None, int, float],
    steps: int,
    work: Path,
) -> None:
    """One stage; evaluates five times."""
    depth, size, rate = stage
    encoder.depth = len(encoder.blocks) if depth is None else depth
    noisy, plain = (tokenizer.load(work / "tokenizer.json", dropout) for dropout in (0.1, None))
    optimiser = Optimiser(encoder, None, steps, rate, warmup=max(1, steps // 20), muon=False)
    start, losses = time.monotonic(), []
    for step in range(steps):
        texts, truth = pools.batch(size)
        pooled = model.embed(encoder, noisy, [*texts, *CATEGORIES])
        loss = loss_of(pooled[:-5], pooled[-5:], torch.tensor(truth, device=encoder.device))
        optimiser.step(loss)
        losses.append(loss.item())
        if (step + 1) % max(1, steps // 5) == 0 or step + 1 == steps:
            found = judge.evaluate(lambda texts: model.embed_all(encoder, plain, texts), pools)
            seconds = time.monotonic() - start
            line = f"depth {encoder.depth} {step + 1}/{steps} {seconds:.0f} s {np.mean(losses):.3f}"
            print(line, found, file=sys.stderr, flush=True)
            losses.clear()


if __name__ == "__main__":
    main()
