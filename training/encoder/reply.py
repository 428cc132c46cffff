"""Step 7: the BERT that finds replies beside the bag.

    python -m training.encoder.reply --preset cpu

The same pairs and the same loss as the bag's (``pretrain``). The bag knows what words mean, the
BERT what a sentence says: each misses what the other finds, and the sum of their cosines finds
more than either. At the end its vectors are projected to the directions that hold most of them, so
that the index stays small.
"""

from __future__ import annotations

import random

import torch

from training.encoder import model, presets, tokenizer
from training.encoder.optimiser import Optimiser
from training.encoder.pretrain import Feed, train
from training.encoder.sources import Sources
from training.text import persona_rows

PAIRS = 192  # of a batch
RATE = 3e-4
TOKENS = 3.0  # times the rate
OUT = 128
SAMPLE = 4000  # rows whose vectors choose the directions


def main() -> None:
    options = presets.parser(__doc__).parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    torch.manual_seed(options.seed)
    rng, steps = random.Random(options.seed), preset.reply_steps
    pieces = tokenizer.load(work / "bert" / "tokenizer.json")
    encoder = model.load(work / "bert").to(preset.device).train()
    optimiser = Optimiser(encoder, steps, RATE, warmup=min(30, steps), tokens=TOKENS)
    feed = Feed(Sources(options.data), min(PAIRS, preset.pairs), rng)
    train(encoder, pieces, feed, optimiser, steps)
    rows, _held_out = persona_rows.split(persona_rows.read())
    words = [persona_rows.parts(row.input).words for row in rows[:SAMPLE]]
    vectors = model.embed_all(encoder, pieces, words + [row.answer for row in rows[:SAMPLE]])
    model.save(model.projected(encoder.cpu(), vectors, OUT), work / "reply")


if __name__ == "__main__":
    main()
