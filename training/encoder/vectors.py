"""Token vectors from counts: truncated SVD of shifted positive PMI (Levy & Goldberg 2014).

A minute of counting over all text gives the encoder's embeddings what would take a small machine
hours of masked-token prediction.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd
from tokenizers import Tokenizer

Ids = NDArray[np.int32]


def cooccurrence(sentences: Sequence[Ids], size: int, window: int = 6) -> sparse.csr_matrix:
    """Symmetric counts ``[size, size]``; a neighbour at distance d counts 1/√d."""
    gap = np.full(window, -1, np.int32)
    stream = np.concatenate([part for ids in sentences for part in (ids, gap)])
    counts = np.zeros(size * size, np.float32)
    for distance in range(1, window + 1):
        left, right = stream[:-distance], stream[distance:]
        both = (left >= 0) & (right >= 0)
        keys = left[both].astype(np.int64) * size + right[both]
        for part in np.array_split(keys, max(1, len(keys) // 4_000_000)):
            found, number = np.unique(part, return_counts=True)
            counts[found] += (number / np.sqrt(distance)).astype(np.float32)
    matrix = sparse.csr_matrix(counts.reshape(size, size))
    return (matrix + matrix.T).tocsr()


def ppmi(counts: sparse.csr_matrix, smooth: float = 0.75, shift: float = 0.0) -> sparse.csr_matrix:
    """Positive pointwise mutual information with smoothed context counts."""
    total = counts.sum()
    row = np.asarray(counts.sum(1)).ravel() + 1e-9
    context = row**smooth
    context /= context.sum()
    entries = counts.tocoo()
    pmi = np.log(entries.data / (row[entries.row] * context[entries.col]) + 1e-12) - shift
    assert total > 0
    keep = pmi > 0
    return sparse.csr_matrix(
        (pmi[keep].astype(np.float32), (entries.row[keep], entries.col[keep])), counts.shape
    )


def embed(matrix: sparse.csr_matrix, width: int, seed: int) -> NDArray[np.float32]:
    """``[size, width]`` vectors U·√S, rows scaled to a common mean length of 1."""
    u, s, _ = randomized_svd(matrix, width, n_iter=3, random_state=seed)
    vectors = (u * np.sqrt(s)).astype(np.float32)
    vectors -= vectors.mean(0)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(norms, 1e-3 * norms.max())


def inverse_frequency(
    tokenizer: Tokenizer, lines: Sequence[str], smooth: float = 1e-3
) -> NDArray[np.float32]:
    """``[size]`` weight of each token in a sentence mean: a / (a + p) (Arora et al. 2017)."""
    counts = np.ones(tokenizer.get_vocab_size(), np.float64)
    for encoding in tokenizer.encode_batch_fast(list(lines), add_special_tokens=False):
        np.add.at(counts, encoding.ids, 1)
    return (smooth / (smooth + counts / counts.sum())).astype(np.float32)
