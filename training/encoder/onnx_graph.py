"""The encoder as an ONNX graph: token table in int8 with one scale a row, the rest in float16.

The rows differ in length by a factor of 30 (their length is their weight in the mean), so one
scale for the whole table would wipe out the frequent words.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.encoder.model import Encoder, collate
from training.halving import halve


class RowQuantised(nn.Module):
    """An embedding table as ``[vocabulary, width] int8`` and ``[vocabulary, 1] float32``."""

    table: Tensor
    scale: Tensor

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].float() * self.scale[ids]


def write(encoder: Encoder, path: Path) -> None:
    """Write ``input_ids, attention_mask`` → ``last_hidden_state``; batch and length are free."""
    encoder.eval().cpu()
    encoder.tokens = RowQuantised(encoder.tokens.weight.detach())  # type: ignore[assignment]
    path.parent.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(4, 100, (2, 7))
    torch.onnx.export(
        encoder,
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["last_hidden_state"],
        dynamic_axes={
            name: {0: "batch", 1: "tokens"}
            for name in ("input_ids", "attention_mask", "last_hidden_state")
        },
        opset_version=17,
        dynamo=False,
    )
    graph = onnx.load(path)
    halve(graph)
    onnx.save(graph, path)


class Session:
    """The exported file, run by onnxruntime as the product runs it."""

    def __init__(self, directory: Path, threads: int = 1) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = ort.InferenceSession(
            str(directory / "onnx" / "model_quantized.onnx"), options, ["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))

    def embed(self, texts: list[str], batch: int = 64) -> np.ndarray:
        """``[n, width] float32`` unit vectors (mean pooling), in order."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        result: dict[int, np.ndarray] = {}
        for first in range(0, len(order), batch):
            part = order[first : first + batch]
            ids, mask = collate(self.tokenizer, [texts[index] for index in part])
            (hidden,) = self.session.run(
                None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
            )
            weights = mask.numpy()[:, :, None].astype(np.float32)
            mean = (hidden * weights).sum(1) / weights.sum(1)
            mean /= np.linalg.norm(mean, axis=1, keepdims=True)
            result.update(zip(part, mean, strict=True))
        return np.stack([result[index] for index in range(len(texts))])
