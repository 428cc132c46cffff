"""The encoder as an ONNX graph: token table and matrices in int8, the rest in float16.

The table has one scale a row: a bag's rows differ in length by a factor of 30 (their length is
their weight in the mean), so one scale for the whole would wipe out the frequent words. Matrices
have one a column. What enters them is quantised as it comes, but not the hidden layer of a block:
its few large entries would leave the others no levels (cosine with PyTorch 0.998 instead of 0.992).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.encoder.model import Encoder
from training.halving import halve

WIDENED = "/outer/MatMul"


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
    if encoder.shape.layers:
        graph = onnx.load(path)
        widened = [node for node in graph.graph.node if node.name.endswith(WIDENED)]
        for node in widened:
            widen(graph, node.input[1])
        onnx.save(graph, path)
        quantize_dynamic(
            path,
            path,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QUInt8,
            nodes_to_exclude=[node.name for node in widened],
        )
    graph = onnx.load(path)
    halve(graph)
    onnx.save(graph, path)


def widen(model: onnx.ModelProto, name: str) -> None:
    """Store a matrix ``[in, out]`` as int8 with one scale a column, and make it float32 again where
    it is used; the runtime does so once, when it loads the file."""
    (tensor,) = (found for found in model.graph.initializer if found.name == name)
    weight = numpy_helper.to_array(tensor)
    scale = (np.abs(weight).max(0, keepdims=True) / 127).astype(np.float32)
    narrow = np.round(weight / scale).astype(np.int8)
    tensor.CopyFrom(numpy_helper.from_array(narrow, f"{name}.int8"))
    model.graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
    nodes = [
        helper.make_node("Cast", [f"{name}.int8"], [f"{name}.wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}.wide", f"{name}.scale"], [name]),
        *model.graph.node,
    ]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


class Session:
    """The exported file, run by onnxruntime as the product runs it."""

    def __init__(self, directory: Path, threads: int = 1) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = ort.InferenceSession(
            str(directory / "onnx" / "model_quantized.onnx"), options, ["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))

    def embed(self, texts: list[str]) -> np.ndarray:
        """``[n, width] float32`` unit vectors (mean pooling), in order. One text a run, as in the
        product: neighbours would change how a text's states are quantised."""
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> np.ndarray:
        ids = np.array([self.tokenizer.encode(text).ids], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        mean: np.ndarray = self.session.run(None, inputs)[0][0].mean(0)
        return mean / np.linalg.norm(mean)
