"""Weights of an exported generator read back into the networks, to train on from them.

The exporter folds some parameters: a projection is stored transposed, a bias of a modulated
convolution with two more axes. They are found by the node that uses them, in graph order.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.face.mapping import EXPRESSION, Mapping
from training.face.pack import BYTE, SCALE
from training.face.synthesis import Synthesis
from training.halving import HALF

ALBUM = ("album.", "compose.")
CONVOLUTIONS = ("enter64", "conv64", "grow128", "conv128")


def initialisers(path: Path) -> dict[str, Tensor]:
    """All constants of a graph as float32 or int64, by the name under which nodes read them."""
    tensors = onnx.load(path).graph.initializer
    raw = {t.name.removesuffix(HALF): numpy_helper.to_array(t) for t in tensors}
    found = {}
    for name, values in raw.items():
        if name.endswith(SCALE):
            continue
        if name.endswith(BYTE):
            name = name.removesuffix(BYTE)
            values = values * raw[f"{name}{SCALE}"]
        found[name] = _tensor(values)
    return found


def _tensor(values: np.ndarray) -> Tensor:
    kind = np.float32 if values.dtype.kind == "f" else values.dtype
    return torch.from_numpy(values.astype(kind))


def load_mapping(mapping: Mapping, path: Path) -> None:
    """Fill ``mapping`` from mapping.onnx; its projections stay those of the studio."""
    _load(mapping.layers, _under(initialisers(path), "layers."))


def load_synthesis(synthesis: Synthesis, path: Path) -> bool:
    """Fill the network from synthesis.onnx; returns whether an album was stored with it."""
    stored = initialisers(path)
    folded = [stored[name].flatten() for name in stored if name.startswith("onnx::Add")]
    for name, bias in zip(CONVOLUTIONS, folded, strict=True):
        stored[f"{name}.bias"] = bias
    stored = {name: value for name, value in stored.items() if "::" not in name}
    known = any(name.startswith(ALBUM) for name in stored)
    _load(synthesis, stored, () if known else ALBUM)
    return known


def load_directions(path: Path) -> np.ndarray:
    """Directions ``[groups, 3, 512]`` float32 of a faces.json, in the order eyes, mouth, pose."""
    table = json.loads(path.read_text("utf-8"))["directions"]
    rows = [[_decode(entry[name]) for name in EXPRESSION] for entry in table]
    return np.array(rows, np.float32)


def _decode(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


def _under(stored: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {k.removeprefix(prefix): v for k, v in stored.items() if k.startswith(prefix)}


def _load(module: nn.Module, values: dict[str, Tensor], optional: tuple[str, ...] = ()) -> None:
    """Load and insist that no parameter but the optional ones is left as it was drawn."""
    missing = set(dict(module.named_parameters())) - set(values)
    missing = {name for name in missing if not name.startswith(optional)} if optional else missing
    if missing:
        raise ValueError(f"not among the stored weights: {', '.join(sorted(missing))}")
    module.load_state_dict(values, strict=False)
