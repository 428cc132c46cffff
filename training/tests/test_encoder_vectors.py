"""The tokenizer of morphemes and the vectors of its pieces."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy")
pytest.importorskip("kiwipiepy")

from training.encoder import tokenizer, vectors
from training.encoder.morphemes import WIDTH, Morphemes

PIECES = [
    *map(tokenizer.spelled, ("텐트", "캠핑", "을", "가", "가족")),
    *tokenizer.spelled("텐트캠핑을가족"),
]
WORDS = {"텐트를": 3, "캠핑을": 5, "가족": 2, "텐트": 4}


def _known() -> Morphemes:
    rows = np.eye(WIDTH, dtype=np.float32)[:3]
    return Morphemes(rows, {("텐트", "NNG"): 0, ("캠핑", "NNG"): 1, ("가족", "NNG"): 2})


def test_whole_morphemes_win_over_letters() -> None:
    learned = tokenizer.train(list(dict.fromkeys(PIECES)), WORDS)
    split = learned.encode("가족 캠핑을", add_special_tokens=False).tokens
    assert split == [tokenizer.spelled(piece) for piece in ("가족", "캠핑", "을")]


def test_special_tokens_keep_their_ids() -> None:
    learned = tokenizer.train(list(dict.fromkeys(PIECES)), WORDS)
    assert [learned.token_to_id(name) for name in tokenizer.SPECIAL] == [0, 1, 2, 3]
    assert learned.encode("가족").ids[0] == tokenizer.CLS_ID


def test_pieces_add_up_to_their_words() -> None:
    learned = tokenizer.train(list(dict.fromkeys(PIECES)), WORDS)
    known = _known()
    analysed = [[("텐트", "NNG")], [("캠핑", "NNG")], [("가족", "NNG")], [("텐트", "NNG")]]
    wanted = vectors.targets(analysed, known, {})
    fitted = vectors.fit(learned, WORDS, wanted, vectors.prior(learned, known, {}))
    ids = learned.encode("캠핑을", add_special_tokens=False).ids
    assert np.allclose(fitted[ids].sum(0), wanted[1], atol=1e-3)


def test_frequent_morphemes_weigh_less() -> None:
    weight = vectors.inverse_frequency([([("을", "JKO")], 99), ([("텐트", "NNG")], 1)])
    assert weight["을", "JKO"] < weight["텐트", "NNG"] < 1
