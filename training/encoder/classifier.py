"""Step 5: the classifier; the expression that goes with an answer, and whether words of the user
tell something to remember.

    python -m training.encoder.classifier --preset cpu

The base encoder with one softmax a question over its unit vector (times :data:`SHARPNESS`),
trained on the persona rows. Rare classes count more (weights by the inverse square root of their
share), and an offset to the logits (logit adjustment, Menon et al. 2021) is chosen on a part of the
training rows: by macro-F1 for the expression, where most are 보통, by accuracy for remembering.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from training.encoder import model, presets, tokenizer
from training.encoder.noise import casual
from training.encoder.optimiser import Optimiser
from training.encoder.pretrain import batches
from training.text import metrics, persona_rows
from training.text.persona_rows import EYES, MOUTH, POSE, Row

EXPRESSION = {"eyes": EYES, "mouth": MOUTH, "pose": POSE}
REMEMBER = {"remember": ("no", "yes")}
HEADS = EXPRESSION | REMEMBER
SHARPNESS = 8.0
BATCH = 80
EPOCHS = 4
RATE = 6e-4

Score = Callable[[np.ndarray, np.ndarray], float]


class Heads(nn.Module):
    """One linear layer a question on the unit vector ``[n, width]``."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleDict(
            {name: nn.Linear(width, len(words)) for name, words in HEADS.items()}
        )

    def forward(self, pooled: torch.Tensor, name: str) -> torch.Tensor:
        logits: torch.Tensor = self.layers[name](SHARPNESS * pooled)
        return logits


def text(row: Row, name: str) -> str:
    """What a question is asked about: the answer, or the user's words."""
    return row.answer if name in EXPRESSION else persona_rows.parts(row.input).words


def labels(rows: list[Row], name: str) -> np.ndarray:
    """Class of each row, ``[n] int64``."""
    if name in REMEMBER:
        return np.array([int(bool(row.memory)) for row in rows])
    return np.array([getattr(row, name) for row in rows])


def accuracy(logits: np.ndarray, truth: np.ndarray) -> float:
    """Of the highest logits ``[n, classes]``."""
    return round(float((logits.argmax(1) == truth).mean()), 4)


def macro_f1(logits: np.ndarray, truth: np.ndarray) -> float:
    """Of the highest logits ``[n, classes]``."""
    guesses, truths = ([str(number) for number in part] for part in (logits.argmax(1), truth))
    return metrics.macro_f1(guesses, truths)


def offset(logits: np.ndarray, truth: np.ndarray, score: Score) -> np.ndarray:
    """What to add to the logits, ``[classes]``, for the best score on ``truth``."""
    share = np.bincount(truth, minlength=logits.shape[1]) / len(truth)
    tried = [-strength * np.log(share + 1e-6) for strength in np.arange(-0.6, 1.01, 0.1)]
    return max(tried, key=lambda added: score(logits + added, truth))


@torch.no_grad()
def evaluate(
    encoder: model.Encoder, heads: Heads, pieces: Tokenizer, tuning: list[Row], held: list[Row]
) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Scores on ``held`` with the offsets found on ``tuning``, and those offsets."""
    scores, offsets = {}, {}
    for name in HEADS:
        before, after = (
            heads(
                torch.from_numpy(
                    model.embed_all(encoder, pieces, [text(row, name) for row in rows])
                ),
                name,
            ).numpy()
            for rows in (tuning, held)
        )
        score = macro_f1 if name in EXPRESSION else accuracy
        offsets[name] = offset(before, labels(tuning, name), score)
        scores[name] = score(after + offsets[name], labels(held, name))
    return scores, offsets


def main() -> None:
    parser = presets.parser(__doc__)
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    options = parser.parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    kept, held = persona_rows.split(persona_rows.read())
    rows, tuning = persona_rows.split(kept, share=0.06, seed=1)
    encoder = model.load(work / "base", dropout=0.15).to(preset.device)
    heads = Heads(preset.width).to(preset.device)
    weights = {name: _weights(labels(rows, name)) for name in HEADS}
    steps = max(4, int(options.epochs * len(rows) / BATCH))
    optimiser = Optimiser(encoder, heads, steps, RATE, warmup=max(1, steps // 20), muon=False)
    noisy, plain = (tokenizer.load(work / "tokenizer.json", drop) for drop in (0.1, None))
    by_answer = batches(rows, BATCH, lambda row: len(row.answer), rng)
    by_words = batches(rows, BATCH, lambda row: len(row.input), rng)
    start, losses = time.monotonic(), []
    for step in range(steps):
        loss = torch.zeros(())
        for group, feed in ((EXPRESSION, by_answer), (REMEMBER, by_words)):
            batch = next(feed)
            texts = [text(row, next(iter(group))) for row in batch]
            texts = [casual(words, rng) if rng.random() < 0.2 else words for words in texts]
            pooled = model.embed(encoder, noisy, texts)
            for name in group:
                truth = torch.from_numpy(labels(batch, name))
                loss = loss + F.cross_entropy(
                    heads(pooled, name), truth, weights[name], label_smoothing=0.05
                )
        optimiser.step(loss)
        losses.append(loss.item())
        if (step + 1) % max(1, steps // 8) == 0 or step + 1 == steps:
            scores, offsets = evaluate(encoder, heads, plain, tuning, held)
            print(f"{step + 1}/{steps} {time.monotonic() - start:.0f} s", file=sys.stderr)
            print(round(float(np.mean(losses)), 4), scores, file=sys.stderr, flush=True)
            losses.clear()
            model.save(encoder, work / "classifier")
            write(work / "classifier" / "heads.json", heads, offsets)
            (work / "classifier" / "scores.json").write_text(json.dumps(scores) + "\n", "utf-8")


def _weights(truth: np.ndarray) -> torch.Tensor:
    return torch.tensor((np.bincount(truth) / len(truth)) ** -0.5, dtype=torch.float32)


def write(path: Path, heads: Heads, offsets: dict[str, np.ndarray]) -> None:
    """``heads.json``: question → words of its classes, weight ``[classes, width]`` (with the
    sharpness in it) and bias ``[classes]`` (with the offset in it)."""
    table = {
        name: {
            "words": list(words),
            "weight": _rounded(SHARPNESS * heads.layers[name].weight.detach().numpy()),
            "bias": _rounded(heads.layers[name].bias.detach().numpy() + offsets[name]),
        }
        for name, words in HEADS.items()
    }
    path.write_text(json.dumps(table, ensure_ascii=False) + "\n", "utf-8")


def _rounded(values: np.ndarray) -> list[object]:
    rounded: list[object] = values.astype(float).round(5).tolist()
    return rounded


if __name__ == "__main__":
    main()
