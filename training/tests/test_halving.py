"""Large weights become half precision, and the graph still computes the same."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

import onnx
import onnxruntime as runtime

from training.halving import halve


def test_halved_weights_give_nearly_the_same() -> None:
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    weight = np.random.default_rng(0).normal(size=(32, 32)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "weight"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", kind, [1, 32])],
        [helper.make_tensor_value_info("y", kind, [1, 32])],
        [onnx.numpy_helper.from_array(weight, "weight")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    halve(model)
    assert model.graph.initializer[0].data_type == onnx.TensorProto.FLOAT16
    x = np.ones((1, 32), np.float32)
    (y,) = runtime.InferenceSession(model.SerializeToString()).run(None, {"x": x})
    assert np.allclose(y, x @ weight, atol=0.02)
