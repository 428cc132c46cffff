from __future__ import annotations

import random

import pytest

from training.text import checks
from training.text.augment import augmented
from training.text.persona_rows import Row, RowError, normalised, parse, parts, read, split

ROWS = read()


def row(text: str, answer: str = "응!") -> Row:
    return Row(text, answer, "", "대답", 1, 0, 0)


def test_the_rows_of_the_repository_have_no_fault() -> None:
    assert [f"{r.input}: {fault}" for r in ROWS for fault in checks.faults(r)] == []
    assert checks.duplicates(ROWS) == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (row("(지금은 금요일 저녁) 배고파"), "time tag"),
        (row("(지금은 금요일 저녁) 오늘 뭐 해", "오늘은 월요일이야!"), "금요일 is right"),
        (row("(지금은 일요일 저녁) 내일 뭐 해", "내일은 화요일이야!"), "월요일 is right"),
        (row("안녕", "https://a.b 봐"), "link"),
        (row("안녕", "안녕 (답변 종료)"), "marker"),
        (row("안녕", ""), "0 characters"),
        (Row("안녕", "응", "[상태 좋음]", "인사", 1, 0, 0), "not one [키: 값]"),
    ],
)
def test_a_bad_row_is_named(bad: Row, fault: str) -> None:
    assert any(fault in found for found in checks.faults(bad))


def test_codes_out_of_range_and_missing_fields_are_refused() -> None:
    with pytest.raises(RowError, match=r"a\.tsv:3.*codes"):
        parse("안녕\t응\t\t인사\t4\t0\t0", "a.tsv:3")
    with pytest.raises(RowError, match="6 fields"):
        parse("안녕\t응\t\t인사\t1\t0", "a.tsv:1")


def test_an_input_comes_apart() -> None:
    found = parts("(오로라 답변 요약) 인사 (사용자 질문) (지금은 금요일 저녁) 내일 봐")
    assert (found.last, found.time, found.words) == ("인사", "(지금은 금요일 저녁) ", "내일 봐")
    assert parts("[이름: 은채] 나 누구게").item == "[이름: 은채]"
    assert parts("그냥 말").words == "그냥 말"


def test_the_split_is_fixed_and_shares_no_words() -> None:
    training, held_out = split(ROWS)
    assert 0.02 < len(held_out) / len(ROWS) < 0.04
    assert {normalised(r.input) for r in training}.isdisjoint(normalised(r.input) for r in held_out)
    assert split(ROWS)[1] == held_out


def test_the_validation_file_is_the_split() -> None:
    written = checks.VALIDATION.read_text("utf-8").splitlines()
    assert [parse(line, "persona.tsv") for line in written] == split(ROWS)[1]


def test_noise_leaves_tags_and_answers_alone() -> None:
    rng = random.Random(0)
    changed = 0
    for before in ROWS[:2000]:
        after = augmented(before, rng)
        changed += after.input != before.input
        assert (after.answer, after.memory) == (before.answer, before.memory)
        old, new = parts(before.input), parts(after.input)
        assert (old.last, old.item, old.time) == (new.last, new.item, new.time)
    assert 300 < changed < 1500
