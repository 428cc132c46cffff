"""Vectors of Korean morphemes, read out of Kiwi's CoNg language model.

Kiwi (Apache 2.0, bab2min/kiwipiepy) carries an embedding of each of 70,000 morphemes, learnt from
far more text than this recipe reads, and tells their cosines. The cosines with a few hundred
landmarks fix the vectors up to a rotation (classical scaling): with K the cosines among the
landmarks and G those of all morphemes with them, the rows of G·V·λ^−½ have G's inner products,
where K = V·λ·Vᵀ. The mean and the strongest directions say how rare a morpheme is rather than
what it means, and are taken out (Mu & Viswanath 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from kiwipiepy import Kiwi
from numpy.typing import NDArray

NAME = "kiwipiepy_model"
WIDTH = 256
LANDMARKS = 400
FIRST, COMMON = 300, 20_000  # below: placeholders; the landmarks are frequent morphemes
DOMINANT = 5
Morpheme = tuple[str, str]
"""Form and part of speech (Sejong tag without its -R, -I)."""


@dataclass(frozen=True)
class Morphemes:
    """``vectors`` ``[n, 256] float32`` of unit length, the more frequent first; ``place`` finds a
    morpheme's row."""

    vectors: NDArray[np.float32]
    place: dict[Morpheme, int]


def read(kiwi: Kiwi, seed: int = 0) -> Morphemes:
    """All morphemes that have a vector; about a minute."""
    size = 1 + max(found.id for found in kiwi.most_similar_morphemes(FIRST, top_n=10**6))
    landmarks = np.random.default_rng(seed).choice(
        np.arange(FIRST, COMMON), LANDMARKS, replace=False
    )
    cosines = np.zeros((size, LANDMARKS), np.float32)
    for column, landmark in enumerate(landmarks.tolist()):
        for found in kiwi.most_similar_morphemes(landmark, top_n=10**6):
            cosines[found.id, column] = max(found.score, -1.0)
        cosines[landmark, column] = 1.0
    among = cosines[landmarks]
    values, vectors = np.linalg.eigh((among + among.T) / 2)
    values, vectors = values[-WIDTH:], vectors[:, -WIDTH:]
    place: dict[Morpheme, int] = {}
    for number in range(FIRST, size):
        found = kiwi.morpheme(number)
        place.setdefault((found.form, _plain(found.tag)), number)
    return Morphemes(_centred(cosines @ vectors / np.sqrt(values)), place)


def _centred(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    frequent = vectors[FIRST : 2 * COMMON]
    centred = vectors - frequent.mean(0)
    _, _, directions = np.linalg.svd(centred[FIRST : 2 * COMMON], full_matrices=False)
    strongest = directions[:DOMINANT]
    centred -= centred @ strongest.T @ strongest
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    return (centred / np.maximum(length, 1e-6)).astype(np.float32)


def analyse(kiwi: Kiwi, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
    """The morphemes of each text, in order."""
    for tokens in kiwi.tokenize(texts):
        yield [(token.form, _plain(token.tag)) for token in tokens]


def _plain(tag: object) -> str:
    return str(tag).split("-")[0]
