"""Undoes the spelling tricks that hide words from the ethics encoder; it decides nothing.

Twin of ``src/pipeline/ethics/normalise.ts``: same steps in the same order, held together by
``tests/fixtures/normalise.tsv``. Ordinary chat (ㅋㅋ, ㅇㅇ, ㅠ.ㅠ, A4, 10:30, 3.5) passes unharmed.
"""

from __future__ import annotations

import re
import unicodedata

from training.encoder import jamo

_COMPATIBILITY_JAMO = re.compile(r"[^\u3131-\u3163]+")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_CONJOINING = re.compile(r"[\u1100-\u1112\u1161-\u1175\u11a8-\u11c2]")
_FINAL_JAMO = jamo.FINALS[1:]

_CYRILLIC = str.maketrans("аеорсухіѕАЕОРСХВНКМТ", "aeopcyxisAEOPCXBHKMT")
_MIXED = re.compile(r"[A-Za-z\u0400-\u04ff]*[A-Za-z][A-Za-z\u0400-\u04ff]*")
_LEET = re.compile(r"(?<=[A-Za-z])[013457@$](?=[A-Za-z])")
_LEET_LETTERS = dict(zip("013457@$", "oieastas", strict=True))

# A Latin letter or stroke in the place of a vowel, after one loose consonant: ㅅr랑, ㄹl.
_VOWEL_LIKE = re.compile(r"(?<![ㄱ-ㅎ])([ㄱ-ㅎ])([rlI|1HT])(?=[가-힣ㄱ-ㅎ]|$|\s)")
_VOWEL_LETTERS = dict(zip("rlI|1HT", "ㅏㅣㅣㅣㅣㅐㅜ", strict=True))
# A digit or letter in the place of a consonant, before a loose vowel: 7ㅐ, oㅏ.
_CONSONANT_LIKE = re.compile(r"(?<![0-9A-Za-z])([70oOL])(?=[ㅏ-ㅟㅢㅣ])")
_CONSONANT_LETTERS = dict(zip("70oOL", "ㄱㅇㅇㅇㄴ", strict=True))

_UNIT = "[가-힣ㄱ-ㅣ]"
_MARK = r"[^\w\s가-힣ㄱ-ㅣ]|_"
# Pictures, hearts and stars beside a syllable that stands alone: 사💗랑💗해, but not 생일🎂축하.
_PICTURES = (
    r"[*_^|`@$%\u2190-\u2bff\u3003-\u3007\u3010-\u303f\u00a1-\u00b6\u00b8-\u00bf"
    r"\U0001f000-\U0001faff]+"
)
_PICTURE = re.compile(
    rf"(?<=(?<!{_UNIT}){_UNIT}){_PICTURES}(?={_UNIT})|(?<={_UNIT}){_PICTURES}(?={_UNIT}(?!{_UNIT}))"
)
_FACE = re.compile(r"([ㄱ-ㅣ])(?:[^\w\s]|_)+\1")
_SPELLED = re.compile(rf"(?<!{_UNIT}){_UNIT}(?:(?:{_MARK}){{1,3}}{_UNIT})+(?!{_UNIT})")
_PAUSE = re.compile(rf"{_UNIT}(?:{_MARK}){{2,3}}{_UNIT}")  # 나...너
_LED = re.compile(rf"(?<!{_UNIT})([가-힣])(?:[.\-·~'\",:;/]){{1,3}}(?=[가-힣])")
_INTERJECTIONS = frozenset("아어음응네예헐와오흠야앗엥잉하휴왜뭐나너또단즉첫총약주월화수목금토일")
_SPACED = re.compile(rf"(?<!\S){_UNIT}(?:[ ]{{1,3}}{_UNIT}){{2,}}(?!\S)")
_ALONE = frozenset(
    "나너내네왜또안못잘더꼭다이그저좀뭐뭘수것게거걸줄때집밥술물돈일말등넌난널날애걔"
    "돼봐가와줘자한두세네몇곧막참딱영큰새헌온전후뒤앞밖속옆위응어음오야아헐ㅇㄴㅋㅎㅠㅜ"
)

