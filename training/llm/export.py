"""Step 5: ONNX int8 with KV cache in the layout that transformers.js loads, then the manifest.

python -m training.llm.export --preset cpu --scores training/llm/.cache/cpu/scores.json
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic
from optimum.exporters.onnx import main_export

from training import manifest
from training.llm import hugging_face
from training.llm.model import load
from training.llm.presets import PRESETS, folder
from training.text import tokenizer
from training.text.corpora import LICENCES

FILES = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "onnx/model_quantized.onnx",
)

# Answers loop without a penalty; the other roles copy words and are decoded as they are.
DECODING = {"answer": {"topP": 0.8, "topK": 20, "repetitionPenalty": 1.2}}


def export(directory: Path, out: Path) -> None:
    """``directory`` (Hugging Face) → ``out`` (transformers.js): per-channel int8 weights.

    Weights use 7 of 8 bits (``reduce_range``): without VNNI, AVX2 sums of uint8 × int8 saturate,
    which cost 0.08 nats a token; the embedding table stays fp32.
    """
    raw = directory / "onnx"
    main_export(str(directory), output=raw, task="text-generation-with-past", do_validation=False)
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    quantize_dynamic(
        raw / "model.onnx",
        out / "onnx" / "model_quantized.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul"],
    )
    for name in FILES[:-1]:
        shutil.copyfile(directory / name, out / name)


def main() -> None:
    parser = argparse.ArgumentParser(description="Export of the language model.")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    parser.add_argument("--scores", type=Path, help="what evaluate printed")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--models", type=Path, default=manifest.MODELS)
    options = parser.parse_args()
    cache = folder(options.preset)
    model, _ = load(cache / "sft.pt")
    vocabulary = tokenizer.load(cache)
    converted = hugging_face.write(model, vocabulary, cache / "hf")
    out = options.models / "language"
    export(cache / "hf", out)
    sizes = {name: (out / name).stat().st_size for name in FILES}
    print(f"{converted.num_parameters() / 1e6:.2f} M parameters, bytes {sizes}", file=sys.stderr)
    manifest.register(
        "language",
        "language-model",
        options.version,
        "language",
        FILES,
        licence="CC-BY-SA-4.0",
        data=["persona rows of this repository", *LICENCES.values()],
        scores=json.loads(options.scores.read_text("utf-8"))["scores"] if options.scores else {},
        settings={
            "markers": {r: {"start": s, "end": e} for r, (s, e) in tokenizer.MARKERS.items()},
            "innerMarkers": [*tokenizer.INNER_MARKERS],
            "decoding": DECODING,
        },
        roles=["answer", "summary"],
        models=options.models,
    )


if __name__ == "__main__":
    main()
