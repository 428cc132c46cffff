"""Light noise on what users type, so that spelling habits do not change the answer."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from training.text.persona_rows import Row, parts

_SWAPS = (
    ("나는 ", "난 "),
    ("너는 ", "넌 "),
    ("인공지능", "AI"),
    ("ㅠㅠ", "ㅜㅜ"),
    ("뭐해", "뭐 해"),
)


def augmented(row: Row, rng: random.Random) -> Row:
    """The row with its user's words varied in about half of the cases; the rest is untouched."""
    words = parts(row.input).words
    changed = _vary(words, rng)
    if not changed or changed == words:
        return row
    return replace(row, input=row.input[: len(row.input) - len(words)] + changed)


def _vary(words: str, rng: random.Random) -> str:
    if rng.random() < 0.15:
        bare = words.removeprefix("로라야 ")
        words = bare if bare != words else f"로라야 {words}"
    if rng.random() < 0.15:
        words = re.sub(r"[.!~]+$", "", words) or words
    elif rng.random() < 0.1 and words[-1].isalpha():
        words += rng.choice(("!", "~", "..", "ㅋㅋ"))
    for left, right in _SWAPS:
        if rng.random() < 0.3:
            words = words.replace(left, right) if left in words else words.replace(right, left)
    if rng.random() < 0.05 and 2 < words.count(" ") + 1 < 6:
        words = words.replace(" ", "", 1)
    return words
