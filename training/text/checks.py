"""Faults of the persona rows, and the held-out rows for the quality bench.

python -m training.text.checks            exits 1 and lists every fault
python -m training.text.checks --write    also writes training/data/validation/persona.tsv
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.text.persona_rows import (
    MEMORY,
    PERSONA,
    TIME_TAG,
    Row,
    RowError,
    parts,
    read,
    split,
)
from training.text.tokenizer import INNER_MARKERS, MARKERS

VALIDATION = PERSONA.parent / "validation" / "persona.tsv"
DAYS = "월화수목금토일"
_DUE = re.compile("오늘|내일|지금|요일|이따|휴일")
_FORBIDDEN = re.compile(r"https?://|[\u200b\u200c\u200e\u200f\ufeff\x00-\x1f]")
_END_AND_START = [marker for pair in MARKERS.values() for marker in pair]
_TODAY = re.compile(rf"오늘(?:은|이|도)? ([{DAYS}])요일(?:이야|이니까|이지)")
_TOMORROW = re.compile(rf"내일(?:은|이|도)? ([{DAYS}])요일(?:이야|이니까|이지)")


def faults(row: Row) -> Iterator[str]:
    """Every fault of one row, as one sentence each."""
    try:
        found = parts(row.input)
    except RowError as error:
        yield str(error)
        return
    texts = (row.input, row.answer, row.memory, row.summary)
    if any(text != unicodedata.normalize("NFC", text) for text in texts):
        yield "text is not NFC"
    if any(text != text.strip() or "  " in text for text in texts):
        yield "stray space"
    if any(_FORBIDDEN.search(text) for text in texts):
        yield "link, control or zero-width character"
    if any(marker in text for marker in _END_AND_START for text in texts):
        yield "a start or end marker inside a field"
    if any(
        marker in text for marker in INNER_MARKERS for text in (row.answer, row.memory, row.summary)
    ):
        yield "an inner marker outside the input"
    if not row.answer or len(row.answer) > 120:
        yield f"answer has {len(row.answer)} characters"
    if not 1 <= len(row.summary) <= 40:
        yield f"summary has {len(row.summary)} characters"
    if row.memory and not MEMORY.fullmatch(row.memory):
        yield f"memory {row.memory!r} is not one [키: 값]"
    if found.item and not MEMORY.fullmatch(found.item):
        yield f"memory tag {found.item!r} is not one [키: 값]"
    if found.time and not _DUE.search(found.words):
        yield "a time tag without a word that asks for one"
    yield from calendar_faults(found.time, row.answer)


def calendar_faults(tag: str, answer: str) -> Iterator[str]:
    """Claims about today and tomorrow that contradict the time tag."""
    match = TIME_TAG.fullmatch(tag)
    if match is None:
        return
    today = DAYS.index(match.group(1))
    for pattern, day in ((_TODAY, today), (_TOMORROW, (today + 1) % 7)):
        for claimed in pattern.findall(answer):
            if claimed != DAYS[day]:
                yield f"{tag}says {claimed}요일 where {DAYS[day]}요일 is right"


def duplicates(rows: Sequence[Row]) -> list[str]:
    """Inputs and answers that stand more than once as a pair."""
    counts = Counter((row.input, row.answer) for row in rows)
    return [f"{pair[0]!r} → {pair[1]!r} stands {n} times" for pair, n in counts.items() if n > 1]


def write_validation(rows: Sequence[Row], path: Path = VALIDATION) -> int:
    """Write the held-out rows in the format of the persona files; returns how many."""
    _, held_out = split(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        "\t".join((r.input, r.answer, r.memory, r.summary, str(r.eyes), str(r.mouth), str(r.pose)))
        for r in held_out
    )
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return len(held_out)


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks of the persona rows.")
    parser.add_argument("--write", action="store_true", help="write the validation rows")
    options = parser.parse_args()
    rows = read()
    found = [f"{row.input!r}: {fault}" for row in rows for fault in faults(row)] + duplicates(rows)
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    print(f"{len(rows)} rows, {len(found)} faults", file=sys.stderr)
    if options.write:
        print(f"{write_validation(rows)} rows → {VALIDATION}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
