"""Step 8: write, measure and register the two encoders and the classifier.

    python -m training.encoder.export --preset cpu --version 1.0.0

Writes ``models/encoder-{ethics,memory}`` in the layout of transformers.js (feature extraction),
checks the files against PyTorch, measures them through onnxruntime, and registers them with their
thresholds, and ``models/classifier`` with its heads. ``--only`` exports one of the three.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np

from training import manifest
from training.encoder import (
    card,
    judge,
    memory_bank,
    model,
    morphemes,
    onnx_graph,
    presets,
    pretrained,
    tokenizer,
)
from training.encoder.evaluate import VALIDATION, speed, write_validation
from training.encoder.pools import EthicsPools, MemoryPools
from training.encoder.sources import LICENCES, Sources

FILES = ("config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx")
LICENCE = "CC-BY-SA-4.0"
AGREEMENT, BERT_AGREEMENT = 0.995, 0.98
"""Lowest cosine between the exported file's and PyTorch's vector of a text. A BERT's moves more,
since what enters its matrices is quantised too."""


def write(work: Path, name: str, directory: Path, texts: list[str]) -> onnx_graph.Session:
    """The files of one encoder; fails where they disagree with PyTorch."""
    encoder = model.load(work / name)
    pieces = tokenizer.load((work / "bert" if encoder.shape.layers else work) / "tokenizer.json")
    expected = model.embed_all(encoder, pieces, texts)
    tokenizer.save(pieces, directory)
    onnx_graph.write(encoder, directory / "onnx" / "model_quantized.onnx")
    shape = encoder.shape
    config = {
        "model_type": "bert",
        "architectures": ["BertModel"],
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.width,
        "intermediate_size": shape.inner,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "max_position_embeddings": shape.positions,
        "hidden_act": "gelu",
        "pad_token_id": tokenizer.PAD_ID,
        "type_vocab_size": 1,
    }
    (directory / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
    session = onnx_graph.Session(directory)
    cosines = (session.embed(texts) * expected).sum(1)
    lowest = float(cosines.min())
    if lowest < (BERT_AGREEMENT if encoder.shape.layers else AGREEMENT):
        raise SystemExit(f"{directory}: a vector differs from PyTorch's (cosine {lowest:.4f})")
    said = f"lowest cosine {lowest:.4f}, mean {cosines.mean():.4f}"
    print(f"{name}: exported file agrees with PyTorch, {said}", file=sys.stderr)
    return session


def main() -> None:
    parser = presets.parser(__doc__)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--models", type=Path, default=manifest.MODELS)
    parser.add_argument("--only", choices=("ethics", "memory", "classifier"))
    options = parser.parse_args()
    work = presets.work(options)
    ethics_pools = EthicsPools(Sources(options.data), random.Random(options.seed))
    memory_pools = MemoryPools(random.Random(options.seed))
    texts = ethics_pools.persona_check + ethics_pools.everyday_check
    if options.preset != "smoke":
        write_validation(ethics_pools, memory_pools, VALIDATION)
    for name in ("ethics", "memory"):
        if options.only not in (None, name):
            continue
        directory = options.models / f"encoder-{name}"
        session = write(work, name, directory, texts[:300])
        found: dict[str, Any]
        if name == "ethics":
            found = judge.evaluate(session.embed, ethics_pools)
            settings = {"thresholds": found.pop("thresholds")}
        else:
            keys = memory_bank.KeySimilarity.read(work / "keys.npz", memory_pools)
            found = memory_bank.evaluate(session.embed, memory_pools, keys)
            found |= recalled_by_size(session, memory_pools)
            settings = {"thresholds": found.pop("thresholds")}
        found["ms_32_tokens"] = speed(session, texts)
        found["megabytes"] = round(_size(directory) / 1e6, 2)
        flat = {key: value for key, value in found.items() if not isinstance(value, dict)}
        text = card.render(name, options, found, settings)
        (directory / manifest.CARD).write_text(text, "utf-8")
        manifest.register(
            f"encoder-{name}",
            "sentence-encoder",
            options.version,
            f"encoder-{name}",
            FILES,
            LICENCE,
            ["training/data/" + name, "training/data/persona", *begun(name), *sorted(LICENCES)],
            flat,
            settings,
            [f"{name}-encoder"],
            options.models,
        )
        print(json.dumps({name: found | settings}, ensure_ascii=False), file=sys.stderr)
    if options.only in (None, "classifier"):
        export_classifier(work, options.models, options.version, options.preset, texts[:300])


def begun(name: str) -> list[str]:
    """What was learnt elsewhere and goes on in an encoder of ours."""
    return [morphemes.NAME] if name == "memory" else [pretrained.NAME]


def recalled_by_size(session: onnx_graph.Session, pools: MemoryPools) -> dict[str, Any]:
    """Thresholds by the number of items, and how many held-out texts find their item so."""
    items = memory_bank.bank(pools)
    limits = memory_bank.thresholds(session.embed(pools.lonely_check) @ session.embed(items).T)
    found: dict[str, Any] = {"thresholds": limits}
    for size, limit in limits:
        if size in (1, 5, 20):
            for name, rows in (("combos", pools.check), ("persona", pools.items_check)):
                share = memory_bank.recalled_among(session.embed, rows, items, int(size), limit)
                found[f"{name}_recalled_of_{size}"] = round(share, 4)
    return found


def export_classifier(
    work: Path, models: Path, version: str, preset: str, texts: list[str]
) -> None:
    """``models/classifier``: the encoder's files and ``heads.json``."""
    directory = models / "classifier"
    write(work, "classifier", directory, texts)
    shutil.copyfile(work / "classifier" / "heads.json", directory / "heads.json")
    scores = json.loads((work / "classifier" / "scores.json").read_text("utf-8"))
    (directory / manifest.CARD).write_text(card.classifier(preset, scores), "utf-8")
    manifest.register(
        "classifier",
        "classifier",
        version,
        "classifier",
        (*FILES, "heads.json"),
        LICENCE,
        ["training/data/persona", *begun("classifier"), *sorted(LICENCES)],
        scores,
        {},
        ["expression", "memory"],
        models,
    )


def _size(directory: Path) -> int:
    return int(np.sum([(directory / file).stat().st_size for file in FILES]))


if __name__ == "__main__":
    main()
