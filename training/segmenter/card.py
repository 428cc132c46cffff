"""The segmenter's model card, from what the recipe measured. No torch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

Scores = Mapping[str, Mapping[str, Mapping[str, float]]]

_TEXT = """# Hair segmenter

Where the hair is in a portrait: `segmenter.onnx` takes `pixels [n, 3, 224, 224] float32` (RGB,
`(x/255 − 0.5)/0.5`) and gives `mask [n, 1, 224, 224] float32` in 0…1 (sigmoid applied), soft at
the edges of hair. The ombre colouring of the product uses it.

- Student: EffiSegNet-like (light encoder of fused and depthwise inverted residuals, features of all
  scales brought to one width, upsampled, summed, refined by full convolutions, sub-pixel head),
  {weights:,} weights, {megabytes:.2f} MB, fp32.
- Teacher: residual U-Net, {teacher_weights:,} weights, trained on the studio's true masks with
  photographic augmentation. Not shipped.
- Distillation: response-based, from the teacher's soft labels alone; loss of the shipped file:
  `{loss}` (the best of the comparison below, then trained on: {steps:,} of {planned:,} planned
  steps). Edges of hair and thin strands weigh up to five times as much as the rest.
- Trained in bfloat16, kept and run in fp32.
- Speed (onnxruntime, CPU, batch 1): {ms_one:.1f} ms of processor time a picture on one thread;
  {ms_two:.1f} ms on two threads, the shortest of {timed} runs.
- Largest difference of a mask value between this file and PyTorch: {difference:.1e}.

## Data and licence

{pictures:,} training pictures and their hair masks from the portrait studio
(`training/face/studio`) of this repository; no third-party data, no photographs of people.
Weights: MIT, as the repository.

## Recipe

Preset `{preset}`, seed {seed}:

```
{recipe}
```

## Losses compared

Same start, same pictures in the same order, {compared:,} steps each at {compared_size} px; scored
at that size on validation pictures (people not trained on).

{comparison}

## Scores

`python -m training.segmenter.evaluate --preset {preset}`: the studio's `valid` shard, which no
training step sees: people never trained on, and new expressions of the 46 faces. "Softened" and
"photographic" are the augmentations of `augment.py` (dyed hair, other backdrops, blur, noise, JPEG,
colour casts). Means over pictures, masks cut at 0.5; `p5` is the IoU that 95 % of pictures reach,
`MAE` the mean difference of the soft values.

{scores}

{note}## Limits

- Trained on drawn portraits of one head size and framing: on photographs of real people it is
  untested and will be worse.
- Strands thinner than a pixel at 224 px, translucent fringes and dark hair on dark clothes are
  where it errs most.
- One person a picture, hair of the head only; eyebrows and lashes are not hair to it.
"""
STEPS = ("prepare", "teacher", "soft_labels", "distill", "evaluate", "export")
_COLUMNS = ("iou", "dice", "precision", "recall", "iou_p5", "mae")
_HEADS = ("IoU", "Dice", "precision", "recall", "p5", "MAE")


def write_card(
    path: Path, facts: Mapping[str, Any], scores: Scores, comparison: Scores, note: str = ""
) -> None:
    """Write the card. ``facts`` are what ``export`` gathers; the rest are the JSON files of
    ``evaluate`` and ``distill``.
    """
    recipe = [f"python -m training.segmenter.{step} --preset {facts['preset']}" for step in STEPS]
    text = _TEXT.format(
        **facts,
        megabytes=facts["bytes"] / 1e6,
        ms_one=facts["ms"][1],
        ms_two=facts["ms"][2],
        recipe="\n".join(recipe),
        comparison=table("loss", comparison),
        scores=table("pictures", scores),
        note=f"## This run\n\n{note}\n\n" if note else "",
    )
    path.write_text(text, "utf-8")


def table(head: str, scores: Scores) -> str:
    """Markdown: one line per group and pair of masks."""
    lines = [f"| {head} | compared | " + " | ".join(_HEADS) + " |"]
    lines.append("|---|---|" + "---|" * len(_HEADS))
    for group, pairs in scores.items():
        for pair, values in pairs.items():
            cells = " | ".join(f"{values[column]:.4f}" for column in _COLUMNS)
            lines.append(f"| {group} | {pair} | {cells} |")
    return "\n".join(lines)
