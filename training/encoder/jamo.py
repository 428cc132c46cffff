"""Hangul arithmetic: loose (compatibility) jamo to syllables and back.

Twin of ``src/pipeline/ethics/jamo.ts``; ``tests/fixtures/normalise.tsv`` holds both to the same.
"""

from __future__ import annotations

import re

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
CLUSTERS = {
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ",
    "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_INITIAL = f"[{INITIALS}]"
_VOWEL = "[ㅏ-ㅣ]"
# A consonant and a vowel, unless either is drawn out (ㅋㅋㅏ, ㅗㅠㅠ) or they are ㅋㅠ, ㅎㅜ:
# crying laughter. The final is one that the next vowel does not need.
_SYLLABLE = re.compile(
    rf"(?<![ㅋㅎ])({_INITIAL})(?!(?<=[ㅋㅎ])[ㅠㅜㅡ])({_VOWEL})(?!\2)"
    rf"((?:{'|'.join(CLUSTERS)}|[{''.join(FINALS)}])(?![ㅏ-ㅣ]))?"
)
_OPEN = re.compile(r"([가-힣])([ㄱㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅌㅍ])(?=[가-힣])")


def letters(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final (maybe empty) of one syllable."""
    code = ord(syllable) - 0xAC00
    return INITIALS[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


def syllable(initial: str, vowel: str, final: str = "") -> str:
    """The composed syllable."""
    place = INITIALS.index(initial) * 588 + VOWELS.index(vowel) * 28 + FINALS.index(final)
    return chr(0xAC00 + place)


def is_syllable(char: str) -> bool:
    """A composed syllable, 가 … 힣."""
    return "가" <= char <= "힣"


def is_open(char: str) -> bool:
    """A syllable without a final."""
    return is_syllable(char) and (ord(char) - 0xAC00) % 28 == 0


def compose(text: str) -> str:
    """ㅅㅏ랑 → 사랑, 벼ㅇ신 → 병신; ㅋㅋ, ㅠㅠ, ㅇㅇ stay."""
    text = _SYLLABLE.sub(_composed, text)
    return _OPEN.sub(lambda m: syllable(*letters(m[1])[:2], m[2]) if is_open(m[1]) else m[0], text)


def _composed(match: re.Match[str]) -> str:
    final = match[3] or ""
    return syllable(match[1], match[2], CLUSTERS.get(final, final))
