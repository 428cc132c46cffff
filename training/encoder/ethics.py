"""Step 4: the ethics encoder; cosine of a text with the five category names.

    python -m training.encoder.ethics --preset cpu

Loss: cross-entropy over scaled cosines with the category names plus a regression of each cosine
to 1 or 0, which gives the thresholds room. Near half of each batch are offences. Public hate sets
add contempt for groups and politics. Every text goes through the normaliser, as in the product,
many after a spelling trick. The BERT learns whole; the mean of several runs is kept (LOG.md).
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

from training.encoder import judge, model, presets, tokenizer
from training.encoder.examples import CATEGORIES
from training.encoder.optimiser import Optimiser
from training.encoder.pools import EthicsPools
from training.encoder.sources import Sources

SCALE = 12.0
BATCH = 256
RATE = 2.5e-4
TOKENS = 3.0  # times the rate


def loss_of(pooled: torch.Tensor, names: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Scaled softmax with a margin, plus regression of all five cosines to 0 or 1."""
    cosines = pooled @ names.T
    target = F.one_hot(truth, len(CATEGORIES)).float()
    entropy = F.cross_entropy(SCALE * (cosines - 0.15 * target), truth, label_smoothing=0.02)
    return entropy + 2.0 * F.mse_loss(cosines, target)


def main() -> None:
    options = presets.parser(__doc__).parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    sources = Sources(options.data)
    pieces = tokenizer.load(work / "bert" / "tokenizer.json")
    seeds = range(options.seed, options.seed + preset.ethics_runs)

    def tune(encoder: model.Encoder, seed: int) -> None:
        train(encoder, pieces, EthicsPools(sources, random.Random(seed)), preset.ethics_steps)

    soup = model.soup(work / "bert", preset.device, seeds, tune)
    pools = EthicsPools(sources, random.Random(options.seed))
    print(judge.evaluate(partial(model.embed_all, soup, pieces), pools), file=sys.stderr)
    model.save(soup, work / "ethics")


def train(encoder: model.Encoder, pieces: Tokenizer, pools: EthicsPools, steps: int) -> None:
    """One run; evaluates three times."""
    encoder.train()
    optimiser = Optimiser(encoder, steps, RATE, max(1, steps // 20), tokens=TOKENS)
    start, losses = time.monotonic(), []
    for step in range(steps):
        texts, truth = pools.batch(BATCH)
        pooled = model.embed(encoder, pieces, [*texts, *CATEGORIES])
        loss = loss_of(pooled[:-5], pooled[-5:], torch.tensor(truth, device=encoder.device))
        optimiser.step(loss)
        losses.append(loss.item())
        if (step + 1) % max(1, steps // 3) == 0 or step + 1 == steps:
            found = judge.evaluate(partial(model.embed_all, encoder, pieces), pools)
            seconds = time.monotonic() - start
            line = f"{step + 1}/{steps} {seconds:.0f} s {np.mean(losses):.3f}"
            print(line, found, file=sys.stderr, flush=True)
            losses.clear()


if __name__ == "__main__":
    main()
