"""The encoder: a small pre-norm BERT whose untrained output is already a good sentence vector.

The residual stream starts as token vectors (``vectors``: PPMI-SVD scaled by smooth inverse
frequency, Arora et al. 2017) and every block's last projection starts at zero, so mean pooling
gives the weighted average of token vectors before the first step; training only adds context.
Vectors are blown up by √width, so that one step of the optimiser is small beside them.
There is no norm after the last block: the length of a token's state is its weight in the mean.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder.presets import Preset
from training.encoder.tokenizer import CLS_ID, MASK_ID, MAX_TOKENS, PAD_ID

MASKED_SHARE = 0.06  # short texts: every token counts for the sentence vector


@dataclass(frozen=True)
class Shape:
    """What a saved encoder is rebuilt from."""

    vocabulary: int
    width: int
    inner: int
    heads: int
    layers: int
    positions: int = MAX_TOKENS


class Block(nn.Module):
    """Self-attention and a two-layer perceptron, each on the normed stream and added to it."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attention_norm = nn.LayerNorm(shape.width)
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.attention_out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.dropout = nn.Dropout(dropout)
        for last in (self.attention_out, self.outer):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` ``[n, tokens, width]``, ``bias`` ``[n, 1, 1, tokens]``: 0 or a large negative."""
        n, tokens, width = x.shape
        parts = self.query_key_value(self.attention_norm(x))
        parts = parts.view(n, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(n, tokens, width)
        x = x + self.dropout(self.attention_out(mixed))
        hidden = F.gelu(self.inner(self.norm(x)), approximate="tanh")
        return x + self.dropout(self.outer(hidden))


class Encoder(nn.Module):
    """Ids and mask ``[n, tokens] int64`` to states ``[n, tokens, width] float32``."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.tokens = nn.Embedding(shape.vocabulary, shape.width, padding_idx=PAD_ID)
        self.positions = nn.Parameter(torch.zeros(shape.positions, shape.width))
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        self.depth = shape.layers  # 0 while only the token vectors are trained

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        bias = (1.0 - attention_mask[:, None, None, :].float()) * -1e4
        x = self.tokens(input_ids) + self.positions[: input_ids.shape[1]]
        x = self.dropout(x)
        for block in self.blocks[: self.depth]:
            x = block(x, bias)
        return x

    @property
    def device(self) -> torch.device:
        return self.positions.device


def create(preset: Preset, vectors: np.ndarray, dropout: float = 0.1) -> Encoder:
    """A fresh encoder whose token embeddings are ``vectors`` ``[vocabulary, width]``."""
    shape = Shape(len(vectors), preset.width, preset.inner, preset.heads, preset.layers)
    encoder = Encoder(shape, dropout)
    with torch.no_grad():
        encoder.tokens.weight.copy_(torch.from_numpy(vectors) * preset.width**0.5)
        encoder.tokens.weight[: MASK_ID + 1].zero_()
    return encoder


def save(encoder: Encoder, directory: Path) -> None:
    """``shape.json`` and ``weights.pt``."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "shape.json").write_text(json.dumps(asdict(encoder.shape)) + "\n", "utf-8")
    torch.save(encoder.state_dict(), directory / "weights.pt")


def load(directory: Path, dropout: float = 0.1) -> Encoder:
    """An encoder written by :func:`save`."""
    if not (directory / "shape.json").is_file():
        raise FileNotFoundError(f"{directory} holds no encoder: run the step before this one first")
    encoder = Encoder(Shape(**json.loads((directory / "shape.json").read_text("utf-8"))), dropout)
    encoder.load_state_dict(torch.load(directory / "weights.pt", weights_only=True))
    return encoder


def collate(
    tokenizer: Tokenizer, texts: Sequence[str], device: str = "cpu"
) -> tuple[Tensor, Tensor]:
    """Padded ``ids`` and ``mask``, both ``[n, longest] int64``."""
    rows = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
    longest = max(map(len, rows))
    ids = np.full((len(rows), longest), PAD_ID, np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
    tensor = torch.from_numpy(ids).to(device)
    return tensor, (tensor != PAD_ID).long()


def pool(hidden: Tensor, mask: Tensor) -> Tensor:
    """Mean over real tokens, then unit length: ``[n, width]``."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return F.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)


def embed(encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[str]) -> Tensor:
    """``[n, width]`` unit vectors; gradients flow unless the caller forbids them."""
    ids, mask = collate(tokenizer, texts, str(encoder.device))
    return pool(encoder(ids, mask), mask)


@torch.no_grad()
def embed_all(
    encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[str], batch: int = 128
) -> np.ndarray:
    """``[n, width] float32`` of many texts in evaluation mode, batched by length."""
    was_training = encoder.training
    encoder.eval()
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    result = np.zeros((len(texts), encoder.shape.width), np.float32)
    for first in range(0, len(order), batch):
        part = order[first : first + batch]
        result[part] = embed(encoder, tokenizer, [texts[index] for index in part]).cpu().numpy()
    encoder.train(was_training)
    return result


def mask_tokens(ids: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """(ids to read, which positions to predict ``bool``)."""
    draw = torch.rand(ids.shape, generator=generator).to(ids.device)
    chosen = (draw < MASKED_SHARE) & (ids != PAD_ID) & (ids != CLS_ID)
    return torch.where(chosen, torch.full_like(ids, MASK_ID), ids), chosen


class PretrainingHeads(nn.Module):
    """Masked-token prediction (tied embeddings) and one sigmoid head a labelled set."""

    def __init__(self, width: int, vocabulary: int, tasks: dict[str, int]) -> None:
        super().__init__()
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.tasks = nn.ModuleDict(
            {f"task_{name}": nn.Linear(width, n) for name, n in tasks.items()}
        )

    def masked_loss(self, hidden: Tensor, table: Tensor, ids: Tensor, chosen: Tensor) -> Tensor:
        """Cross-entropy over the chosen positions."""
        states = self.norm(F.gelu(self.dense(hidden[chosen]), approximate="tanh"))
        logits = F.linear(states * table.shape[1] ** -0.5, table, self.bias)
        return F.cross_entropy(logits, ids[chosen])

    def task_loss(self, name: str, pooled: Tensor, classes: Sequence[Sequence[int]]) -> Tensor:
        """Binary cross-entropy of the classes of one set; pooled vectors come unit-length."""
        logits = self.tasks[f"task_{name}"](pooled * 8.0)
        target = torch.zeros_like(logits)
        for row, holds in enumerate(classes):
            target[row, list(holds)] = 1.0
        return F.binary_cross_entropy_with_logits(logits, target)
