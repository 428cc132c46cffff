"""Held-out cross entropy of each role's completion."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer

from training.llm.batches import batches, encode
from training.llm.model import Decoder
from training.text.examples import ROLES, example
from training.text.persona_rows import Row


@torch.no_grad()
def cross_entropy(
    model: Decoder, tokenizer: Tokenizer, rows: Sequence[Row], device: str = "cpu"
) -> dict[str, float]:
    """Role → nats a token over its completions, end marker included."""
    model.eval()
    out = {}
    for role in ROLES:
        encoded = encode(tokenizer, [example(row, role) for row in rows], model.shape.context)
        total = np.zeros(2)
        for batch in batches(encoded, 4096, np.random.default_rng(0)):
            loss, weight = model.loss(
                torch.from_numpy(batch.inputs).to(device),
                torch.from_numpy(batch.targets).to(device),
                torch.from_numpy(batch.weights).to(device),
            )
            total += float(loss), float(weight)
        out[role] = round(float(total[0] / total[1]), 4)
    return out
