"""The model card of the language model.

python -m training.llm.card --scores training/llm/.cache/cpu/scores.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.manifest import MODELS
from training.text.corpora import LICENCES

_CARD = """# language: what Oh-LoRA says, remembers, sums up and shows

One small Llama-type decoder that plays four roles; the start marker is the role. Korean, casual
speech. Made from nothing by the recipe below: no foreign weights.

- Size: {parameters} parameters (hidden 192, 5 layers, 3 heads, tied embeddings), BPE of 6,144
  tokens with byte fallback, context 512. `onnx/model_quantized.onnx`: int8 matrix weights
  (7 bits used, so that processors without VNNI do not saturate), fp32 embedding, KV cache.
- Input and output: `<prompt> (답변 시작)` → `<answer> (답변 종료)`, likewise 기억, 요약, 표정 출력.
  Markers are single tokens and swallow the spaces around them; every text begins with `<s>`.
- Loss is taken on completions in fine-tuning; the summary examples teach the answer as well.

## Recipe

{recipe}

## Data and licence

14,416 dialogue turns written for this project (`training/data/persona`, 420 of them held out by a
fixed split on the words of the user) and public Korean text, rude lines left out:

{data}

The weights carry CC BY-SA 4.0, as 3i4k and sae4k ask. Attributions: Cho et al.
(3i4k 2018, sae4k 2020); Youngsook Song (chatbot_data 2018); Yoo et al. (KOMUChat 2023); NLPlab SKKU
(HG-TODS); CAiRE (XPersona 2020); Jeon Duyoung (KOTE 2022); Lucy Park (NSMC); Bareun team
(korean-ambiguity-data); Tatoeba contributors through manythings.org/anki.

## Scores

On the held-out rows, first tries, no constrained decoding; answers drawn with {decoding}, the other
roles greedy. `nats_per_token` is of the weights before quantisation.

| score | value |
| --- | --- |
{scores}

Recommended decoding: `settings.decoding` of the manifest.

## Limits

{limits}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the model card.")
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--notes", type=Path, default=Path(__file__).with_name("card_notes.json"))
    parser.add_argument("--models", type=Path, default=MODELS)
    options = parser.parse_args()
    report = json.loads(options.scores.read_text("utf-8"))
    notes = json.loads(options.notes.read_text("utf-8"))
    decoding = ", ".join(f"{name} {value}" for name, value in report["decoding"].items())
    text = _CARD.format(
        parameters=notes["parameters"],
        recipe=notes["recipe"],
        data="\n".join(f"- {name}: {licence}" for name, licence in LICENCES.items()),
        decoding=decoding,
        scores="\n".join(f"| {name} | {value} |" for name, value in report["scores"].items()),
        limits=notes["limits"],
    )
    (options.models / "language" / "README.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
