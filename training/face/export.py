"""Export a version for the product: mapping.onnx, synthesis.onnx, faces.json, card, manifest.

    python -m training.face.export --preset cpu [--version v8] [--no-register]

Weights are stored as fp16 behind Cast nodes, the large tables as int8 with a scale a row (half and
a quarter of the size; the runtime undoes that when it loads the file and computes in fp32).
"""

from __future__ import annotations

import base64
import json
import sys
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from training.face.card import write_card
from training.face.checkpoints import load_version
from training.face.dataset import CACHE, read_projections
from training.face.faces import GROUPS, SCORES, group_names, read_faces
from training.face.mapping import EXPRESSION, LABELS
from training.face.options import recipe_parser
from training.face.pack import pack
from training.face.presets import PRESETS
from training.face.vectorfind import read_people
from training.halving import halve
from training.manifest import MODELS, register

OPSET = 17
VERSION = "0.1.0"
BYTES = (
    *("read.0.weight", "read.2.weight", "read.4.weight"),
    *("picture.weight", "detail.weight", "maps.weight"),
    *("album.luma", "album.chroma", "album.flow", "album.face_flow"),
    *("album.eyes_look", "album.mouth_look"),
)
FILES = ("mapping.onnx", "synthesis.onnx", "faces.json")


def export_onnx(
    module: nn.Module,
    inputs: dict[str, Tensor],
    output: str,
    path: Path,
    tables: Collection[str] = (),
) -> None:
    """Trace a module to ONNX with a dynamic batch; ``tables`` in int8, other weights in fp16."""
    batch = {name: {0: "n"} for name in (*inputs, output)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes=batch,
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(path)
    pack(model, tables)
    halve(model)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def encode(vector: np.ndarray) -> str:
    """float32 little-endian as base64."""
    return base64.b64encode(np.ascontiguousarray(vector, "<f4").tobytes()).decode("ascii")


def faces_json(version: str, directions: np.ndarray, scratch: Path) -> dict[str, Any]:
    """The table of faces, groups and directions that the product reads."""
    z, labels, groups = read_people(version, None, scratch)
    table = [face for face in read_faces() if face.version == version]
    return {
        "version": version,
        "labels": list(LABELS[version]),
        "scores": {name: list(SCORES[name]) for name in EXPRESSION},
        "groups": group_names(version),
        "faces": [
            {
                "number": face.number,
                "group": int(groups[i]),
                "z": encode(z[i].numpy()),
                "labels": [round(float(value), 5) for value in labels[i]],
            }
            for i, face in enumerate(table)
        ],
        "directions": [
            {"group": g, **{name: encode(rows[k]) for k, name in enumerate(EXPRESSION)}}
            for g, rows in enumerate(directions)
        ],
    }


def main() -> None:
    parser = recipe_parser(__doc__)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--no-register", action="store_true", help="leave card and manifest alone")
    options = parser.parse_args()
    projections = read_projections(options.data)
    for version in options.version or sorted(GROUPS):
        out = options.models / f"generator-{version}"
        out.mkdir(parents=True, exist_ok=True)
        mapping, synthesis = load_version(
            version, PRESETS[options.preset], projections, options.checkpoints
        )
        directions = np.load(options.checkpoints / f"{version}.directions.npy")
        z, labels = torch.randn(2, 512), torch.rand(2, len(LABELS[version]))
        export_onnx(mapping, {"z": z, "labels": labels}, "w", out / FILES[0])
        tables = [name for name, _ in synthesis.named_parameters() if name in BYTES]
        export_onnx(synthesis, {"w": torch.randn(2, 512)}, "rgb", out / FILES[1], tables)
        table = faces_json(version, directions, CACHE)
        (out / FILES[2]).write_text(json.dumps(table, ensure_ascii=False) + "\n", "utf-8")
        sizes = ", ".join(f"{f} {(out / f).stat().st_size / 1e6:.1f} MB" for f in FILES)
        print(f"{out}: {sizes}", file=sys.stderr)
        if options.no_register:
            continue
        scores_path = options.checkpoints / f"{version}.scores.json"
        scores = json.loads(scores_path.read_text("utf-8")) if scores_path.exists() else {}
        write_card(version, scores, out / "README.md")
        register(
            f"generator-{version}",
            "generator",
            VERSION,
            f"generator-{version}",
            FILES,
            "MIT",
            ["portrait studio of this repository (training/face/studio)"],
            scores,
            {"size": 256, "scores": {name: list(SCORES[name]) for name in EXPRESSION}},
            [f"generator-{version}"],
            options.models,
        )


if __name__ == "__main__":
    main()
