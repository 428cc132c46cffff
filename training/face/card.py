"""The model card of a generator, from its scores."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

STEPS = ("train", "vectorfind", "detail", "evaluate", "export")
RECIPE = "` · `".join(
    [
        "node training/face/studio/render.mjs --preset cpu",
        *(f"python -m training.face.{step} --preset cpu" for step in STEPS),
    ]
)
POPULATION = {
    "v7": "27 faces out of a diverse population; labels eyes, mouth, pose",
    "v8": "19 faces out of a narrower population (light to medium skin, hair worn down or half "
    "up, straight or curly); labels eyes, hair_color, hair_length, mouth, pose, background_mean, "
    "background_std",
}


def write_card(version: str, scores: Mapping[str, Any], path: Path) -> None:
    """Write README.md; ``scores`` is what training.face.evaluate measured (may be empty)."""
    rows = "\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in scores.items())
    path.write_text(
        f"""# generator-{version}

Draws her face: {POPULATION[version]}. StyleGAN family, 256×256 (training/face/mapping.py,
training/face/synthesis.py): z (512) + labels → w (512) → RGB in −1…1. Its people have an album
(training/face/album.py): pictures of them that are carried to the pose. An expression is
w + Σ weight · direction with weight = −score; useful weights eyes −1.2…1.3, mouth −1.8…1.8,
pose −1.8…0.6. faces.json holds the faces, their groups and the directions.

The people are drawings of a parametric studio, not photographs of anyone.

| | |
|---|---|
| data | pictures of the portrait studio in training/face/studio, nothing else |
| licence | MIT, code and weights |
| recipe | `{RECIPE}` |
| seed | 1 |

## Scores

`python -m training.face.evaluate --preset cpu --version {version}`: faces are the product's faces
with expressions that were not trained on, strangers are people that were not trained on; SSIM on
RGB, 11×11 Gaussian window; gradient energy as a ratio to the studio's. Directions are measured on
generated pictures by a property network trained on studio pictures: correlation of weight and
property (the weakest face), leak into the other two per own change, each in units of its range.

| score | value |
|---|---|
{rows}

## Limits

Trained on one CPU core, the network about ten minutes, the album about fifteen, with reconstruction
losses and local contrast (no adversarial stage). Sharp are the product's own faces only: their
pictures are kept in the weights. A z that is none of them gives a plausible but much softer person.
Women of about 19 to 30 only; the head turns to one side only. The mouth opens with the square
of its score, so small scores move it little.
""",
        "utf-8",
    )
