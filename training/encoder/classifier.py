"""Step 6: the classifier; the expression that goes with an answer, whether words of the user tell
something to remember, under which key, and which of the words say it.

    python -m training.encoder.classifier --preset cpu

The BERT with one softmax a question over its unit vector (times :data:`SHARPNESS`),
trained on the persona rows. Rare classes of the expression count more (weights by the inverse
square root of their share), and an offset to the logits (logit adjustment, Menon et al. 2021) is
chosen on a part of the training rows: by macro-F1 for the expression, where most are 보통, by
accuracy for the others. The same part says which of eight states along the way is kept. The value
is an edit of the words (``editor.py``), judged by character F1.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from training.encoder import examples, model, presets, tokenizer
from training.encoder.editor import Edited, EditHead, examples_of, rounded
from training.encoder.noise import casual
from training.encoder.optimiser import Optimiser
from training.encoder.pretrain import batches
from training.text import metrics, persona_rows
from training.text.persona_rows import EYES, MOUTH, POSE, Row

SHARPNESS = 8.0
BATCH = 80
EPOCHS = 3
RATE = 2e-4
TOKENS = 3.0  # times the rate
COMMON = 12  # training rows that a memory key needs to be a class

Score = Callable[[np.ndarray, np.ndarray], float]


@dataclass(frozen=True)
class Question:
    """What is asked of an answer of hers or of the user's words, and the words of its classes."""

    name: str
    classes: tuple[str, ...]
    of_answer: bool = False

    def text(self, row: Row) -> str:
        """What is read."""
        return row.answer if self.of_answer else persona_rows.parts(row.input).words

    def label(self, row: Row) -> int | None:
        """The class of a row, or none where the question does not arise."""
        if self.of_answer:
            return int(getattr(row, self.name))
        if self.name == "remember":
            return int(bool(row.memory))
        key = memory_key(row)
        return self.classes.index(key) if key in self.classes else None

    def about(self, rows: Sequence[Row]) -> tuple[list[Row], np.ndarray]:
        """Rows for which the question arises, and their classes ``[n] int64``."""
        labelled = [(row, label) for row in rows if (label := self.label(row)) is not None]
        return [row for row, _ in labelled], np.array([label for _, label in labelled])


def memory_key(row: Row) -> str:
    """Main spelling of the key that a row remembers under, or nothing."""
    if not row.memory:
        return ""
    key = examples.parse_item(row.memory)[0]
    return examples.synonyms().get(key, key)


def questions(rows: Sequence[Row]) -> list[Question]:
    """The five questions; the keys are those that ``rows`` remember under often enough."""
    counts = Counter(key for row in rows if (key := memory_key(row)))
    keys = tuple(key for key, number in counts.most_common() if number >= COMMON)
    return [
        Question("eyes", EYES, of_answer=True),
        Question("mouth", MOUTH, of_answer=True),
        Question("pose", POSE, of_answer=True),
        Question("remember", ("no", "yes")),
        Question("key", keys),
    ]


class Heads(nn.Module):
    """One linear layer a question on the unit vector ``[n, width]``, and the one that edits."""

    def __init__(self, width: int, asked: Sequence[Question], edited: Sequence[Edited]) -> None:
        super().__init__()
        self.edit = EditHead(width, edited)
        self.layers = nn.ModuleDict({q.name: nn.Linear(width, len(q.classes)) for q in asked})

    def forward(self, pooled: torch.Tensor, question: Question) -> torch.Tensor:
        logits: torch.Tensor = self.linear(question)(SHARPNESS * pooled)
        return logits

    def linear(self, question: Question) -> nn.Linear:
        """The layer of a question."""
        return cast(nn.Linear, self.layers[question.name])


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
    encoder: model.Encoder,
    heads: Heads,
    pieces: Tokenizer,
    asked: Sequence[Question],
    tuning: list[Row],
    held: list[Row],
) -> tuple[float, dict[str, float], dict[str, np.ndarray]]:
    """Mean score on ``tuning``, scores on ``held`` with the offsets found on ``tuning``, and those
    offsets."""
    scores, offsets, tuned = {}, {}, []
    for question in asked:
        (before, known), (after, truth) = (
            _logits(encoder, heads, pieces, question, rows) for rows in (tuning, held)
        )
        score = macro_f1 if question.of_answer else accuracy
        offsets[question.name] = offset(before, known, score)
        tuned.append(score(before + offsets[question.name], known))
        scores[question.name] = score(after + offsets[question.name], truth)
    known_f1, f1 = (
        heads.edit.value_f1(encoder, pieces, examples_of(rows)) for rows in (tuning, held)
    )
    best = max(known_f1, key=lambda tried: known_f1[tried])
    offsets["edit"] = np.array(best)
    tuned.append(known_f1[best])
    scores["value_f1"] = round(f1[best], 4)
    return float(np.mean(tuned)), scores, offsets


