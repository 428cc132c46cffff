from __future__ import annotations

from pathlib import Path

import pytest

from training.text import metrics
from training.text.examples import completion, example, prompt
from training.text.persona_rows import Row

ROW = Row("나 고양이 키워", "이름이 뭐야?", "[반려동물: 고양이]", "고양이 이름 질문", 3, 2, 0)


def test_well_formed() -> None:
    assert metrics.well_formed("memory", "") and metrics.well_formed("memory", "[이름: 은채]")
    assert not metrics.well_formed("memory", "[이름 은채]")
    assert metrics.well_formed("expression", ROW.expression)
    assert not metrics.well_formed("expression", "(눈 크게, 입 작게, 고개 돌림 없음)")


def test_character_f1() -> None:
    assert metrics.character_f1("고양이 두 마리", "고양이두마리") == 1
    assert metrics.character_f1("가나", "가다") == 0.5
    assert metrics.character_f1("", "가") == 0


def test_memory_scores_count_synonyms_as_the_same_key(tmp_path: Path) -> None:
    table = tmp_path / "keys.tsv"
    table.write_text("좋아하는 가수\tmany\t최애|좋아하는 아이돌\n", "utf-8")
    scores = metrics.memory_scores(
        ["[최애: 가나]", "", "[직업: 교사]"],
        ["[좋아하는 아이돌: 가나]", "[이름: 은채]", ""],
        metrics.synonyms(table),
    )
    assert scores["key_accuracy"] == 1 and scores["value_f1"] == 1
    assert scores["empty_accuracy"] == pytest.approx(1 / 3, abs=1e-3)
    assert scores["found_f1"] == 0.5


def test_macro_f1_gives_a_lazy_guess_little() -> None:
    truths = ["없음"] * 8 + ["보통", "많이"]
    assert metrics.macro_f1(["없음"] * 10, truths) < 0.34
    assert metrics.macro_f1(truths, truths) == 1


def test_diversity_and_copies() -> None:
    assert metrics.distinct_2(["가 나 다", "가 나 라"]) == 0.75
    assert metrics.verbatim(["가", "나"], ["가"]) == 0.5


def test_the_roles_read_and_write_what_the_product_gives_them() -> None:
    assert prompt(ROW, "summary") == "나 고양이 키워 (오로라 답변) 이름이 뭐야?"
    assert prompt(ROW, "expression") == "이름이 뭐야?"
    assert completion(ROW, "expression") == "(눈 아주 크게, 입 아주 크게, 고개 돌림 없음)"
    weighted = [text for text, weight in example(ROW, "memory") if weight > 0]
    assert weighted == ["[반려동물: 고양이]", "(기억 종료)"]
    nothing = Row("안녕", "안녕", "", "인사", 1, 0, 0)
    assert [t for t, w in example(nothing, "memory") if w > 0] == ["(기억 종료)"]
