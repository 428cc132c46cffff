"""Step 3: fine-tuning of all four roles on the persona rows, loss on completions only.

python -m training.llm.sft --preset cpu
python -m training.llm.sft --base DIR --lora-rank 16      (any Hugging Face causal model)
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.llm.batches import Batch, batches, encode
from training.llm.loop import Run, train
from training.llm.model import load
from training.llm.optimiser import Optimiser
from training.llm.perplexity import cross_entropy
from training.llm.presets import PRESETS, folder
from training.text import persona_rows, tokenizer
from training.text.augment import augmented
from training.text.examples import Example, example
from training.text.persona_rows import Row

# Share of the rows of an epoch that a role sees. The answer comes first; the summary example
# teaches the answer too; an expression is a short code that few rows teach.
SHARES = {"answer": 1.0, "summary": 0.5, "memory": 0.6, "expression": 0.3}
# One role alone sees every row; of the rows that teach nothing to remember, a third is enough.
EMPTY_SHARE = 0.35


def epoch(rows: Sequence[Row], rng: random.Random, only: str | None = None) -> list[Example]:
    """Examples of one pass; every pass draws other rows and other noise."""
    if only is not None:
        return [
            example(augmented(row, rng), only)
            for row in rows
            if only != "memory" or row.memory or rng.random() < EMPTY_SHARE
        ]
    return [
        example(augmented(row, rng), role, answer_weight=0.7)
        for row in rows
        for role, share in SHARES.items()
        if rng.random() < share
    ]


def stream(
    rows: Sequence[Row],
    vocabulary: Tokenizer,
    context: int,
    tokens: int,
    seed: int,
    only: str | None = None,
) -> Iterator[Batch]:
    """Endless epochs as batches of about ``tokens`` positions."""
    number = 0
    while True:
        examples = epoch(rows, random.Random(f"{seed}:{number}"), only)
        encoded = encode(vocabulary, examples, context)
        yield from batches(encoded, tokens, np.random.default_rng([seed, number]))
        number += 1


def main() -> None:
    parser = argparse.ArgumentParser(description="Fine-tuning of the four roles.")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop by then")
    parser.add_argument("--start", default="pretrained", help="checkpoint to begin with")
    parser.add_argument("--lr", type=float, help="peak learning rate of Muon")
    parser.add_argument("--adam-lr", type=float, help="peak learning rate of the embeddings")
    parser.add_argument("--batch", type=int, help="positions a batch")
    parser.add_argument("--base", type=Path, help="a Hugging Face causal model directory")
    parser.add_argument("--lora-rank", type=int, default=16)
    parser.add_argument("--role", choices=sorted(SHARES), help="one role only")
    parser.add_argument("--epochs", type=int, default=5, help="with --base")
    parser.add_argument("--out", type=Path, help="with --base: where the adapter goes")
    options = parser.parse_args()
    preset, out = PRESETS[options.preset], folder(options.preset)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rows, held_out = persona_rows.split(persona_rows.read())
    rows = rows[: preset.rows]
    if options.base:
        from training.llm import lora

        target = options.out or out / "lora"
        lora.train(
            options.base, target, rows, options.role, options.lora_rank, epochs=options.epochs
        )
        return

    vocabulary = tokenizer.load(out)
    model, _ = load(out / f"{options.start}.pt")
    model.to(preset.device)
    batch = options.batch or preset.batch
    sample = encode(
        vocabulary, epoch(rows, random.Random(options.seed), options.role), preset.shape.context
    )
    run = Run(
        model,
        Optimiser(model, options.lr or preset.lr, options.adam_lr or preset.adam_lr),
        out / (f"sft-{options.role}.pt" if options.role else "sft.pt"),
        tokens=preset.sft_epochs * sum(len(item.ids) - 1 for item in sample),
        minutes=options.minutes,
        device=preset.device,
        warmup=0.03,
        decay=0.9,
        save_every=60.0,
        evaluate_every=240.0,
        evaluate=lambda m: cross_entropy(m, vocabulary, held_out, preset.device),
    )
    print(f"{len(rows)} rows, {run.tokens} tokens in all", file=sys.stderr)
    train(run, stream(rows, vocabulary, preset.shape.context, batch, options.seed, options.role))
    print(cross_entropy(model, vocabulary, held_out, preset.device), file=sys.stderr)


if __name__ == "__main__":
    main()
