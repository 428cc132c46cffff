"""Spelling tricks as people use them to slip past a filter, for training and for evaluation.

The tricks are those that ``normalise`` undoes plus some that it cannot (typos, dropped spaces),
so that the encoder sees both plain and leftover noise.
"""

from __future__ import annotations

import random
import unicodedata

from training.encoder import jamo
from training.encoder.jamo import is_syllable

SYMBOLS = ".,-_*~!^/|1♥❤💗★☆💩🔥ㅡ"
ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u2060"
LOOKALIKE = {"ㅏ": "r", "ㅣ": "l", "ㅇ": "o", "ㅐ": "H", "ㅜ": "T", "ㅡ": "_", "ㄱ": "7"}


def letters(syllable: str) -> list[str]:
    """The loose letters of one syllable."""
    return [part for part in jamo.letters(syllable) if part]


def split_jamo(text: str, rng: random.Random, share: float = 0.5) -> str:
    """ㅅㅏ랑해: some syllables written as loose letters."""
    return "".join(
        "".join(letters(c)) if is_syllable(c) and rng.random() < share else c for c in text
    )


def insert_between(text: str, rng: random.Random, marks: str) -> str:
    """사💗랑💗해: one mark between the syllables of some words."""
    mark = rng.choice(marks)
    words = text.split(" ")
    hit = rng.randrange(len(words))
    return " ".join(
        mark.join(word) if i == hit or rng.random() < 0.5 else word for i, word in enumerate(words)
    )


def replace_lookalike(text: str, rng: random.Random) -> str:
    """ㅅr랑해: loose letters with a Latin look-alike."""
    result = []
    for char in text:
        parts = letters(char) if is_syllable(char) else [char]
        if len(parts) == 2 and parts[1] in LOOKALIKE and rng.random() < 0.6:
            result.append(parts[0] + LOOKALIKE[parts[1]])
        else:
            result.append(char)
    return "".join(result)


def repeat_letters(text: str, rng: random.Random) -> str:
    """사라아아아앙해: the vowel of one syllable drawn out."""
    places = [i for i, char in enumerate(text) if is_syllable(char) and len(letters(char)) == 2]
    if not places:
        return text
    at = rng.choice(places)
    tail = jamo.syllable("ㅇ", letters(text[at])[1])
    return text[: at + 1] + tail * rng.randint(2, 4) + text[at + 1 :]


def full_width(text: str, _rng: random.Random) -> str:
    """Latin letters and digits in their full-width form; decomposed Hangul."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    return unicodedata.normalize("NFD", wide)


def trick(text: str, rng: random.Random) -> str:
    """One deliberate trick against a filter."""
    kind = rng.randrange(8)
    if kind == 0:
        return split_jamo(text, rng, rng.choice([0.3, 0.6, 1.0]))
    if kind == 1:
        return insert_between(text, rng, SYMBOLS)
    if kind == 2:
        return insert_between(text, rng, ZERO_WIDTH)
    if kind == 3:
        return insert_between(text.replace(" ", "  "), rng, " ")
    if kind == 4:
        return replace_lookalike(text, rng)
    if kind == 5:
        return repeat_letters(text, rng)
    if kind == 6:
        return full_width(text, rng)
    return split_jamo(insert_between(text, rng, SYMBOLS), rng, 0.3)


def casual(text: str, rng: random.Random) -> str:
    """Harmless variation: spaces, punctuation, laughter, her name."""
    kind = rng.randrange(7)
    if kind == 0:
        return text.replace(" ", "")
    if kind == 1 and " " in text:
        at = rng.choice([i for i, char in enumerate(text) if char == " "])
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text.rstrip(".!?~") + rng.choice(
            ["", "!", "?", "~", "...", " ㅋㅋ", "ㅋㅋㅋ", " ㅠㅠ", "ㅎㅎ"]
        )
    if kind == 3:
        return text[4:].strip() if text.startswith("로라야 ") else "로라야 " + text
    if kind == 4:
        return text + rng.choice([" 로라야", " 오로라", ", 로라야"])
    if kind == 5 and len(text) > 6:
        at = rng.randrange(len(text) - 1)
        return text[:at] + text[at + 1 :]  # a letter missed while typing
    return text
