"""Step 4 (and after export): the scores of training.md on held-out rows, as JSON.

python -m training.llm.evaluate --model models/language --out training/llm/.cache/cpu/scores.json
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import torch

from training.llm.generation import Decoding, Generator
from training.llm.model import load
from training.llm.perplexity import cross_entropy
from training.llm.presets import PRESETS, folder
from training.text import metrics, persona_rows, tokenizer
from training.text.examples import ROLES, completion, prompt

KEYS = Path(__file__).resolve().parents[2] / "src" / "pipeline" / "memory" / "keys.tsv"


def main() -> None:
    parser = argparse.ArgumentParser(description="Scores of the language model.")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    parser.add_argument("--model", type=Path, default=Path("models/language"))
    parser.add_argument("--temperature", type=float, default=0.6)
    parser.add_argument("--top-p", type=float, default=0.8)
    parser.add_argument("--repetition-penalty", type=float, default=1.2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="only so many held-out rows")
    parser.add_argument("--out", type=Path, help="write the JSON here, too")
    parser.add_argument("--sheet", type=Path, help="write 100 inputs and answers to read")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)

    rows, held_out = persona_rows.split(persona_rows.read())
    held_out = held_out[: options.limit]
    cache = folder(options.preset)
    trained, _ = load(cache / "sft.pt")
    nats = cross_entropy(trained, tokenizer.load(cache), held_out)
    scores: dict[str, float] = {f"{role}_nats_per_token": value for role, value in nats.items()}

    generator = Generator(options.model)
    sampled = Decoding(options.temperature, options.top_p, 20, options.repetition_penalty)
    greedy = Decoding(temperature=0.0)
    texts: dict[str, list[str]] = {}
    for role in ROLES:
        inputs = [prompt(row, role) for row in held_out]
        decoding = sampled if role == "answer" else greedy
        texts[role] = list(generator.complete(role, inputs, decoding))
        good = [metrics.well_formed(role, text) for text in texts[role]]
        scores[f"{role}_well_formed"] = round(sum(good) / len(good), 4)
        print(f"{role}: {len(good)} completions", file=sys.stderr, flush=True)

    truths = {role: [completion(row, role) for row in held_out] for role in ROLES}
    keys = metrics.synonyms(KEYS) if KEYS.is_file() else {}
    memory = metrics.memory_scores(texts["memory"], truths["memory"], keys)
    scores |= {f"memory_{name}": value for name, value in memory.items()}
    faces = metrics.expression_scores(texts["expression"], truths["expression"])
    scores |= {f"expression_{name}": value for name, value in faces.items()}
    pairs = zip(texts["summary"], truths["summary"], strict=True)
    scores["summary_character_f1"] = round(
        sum(metrics.character_f1(g, t) for g, t in pairs) / len(held_out), 4
    )
    scores["answer_distinct_2"] = metrics.distinct_2(texts["answer"])
    scores["answer_verbatim"] = metrics.verbatim(texts["answer"], [row.answer for row in rows])
    report = json.dumps(
        {"rows": len(held_out), "decoding": vars(sampled), "scores": scores}, indent=2
    )
    print(report)
    if options.out:
        options.out.write_text(report + "\n", "utf-8")
    if options.sheet:
        lines = [
            "\t".join((row.input, *(texts[role][number] for role in ROLES)))
            for number, row in enumerate(held_out[:100])
        ]
        options.sheet.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
