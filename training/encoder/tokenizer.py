"""The encoders' tokenizer: BPE over jamo.

NFKD takes every syllable apart into conjoining jamo and turns loose jamo (ㅅ) and full-width
letters into the same code points, so ㅅㅏ랑 and 사랑 begin alike and no syllable is ever unknown.
Pieces carry no word-start mark: a word glued to another still finds its own piece, and spaces
only forbid merges across them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

PAD, UNK, CLS, MASK = "[PAD]", "[UNK]", "[CLS]", "[MASK]"
SPECIAL = [PAD, UNK, CLS, MASK]
PAD_ID, UNK_ID, CLS_ID, MASK_ID = range(4)
MAX_TOKENS = 64


def train(texts: Iterable[str], size: int) -> Tokenizer:
    """Learn ``size`` pieces, the four special ones and the alphabet included."""
    tokenizer = Tokenizer(models.BPE(unk_token=UNK, fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKD(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Punctuation("isolated"),
            pre_tokenizers.Digits(individual_digits=True),
        ]
    )
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=size,
            special_tokens=SPECIAL,
            limit_alphabet=400,
            min_frequency=8,
            max_token_length=24,
            show_progress=False,
        ),
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{CLS} $A", special_tokens=[(CLS, CLS_ID)]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def load(path: Path, dropout: float | None = None) -> Tokenizer:
    """Read ``tokenizer.json``; ``dropout`` skips merges at random (BPE-dropout, Provilkov et al.
    2020), so that training sees words in several splits."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.model.dropout = dropout
    return tokenizer


def save(tokenizer: Tokenizer, directory: Path) -> None:
    """Write the two files that transformers.js reads."""
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(directory / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "pad_token": PAD,
        "unk_token": UNK,
        "cls_token": CLS,
        "mask_token": MASK,
    }
    (directory / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
