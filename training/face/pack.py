"""ONNX weights in fewer bytes: whole tables as int8 with one scale a row.

The runtime folds the two nodes that undo it when it loads a file and computes in float32.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

BYTE, SCALE = ".byte", ".scale"


def pack(model: onnx.ModelProto, names: Collection[str]) -> None:
    """Store the float32 initialisers ``names`` as int8, scaled along their last axis."""
    stored, nodes = [], []
    for tensor in model.graph.initializer:
        if tensor.name not in names:
            stored.append(tensor)
            continue
        name = tensor.name
        bytes_, scale = to_bytes(numpy_helper.to_array(tensor))
        stored.append(numpy_helper.from_array(bytes_, f"{name}{BYTE}"))
        stored.append(numpy_helper.from_array(scale, f"{name}{SCALE}"))
        cast = helper.make_node("Cast", [f"{name}{BYTE}"], [f"{name}.cast"], to=TensorProto.FLOAT)
        nodes += [cast, helper.make_node("Mul", [f"{name}.cast", f"{name}{SCALE}"], [name])]
    missing = set(names) - {node.output[0] for node in nodes}
    if missing:
        raise ValueError(f"not among the initialisers: {', '.join(sorted(missing))}")
    nodes += model.graph.node
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(stored)
    model.graph.node.extend(nodes)


def to_bytes(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 of the same shape and float32 scales ``[..., 1]``."""
    scale = np.abs(values).max(axis=-1, keepdims=True).astype(np.float32) / 127
    scale[scale == 0] = 1
    return np.rint(values / scale).astype(np.int8), scale
