"""Vectors of the tokenizer's pieces, fitted to those of the morphemes that they spell.

A word's target is the sum of its morphemes' vectors, each scaled by smooth inverse frequency
(Arora et al. 2017), so that a plain mean over tokens is a good sentence vector; the word's pieces
shall add up to it (ridge regression over all words of the text, drawn towards the morpheme's own
vector where a piece is one).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from tokenizers import Tokenizer

from training.encoder.morphemes import WIDTH, Morpheme, Morphemes
from training.encoder.tokenizer import spelled

RIDGE = 2.0
ROUNDS = 40
Rows = NDArray[np.float32]


def inverse_frequency(
    found: Iterable[tuple[Sequence[Morpheme], int]], smooth: float = 1e-3
) -> dict[Morpheme, float]:
    """Weight of each morpheme in a sentence: a / (a + p); those not in the dictionary weigh 1."""
    counts: Counter[Morpheme] = Counter()
    for morphemes, number in found:
        for morpheme in morphemes:
            counts[morpheme] += number
    total = sum(counts.values())
    return {morpheme: smooth / (smooth + count / total) for morpheme, count in counts.items()}


def targets(
    analysed: Sequence[Sequence[Morpheme]], known: Morphemes, weight: Mapping[Morpheme, float]
) -> Rows:
    """``[words, width]``: what the pieces of each word shall add up to."""
    rows = np.zeros((len(analysed), WIDTH), np.float32)
    for row, morphemes in zip(rows, analysed, strict=True):
        for morpheme in morphemes:
            if morpheme in known.place:
                row += weight.get(morpheme, 1.0) * known.vectors[known.place[morpheme]]
    return rows


def prior(tokenizer: Tokenizer, known: Morphemes, weight: Mapping[Morpheme, float]) -> Rows:
    """``[vocabulary, width]``: a piece that spells a morpheme has its vector, the others none; of
    two that are spelled alike the more frequent counts."""
    rows = np.zeros((tokenizer.get_vocab_size(), WIDTH), np.float32)
    spelling: dict[str, Morpheme] = {}
    for morpheme in known.place:
        spelling.setdefault(spelled(morpheme[0]), morpheme)
    for piece, number in tokenizer.get_vocab().items():
        if piece in spelling:
            own = spelling[piece]
            rows[number] = weight.get(own, 1.0) * known.vectors[known.place[own]]
    return rows


def fit(tokenizer: Tokenizer, words: Mapping[str, int], wanted: Rows, start: Rows) -> Rows:
    """``[vocabulary, width]`` least squares by conjugate gradients; a word counts by the root of
    its frequency."""
    encodings = tokenizer.encode_batch_fast(list(words), add_special_tokens=False)
    lengths = [len(encoding.ids) for encoding in encodings]
    columns = np.concatenate([np.array(encoding.ids, np.int32) for encoding in encodings])
    rows = np.repeat(np.arange(len(words), dtype=np.int32), lengths)
    pieces = sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, columns)), (len(words), len(start))
    )
    share = np.sqrt(np.array(list(words.values()), np.float32))[:, None]

    def normal(x: Rows) -> Rows:
        return np.asarray(pieces.T @ (share * (pieces @ x))) + RIDGE * x

    x = start.copy()
    residual = np.asarray(pieces.T @ (share * wanted)) + RIDGE * start - normal(x)
    direction, size = residual.copy(), float((residual**2).sum())
    for _ in range(ROUNDS):
        if size < 1e-9:
            break
        ahead = normal(direction)
        step = size / float((direction * ahead).sum())
        x += step * direction
        residual -= step * ahead
        smaller = float((residual**2).sum())
        direction, size = residual + smaller / size * direction, smaller
    return x
