"""The encoder: token vectors and, where a task needs context, the blocks of a small pre-norm BERT.

The residual stream starts as token vectors (``vectors``: of morphemes, scaled by smooth inverse
frequency, Arora et al. 2017) and every block's last projection starts at zero, so mean pooling
gives the weighted average of token vectors before the first step; training only adds context.
Vectors are blown up by √width, so that one step of the optimiser is small beside them.
There is no norm after the last block: the length of a token's state is its weight in the mean.

A task whose tokens mean something only together (너 and 사랑, not 여친 and 사랑) may have a
``top``: a perceptron on that mean, added to it (a deep averaging network, Iyyer et al. 2015). Each
token's state is then the vector of the text, so that pooling finds it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder.presets import Preset
from training.encoder.tokenizer import MASK_ID, MAX_TOKENS, PAD_ID

DROPPED_SHARE = 0.15


@dataclass(frozen=True)
class Shape:
    """What a saved encoder is rebuilt from."""

    vocabulary: int
    width: int
    inner: int
    heads: int
    layers: int
    positions: int = MAX_TOKENS
    top: int = 0  # hidden units of the perceptron on the mean; none without


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


class Top(nn.Module):
    """Adds a perceptron of the mean to the mean, ``[n, width]``; 0 before the first step."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.inner = nn.Linear(shape.width, shape.top)
        self.outer = nn.Linear(shape.top, shape.width)
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.outer.weight)
        nn.init.zeros_(self.outer.bias)

    def forward(self, mean: Tensor) -> Tensor:
        hidden = self.dropout(F.gelu(self.inner(self.norm(mean))))
        return F.normalize(mean, dim=-1) + self.outer(hidden)


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
        self.top = Top(shape, dropout) if shape.top else None

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        bias = (1.0 - attention_mask[:, None, None, :].float()) * -1e4
        x = self.tokens(input_ids) + self.positions[: input_ids.shape[1]]
        x = self.dropout(x) * attention_mask[:, :, None]
        for block in self.blocks[: self.depth]:
            x = block(x, bias)
        if self.top is None:
            return x
        weights = attention_mask[:, :, None].to(x.dtype)
        mean = (x * weights).sum(1) / weights.sum(1)
        return self.top(mean)[:, None, :].expand(x.shape)

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
    """``shape.json`` and ``weights.pt``, without the blocks that were not in use."""
    directory.mkdir(parents=True, exist_ok=True)
    shape = replace(encoder.shape, layers=encoder.depth)
    (directory / "shape.json").write_text(json.dumps(asdict(shape)) + "\n", "utf-8")
    unused = tuple(f"blocks.{number}." for number in range(encoder.depth, encoder.shape.layers))
    kept = {k: v for k, v in encoder.state_dict().items() if not k.startswith(unused)}
    torch.save(kept, directory / "weights.pt")


def load(
    directory: Path, dropout: float = 0.1, layers: int | None = None, top: int | None = None
) -> Encoder:
    """An encoder written by :func:`save`; ``layers`` puts fresh blocks on it up to that number,
    ``top`` a fresh perceptron."""
    if not (directory / "shape.json").is_file():
        raise FileNotFoundError(f"{directory} holds no encoder: run the step before this one first")
    shape = Shape(**json.loads((directory / "shape.json").read_text("utf-8")))
    grown = replace(shape, layers=max(shape.layers, layers or 0), top=top or shape.top)
    encoder = Encoder(grown, dropout)
    weights = torch.load(directory / "weights.pt", weights_only=True)
    encoder.load_state_dict(weights, strict=grown == shape)
    return encoder


def soup(
    base: Path, device: str, seeds: Sequence[int], tune: Callable[[Encoder, int], None], top: int
) -> Encoder:
    """One encoder with the mean weights of a fine-tune a seed of the same base (model soup,
    Wortsman et al. 2022): as good as their best and steadier at the edges. All begin with the same
    ``top``, else the mean of theirs would say nothing."""
    states = []
    for seed in seeds:
        torch.manual_seed(0)
        encoder = load(base, dropout=0.15, top=top).to(device)
        torch.manual_seed(seed)
        tune(encoder, seed)
        states.append(encoder.state_dict())
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    encoder.load_state_dict(mean)
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
    """``[n, width]`` unit vectors; gradients flow unless the caller forbids them. In training, a
    few tokens of each text are left out, so that no single one is relied upon."""
    ids, mask = collate(tokenizer, texts, str(encoder.device))
    if encoder.training:
        kept = torch.rand(mask.shape, device=mask.device) >= DROPPED_SHARE
        kept[:, 0] = True
        mask = mask * kept
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
