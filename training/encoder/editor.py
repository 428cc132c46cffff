"""The head that says which of the user's words make the value (:mod:`training.encoder.edits`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder import edits, examples, model
from training.text import metrics, persona_rows
from training.text.persona_rows import Row

OFFSETS = np.arange(-2.5, 0.6, 0.5)  # tried on the logit of dropping a word


@dataclass(frozen=True)
class Edited:
    """The words of a user, the value to be made of them and the edits that come nearest."""

    words: list[str]
    value: str
    edits: list[str]


def examples_of(rows: Sequence[Row]) -> list[Edited]:
    """Of the rows that have something to remember."""
    found = []
    for row in rows:
        words = edits.words_of(persona_rows.parts(row.input).words) if row.memory else []
        if words:
            value = examples.parse_item(row.memory)[1]
            found.append(Edited(words, value, edits.align(words, value)))
    return found


def rounded(values: np.ndarray) -> list[object]:
    """For JSON."""
    result: list[object] = values.astype(float).round(5).tolist()
    return result


class EditHead(nn.Module):
    """States of a word's first and last token ``[n, 2 · width]`` to logits of the edits."""

    def __init__(self, width: int, rows: Sequence[Edited]) -> None:
        super().__init__()
        self.edits = edits.classes(row.edits for row in rows)
        self.layer = nn.Linear(2 * width, len(self.edits))
        self.truths = {
            id(row): [
                self.edits.index(edits.nearest(word, edit, self.edits))
                for word, edit in zip(row.words, row.edits, strict=True)
            ]
            for row in rows
        }
        self._suiting: dict[str, Tensor] = {}

    def logits(
        self, encoder: model.Encoder, pieces: Tokenizer, rows: Sequence[Edited]
    ) -> list[Tensor]:
        """``[words, edits]`` for each row; edits that do not suit a word are far below 0."""
        texts = [" ".join(row.words) for row in rows]
        states = model.states_of(encoder, *model.collate(pieces, texts))
        found = []
        for row, hidden in zip(rows, states, strict=True):
            ends = np.cumsum([1, *self._counts(pieces, row.words)])
            places = np.minimum(np.stack([ends[:-1], ends[1:] - 1], 1), hidden.shape[0] - 1)
            of_words = hidden[torch.from_numpy(places)].flatten(1)
            suits = torch.stack([self._suits(word) for word in row.words])
            found.append(self.layer(of_words).masked_fill(~suits, -1e4))
        return found

    def loss(self, encoder: model.Encoder, pieces: Tokenizer, rows: Sequence[Edited]) -> Tensor:
        """Cross-entropy a word; rows are those that the head was made with."""
        logits = torch.cat(self.logits(encoder, pieces, rows))
        truth = torch.tensor([number for row in rows for number in self.truths[id(row)]])
        return F.cross_entropy(logits, truth)

    @torch.no_grad()
    def value_f1(
        self, encoder: model.Encoder, pieces: Tokenizer, rows: Sequence[Edited]
    ) -> dict[float, float]:
        """Mean character F1 of the values for each of :data:`OFFSETS`."""
        encoder.eval()
        logits = [
            part.numpy()
            for first in range(0, len(rows), 64)
            for part in self.logits(encoder, pieces, rows[first : first + 64])
        ]
        encoder.train()

        def score(offset: float) -> float:
            found = [
                metrics.character_f1(row.value, self.value(row.words, part, offset))
                for row, part in zip(rows, logits, strict=True)
            ]
            return float(np.mean(found))

        return {float(offset): score(offset) for offset in OFFSETS}

    def table(self, offset: float) -> dict[str, list[object] | tuple[str, ...]]:
        """What ``heads.json`` holds of it."""
        weight, bias = self.layer.weight.detach().numpy(), self.layer.bias.detach().numpy().copy()
        bias[self.edits.index(edits.DROP)] += offset
        return {"words": self.edits, "weight": rounded(weight), "bias": rounded(bias)}

    def value(self, words: Sequence[str], logits: np.ndarray, offset: float) -> str:
        """The likeliest value; one word stays at least."""
        drop = self.edits.index(edits.DROP)
        keeping = logits.copy()
        keeping[:, drop] = -np.inf
        best = keeping.argmax(1)
        margin = keeping.max(1) - (logits[:, drop] + offset)
        kept = margin > 0 if (margin > 0).any() else margin == margin.max()
        made = (
            edits.edited(words[place], self.edits[int(best[place])])
            for place in np.flatnonzero(kept).tolist()
        )
        return " ".join(text for text in made if text)

    def _suits(self, word: str) -> Tensor:
        if word not in self._suiting:
            self._suiting[word] = torch.tensor(edits.suiting(word, self.edits))
        return self._suiting[word]

    @staticmethod
    def _counts(pieces: Tokenizer, words: Sequence[str]) -> list[int]:
        found = pieces.encode_batch_fast(list(words), add_special_tokens=False)
        return [len(encoding.ids) for encoding in found]
