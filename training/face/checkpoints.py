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
    """Averaged weights of a version: with an album where training.face.detail has been."""
    found = [path for path in (folder / f"{version}.detail.pt", folder / f"{version}.pt")]
    path = next((path for path in found if path.exists()), None)
    if path is None:
        raise FileNotFoundError(f"{found[1]} is missing: run python -m training.face.train first")
    state = torch.load(path, weights_only=True, map_location="cpu")["average"]
    album = state.get("synthesis.album.luma")
    people = 0 if album is None else len(album)
    mapping, synthesis = Mapping(version, projections), Synthesis(preset.shape, people)
    mapping.load_state_dict(_under(state, "mapping."))
    synthesis.load_state_dict(_under(state, "synthesis."))
    return mapping.eval(), synthesis.eval()


def save_detail(path: Path, mapping: Mapping, synthesis: Synthesis) -> None:
    """Write averaged weights in one step."""
    state = {
        **{f"mapping.{key}": value for key, value in mapping.state_dict().items()},
        **{f"synthesis.{key}": value for key, value in synthesis.state_dict().items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"average": state}, path.with_suffix(".partial"))
    path.with_suffix(".partial").replace(path)


def _under(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {
        key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)
    }
