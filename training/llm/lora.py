"""Low-rank adapters on any Hugging Face causal model, for bases that are too big to train whole.

Epochs and ranks that suit the known bases are in training/README.md; loss is on completions only.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from datasets import Dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

from training.text.augment import augmented
from training.text.examples import ROLES, completion, prompt
from training.text.persona_rows import Row
from training.text.tokenizer import MARKERS


def pairs(rows: Sequence[Row], role: str | None, seed: int = 0) -> list[dict[str, str]]:
    """prompt and completion texts of one role, or of all four in turn."""
    rng = random.Random(seed)
    out = []
    for row in rows:
        varied = augmented(row, rng)
        for name in [role] if role else ROLES:
            start, end = MARKERS[name]
            body = completion(varied, name)
            out.append(
                {
                    "prompt": f"{prompt(varied, name)} {start}",
                    "completion": f" {body} {end}" if body else f" {end}",
                }
            )
    return out


def train(
    base: Path,
    out: Path,
    rows: Sequence[Row],
    role: str | None,
    rank: int,
    epochs: int = 5,
    max_steps: int = -1,
    learning_rate: float = 3e-4,
) -> None:
    """Train an adapter of ``rank`` and write it with the tokenizer to ``out``.

    Markers that the base does not know are added as tokens; their embeddings are trained, too.
    """
    tokenizer: Any = AutoTokenizer.from_pretrained(base)
    model: Any = AutoModelForCausalLM.from_pretrained(base)
    markers = [marker for pair in MARKERS.values() for marker in pair]
    added = tokenizer.add_special_tokens(
        {"additional_special_tokens": markers}, replace_additional_special_tokens=False
    )
    if added:
        model.resize_token_embeddings(len(tokenizer))
    settings = SFTConfig(
        output_dir=str(out),
        num_train_epochs=epochs,
        max_steps=max_steps,
        per_device_train_batch_size=2,
        learning_rate=learning_rate,
        completion_only_loss=True,
        logging_steps=20,
        save_strategy="no",
        report_to=[],
        disable_tqdm=True,
        use_cpu=not _has_gpu(),
        bf16=_has_gpu(),
        max_length=512,
    )
    adapter = LoraConfig(
        r=rank,
        lora_alpha=16,
        lora_dropout=0.05,
        target_modules="all-linear",
        modules_to_save=["embed_tokens", "lm_head"] if added else None,
        task_type="CAUSAL_LM",
    )
    trainer = SFTTrainer(
        model=model,
        args=settings,
        train_dataset=Dataset.from_list(pairs(rows, role)),
        processing_class=tokenizer,
        peft_config=adapter,
    )
    trainer.train()
    trainer.save_model(str(out))


def _has_gpu() -> bool:
    import torch

    return bool(torch.cuda.is_available())
