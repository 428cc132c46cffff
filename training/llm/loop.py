"""The one training loop: timed, logged, resumable, scheduled by tokens."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch

from training.llm.batches import Batch
from training.llm.model import Decoder, save
from training.llm.optimiser import Optimiser, warmup_stable_decay


@dataclass
class Run:
    """What a training step needs beside its batches.

    The run is over after ``tokens`` positions or ``minutes``, whichever comes first; the learning
    rate follows whichever is further on.
    """

    model: Decoder
    optimiser: Optimiser
    checkpoint: Path
    tokens: int
    minutes: float = float("inf")
    device: str = "cpu"
    warmup: float = 0.02
    decay: float = 0.3
    clip: float = 1.0
    save_every: float = 120.0
    evaluate_every: float = 600.0
    evaluate: Callable[[Decoder], dict[str, float]] | None = None
    seen: int = 0
    step: int = 0
    log: dict[str, object] = field(default_factory=dict)

    def resume(self) -> bool:
        """Continue from the checkpoint, if there is one of this very run."""
        if not self.checkpoint.is_file():
            return False
        saved = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
        if saved.get("tokens") != self.tokens or "optimiser" not in saved:
            return False
        self.model.load_state_dict(saved["state"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.seen, self.step = saved["seen"], saved["step"]
        return True


def train(run: Run, stream: Iterator[Batch]) -> None:
    """Consume ``stream`` until ``run.tokens`` positions were seen; writes the checkpoint.

    One JSON line every 20 steps goes to stderr: step, share done, loss a token, tokens a second.
    """
    run.model.train()
    begun = logged = saved = evaluated = time.monotonic()
    seen_before = run.seen
    total = torch.zeros(2)
    for batch in stream:
        inputs, targets, weights = (
            torch.from_numpy(a).to(run.device) for a in (batch.inputs, batch.targets, batch.weights)
        )
        # bfloat16 products where the processor has them (AMX); weights and sums stay float32.
        with torch.autocast(torch.device(run.device).type, torch.bfloat16):
            loss, weight = run.model.loss(inputs, targets, weights)
        (loss / weight).backward()
        torch.nn.utils.clip_grad_norm_(run.model.parameters(), run.clip)
        elapsed = (time.monotonic() - begun) / 60
        progress = min(1.0, max(run.seen / run.tokens, elapsed / run.minutes))
        run.optimiser.step(warmup_stable_decay(progress, run.warmup, run.decay))
        total += torch.stack([loss.detach(), weight]).cpu()
        run.seen += batch.inputs.size
        run.step += 1
        now = time.monotonic()
        if run.step % 20 == 0:
            speed = (run.seen - seen_before) / (now - begun)
            _report(run, total, speed, now - logged)
            total.zero_()
            logged = now
        if now - saved > run.save_every:
            checkpoint(run)
            saved = now
        if run.evaluate and now - evaluated > run.evaluate_every:
            print(
                json.dumps({"step": run.step, **run.evaluate(run.model)}),
                file=sys.stderr,
                flush=True,
            )
            run.model.train()
            evaluated = time.monotonic()
        if run.seen >= run.tokens or progress >= 1.0:
            break
    checkpoint(run)


def checkpoint(run: Run) -> None:
    """Write the whole state; a run started again goes on from here."""
    save(
        run.model,
        run.checkpoint,
        optimiser=run.optimiser.state_dict(),
        tokens=run.tokens,
        seen=run.seen,
        step=run.step,
    )


def _report(run: Run, total: torch.Tensor, speed: float, seconds: float) -> None:
    line = {
        "step": run.step,
        "done": round(run.seen / run.tokens, 4),
        "loss": round(float(total[0] / total[1]), 4),
        "tokens/s": round(speed),
        "s/20": round(seconds, 1),
    }
    print(json.dumps(line), file=sys.stderr, flush=True)
