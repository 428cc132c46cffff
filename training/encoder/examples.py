"""The hand-written rows of the two fine-tunes, split for good into training and validation.

``training/data/ethics/*.tsv``: category ⇥ text. ``training/data/memory``: ``combos*.tsv`` item ⇥
text that it serves, ``associations*.tsv`` item ⇥ words by ``|``, ``unrelated*.tsv`` texts that no
item serves. The product's ``keys.tsv``: key ⇥ single|many|day ⇥ synonyms by ``|``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.text import persona_rows

DATA = Path(__file__).resolve().parents[1] / "data"
KEYS = Path(__file__).resolve().parents[2] / "src" / "pipeline" / "memory"  # the product's table
CATEGORIES = ("사랑 고백/만남", "일반", "정치", "패드립", "혐오/기타")
ORDINARY = CATEGORIES.index("일반")
_ITEM = re.compile(r"\[([^\[\]:]+): ([^\[\]]+)\]")
_BOUNDARIES = "07_boundaries.tsv"
_DECLINED = re.compile("미안|부담")


class ExampleError(ValueError):
    """A row that breaks the format; the message names file, line and fault."""


@dataclass(frozen=True)
class Prompt:
    """A text to her and the category that it belongs to."""

    text: str
    category: int


@dataclass(frozen=True)
class Combo:
    """A memory item ``[key: value]`` and a text for which she should recall it."""

    item: str
    text: str

    @property
    def key(self) -> str:
        return parse_item(self.item)[0]


def parse_item(item: str) -> tuple[str, str]:
    """Key and value of ``[key: value]``."""
    found = _ITEM.fullmatch(item)
    if found is None:
        raise ExampleError(f"{item!r} is no memory item; write [key: value]")
    return found[1].strip(), found[2].strip()


def same(text: str) -> str:
    """Texts with the same result count as one: letters only, without her name."""
    plain = (
        unicodedata.normalize("NFKD", text)
        .lower()
        .replace(unicodedata.normalize("NFKD", "로라야"), "")
    )
    return re.sub(r"[\W_]+", "", plain) or text


def held_out(text: str, share: float, seed: int = 0) -> bool:
    """Whether a text belongs to validation; depends on nothing but the text."""
    digest = hashlib.sha256(f"{seed}:{same(text)}".encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def _rows(folder: Path, pattern: str, fields: int) -> Iterable[list[str]]:
    files = sorted(folder.glob(pattern))
    if not files:
        raise ExampleError(f"{folder} has no {pattern}")
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if not line:
                continue
            parts = line.split("\t")
            if len(parts) != fields or not all(parts[:1]):
                raise ExampleError(f"{file.name}:{number}: {len(parts)} fields, expected {fields}")
            yield parts


def prompts(folder: Path = DATA / "ethics") -> list[Prompt]:
    """All hand-written ethics rows, each text once."""
    found: dict[str, Prompt] = {}
    for category, text in _rows(folder, "*.tsv", 2):
        if category not in CATEGORIES:
            raise ExampleError(f"{category!r} ({text!r}) is none of {', '.join(CATEGORIES)}")
        found.setdefault(same(text), Prompt(text, CATEGORIES.index(category)))
    return list(found.values())


def combos(folder: Path = DATA / "memory") -> list[Combo]:
    """All hand-written pairs of item and text."""
    rows = [Combo(item, text) for item, text in _rows(folder, "combos*.tsv", 2)]
    for row in rows:
        parse_item(row.item)
    return rows


def associations(folder: Path = DATA / "memory") -> list[tuple[str, list[str]]]:
    """(item, words and phrases that bring it to mind): what a small corpus cannot teach."""
    return [(item, words.split("|")) for item, words in _rows(folder, "associations*.tsv", 2)]


def unrelated(folder: Path = DATA / "memory") -> list[str]:
    """Texts that no memory item serves."""
    return [row[0] for row in _rows(folder, "unrelated*.tsv", 1)]


@cache
def synonyms(folder: Path = KEYS) -> dict[str, str]:
    """Every spelling of a key to its main one."""
    main: dict[str, str] = {}
    for key, _kind, others in _rows(folder, "keys.tsv", 3):
        for name in (key, *others.split("|")):
            main.setdefault(name.strip(), key)
    return {name: main[key] for name, key in main.items()}  # 최애 가수 → 가수 → 아이돌


def ordinary_persona() -> tuple[list[str], list[str]]:
    """(training, validation) words of her rows that nobody would object to.

    Left out: the file of boundary cases, and what she answered with 미안 or 부담.
    """
    lines = (persona_rows.PERSONA / _BOUNDARIES).read_text("utf-8").splitlines()
    boundaries = {line.split("\t")[0] for line in lines}
    rows = [
        row
        for row in persona_rows.read()
        if row.input not in boundaries and not _DECLINED.search(row.answer)
    ]
    learn, check = persona_rows.split(rows)
    return (
        [persona_rows.parts(row.input).words for row in learn],
        [persona_rows.parts(row.input).words for row in check],
    )
