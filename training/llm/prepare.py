"""Step 1: train the tokenizer and tokenise the public text.

python -m training.llm.prepare --preset cpu --data ../shared/data
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from training.llm.batches import Encoded, encode
from training.llm.presets import PRESETS, Preset, folder
from training.text import persona_rows, tokenizer
from training.text.corpora import Corpora
from training.text.examples import Example, dialogue, gist, line


def public_examples(
    corpora: Corpora, preset: Preset, seed: int
) -> tuple[list[Example], Counter[str]]:
    """The public part of pretraining, capped per set as the preset says, in random order."""
    rng = random.Random(seed)
    sets: dict[str, list[Example]] = {}
    for name, question, reply in corpora.dialogues():
        sets.setdefault(name, []).append(dialogue(question, reply))
    sets["sae4k"] = [gist(utterance, phrase) for utterance, phrase in corpora.gists()]
    for name, text in corpora.lines(preset.reviews):
        sets.setdefault(name, []).append(line(text))
    taken: list[Example] = []
    counts: Counter[str] = Counter()
    for name, examples in sets.items():
        rng.shuffle(examples)
        part = examples[: preset.caps.get(name, len(examples))]
        counts[name] = len(part)
        taken += part
    rng.shuffle(taken)
    return taken, counts


def main() -> None:
    parser = argparse.ArgumentParser(description="Tokenizer and tokenised public text.")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    preset, out = PRESETS[options.preset], folder(options.preset)

    rows, _ = persona_rows.split(persona_rows.read())
    public, counts = public_examples(Corpora(options.data), preset, options.seed)
    print(f"public examples: {dict(counts)}", file=sys.stderr)
    voice = [t for r in rows for t in (r.input, r.answer, r.memory, r.summary, r.expression)]
    texts = voice * 2 + [text for example in public for text, _ in example]
    trained = tokenizer.train(
        (text for text in texts if text not in tokenizer.SPECIAL), preset.vocab
    )
    trained.save(str(out / "tokenizer.json"))
    save(out / "public.npz", encode(trained, public, preset.shape.context))
    print(f"{trained.get_vocab_size()} tokens, {len(public)} examples → {out}", file=sys.stderr)


def save(path: Path, encoded: list[Encoded]) -> None:
    """Tokenised examples as three flat arrays."""
    np.savez_compressed(
        path,
        ids=np.concatenate([e.ids for e in encoded]).astype(np.uint16),
        weights=np.concatenate([e.weights for e in encoded]).astype(np.float16),
        ends=np.cumsum([len(e.ids) for e in encoded]),
    )


def load(path: Path) -> list[Encoded]:
    """What :func:`save` wrote."""
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: run python -m training.llm.prepare first")
    with np.load(path) as saved:
        ids, weights = saved["ids"].astype(np.int32), saved["weights"].astype(np.float32)
        cuts = saved["ends"][:-1]
    return [
        Encoded(i, w) for i, w in zip(np.split(ids, cuts), np.split(weights, cuts), strict=True)
    ]


if __name__ == "__main__":
    main()
