"""The options that the steps of the recipe share."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.face.dataset import CACHE, STUDIO
from training.face.faces import GROUPS
from training.face.presets import PRESETS


def recipe_parser(description: str | None) -> argparse.ArgumentParser:
    """Preset, versions and folders; the first line of ``description`` is the help."""
    options = argparse.ArgumentParser(description=(description or "").split("\n")[0])
    options.add_argument("--preset", choices=sorted(PRESETS), default="cpu")
    options.add_argument("--version", choices=sorted(GROUPS), action="append")
    options.add_argument("--data", type=Path, default=STUDIO)
    options.add_argument("--checkpoints", type=Path, default=CACHE / "checkpoints")
    return options
