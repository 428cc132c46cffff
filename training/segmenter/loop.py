"""The training loop that teacher and students share: Muon, bfloat16, one cosine, averaged
weights, checkpoints that resume.
"""

from __future__ import annotations

import copy
import math
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.segmenter.losses import Loss
from training.segmenter.optimiser import optimisers
from training.segmenter.presets import Phase

Batch = Callable[[Phase, int], tuple[NDArray[np.uint8], NDArray[np.uint8]]]
"""(phase, step) → pictures ``[b, s, s, 3]`` and masks ``[b, s, s]``; the same for the same step."""
Parts = Sequence[torch.optim.Optimizer]
_SAVE_EVERY = 50
_REPORT_EVERY = 25
_WARMUP = 0.08


def pixels_of(pictures: NDArray[np.uint8]) -> Tensor:
    """``[n, s, s, 3] uint8`` → ``[n, 3, s, s] float32`` in −1…1, channels last in memory."""
    nchw = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2)
    return nchw.float().div_(127.5).sub_(1)


def targets_of(masks: NDArray[np.uint8]) -> Tensor:
    """``[n, s, s] uint8`` → ``[n, 1, s, s] float32`` in 0…1."""
    return torch.from_numpy(np.ascontiguousarray(masks))[:, None].float().div_(255)


def logits_of(network: nn.Module, pixels: Tensor, half: bool = True) -> Tensor:
    """float32 logits; ``half`` runs the network in bfloat16 where its operations allow."""
    with torch.autocast(pixels.device.type, torch.bfloat16, enabled=half):
        return network(pixels).float()


def predict(
    network: nn.Module, pictures: NDArray[np.uint8], batch: int = 16, half: bool = False
) -> NDArray[np.uint8]:
    """Masks ``[n, s, s] uint8`` of pictures ``[n, s, s, 3] uint8``; ``half`` in bfloat16."""
    network.eval()
    device = next(network.parameters()).device
    masks = []
    with torch.inference_mode():
        for start in range(0, len(pictures), batch):
            pixels = pixels_of(pictures[start : start + batch]).to(device)
            logits = logits_of(network, pixels, half)
            masks.append(torch.sigmoid(logits)[:, 0].mul(255).round().byte().cpu().numpy())
    return np.concatenate(masks)


def set_up(seed: int, threads: int) -> torch.device:
    """Seed torch, limit its threads, name the device."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def train(
    network: nn.Module,
    batch: Batch,
    loss: Loss,
    phases: Sequence[Phase],
    rate: float,
    checkpoint: Path,
    device: torch.device,
    validate: Callable[[nn.Module, int], str],
) -> nn.Module:
    """Run ``phases`` and return the averaged network; goes on from ``checkpoint`` if there is one.

    The rate warms up, then falls along one cosine over all phases. ``validate`` gets the averaged
    network and the picture size every few hundred steps and says how good it is.
    """
    network = network.to(memory_format=torch.channels_last).to(device)
    average = copy.deepcopy(network).requires_grad_(False)
    parts = optimisers(network, rate)
    done = _resume(checkpoint, network, average, parts)
    total = sum(phase.steps for phase in phases)
    started, recent = time.process_time(), []
    for step in range(done, total):
        for part in parts:
            for group in part.param_groups:
                group["lr"] = rate * _schedule(step, total)
        phase = _phase_at(phases, step)
        pictures, masks = batch(phase, step)
        network.train()
        logits = logits_of(network, pixels_of(pictures).to(device))
        value = loss(logits, targets_of(masks).to(device))
        if not torch.isfinite(value):
            raise FloatingPointError(f"step {step}: the loss is {value.item()}; lower the rate")
        network.zero_grad(set_to_none=True)
        value.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        for part in parts:
            part.step()
        _average(average, network, min(0.995, (1 + step) / (10 + step)))
        recent.append(value.item())
        last = step + 1 == total
        if (step + 1) % _REPORT_EVERY == 0 or last:
            seconds = (time.process_time() - started) / (step + 1 - done)
            _say(f"step {step + 1}/{total} loss {np.mean(recent):.4f} {seconds:.2f} cpu-s a step")
            recent = []
        if (step + 1) % (_SAVE_EVERY * 8) == 0 or last:
            _say(f"step {step + 1}/{total} validation {validate(average, phase.size)}")
        if (step + 1) % _SAVE_EVERY == 0 or last:
            _save(checkpoint, network, average, parts, step + 1)
    return average.eval()


def load_average(network: nn.Module, checkpoint: Path) -> nn.Module:
    """The averaged weights of a checkpoint, for use."""
    if not checkpoint.exists():
        raise FileNotFoundError(f"{checkpoint} is missing: run the step before this one")
    network.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
    return network.to(memory_format=torch.channels_last).eval()


def _phase_at(phases: Sequence[Phase], step: int) -> Phase:
    for phase in phases:
        if step < phase.steps:
            return phase
        step -= phase.steps
    raise IndexError("step lies beyond the last phase")


def _schedule(step: int, total: int) -> float:
    warm = max(1, round(total * _WARMUP))
    if step < warm:
        return (step + 1) / warm
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))


@torch.no_grad()
def _average(average: nn.Module, network: nn.Module, keep: float) -> None:
    ours = average.state_dict()
    for name, value in network.state_dict().items():
        if value.dtype.is_floating_point:
            ours[name].lerp_(value, 1 - keep)
        else:
            ours[name].copy_(value)


def _save(path: Path, network: nn.Module, average: nn.Module, parts: Parts, step: int) -> None:
    partial = path.with_suffix(".partial")
    state: dict[str, Any] = {"network": network.state_dict(), "average": average.state_dict()}
    state["optimisers"] = [part.state_dict() for part in parts]
    torch.save({**state, "step": step}, partial)
    partial.replace(path)


def _resume(path: Path, network: nn.Module, average: nn.Module, parts: Parts) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, map_location="cpu")
    network.load_state_dict(state["network"])
    average.load_state_dict(state["average"])
    for part, saved in zip(parts, state["optimisers"], strict=True):
        part.load_state_dict(saved)
    _say(f"going on from step {state['step']} of {path}")
    return int(state["step"])


def _say(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, file=sys.stderr, flush=True)
