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
    """Averaged weights of a version: its own phase if it was trained, else the shared ones."""
    paths = [folder / f"{phase}.pt" for phase in (version, "fine", "coarse")]
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        raise FileNotFoundError(f"no checkpoint in {folder}: run python -m training.face.train")
    state = torch.load(path, weights_only=True, map_location="cpu")["average"]
    mapping, synthesis = Mapping(version, projections), Synthesis(preset.shape)
    mapping.load_state_dict(_under(state, f"mapping.{version}."))
    synthesis.load_state_dict(_under(state, "synthesis."))
    return mapping.eval(), synthesis.eval()


def _under(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)}
