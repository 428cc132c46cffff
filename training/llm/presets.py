"""The three sizes of the recipe; nothing else differs between a CPU, a GPU and a smoke run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from training.llm.model import Shape

CACHE = Path(__file__).parent / ".cache"


@dataclass(frozen=True)
class Preset:
    """``pretrain_epochs`` are passes over the persona rows beside one pass of public text."""

    shape: Shape
    device: str
    batch: int
    reviews: int
    caps: dict[str, int] = field(default_factory=dict)
    pretrain_epochs: int = 1
    sft_epochs: int = 4
    lr: float = 0.02
    adam_lr: float = 0.004
    rows: int | None = None

    @property
    def vocab(self) -> int:
        return self.shape.vocab


PRESETS = {
    "cpu": Preset(
        shape=Shape(vocab=6144, hidden=192, layers=5, heads=3, kv_heads=3, mlp=512),
        device="cpu",
        batch=2048,
        reviews=40_000,
        caps={"bareun_ambiguity": 10_000, "3i4k": 30_000, "sae4k": 14_000},
    ),
    "gpu": Preset(
        shape=Shape(vocab=12_288, hidden=640, layers=12, heads=10, kv_heads=5, mlp=1728),
        device="cuda",
        batch=32_768,
        reviews=700_000,
        pretrain_epochs=4,
        sft_epochs=8,
    ),
    "smoke": Preset(
        shape=Shape(vocab=2560, hidden=64, layers=2, heads=2, kv_heads=1, mlp=128),
        device="cpu",
        batch=1024,
        reviews=200,
        caps=dict.fromkeys(
            (
                "komuchat",
                "chatbot_data",
                "hg_tods",
                "xpersona_ko",
                "sae4k",
                "tatoeba_ko",
                "kote",
                "3i4k",
                "nsmc_raw",
                "bareun_ambiguity",
            ),
            100,
        ),
        sft_epochs=1,
        rows=300,
    ),
}


def folder(preset: str) -> Path:
    """Where a preset keeps tokenizer, tokenised text and checkpoints (ignored by git)."""
    path = CACHE / preset
    path.mkdir(parents=True, exist_ok=True)
    return path
