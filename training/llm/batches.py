"""Examples → right-padded batches of similar length (little is padded, nothing needs a mask)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from training.text.examples import Example
from training.text.tokenizer import BOS


@dataclass(frozen=True)
class Encoded:
    """ids ``[length]`` int32 beginning with BOS and the weight of predicting each id."""

    ids: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class Batch:
    """inputs and targets ``[n, length]`` int64, weights ``[n, length]`` float32."""

    inputs: np.ndarray
    targets: np.ndarray
    weights: np.ndarray


def encode(tokenizer: Tokenizer, examples: Sequence[Example], context: int) -> list[Encoded]:
    """Tokenise; examples longer than ``context`` are cut at the end."""
    flat = [text for example in examples for text, _ in example]
    pieces = iter(tokenizer.encode_batch(flat, add_special_tokens=False))
    bos = tokenizer.token_to_id(BOS)
    out = []
    for example in examples:
        ids, weights = [bos], [0.0]
        for _, weight in example:
            piece = next(pieces).ids
            ids += piece
            weights += [weight] * len(piece)
        cut = context + 1
        out.append(Encoded(np.array(ids[:cut], np.int32), np.array(weights[:cut], np.float32)))
    return out


def batches(encoded: Sequence[Encoded], tokens: int, rng: np.random.Generator) -> Iterator[Batch]:
    """One pass in random order; each batch holds about ``tokens`` positions, padding included.

    Sorted by length inside windows of 32 batches, so that order stays random and padding low.
    """
    order = rng.permutation(len(encoded))
    lengths = np.array([len(item.ids) for item in encoded])
    window = max(1, int(32 * tokens / max(lengths.mean(), 1)))
    for begin in range(0, len(order), window):
        part = order[begin : begin + window]
        part = part[np.argsort(lengths[part] + rng.random(len(part)), kind="stable")]
        groups = list(_groups(part, lengths, tokens))
        for index in rng.permutation(len(groups)):
            yield pad([encoded[i] for i in groups[index]])


def _groups(part: np.ndarray, lengths: np.ndarray, tokens: int) -> Iterator[list[int]]:
    group: list[int] = []
    for index in part:
        if group and (len(group) + 1) * (lengths[index] - 1) > tokens:
            yield group
            group = []
        group.append(int(index))
    if group:
        yield group


def pad(items: Sequence[Encoded]) -> Batch:
    """Right-pad to the longest; a padded position has weight 0."""
    length = max(len(item.ids) for item in items) - 1
    inputs = np.zeros((len(items), length), np.int64)
    targets = np.zeros_like(inputs)
    weights = np.zeros((len(items), length), np.float32)
    for row, item in enumerate(items):
        size = len(item.ids) - 1
        inputs[row, :size] = item.ids[:-1]
        targets[row, :size] = item.ids[1:]
        weights[row, :size] = item.weights[1:]
    return Batch(inputs, targets, weights)
