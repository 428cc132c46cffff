"""Completions of a model directory (Hugging Face weights or ONNX), batched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from training.text.tokenizer import MARKERS

LENGTHS = {"answer": 64, "memory": 24, "summary": 40, "expression": 24}


@dataclass(frozen=True)
class Decoding:
    """temperature 0 is greedy; the others as in Hugging Face ``generate``."""

    temperature: float = 0.6
    top_p: float = 0.9
    top_k: int = 40
    repetition_penalty: float = 1.0


class Generator:
    """Loads a directory once; ``onnx/model_quantized.onnx`` is preferred where it exists."""

    def __init__(self, directory: Path) -> None:
        self.tokenizer: Any = AutoTokenizer.from_pretrained(directory, padding_side="left")
        if (directory / "onnx" / "model_quantized.onnx").is_file():
            from optimum.onnxruntime import ORTModelForCausalLM

            self.model: Any = ORTModelForCausalLM.from_pretrained(
                directory, subfolder="onnx", file_name="model_quantized.onnx"
            )
        else:
            self.model = AutoModelForCausalLM.from_pretrained(directory).eval()

    def complete(
        self, role: str, inputs: Sequence[str], decoding: Decoding, batch: int = 32
    ) -> Iterator[str]:
        """What the role writes for each input (without markers), in order."""
        start, end = MARKERS[role]
        for begin in range(0, len(inputs), batch):
            texts = [f"{text} {start}" for text in inputs[begin : begin + batch]]
            encoded = self.tokenizer(
                texts, return_tensors="pt", padding=True, return_token_type_ids=False
            )
            sampled = decoding.temperature > 0
            options = (
                {
                    "temperature": decoding.temperature,
                    "top_p": decoding.top_p,
                    "top_k": decoding.top_k,
                }
                if sampled
                else {}
            )
            with torch.no_grad():
                out = self.model.generate(
                    **encoded,
                    max_new_tokens=LENGTHS[role],
                    do_sample=sampled,
                    repetition_penalty=decoding.repetition_penalty,
                    **options,
                )
            for ids in out[:, encoded["input_ids"].shape[1] :]:
                text = self.tokenizer.decode(ids, skip_special_tokens=False)
                yield text.split(end)[0].replace("<pad>", "").strip()