def _logits(
    encoder: model.Encoder, heads: Heads, pieces: Tokenizer, question: Question, rows: list[Row]
) -> tuple[np.ndarray, np.ndarray]:
    about, truth = question.about(rows)
    pooled = model.embed_all(encoder, pieces, [question.text(row) for row in about])
    return heads(torch.from_numpy(pooled), question).numpy(), truth


def feeds(
    asked: Sequence[Question], rows: list[Row], rng: random.Random
) -> list[tuple[list[Question], Iterator[list[Row]]]]:
    """Questions that read the same text, and endless batches of rows for which they arise."""
    groups = [[q for q in asked if q.of_answer], *([q] for q in asked if not q.of_answer)]
    return [
        (group, batches(group[0].about(rows)[0], BATCH, partial(_length, group[0]), rng))
        for group in groups
    ]


def _length(question: Question, row: Row) -> int:
    return len(question.text(row))


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
    asked = questions(rows)
    encoder = model.load(work / "bert").to(preset.device).train()
    edited = examples_of(rows)
    heads = Heads(encoder.shape.width, asked, edited)
    steps = max(4, int(options.epochs * len(rows) / BATCH))
    optimiser = Optimiser(encoder, steps, RATE, max(1, steps // 20), heads=heads, tokens=TOKENS)
    pieces = tokenizer.load(work / "bert" / "tokenizer.json")
    weights = {q.name: _weights(q.about(rows)[1]) for q in asked if q.of_answer}
    groups = feeds(asked, rows, rng)
    edits = batches(edited, BATCH, lambda row: len(row.words), rng)
    start, losses, best = time.monotonic(), [], 0.0
    for step in range(steps):
        loss = heads.edit.loss(encoder, pieces, next(edits))
        for group, feed in groups:
            batch = next(feed)
            texts = [group[0].text(row) for row in batch]
            texts = [casual(words, rng) if rng.random() < 0.2 else words for words in texts]
            pooled = model.embed(encoder, pieces, texts)
            for question in group:
                truth = torch.from_numpy(question.about(batch)[1])
                loss = loss + F.cross_entropy(
                    heads(pooled, question),
                    truth,
                    weights.get(question.name),
                    label_smoothing=0.05,
                )
        optimiser.step(loss)
        losses.append(loss.item())
        if (step + 1) % max(1, steps // 8) == 0 or step + 1 == steps:
            tuned, scores, offsets = evaluate(encoder, heads, pieces, asked, tuning, held)
            seconds = time.monotonic() - start
            print(f"{step + 1}/{steps} {seconds:.0f} s tuning {tuned:.4f}", file=sys.stderr)
            print(round(float(np.mean(losses)), 4), scores, file=sys.stderr, flush=True)
            losses.clear()
            if tuned <= best:
                continue
            best = tuned
            model.save(encoder, work / "classifier")
            write(work / "classifier" / "heads.json", heads, asked, offsets)
            (work / "classifier" / "scores.json").write_text(json.dumps(scores) + "\n", "utf-8")


def _weights(truth: np.ndarray) -> torch.Tensor:
    return torch.tensor((np.bincount(truth) / len(truth)) ** -0.5, dtype=torch.float32)


def write(
    path: Path, heads: Heads, asked: Sequence[Question], offsets: dict[str, np.ndarray]
) -> None:
    """``heads.json``: question → words of its classes, weight ``[classes, width]`` (with the
    sharpness in it) and bias ``[classes]`` (with the offset in it)."""
    table: dict[str, object] = {}
    for question in asked:
        linear = heads.linear(question)
        table[question.name] = {
            "words": list(question.classes),
            "weight": rounded(SHARPNESS * linear.weight.detach().numpy()),
            "bias": rounded(linear.bias.detach().numpy() + offsets[question.name]),
        }
    table["edit"] = heads.edit.table(float(offsets["edit"]))
    path.write_text(json.dumps(table, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
