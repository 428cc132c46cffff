"""The sizes of a run. ``cpu`` is an hour of one small core, ``gpu`` what a large card is for,
``smoke`` every step on a few pictures. Nothing else differs between them. No torch.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
STUDIO_SET = HERE.parent / "face" / ".cache"


@dataclass(frozen=True)
class Phase:
    """A stretch of training at one picture size."""

    size: int
    steps: int
    batch: int


@dataclass(frozen=True)
class Preset:
    """Network widths and how long everything runs."""

    pictures: int
    """At most this many training pictures."""
    held_out: int
    """At most this many pictures each for validation and test."""
    teacher_widths: tuple[int, ...]
    teacher_depths: tuple[int, ...]
    teacher_phases: tuple[Phase, ...]
    student_widths: tuple[int, ...]
    student_depths: tuple[int, ...]
    student_decoder: int
    variants: int
    """Augmented copies of each training picture that the teacher labels."""
    comparison: tuple[Phase, ...]
    """Run once per distillation loss."""
    final: tuple[Phase, ...]
    """Run for the winner, from its comparison weights on."""
    rate: float = 1e-2


PRESETS = {
    "cpu": Preset(
        pictures=6000,
        held_out=250,
        teacher_widths=(24, 48, 96, 160, 224),
        teacher_depths=(2, 2, 3, 2),
        teacher_phases=(Phase(128, 500, 16), Phase(224, 1100, 8)),
        student_widths=(24, 40, 64, 112, 176),
        student_depths=(2, 3, 3, 2),
        student_decoder=24,
        variants=3,
        comparison=(Phase(128, 500, 16),),
        final=(Phase(224, 2500, 8),),
    ),
    "gpu": Preset(
        pictures=100_000,
        held_out=2500,
        teacher_widths=(32, 80, 160, 256, 384),
        teacher_depths=(3, 4, 6, 3),
        teacher_phases=(Phase(128, 10_000, 64), Phase(224, 20_000, 64)),
        student_widths=(24, 40, 64, 112, 176),
        student_depths=(2, 3, 3, 2),
        student_decoder=24,
        variants=4,
        comparison=(Phase(224, 5_000, 64),),
        final=(Phase(224, 30_000, 64),),
    ),
    "smoke": Preset(
        pictures=8,
        held_out=4,
        teacher_widths=(8, 8, 16, 16, 16),
        teacher_depths=(1, 1, 1, 1),
        teacher_phases=(Phase(64, 2, 4), Phase(96, 2, 4)),
        student_widths=(8, 8, 16, 16, 16),
        student_depths=(1, 1, 1, 1),
        student_decoder=8,
        variants=1,
        comparison=(Phase(64, 2, 4),),
        final=(Phase(96, 2, 4),),
    ),
}


@dataclass(frozen=True)
class Run:
    """What every step of the recipe is told on its command line."""

    name: str
    preset: Preset
    work: Path
    """Where this preset keeps its arrays and checkpoints."""
    seed: int
    threads: int
    options: argparse.Namespace


def parse_run(description: str | None, parser: argparse.ArgumentParser | None = None) -> Run:
    """Read ``--preset``, ``--work``, ``--seed``, ``--threads`` and what ``parser`` adds."""
    parser = parser or argparse.ArgumentParser()
    parser.description = (description or "").split("\n\n")[0]
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--work", type=Path, help="default: training/segmenter/.cache/<preset>")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="threads that torch may use")
    options = parser.parse_args()
    work = options.work or HERE / ".cache" / options.preset
    work.mkdir(parents=True, exist_ok=True)
    preset = PRESETS[options.preset]
    return Run(options.preset, preset, work, options.seed, options.threads, options)
