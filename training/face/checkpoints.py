"""Reading what training wrote."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from training.face.mapping import Mapping
from training.face.presets import Preset
from training.face.synthesis import Synthesis


def load_version(
    version: str, preset: Preset, projections: Tensor, folder: Path
) -> tuple[Mapping, Synthesis]:
    """Averaged weights of a version."""
    path = folder / f"{version}.pt"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run python -m training.face.train first")
    state = torch.load(path, weights_only=True, map_location="cpu")["average"]
    mapping, synthesis = Mapping(version, projections), Synthesis(preset.shape)
    mapping.load_state_dict(_under(state, "mapping."))
    synthesis.load_state_dict(_under(state, "synthesis."))
    return mapping.eval(), synthesis.eval()


def _under(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {
        key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)
    }