# What a vowel sounds like when it is drawn out: 야아아, 와아아.
_ECHO = dict(zip("ㅑㅒㅕㅖㅛㅠㅘㅙㅝㅞㅟㅢ", "ㅏㅐㅓㅔㅗㅜㅏㅐㅓㅔㅣㅣ", strict=True))
_SYLLABLES = re.compile(r"([가-힣])\1{3,}")
_LOOSE = re.compile(r"([^\w\s]|[ㄱ-ㅣ_])\1{3,}")
_LATIN = re.compile(r"([A-Za-z])\1{3,}")


def normalise(text: str) -> str:
    """The text with tricks undone; idempotent for ordinary text."""
    text = _unicode(text)
    text = _look_alikes(text)
    text = jamo.compose(text)
    text = _join(text)
    text = jamo.compose(text)
    text = _shorten(text)
    return re.sub(r"\s+", " ", text).strip()


def _unicode(text: str) -> str:
    """One form for every letter: NFKC, but loose jamo stay loose; nothing invisible."""
    text = _INVISIBLE.sub("", text)
    text = _COMPATIBILITY_JAMO.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _CONJOINING.sub(_loose, text)


def _loose(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x1161:
        return jamo.INITIALS[code - 0x1100]
    if code < 0x11A8:
        return jamo.VOWELS[code - 0x1161]
    return _FINAL_JAMO[code - 0x11A8]


def _look_alikes(text: str) -> str:
    text = _MIXED.sub(lambda m: m[0].translate(_CYRILLIC), text)
    text = _LEET.sub(lambda m: _LEET_LETTERS[m[0]], text)
    text = _CONSONANT_LIKE.sub(lambda m: _CONSONANT_LETTERS[m[1]], text)
    return _VOWEL_LIKE.sub(lambda m: m[1] + _VOWEL_LETTERS[m[2]], text)


def _join(text: str) -> str:
    """Takes out what stands between the letters of a word."""
    faces: list[str] = []

    def keep(match: re.Match[str]) -> str:
        faces.append(match[0])
        return chr(0xE000 + len(faces) - 1)  # private use: no step touches it

    text = _FACE.sub(keep, text)
    text = _PICTURE.sub("", text)
    text = _SPELLED.sub(lambda m: m[0] if _PAUSE.fullmatch(m[0]) else re.sub(_MARK, "", m[0]), text)
    text = _LED.sub(lambda m: m[0] if m[1] in _INTERJECTIONS else m[1], text)
    text = _SPACED.sub(_closed, text)
    return re.sub(r"[\ue000-\uf8ff]", lambda m: faces[ord(m[0]) - 0xE000], text)


def _closed(match: re.Match[str]) -> str:
    units = match[0].split()
    alone = sum(unit in _ALONE for unit in units)
    return match[0] if 2 * alone >= len(units) else "".join(units)


def _shorten(text: str) -> str:
    """사라아아앙해 → 사랑해; long runs of one mark or letter to three, of one syllable to two."""
    text = _undraw(text)
    text = _SYLLABLES.sub(r"\1\1", text)
    text = _LOOSE.sub(r"\1\1\1", text)
    return _LATIN.sub(r"\1\1\1", text)


def _undraw(text: str) -> str:
    """Takes back a vowel that is drawn out over two syllables or more: 사라아아앙 → 사랑."""
    result, place = [], 0
    while place < len(text):
        head, place = text[place], place + 1
        if jamo.is_open(head):
            initial, vowel, _ = jamo.letters(head)
            echo = _ECHO.get(vowel, vowel)
            end = place
            while end < len(text) and text[end] == jamo.syllable("ㅇ", echo):
                end += 1
            last = (
                jamo.letters(text[end]) if end < len(text) and jamo.is_syllable(text[end]) else None
            )
            ends = last is not None and last[:2] == ("ㅇ", echo) and end > place
            if end - place + ends >= 2:
                head = jamo.syllable(initial, vowel, last[2]) if last and ends else head
                place = end + ends
        result.append(head)
    return "".join(result)
