"""Values as edits of words; the fixture binds the TypeScript twin."""

from pathlib import Path

import pytest

from training.encoder import edits

FIXTURE = Path(__file__).parents[2] / "tests" / "fixtures" / "edits.tsv"
ROWS = [line.split("\t") for line in FIXTURE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("word", "edit", "made"), ROWS)
def test_an_edit_makes_what_the_twin_makes(word: str, edit: str, made: str) -> None:
    assert (edits.edited(word, edit) or "") == made


def test_words_lose_the_signs_around_them() -> None:
    text = "ㅋㅋㅋ 나 떨어졌어ㅠㅠ (50%나) 남음..."
    assert edits.words_of(text) == ["나", "떨어졌어", "50%나", "남음"]


def test_alignment_rebuilds_a_value_that_the_words_hold() -> None:
    words = edits.words_of("오늘 친구랑 크게 싸웠어 ㅠㅠ")
    made = edits.align(words, "친구와 싸움")
    assert made[0] == made[2] == edits.DROP
    texts = [edits.edited(word, edit) for word, edit in zip(words, made, strict=True)]
    assert [text for text in texts if text] == ["친구와", "싸움"]


def test_a_word_without_partner_joins_the_one_before() -> None:
    made = edits.align(["시험", "붙었어"], "시험 합격")
    assert edits.edited("시험", made[0]) == "시험 합격"


def test_an_unknown_edit_gives_way_to_the_likest_known_one() -> None:
    rare = edits.align(["면접관이었어"], "면접관")[0]
    assert edits.nearest("면접관이었어", rare, [edits.DROP, ">"]) == ">"
