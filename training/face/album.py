"""What a generator keeps of its own people: pictures and how they move, looked up from w.

Strands of hair and lashes follow no rule that a small network could learn, but they belong to a
person and move with the head. An album keeps, for each person:

- two pictures with the face at rest, turned by the scores ``ANCHORS``;
- the face with eyes and mouth at any opening, turned by ``MIDDLE`` (components of looks);
- backward flows at 64×64 that carry these to any pose (components of flows).

Pictures are a luminance and, at half the size, two colour differences. w enters as who it is (a
softmax over the people and "nobody") and as its three scores. All of it is interpolated between
knots of a score, so a picture moves smoothly with w.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.face.mapping import W, hats

SIZE = 256
CELL = 4
# Even knots of pose, of the distance of the lids, of the opening of the mouth (studio/plan.mjs).
KNOTS = {"eyes": 13, "mouth": 13, "pose": 9}
LOW, HIGH = (-1.3, -1.8, -0.6), (1.2, 1.8, 1.8)
EVEN = {"eyes": 0.62, "mouth": 2.0, "pose": 1.0}
ANCHORS = (0.0, 1.2)
MIDDLE = 0.6
# The face at 256 px: the upper part moves with the eyes, the lower with the mouth.
TOP, SPLIT, BOTTOM, LEFT, RIGHT = 84, 128, 212, 74, 182
RIM = 8


@dataclass(frozen=True)
class AlbumShape:
    """Components: flows of an anchor, flows of the face, looks of the eyes and of the mouth."""

    turns: int = 64
    face_turns: int = 40
    eyes: int = 144
    mouth: int = 96


@dataclass
class Page:
    """One opening: pictures, where the face lies, whether w is one of the people.

    Pictures are ``[n, 3, h, w]``: luminance and how much blue and red differ from it. ``mask`` is
    ``[n, 1, h, w]``, ``known`` ``[n, 1, 1, 1]``, ``pose`` the knots ``[n, 9]``.
    """

    anchors: list[Tensor]
    face: Tensor
    mask: Tensor
    known: Tensor
    pose: Tensor


def knots(scores: Tensor) -> dict[str, Tensor]:
    """Scores ``[n, 3]`` → soft one-hot ``[n, knots]`` of each property."""
    low, high = (torch.tensor(ends, device=scores.device) for ends in (LOW, HIGH))
    even = ((scores - low) / (high - low)).clamp(0, 1)
    return {
        name: hats(even[:, k : k + 1] ** EVEN[name], count)
        for k, (name, count) in enumerate(KNOTS.items())
    }


def face_mask() -> Tensor:
    """``[1, 1, 128, 128]``: 1 inside the face's box, falling to 0 over its rim."""
    at = torch.arange(SIZE // 2) * 2 + 0.5
    down = torch.minimum(at - TOP, BOTTOM - 1 - at)
    across = torch.minimum(at - LEFT, RIGHT - 1 - at)
    return (torch.minimum(down[:, None], across[None]) / RIM).clamp(0, 1)[None, None]


class Album(nn.Module):
    """w ``[n, 512]`` and its scores ``[n, 3]`` → a page."""

    mask: Tensor

    def __init__(self, people: int, shape: AlbumShape | None = None) -> None:
        super().__init__()
        s = self.shape = shape or AlbumShape()
        self.people, width = people, RIGHT - LEFT
        small, cells, pictures = (SIZE // 2) ** 2, (SIZE // CELL) ** 2, len(ANCHORS)
        self.recognise = nn.Linear(W, people + 1)
        self.luma = _table(people, pictures * SIZE * SIZE)
        self.chroma = _table(people, pictures * 2 * small)
        self.turn = _table(people * KNOTS["pose"], pictures * s.turns)
        self.flow = _table(pictures, s.turns, 2 * cells)
        self.face_turn = _table(people * KNOTS["pose"], s.face_turns)
        self.face_flow = _table(s.face_turns, 2 * cells)
        self.eyes = _table(people * KNOTS["eyes"], s.eyes)
        self.eyes_look = _table(s.eyes, (SPLIT - TOP) * width * 3 // 2)
        self.mouth = _table(people * KNOTS["mouth"], s.mouth)
        self.mouth_look = _table(s.mouth, (BOTTOM - SPLIT) * width * 3 // 2)
        self.register_buffer("mask", face_mask(), persistent=False)

    def forward(self, w: Tensor, scores: Tensor, window: tuple[int, int, int]) -> Page:
        """``window``: top, left and edge of the wanted part in cells of 4 pixels."""
        who = torch.softmax(self.recognise(w), dim=1)[:, : self.people]
        at = knots(scores)
        eyes, mouth, pose = ((who[:, :, None] * at[k][:, None]).flatten(1) for k in KNOTS)
        face, mask = self.face(eyes @ self.eyes, mouth @ self.mouth, pose @ self.face_turn, window)
        return Page(
            self.turned(who, pose @ self.turn, window),
            face,
            mask,
            who.sum(1)[:, None, None, None],
            at["pose"],
        )

    def turned(self, who: Tensor, turn: Tensor, window: tuple[int, int, int]) -> list[Tensor]:
        """The pictures at the anchors, carried to the pose."""
        n = who.shape[0]
        luma = (who @ self.luma).view(n, -1, 1, SIZE, SIZE)
        chroma = (who @ self.chroma).view(n, -1, 2, SIZE // 2, SIZE // 2)
        flows = turn.view(n, len(ANCHORS), 1, -1) @ self.flow
        pictures = []
        for k, flow in enumerate(flows.unbind(1)):
            grid = sampling_grid(flow, window)
            soft = carry(chroma[:, k], halved(grid))
            pictures.append(torch.cat([carry(luma[:, k], grid, "bicubic"), doubled(soft)], 1))
        return pictures

    def face(
        self, eyes: Tensor, mouth: Tensor, turn: Tensor, window: tuple[int, int, int]
    ) -> tuple[Tensor, Tensor]:
        """The face with this look, carried to the pose, and its mask."""
        n, width = eyes.shape[0], RIGHT - LEFT
        heights = (SPLIT - TOP, BOTTOM - SPLIT)
        parts = [
            (look @ table).split([height * width, height * width // 2], dim=1)
            for look, table, height in zip(
                (eyes, mouth), (self.eyes_look, self.mouth_look), heights, strict=True
            )
        ]
        luma = torch.cat([part[0].view(n, 1, -1, width) for part in parts], 2)
        chroma = torch.cat([part[1].view(n, 2, -1, width // 2) for part in parts], 2)
        grid = sampling_grid(turn @ self.face_flow, window)
        luma = carry(placed(luma, 1), grid, "bicubic")
        soft = torch.cat([placed(chroma, 2), self.mask.expand(n, -1, -1, -1)], 1)
        chroma, mask = doubled(carry(soft, halved(grid))).split([2, 1], dim=1)
        return torch.cat([luma, chroma], 1), mask


def sampling_grid(flow: Tensor, window: tuple[int, int, int]) -> Tensor:
    """Backward flow ``[n, 2 · 64 · 64]`` in pixels (x, y) → grid of a window in −1…1."""
    top, left, edge = window
    cells = SIZE // CELL
    flow = flow.view(-1, 2, cells, cells)[:, :, top : top + edge, left : left + edge]
    fine = F.interpolate(flow, scale_factor=float(CELL), mode="bilinear", align_corners=False)
    y = torch.arange(edge * CELL, device=flow.device) + (top * CELL + 0.5)
    x = torch.arange(edge * CELL, device=flow.device) + (left * CELL + 0.5)
    here = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1])
    return ((here + fine) * (2 / SIZE) - 1).permute(0, 2, 3, 1)


def carry(picture: Tensor, grid: Tensor, mode: str = "bilinear") -> Tensor:
    """A picture of any size sampled where the grid says; ``bicubic`` keeps strands sharp."""
    return F.grid_sample(picture, grid, mode, padding_mode="border", align_corners=False)


def halved(grid: Tensor) -> Tensor:
    """The grid of a picture of half the size: colour needs no more."""
    return F.avg_pool2d(grid.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1)


def doubled(picture: Tensor) -> Tensor:
    return F.interpolate(picture, scale_factor=2.0, mode="bilinear", align_corners=False)


def to_rgb(picture: Tensor) -> Tensor:
    """Luminance and differences of blue and red from it → RGB, both ``[n, 3, h, w]``."""
    luma, blue, red = picture.split(1, dim=1)
    green = (-0.299 / 0.587) * red + (-0.114 / 0.587) * blue
    return luma + torch.cat([red, green, blue], 1)


def from_rgb(rgb: Tensor) -> tuple[Tensor, Tensor]:
    """The parts that ``to_rgb`` takes, the differences at half the size."""
    weights = torch.tensor([0.299, 0.587, 0.114])[:, None, None]
    luma = (rgb * weights).sum(1, keepdim=True)
    return luma, F.avg_pool2d(torch.cat([rgb[:, 2:] - luma, rgb[:, :1] - luma], 1), 2)


def placed(face: Tensor, shrink: int) -> Tensor:
    """What fills the face's box in a picture of ``SIZE // shrink``, 0 around it."""
    sides = (LEFT, SIZE - RIGHT, TOP, SIZE - BOTTOM)
    return F.pad(face, [side // shrink for side in sides])


def _table(*size: int) -> nn.Parameter:
    return nn.Parameter(torch.zeros(*size))
