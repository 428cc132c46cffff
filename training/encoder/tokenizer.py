"""The encoders' two tokenizers, both unigram models (Kudo 2018).

The bag's is over jamo, and its pieces are morphemes.

NFKD takes every syllable apart into conjoining jamo and turns loose jamo (ㅅ) and full-width
letters into the same code points, so ㅅㅏ랑 and 사랑 begin alike and no syllable is ever unknown.
Pieces are Korean morphemes, whose meaning is known beforehand (``morphemes``), and whatever byte
pair encoding finds frequent in the text: endings, slang, spellings. They carry no word-start
mark: a word glued to another still finds its own piece.

The BERT's has the pieces of the pretrained one that Korean chat needs, with their scores.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tokenizers import (
    Regex,
    Tokenizer,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

PAD, UNK, CLS, SEP = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
SPECIAL = [PAD, UNK, CLS, SEP]
PAD_ID, UNK_ID, CLS_ID, SEP_ID = range(4)
MAX_TOKENS = 64
UNSEEN = 0.5  # count of a piece that the text never shows
ROUNDS = 3


def spelled(form: str) -> str:
    """A form as the pieces spell it: lower-case jamo."""
    return unicodedata.normalize("NFKD", form).lower()


def frequent_pieces(texts: Iterable[str], size: int) -> list[str]:
    """``size`` pieces by byte pair encoding, the alphabet included."""
    tokenizer = _around(models.BPE(unk_token=UNK, fuse_unk=True))
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=SPECIAL,
        limit_alphabet=400,
        min_frequency=8,
        max_token_length=24,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return [piece for piece in tokenizer.get_vocab() if piece not in SPECIAL]


def train(pieces: Sequence[str], words: Mapping[str, int]) -> Tokenizer:
    """Give each piece its log probability: counts of the best splits of ``words`` (word → how
    often), a few rounds of Viterbi training from equal scores a letter."""
    counts = Counter({piece: 1.0 for piece in pieces})
    tokenizer = _scored(pieces, counts)
    for _ in range(ROUNDS):
        counts = Counter()
        batch = tokenizer.encode_batch_fast(list(words), add_special_tokens=False)
        for encoding, number in zip(batch, words.values(), strict=True):
            for piece in encoding.tokens:
                counts[piece] += number
        tokenizer = _scored(pieces, counts)
    return tokenizer


def _scored(pieces: Sequence[str], counts: Mapping[str, float]) -> Tokenizer:
    total = sum(counts.values()) + UNSEEN * len(pieces)
    scores = [(piece, math.log((counts.get(piece, 0) + UNSEEN) / total)) for piece in pieces]
    vocabulary = [(name, -100.0) for name in SPECIAL] + scores
    tokenizer = _around(models.Unigram(vocabulary, unk_id=UNK_ID, byte_fallback=False))
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{CLS} $A", special_tokens=[(CLS, CLS_ID)]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _around(model: models.Model) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKD(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Punctuation("isolated"),
            pre_tokenizers.Digits(individual_digits=True),
        ]
    )
    return tokenizer


def of_pretrained(scores: Mapping[str, float]) -> Tokenizer:
    """The tokenizer of XLM-R with some of its pieces (piece → log probability), in their order.
    SentencePiece's own normalisation is NFKC but for rare signs."""
    vocabulary = [(name, -100.0) for name in SPECIAL] + list(scores.items())
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=UNK_ID, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{CLS} $A {SEP}", special_tokens=[(CLS, CLS_ID), (SEP, SEP_ID)]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def load(path: Path) -> Tokenizer:
    """Read ``tokenizer.json``."""
    return Tokenizer.from_file(str(path))


def save(tokenizer: Tokenizer, directory: Path) -> None:
    """Write the two files that transformers.js reads."""
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "pad_token": PAD,
        "unk_token": UNK,
        "cls_token": CLS,
        "sep_token": SEP,
    }
    (directory / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
