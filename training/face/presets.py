"""What a preset fixes; nothing else differs between machines."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.face.synthesis import Shape


@dataclass(frozen=True)
class Preset:
    """Steps of the phases (code, pictures, refit, album), batch, rate, crop in cells of 4 px."""

    code_steps: int
    steps: int
    refit_steps: int
    detail_steps: int
    batch: int
    rate: float
    crop: int
    save_every: int
    samples: int
    shape: Shape = field(default_factory=Shape)


PRESETS = {
    "cpu": Preset(1000, 5000, 300, 3000, 8, 1.5e-3, 40, 50, 2500),
    "gpu": Preset(
        10_000, 100_000, 20_000, 50_000, 32, 1e-3, 64, 1000, 20_000, Shape(at64=96, at128=64)
    ),
    "smoke": Preset(4, 2, 2, 2, 4, 1e-3, 40, 1, 500),
}
