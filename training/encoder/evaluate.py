"""Step 10: scores of the exported files, as the product will compute them.

    python -m training.encoder.evaluate

Reads ``models/encoder-*`` (int8 ONNX, one thread), recomputes thresholds on the validation side,
writes the validation texts to ``training/data/validation/`` for the product's quality bench, and
prints one JSON object.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from training.encoder import judge, memory_bank, presets
from training.encoder.examples import CATEGORIES
from training.encoder.onnx_graph import Session
from training.encoder.pools import EthicsPools, MemoryPools
from training.encoder.sources import Sources

VALIDATION = presets.ROOT / "training" / "data" / "validation"


def speed(session: Session, texts: list[str]) -> float:
    """Milliseconds for one text of about 32 tokens, one thread, median of 100."""
    text = ""
    for part in texts:
        if len(session.tokenizer.encode(text).ids) >= 32:
            break
        text = f"{text} {part}"
    times = []
    for _ in range(100):
        start = time.perf_counter()
        session.embed([text])
        times.append(time.perf_counter() - start)
    return round(1000 * float(np.median(times)), 2)


def write_validation(ethics_pools: EthicsPools, memory_pools: MemoryPools, folder: Path) -> None:
    """``ethics.tsv`` category ⇥ text, ``memory.tsv`` item ⇥ text, ``unrelated.tsv``,
    ``ordinary.tsv`` (her own validation rows; public lines stay out of the repository)."""
    folder.mkdir(parents=True, exist_ok=True)
    items = memory_bank.bank(memory_pools)
    files = {
        "ethics.tsv": [f"{CATEGORIES[row.category]}\t{row.text}" for row in ethics_pools.check],
        "memory.tsv": [
            f"{row.item}\t{row.text}" for row in memory_bank.served(memory_pools, items)
        ],
        "memory-bank.tsv": items,
        "unrelated.tsv": memory_pools.lonely_check,
        "ordinary.tsv": ethics_pools.persona_check,
    }
    for name, lines in files.items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def scores(models: Path, data: Path, work: Path, seed: int) -> dict[str, dict[str, Any]]:
    """All scores of both exported encoders."""
    ethics_pools = EthicsPools(Sources(data), random.Random(seed))
    memory_pools = MemoryPools(random.Random(seed))
    keys = memory_bank.KeySimilarity.read(work / "keys.npz", memory_pools)
    result: dict[str, dict[str, Any]] = {}
    texts = ethics_pools.everyday_check + ethics_pools.persona_check
    for name in ("encoder-ethics", "encoder-memory"):
        session = Session(models / name)
        found = (
            judge.evaluate(session.embed, ethics_pools)
            if name == "encoder-ethics"
            else memory_bank.evaluate(session.embed, memory_pools, keys)
        )
        result[name] = {**found, "ms_32_tokens": speed(session, texts)}
    write_validation(ethics_pools, memory_pools, VALIDATION)
    return result


def main() -> None:
    parser = presets.parser(__doc__)
    parser.add_argument("--models", type=Path, default=presets.ROOT / "models")
    options = parser.parse_args()
    found = scores(options.models, options.data, presets.work(options), options.seed)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
