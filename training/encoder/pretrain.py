"""Step 2: the shared base encoder.

    python -m training.encoder.pretrain --preset cpu

Every batch is read with masked tokens and teaches twice: to predict them, and either to find the
partner of each text among the batch (InfoNCE, both directions) or the labels of offence and
emotion sets. Heads are thrown away afterwards. Checkpoints every 40 steps; ``--resume`` goes on.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch.nn import functional as F

from training.encoder import model, presets, tokenizer
from training.encoder.noise import spoil
from training.encoder.optimiser import Optimiser
from training.encoder.sources import TASKS, Sources, persona_pairs
from training.text import persona_rows

LEARNING_RATE = 1.2e-3
TEMPERATURE = 0.06
LONGEST = 60  # characters: texts addressed to her are short
SHARES = {
    "persona": 0.38,
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
"""How often a contrastive batch comes from a set."""
KINDS = {"pairs": 0.62, "labelled": 0.33, "plain": 0.05}

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
    """Draws the batches of all sets by their shares."""

    def __init__(self, sources: Sources, preset: presets.Preset, rng: random.Random) -> None:
        self.rng = rng
        pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        rows, _held_out = persona_rows.split(persona_rows.read())
        for part in (sources.pairs(), persona_pairs(rows)):
            for name, one, two in part:
                if one and two and len(one) <= LONGEST and len(two) <= LONGEST:
                    pairs[name].append((one, two))
        labelled: dict[str, list[tuple[str, list[int]]]] = defaultdict(list)
        for task, text, classes in sources.labelled():
            if text and len(text) <= LONGEST * 1.5:
                labelled[task].append((text, classes))
        plain = [text for text in sources.plain() if 4 <= len(text) <= LONGEST]
        self.counts = {name: len(rows) for name, rows in {**pairs, **labelled}.items()}
        self.counts["plain"] = len(plain)
        self.pairs = {
            name: batches(rows, preset.pairs, lambda pair: len(pair[0]) + len(pair[1]), rng)
            for name, rows in pairs.items()
        }
        self.labelled = {
            name: batches(rows, preset.labelled, lambda row: len(row[0]), rng)
            for name, rows in labelled.items()
        }
        self.task_shares = {name: len(rows) ** 0.6 for name, rows in labelled.items()}
        self.plain = batches(plain, preset.labelled, len, rng)

    def draw(self) -> tuple[str, str, list[Any]]:
        """(kind, set, batch)."""
        kind = self.rng.choices(list(KINDS), list(KINDS.values()))[0]
        if kind == "plain":
            return kind, "plain", next(self.plain)
        shares = SHARES if kind == "pairs" else self.task_shares
        name = self.rng.choices(list(shares), list(shares.values()))[0]
        return kind, name, next(self.pairs[name] if kind == "pairs" else self.labelled[name])


def main() -> None:
    parser = presets.parser(__doc__)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    steps = options.steps or preset.pretrain_steps
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    torch.manual_seed(options.seed)
    rng, generator = random.Random(options.seed), torch.Generator().manual_seed(options.seed)
    pieces = tokenizer.load(work / "tokenizer.json", dropout=0.02)
    encoder = model.create(preset, np.load(work / "vectors.npy"), dropout=0.05).to(preset.device)
    heads = model.PretrainingHeads(preset.width, encoder.shape.vocabulary, TASKS).to(preset.device)
    optimiser = Optimiser(encoder, heads, steps, LEARNING_RATE, warmup=min(15, steps // 2))
    feed = Feed(Sources(options.data), preset, rng)
    print(feed.counts, file=sys.stderr, flush=True)
    checkpoint, first = work / "pretrain.pt", 0
    if options.resume and checkpoint.exists():
        first = _restore(checkpoint, encoder, heads, optimiser)
    sums: dict[str, list[float]] = defaultdict(list)
    start, tokens = time.monotonic(), 0
    for step in range(first, steps):
        kind, name, batch = feed.draw()
        texts = (
            [one for one, _ in batch] + [two for _, two in batch]
            if kind == "pairs"
            else ([text for text, _ in batch] if kind == "labelled" else list(batch))
        )
        texts = [spoil(text, rng) if rng.random() < 0.05 else text for text in texts]
        ids, mask = model.collate(pieces, texts, preset.device)
        read, chosen = model.mask_tokens(ids, generator)
        hidden = encoder(read, mask)
        masked = heads.masked_loss(hidden, encoder.tokens.weight, ids, chosen)
        loss = masked * (1.0 if kind == "plain" else 0.15)
        sums["masked"].append(masked.item())
        if kind != "plain":
            pooled = model.pool(hidden, mask)
            if kind == "pairs":
                other = contrast(pooled[: len(batch)], pooled[len(batch) :])
            else:
                other = 3.0 * heads.task_loss(name, pooled, [classes for _, classes in batch])
            loss = loss + other
            sums[name].append(other.item())
        optimiser.step(loss)
        tokens += int(mask.sum())
        if (step + 1) % 20 == 0 or step + 1 == steps:
            seconds = time.monotonic() - start
            means = {key: round(float(np.mean(values)), 3) for key, values in sorted(sums.items())}
            print(
                f"{step + 1}/{steps} {seconds:.0f} s {tokens} tokens {means}",
                file=sys.stderr,
                flush=True,
            )
            sums.clear()
        if (step + 1) % 40 == 0:
            _save(checkpoint, step + 1, encoder, heads, optimiser)
    model.save(encoder, work / "base")


def contrast(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE (van den Oord et al. 2018) with in-batch negatives."""
    logits = left @ right.T / TEMPERATURE
    target = torch.arange(len(left), device=left.device)
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


def _save(path: Path, step: int, encoder: Any, heads: Any, optimiser: Optimiser) -> None:
    state = {
        "step": step,
        "encoder": encoder.state_dict(),
        "heads": heads.state_dict(),
        "parts": [part.state_dict() for part in optimiser.parts],
        "schedules": [schedule.state_dict() for schedule in optimiser.schedules],
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def _restore(path: Path, encoder: Any, heads: Any, optimiser: Optimiser) -> int:
    state = torch.load(path, weights_only=False)
    encoder.load_state_dict(state["encoder"])
    heads.load_state_dict(state["heads"])
    for part, saved in zip(optimiser.parts, state["parts"], strict=True):
        part.load_state_dict(saved)
    for schedule, saved in zip(optimiser.schedules, state["schedules"], strict=True):
        schedule.load_state_dict(saved)
    return int(state["step"])


if __name__ == "__main__":
    main()
