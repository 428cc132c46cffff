"""ONNX files with their large weights in half precision.

The runtime folds the casts when it loads a file and computes in float32: half the size, the same
speed.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HALF = ".half"
SMALL = 512  # entries; below, a cast costs more than it saves


def halve(model: onnx.ModelProto) -> None:
    """Store every large float32 initialiser as float16 and cast it back where it is used."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < SMALL:
            continue
        name, half = tensor.name, numpy_helper.to_array(tensor).astype(np.float16)
        tensor.CopyFrom(numpy_helper.from_array(half, f"{name}{HALF}"))
        casts.append(helper.make_node("Cast", [f"{name}{HALF}"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
