"""Step 2: the bag that memory and replies begin with.

    python -m training.encoder.pretrain --preset cpu

Trains the token vectors, in large batches, to find the partner of each text among the batch
(InfoNCE, both directions): question and reply, paraphrase, item and text, statement and fact. Says
five times how often a held-out text finds its own partner first.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from training.encoder import model, presets, tokenizer
from training.encoder.optimiser import Optimiser
from training.encoder.sources import Sources, persona_pairs, variants
from training.text import persona_rows
from training.text.persona_rows import Row

RATE = 3e-2
TEMPERATURE = 0.06
LONGEST = 60  # characters: texts addressed to her are short
SHARES = {
    "persona": 0.38,
    "variant": 0.10,
    "persona_item": 0.10,
    "persona_fact": 0.12,
    "chatbot_data": 0.12,
    "komuchat": 0.04,
    "hg_tods": 0.03,
    "sae4k": 0.04,
    "parakqc": 0.05,
    "question_pair": 0.04,
    "korsts": 0.05,
    "kornli": 0.03,
}
"""How often a batch comes from a set."""
HELD_OUT = {"persona": "reply", "persona_fact": "fact"}

Pair = tuple[str, str]
T = TypeVar("T")


def batches(
    items: Sequence[T], size: int, length: Callable[[T], int], rng: random.Random
) -> Iterator[list[T]]:
    """Endless shuffled batches of like length: pools of 20 batches are sorted and cut."""
    while True:
        order = list(items)
        rng.shuffle(order)
        for first in range(0, max(1, len(order) - size + 1), size * 20):
            pool = sorted(order[first : first + size * 20], key=length)
            cut = [pool[start : start + size] for start in range(0, len(pool), size)]
            cut = [batch for batch in cut if len(batch) == size] or cut
            rng.shuffle(cut)
            yield from cut


class Feed:
    """Draws batches of pairs from all sets by their shares."""

    def __init__(self, sources: Sources, size: int, rng: random.Random) -> None:
        self.rng = rng
        pairs: dict[str, list[Pair]] = defaultdict(list)
        rows, _held_out = persona_rows.split(persona_rows.read())
        for part in (sources.pairs(), persona_pairs(rows), variant_pairs(rows)):
            for name, one, two in part:
                if one and two and len(one) <= LONGEST and len(two) <= LONGEST:
                    pairs[name].append((one, two))
        self.counts = {name: len(rows) for name, rows in pairs.items()}
        self.pairs = {
            name: batches(rows, size, lambda pair: len(pair[0]) + len(pair[1]), rng)
            for name, rows in pairs.items()
        }

    def draw(self) -> list[Pair]:
        """One batch, all of one set."""
        name = self.rng.choices(list(SHARES), list(SHARES.values()))[0]
        return next(self.pairs[name])


def variant_pairs(rows: list[Row]) -> Iterator[tuple[str, str, str]]:
    """Other ways to say the words of a row: with its answer, and with its words."""
    for row, other in variants(rows):
        yield "persona", other, row.answer
        yield "variant", row.input, other


def contrast(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE (van den Oord et al. 2018) with in-batch negatives."""
    logits = left @ right.T / TEMPERATURE
    target = torch.arange(len(left), device=left.device)
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


def found_first(encoder: model.Encoder, pieces: Tokenizer) -> dict[str, float]:
    """Share of held-out texts whose own partner has the highest cosine of all."""
    held: dict[str, list[Pair]] = defaultdict(list)
    for name, one, two in persona_pairs(persona_rows.split(persona_rows.read())[1]):
        held[name].append((one, two))
    scores = {}
    for name, label in HELD_OUT.items():
        texts, partners = (
            model.embed_all(encoder, pieces, list(part)) for part in zip(*held[name], strict=True)
        )
        nearest = (texts @ partners.T).argmax(1)
        scores[label] = round(float((nearest == np.arange(len(texts))).mean()), 3)
    return scores


def train(
    encoder: model.Encoder, pieces: Tokenizer, feed: Feed, optimiser: Optimiser, steps: int
) -> None:
    """Draws, contrasts and learns; says five times what it finds."""
    start, losses = time.monotonic(), []
    for step in range(steps):
        batch = feed.draw()
        texts = [one for one, _ in batch] + [two for _, two in batch]
        pooled = model.embed(encoder, pieces, texts)
        loss = contrast(pooled[: len(batch)], pooled[len(batch) :])
        optimiser.step(loss)
        losses.append(loss.item())
        if (step + 1) % max(1, steps // 5) == 0 or step + 1 == steps:
            found = found_first(encoder, pieces)
            seconds = time.monotonic() - start
            line = f"{step + 1}/{steps} {seconds:.0f} s loss {np.mean(losses):.3f} {found}"
            print(line, file=sys.stderr, flush=True)
            losses.clear()


def main() -> None:
    options = presets.parser(__doc__).parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    torch.manual_seed(options.seed)
    rng, steps = random.Random(options.seed), preset.pretrain_steps
    pieces = tokenizer.load(work / "tokenizer.json")
    encoder = model.bag(np.load(work / "vectors.npy")).to(preset.device).train()
    optimiser = Optimiser(encoder, steps, RATE, warmup=min(20, steps // 2))
    feed = Feed(Sources(options.data), preset.pairs, rng)
    print(feed.counts, found_first(encoder, pieces), file=sys.stderr, flush=True)
    train(encoder, pieces, feed, optimiser, steps)
    model.save(encoder, work / "base")


if __name__ == "__main__":
    main()
