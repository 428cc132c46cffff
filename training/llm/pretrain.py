"""Step 2: language modelling on public chat mixed with the persona rows.

python -m training.llm.pretrain --preset cpu
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import numpy as np
import torch

from training.llm import prepare
from training.llm.batches import Batch, Encoded, batches, encode
from training.llm.loop import Run, train
from training.llm.model import Decoder, load
from training.llm.optimiser import Optimiser
from training.llm.perplexity import cross_entropy
from training.llm.presets import PRESETS, folder
from training.text import persona_rows, tokenizer
from training.text.examples import example


def main() -> None:
    parser = argparse.ArgumentParser(description="Pretraining of the language model.")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--lr", type=float, help="peak learning rate of Muon")
    parser.add_argument("--tokens", type=int, help="stop after so many (for measuring)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop by then")
    parser.add_argument("--start", help="weights of an earlier checkpoint to go on from")
    parser.add_argument("--name", default="pretrained", help="name of the checkpoint")
    options = parser.parse_args()
    preset, out = PRESETS[options.preset], folder(options.preset)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)

    vocabulary = tokenizer.load(out)
    rows, held_out = persona_rows.split(persona_rows.read())
    examples = prepare.load(out / "public.npz")
    for _ in range(preset.pretrain_epochs):
        for role in ("answer", "summary"):
            voice = [example(row, role, 0.5, 1.0) for row in rows[: preset.rows]]
            examples += encode(vocabulary, voice, preset.shape.context)

    model = load(out / f"{options.start}.pt")[0] if options.start else Decoder(preset.shape)
    model.to(preset.device)
    run = Run(
        model,
        Optimiser(model, options.lr or preset.lr, preset.adam_lr),
        out / f"{options.name}.pt",
        tokens=options.tokens or sum(len(item.ids) - 1 for item in examples),
        minutes=options.minutes,
        device=preset.device,
        decay=0.0,  # the plateau ends here; fine-tuning goes on from it and decays
        evaluate=lambda m: cross_entropy(m, vocabulary, held_out, preset.device),
    )
    size = sum(weight.numel() for weight in model.parameters())
    print(
        f"{size / 1e6:.2f} M parameters, {run.tokens} tokens, resumed: {run.resume()}",
        file=sys.stderr,
    )
    train(run, stream(examples, preset.batch, options.seed, skip=run.step))
    print(cross_entropy(model, vocabulary, held_out, preset.device), file=sys.stderr)


def stream(examples: list[Encoded], tokens: int, seed: int, skip: int) -> Iterator[Batch]:
    """Endless passes in an order that the seed fixes; the first ``skip`` batches are left out."""
    rng = np.random.default_rng(seed)
    while True:
        for batch in batches(examples, tokens, rng):
            if skip > 0:
                skip -= 1
            else:
                yield batch


if __name__ == "__main__":
    main()
