"""Format of the encoders' hand-written rows, and their split."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.encoder import examples
from training.encoder.examples import CATEGORIES, ExampleError

VALIDATION = examples.DATA / "validation"


def test_ethics_rows_have_a_category_and_a_text() -> None:
    rows = examples.prompts()
    assert len(rows) > 3000
    assert all(row.text.strip() == row.text and row.text for row in rows)
    assert {row.category for row in rows} == set(range(len(CATEGORIES)))


def test_no_text_has_two_categories() -> None:
    seen: dict[str, str] = {}
    for file in sorted((examples.DATA / "ethics").glob("*.tsv")):
        for line in file.read_text("utf-8").splitlines():
            category, text = line.split("\t")
            assert seen.setdefault(examples.same(text), category) == category, text


def test_memory_rows_name_an_item() -> None:
    assert all(row.key for row in examples.combos())
    for item, words in examples.associations():
        examples.parse_item(item)
        assert all(words), item


def test_keys_have_one_main_spelling() -> None:
    main = examples.synonyms()
    assert main["최애 음식"] == "좋아하는 음식"
    assert all(main[key] == key for key in set(main.values()))


def test_split_ignores_spelling_noise_and_keeps_its_share() -> None:
    assert examples.held_out("로라야, 사랑해!!", 0.5) == examples.held_out("사랑해", 0.5)
    share = sum(examples.held_out(row.text, 0.12) for row in examples.prompts())
    assert 0.09 < share / len(examples.prompts()) < 0.15


def test_validation_files_hold_held_out_rows_only() -> None:
    for name, share in (("ethics.tsv", 0.12), ("memory.tsv", 0.12)):
        for line in (VALIDATION / name).read_text("utf-8").splitlines():
            assert examples.held_out(line.split("\t")[1], share), line


def test_a_bad_row_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("일반\n", "utf-8")
    with pytest.raises(ExampleError, match=r"x\.tsv:1"):
        examples.prompts(tmp_path)
    (tmp_path / "x.tsv").write_text("이상한 말\t안녕\n", "utf-8")
    with pytest.raises(ExampleError, match="이상한 말"):
        examples.prompts(tmp_path)
