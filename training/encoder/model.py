"""The two kinds of encoder: a bag of token vectors, and a BERT over them.

A bag (no layers) is the mean of its token vectors (``vectors``: of morphemes, scaled by smooth
inverse frequency, Arora et al. 2017), blown up by √width, so that one step of the optimiser is
small beside them. A BERT (post-norm, Devlin et al. 2019) begins as layers of a pretrained one
(``pretrained``). Both are pooled by the mean over tokens.
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

from training.encoder.tokenizer import MAX_TOKENS, PAD_ID, SPECIAL

DROPPED_SHARE = 0.15  # of the tokens of a text, in training
CHUNK = 64  # texts of like length that are padded to the longest of them
EPSILON = 1e-12


@dataclass(frozen=True)
class Shape:
    """What a saved encoder is rebuilt from; a bag has no layers."""

    vocabulary: int
    width: int
    inner: int = 0
    heads: int = 0
    layers: int = 0
    positions: int = MAX_TOKENS
    out: int = 0  # the states' width where they are projected at the end


class Block(nn.Module):
    """Self-attention, then a perceptron of two layers, each added to its input and normed."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.attention_out = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, EPSILON)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, EPSILON)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` ``[n, tokens, width]``, ``bias`` ``[n, 1, 1, tokens]``: 0 or a large negative."""
        n, tokens, width = x.shape
        parts = self.query_key_value(x).view(n, tokens, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
        mixed = (scores.softmax(-1).to(value.dtype) @ value).transpose(1, 2)
        x = self.attention_norm(x + self.attention_out(mixed.reshape(n, tokens, width)))
        out: Tensor = self.norm(x + self.outer(F.gelu(self.inner(x))))
        return out


class Encoder(nn.Module):
    """Ids and mask ``[n, tokens] int64`` to states ``[n, tokens, width or out] float32``."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.tokens = nn.Embedding(shape.vocabulary, shape.width, padding_idx=PAD_ID)
        self.positions = nn.Parameter(torch.zeros(shape.positions, shape.width))
        self.norm = nn.LayerNorm(shape.width, EPSILON) if shape.layers else nn.Identity()
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.out = nn.Linear(shape.width, shape.out, bias=False) if shape.out else nn.Identity()

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        bias = (1.0 - attention_mask[:, None, None, :].float()) * -1e4
        x = self.norm(self.tokens(input_ids) + self.positions[: input_ids.shape[1]])
        x = x * attention_mask[:, :, None]
        for block in self.blocks:
            x = block(x, bias)
        states: Tensor = self.out(x)
        return states

    @property
    def device(self) -> torch.device:
        return self.positions.device


def bag(vectors: np.ndarray) -> Encoder:
    """A bag of ``vectors`` ``[vocabulary, width]``; those of the special tokens are 0."""
    encoder = Encoder(Shape(*vectors.shape))
    with torch.no_grad():
        encoder.tokens.weight.copy_(torch.from_numpy(vectors) * vectors.shape[1] ** 0.5)
        encoder.tokens.weight[: len(SPECIAL)].zero_()
    return encoder


def save(encoder: Encoder, directory: Path) -> None:
    """``shape.json`` and ``weights.pt``."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "shape.json").write_text(json.dumps(asdict(encoder.shape)) + "\n", "utf-8")
    torch.save(encoder.state_dict(), directory / "weights.pt")


def load(directory: Path) -> Encoder:
    """An encoder written by :func:`save`."""
    if not (directory / "shape.json").is_file():
        raise FileNotFoundError(f"{directory} holds no encoder: run the step before this one first")
    encoder = Encoder(Shape(**json.loads((directory / "shape.json").read_text("utf-8"))))
    encoder.load_state_dict(torch.load(directory / "weights.pt", weights_only=True))
    return encoder


def projected(encoder: Encoder, vectors: np.ndarray, out: int) -> Encoder:
    """``encoder`` with states ``out`` wide: the directions in which its ``vectors`` ``[n, width]``
    are longest (singular value decomposition, not centred)."""
    _left, _lengths, directions = np.linalg.svd(vectors, full_matrices=False)
    smaller = Encoder(replace(encoder.shape, out=out))
    smaller.load_state_dict(encoder.state_dict(), strict=False)
    with torch.no_grad():
        smaller.get_parameter("out.weight").copy_(torch.from_numpy(directions[:out].copy()))
    return smaller


def soup(
    base: Path, device: str, seeds: Sequence[int], tune: Callable[[Encoder, int], None]
) -> Encoder:
    """One encoder with the mean weights of a fine-tune a seed of the same base (model soup,
    Wortsman et al. 2022): as good as their best and steadier at the edges."""
    states = []
    for seed in seeds:
        encoder = load(base).to(device)
        torch.manual_seed(seed)
        tune(encoder, seed)
        states.append(encoder.state_dict())
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    encoder.load_state_dict(mean)
    return encoder


def ids_of(tokenizer: Tokenizer, texts: Sequence[str]) -> list[np.ndarray]:
    """Token ids of each text."""
    rows = tokenizer.encode_batch_fast(list(texts))
    return [np.asarray(row.ids, np.int64) for row in rows]


def padded(rows: Sequence[np.ndarray], device: torch.device) -> tuple[Tensor, Tensor]:
    """``ids`` and ``mask``, both ``[n, longest] int64``."""
    ids = np.full((len(rows), max(map(len, rows))), PAD_ID, np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
    tensor = torch.from_numpy(ids).to(device)
    return tensor, (tensor != PAD_ID).long()


def collate(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Padded ids and mask of texts."""
    return padded(ids_of(tokenizer, texts), torch.device("cpu"))


def states_of(encoder: Encoder, ids: Tensor, mask: Tensor) -> Tensor:
    """``[n, tokens, width] float32``; a BERT multiplies in bfloat16."""
    with torch.autocast(ids.device.type, torch.bfloat16, enabled=encoder.shape.layers > 0):
        states: Tensor = encoder(ids, mask)
    return states.float()


def pool(hidden: Tensor, mask: Tensor) -> Tensor:
    """Mean over real tokens, then unit length: ``[n, width]``."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return F.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)


def embed(encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[str]) -> Tensor:
    """``[n, width]`` unit vectors; gradients flow unless the caller forbids them. In training, a
    few tokens of each text are left out, so that no single one is relied upon."""
    rows = ids_of(tokenizer, texts)
    if encoder.training:
        rows = [row[_kept(len(row))] for row in rows]
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    pooled = []
    for first in range(0, len(order), CHUNK):
        part = [rows[index] for index in order[first : first + CHUNK]]
        ids, mask = padded(part, encoder.device)
        pooled.append(pool(states_of(encoder, ids, mask), mask))
    return torch.cat(pooled)[torch.tensor(order).argsort()]


def _kept(length: int) -> np.ndarray:
    """Which tokens stay; the first, which says where the text begins, always."""
    kept = torch.rand(length) >= DROPPED_SHARE
    kept[0] = True
    mask: np.ndarray = kept.numpy()
    return mask


@torch.no_grad()
def embed_all(
    encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[str], batch: int = 4096
) -> np.ndarray:
    """``[n, width] float32`` of many texts in evaluation mode."""
    was_training = encoder.training
    encoder.eval()
    parts = [
        embed(encoder, tokenizer, texts[first : first + batch]).cpu().numpy()
        for first in range(0, len(texts), batch)
    ]
    encoder.train(was_training)
    return np.concatenate(parts)
