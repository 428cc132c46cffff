"""The tokenizer of the language model: BPE over characters with byte fallback (Llama type).

Markers are special tokens that swallow the spaces around them, so that `안녕 (답변 시작)` and
`안녕(답변 시작) ` are the same ids. Laughter, tears and punctuation are pieces of their own:
`안녕`, `안녕!` and `안녕ㅋㅋ` share the token of the word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    trainers,
)

PAD, BOS, EOS, UNK = "<pad>", "<s>", "</s>", "<unk>"
MARKERS = {
    "answer": ("(답변 시작)", "(답변 종료)"),
    "memory": ("(기억 시작)", "(기억 종료)"),
    "summary": ("(요약 시작)", "(요약 종료)"),
    "expression": ("(표정 출력 시작)", "(표정 출력 종료)"),
}
INNER_MARKERS = ("(오로라 답변 요약)", "(사용자 질문)", "(오로라 답변)")
SPECIAL = [PAD, BOS, EOS, UNK] + [m for pair in MARKERS.values() for m in pair] + [*INNER_MARKERS]
_ISOLATED = r"[!?.,~…\]]+|ㅋ+|ㅎ+|[ㅠㅜ]+"


def train(texts: Iterable[str], size: int) -> Tokenizer:
    """Learn ``size`` tokens (special, bytes and characters included) from an iterable of texts."""
    tokenizer = Tokenizer(models.BPE(unk_token=UNK, byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
            pre_tokenizers.Split(Regex(_ISOLATED), "isolated"),
        ]
    )
    tokenizer.decoder = decoders.Sequence(
        [
            decoders.Replace("▁", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(" ", 1, 0),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=SPECIAL + [f"<0x{byte:02X}>" for byte in range(256)],
        limit_alphabet=1800,
        max_token_length=12,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return _with_markers(tokenizer)


def _with_markers(tokenizer: Tokenizer) -> Tokenizer:
    """Bytes become ordinary tokens again and markers swallow spaces."""
    state = json.loads(tokenizer.to_str())
    state["added_tokens"] = [
        {**token, **dict.fromkeys(("lstrip", "rstrip"), token["content"].startswith("("))}
        for token in state["added_tokens"]
        if token["content"] in SPECIAL
    ]
    return Tokenizer.from_str(json.dumps(state, ensure_ascii=False))


def load(directory: Path) -> Tokenizer:
    """The tokenizer of a model directory."""
    path = directory / "tokenizer.json"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: run python -m training.llm.prepare")
    return Tokenizer.from_file(str(path))
