"""What a preset fixes; nothing else differs between machines."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.face.synthesis import Shape


@dataclass(frozen=True)
class Preset:
    """Steps of the three phases (coarse 64 px, fine 256 px, each version alone) and their size."""

    coarse_steps: int
    fine_steps: int
    own_steps: int
    coarse_batch: int
    fine_batch: int
    rate: float
    crop: int
    save_every: int
    samples: int
    shape: Shape = field(default_factory=Shape)


PRESETS = {
    "cpu": Preset(350, 400, 1500, 16, 8, 2e-3, 40, 50, 4000),
    "gpu": Preset(20_000, 80_000, 20_000, 64, 32, 1.5e-3, 64, 1000, 20_000),
    "smoke": Preset(2, 2, 1, 4, 4, 1e-3, 40, 1, 200),
}
