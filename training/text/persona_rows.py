"""The persona rows: one dialogue turn a line with everything that the four roles learn from it.

Format (tab-separated): input, answer, memory, summary, eyes, mouth, pose. The three codes are
small integers; their Korean words are what the expression role writes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PERSONA = Path(__file__).resolve().parents[1] / "data" / "persona"

EYES = ("작게", "보통", "크게", "아주 크게")
MOUTH = ("보통", "크게", "아주 크게")
POSE = ("없음", "보통", "많이")
EXPRESSION = re.compile(
    rf"\(눈 ({'|'.join(EYES)}), 입 ({'|'.join(MOUTH)}), 고개 돌림 ({'|'.join(POSE)})\)"
)
MEMORY = re.compile(r"\[([^\[\]:]{1,20}): ([^\[\]:]{1,40})\]")

SUMMARY_TAG, USER_TAG, ANSWER_TAG = "(오로라 답변 요약)", "(사용자 질문)", "(오로라 답변)"
TIME_TAG = re.compile(r"\(지금은 ([월화수목금토일])요일 (오전|오후|저녁)\) ")
_SHAPE = re.compile(
    rf"(?:{re.escape(SUMMARY_TAG)} (?P<last>.+?) {re.escape(USER_TAG)} |(?P<item>\[[^\]]+\]) )?"
    rf"(?P<time>\(지금은 [월화수목금토일]요일 (?:오전|오후|저녁)\) )?(?P<words>.+)"
)


class RowError(ValueError):
    """A row that breaks the format; the message names file, line and fault."""


@dataclass(frozen=True)
class Row:
    """One turn; ``memory`` is empty where there is nothing to remember of the user."""

    input: str
    answer: str
    memory: str
    summary: str
    eyes: int
    mouth: int
    pose: int

    @property
    def expression(self) -> str:
        """``(눈 …, 입 …, 고개 돌림 …)``"""
        return f"(눈 {EYES[self.eyes]}, 입 {MOUTH[self.mouth]}, 고개 돌림 {POSE[self.pose]})"


@dataclass(frozen=True)
class Parts:
    """An input taken apart: last summary, memory item, time tag (each maybe empty), words."""

    last: str
    item: str
    time: str
    words: str


def parts(text: str) -> Parts:
    """Take an input apart; its words are what the user typed."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise RowError(f"input {text!r} has none of the four shapes")
    return Parts(*(found[name] or "" for name in ("last", "item", "time", "words")))


def normalised(text: str) -> str:
    """The key by which two inputs count as the same: the user's words, letters only."""
    words = unicodedata.normalize("NFC", parts(text).words).lower().replace("로라야", "")
    return re.sub(r"[\W_]+", "", words) or words


def parse(line: str, where: str) -> Row:
    """One line of a persona file; raises :class:`RowError` that names ``where``."""
    fields = line.split("\t")
    if len(fields) != 7:
        raise RowError(f"{where}: {len(fields)} fields, a row has 7 separated by tabs")
    try:
        eyes, mouth, pose = (int(field) for field in fields[4:])
        row = Row(fields[0], fields[1], fields[2], fields[3], eyes, mouth, pose)
        if min(eyes, mouth, pose) < 0 or not row.expression:  # an unknown code: IndexError
            raise IndexError
    except (ValueError, IndexError):
        codes = fields[4:]
        raise RowError(f"{where}: codes {codes} are not eyes 0–3, mouth 0–2, pose 0–2") from None
    return row


def read(folder: Path = PERSONA) -> list[Row]:
    """All rows of a folder, in file order."""
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise RowError(f"{folder} has no .tsv files of persona rows")
    return [
        parse(line, f"{file.name}:{number}")
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    ]


def split(rows: Sequence[Row], share: float = 0.03, seed: int = 0) -> tuple[list[Row], list[Row]]:
    """(training, validation): rows with the same words always fall on the same side."""
    limit = int(share * 2**32)

    def held_out(row: Row) -> bool:
        digest = hashlib.sha256(f"{seed}:{normalised(row.input)}".encode()).digest()
        return int.from_bytes(digest[:4], "big") < limit

    return [r for r in rows if not held_out(r)], [r for r in rows if held_out(r)]
