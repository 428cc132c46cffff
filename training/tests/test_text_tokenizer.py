from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from training.text import persona_rows, tokenizer
from training.text.tokenizer import INNER_MARKERS, MARKERS


@pytest.fixture(scope="module")
def trained() -> Tokenizer:
    rows = persona_rows.read()[:3000]
    return tokenizer.train((text for row in rows for text in (row.input, row.answer)), 3000)


@pytest.mark.parametrize(
    "text",
    [
        "안녕 로라야!",
        "ㅋㅋㅋㅋ 진짜? ㅠㅠㅠ ㅜㅜ ㅎㅎ",
        "내일 3시 45분에 109번으로 2,000원",
        "사랑해 💗 👩‍🍳 🌈✨",
        "뷁 쀓 똠얌꿍 漢字 Ünïcode",
        "(눈 아주 크게, 입 보통, 고개 돌림 없음)",
        "[좋아하는 음식: 마라탕]",
    ],
)
def test_text_survives_a_round_trip(trained: Tokenizer, text: str) -> None:
    assert trained.decode(trained.encode(text, add_special_tokens=False).ids) == text


def test_a_marker_is_one_token_and_swallows_spaces(trained: Tokenizer) -> None:
    for marker in [m for pair in MARKERS.values() for m in pair] + [*INNER_MARKERS]:
        close = trained.encode(f"안녕{marker}응", add_special_tokens=False).ids
        spaced = trained.encode(f"안녕 {marker} 응", add_special_tokens=False).ids
        assert close == spaced
        assert close.count(trained.token_to_id(marker)) == 1


def test_composed_and_decomposed_hangul_are_the_same(trained: Tokenizer) -> None:
    import unicodedata

    text = "오늘 기분 어때"
    decomposed = unicodedata.normalize("NFD", text)
    assert trained.encode(text).ids == trained.encode(decomposed).ids
