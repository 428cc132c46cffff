"""How the pictures of an album and the synthesised one become one picture.

A small convolution looks at how they differ and says, pixel by pixel, which anchor to take, whether
the face lies over it, where the synthesised picture knows better (what a turn uncovers, the shadow
under a chin that drops), and what little colour to add. It starts with what the pose says.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.face.album import ANCHORS, KNOTS, Page, to_rgb

CHOICES = 3
SURE = 4.0  # logit with which the album is trusted at first
SHARP = 15.0  # logits by which an anchor wins per score of pose


class Compose(nn.Module):
    """Features ``[n, c, h/2, w/2]``, picture ``[n, 3, h, w]`` and page → ``[n, 3, h, w]``."""

    def __init__(self, features: int, hidden: int = 24) -> None:
        super().__init__()
        self.look = nn.Conv2d(features + 16, hidden, 3, padding=1)
        self.choose = nn.Conv2d(hidden, 4 * (CHOICES + 3), 3, padding=1)
        for parameter in self.choose.parameters():
            nn.init.zeros_(parameter)
        poses = torch.linspace(-0.6, 1.8, KNOTS["pose"])
        self.nearer = nn.Parameter(SHARP * (sum(ANCHORS) / 2 - poses))

    def forward(self, features: Tensor, rgb: Tensor, page: Page, fast: bool = False) -> Tensor:
        """``fast``: convolutions in bfloat16 (training)."""
        first, second = page.anchors
        grey = luma(rgb)
        seen = [picture[:, :1] - grey for picture in (first, second, page.face)]
        seen = [*seen[:2], seen[2] * page.mask, page.mask]
        seen = [F.pixel_unshuffle(part, 2) for part in seen]
        with torch.autocast("cpu", torch.bfloat16, enabled=fast):
            x = torch.cat([features, *seen], 1).contiguous(memory_format=torch.channels_last)
            x = self.choose(F.leaky_relu(self.look(x), 0.2))
        x = F.pixel_shuffle(x.float(), 2)
        nearer = (page.pose @ self.nearer)[:, None, None, None]
        scene = second + torch.sigmoid(nearer + x[:, 0:1]) * (first - second)
        scene = scene + page.mask * torch.sigmoid(SURE + x[:, 1:2]) * (page.face - scene)
        kept = torch.sigmoid(SURE + x[:, 2:3]) * (to_rgb(scene) - rgb)
        return rgb + page.known * (kept + x[:, CHOICES:])


def luma(rgb: Tensor) -> Tensor:
    """Luminance ``[n, 1, h, w]``."""
    return 0.299 * rgb[:, 0:1] + 0.587 * rgb[:, 1:2] + 0.114 * rgb[:, 2:3]
