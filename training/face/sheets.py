"""Contact sheets of the exported models: what the product will show.

    python -m training.face.sheets        # docs/img/faces.png, docs/img/expressions.png

Reads models/generator-*/ through onnxruntime, as the product does.
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image, ImageDraw

from training.face.faces import read_faces
from training.manifest import MODELS

DOCS = MODELS.parent / "docs" / "img"
NEUTRAL = {"eyes": 0.2, "mouth": 1.0, "pose": 0.0}
SMILE = {"eyes": -0.45, "mouth": -0.6, "pose": 0.0}
EXPRESSIONS = {
    "rest": NEUTRAL,
    "eyes small": {**NEUTRAL, "eyes": 0.1},
    "eyes big": {**NEUTRAL, "eyes": -1.1},
    "eyes shut": {**NEUTRAL, "eyes": 1.3},
    "mouth normal": SMILE,
    "mouth big": {**SMILE, "mouth": -1.2},
    "mouth very big": {**SMILE, "mouth": -1.8},
    "turned": {**SMILE, "pose": -1.1},
    "turned far": {**SMILE, "pose": -1.8},
}


class Drawer:
    """One exported version."""

    def __init__(self, version: str, models: Path) -> None:
        folder = models / f"generator-{version}"
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self.mapping = ort.InferenceSession(str(folder / "mapping.onnx"), options)
        self.synthesis = ort.InferenceSession(str(folder / "synthesis.onnx"), options)
        self.table = json.loads((folder / "faces.json").read_text("utf-8"))

    def draw(self, number: int, weights: dict[str, float]) -> Image.Image:
        face = next(face for face in self.table["faces"] if face["number"] == number)
        steps = next(d for d in self.table["directions"] if d["group"] == face["group"])
        labels = np.array([face["labels"]], np.float32)
        w = self.mapping.run(None, {"z": decode(face["z"])[None], "labels": labels})[0]
        for name, weight in weights.items():
            w = w + np.float32(weight) * decode(steps[name])
        rgb = self.synthesis.run(None, {"w": w})[0][0]
        return Image.fromarray(((rgb + 1) * 127.5).clip(0, 255).astype(np.uint8).transpose(1, 2, 0))


def decode(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


def sheet(rows: list[list[tuple[str, Image.Image]]], tile: int, path: Path) -> None:
    """Tiles with a caption in the corner."""
    width = max(len(row) for row in rows)
    board = Image.new("RGB", (width * tile, len(rows) * tile))
    for y, row in enumerate(rows):
        for x, (caption, image) in enumerate(row):
            small = image.resize((tile, tile), Image.Resampling.LANCZOS)
            ImageDraw.Draw(small).text(
                (4, 2), caption, fill="white", stroke_width=1, stroke_fill="black"
            )
            board.paste(small, (x * tile, y * tile))
    path.parent.mkdir(parents=True, exist_ok=True)
    board.save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--out", type=Path, default=DOCS)
    parser.add_argument("--tile", type=int, default=128)
    parser.add_argument("--columns", type=int, default=8)
    options = parser.parse_args()
    drawers = {version: Drawer(version, options.models) for version in ("v7", "v8")}
    faces = read_faces()
    tiles = [(f"{f.version}:{f.number}", drawers[f.version].draw(f.number, SMILE)) for f in faces]
    rows = [tiles[i : i + options.columns] for i in range(0, len(tiles), options.columns)]
    sheet(rows, options.tile, options.out / "faces.png")
    shown = [faces[0], faces[3], faces[14], *[f for f in faces if f.version == "v8"][:4]]
    rows = [
        [(name, drawers[f.version].draw(f.number, w)) for name, w in EXPRESSIONS.items()]
        for f in shown
    ]
    sheet(rows, options.tile, options.out / "expressions.png")


if __name__ == "__main__":
    main()
