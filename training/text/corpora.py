"""Readers of the public Korean text sets, as lines, as (question, reply) and as (text, gist).

Every reader yields clean NFC strings and nothing else; which set has which licence is told by
the set's INDEX.md entry and repeated in :data:`LICENCES` for the model cards.
"""

from __future__ import annotations

import json
import lzma
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

LICENCES = {
    "chatbot_data": "MIT (songys/Chatbot_data)",
    "komuchat": "MIT (4N3MONE/KOMUChat)",
    "hg_tods": "MIT (NLPlab-skku/HG-TODS)",
    "xpersona_ko": "MIT (HLTCHKUST/Xpersona)",
    "tatoeba_ko": "CC BY 2.0 FR (tatoeba.org by manythings.org/anki)",
    "nsmc_raw": "CC0 1.0 (e9t/nsmc)",
    "kote": "MIT (searle-j/KOTE)",
    "3i4k": "CC BY-SA 4.0 (warnikchow/3i4k)",
    "sae4k": "CC BY-SA 4.0 (warnikchow/sae4k)",
    "bareun_ambiguity": "CC BY 4.0 (bareun-nlp/korean-ambiguity-data)",
}

_SPACES = re.compile(r"\s+")
_UNWANTED = re.compile(r"https?:|www\.|@\w|#\w+#|[\u200b-\u200f\ufeff]|[<>{}|\\^]")
_HANGUL = re.compile("[가-힣]")


def clean(text: str) -> str:
    """NFC with single spaces; quote marks around a whole line are dropped."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip().strip('"').strip()


class Corpora:
    """The public sets under one folder (``--data``); rude lines are left out of every set."""

    def __init__(self, root: Path) -> None:
        if not (root / "INDEX.md").is_file():
            raise FileNotFoundError(f"{root} has no INDEX.md: give the text data folder by --data")
        self.root = root
        bad = (root / "korean_bad_words" / "korean_bad_words.txt").read_text("utf-8").split()
        words = sorted({clean(word) for word in bad if len(word) > 1}, key=len)
        self._rude = re.compile("|".join(re.escape(word) for word in words))

    def _rows(self, name: str) -> Iterator[list[str]]:
        path = self.root / name
        reader = lzma.open if path.suffix == ".xz" else open
        with reader(path, "rt", encoding="utf-8") as stream:
            next(stream)
            for line in stream:
                yield line.rstrip("\n").split("\t")

    def _fit(self, text: str, shortest: int = 2, longest: int = 120) -> bool:
        return (
            shortest <= len(text) <= longest
            and _HANGUL.search(text) is not None
            and _UNWANTED.search(text) is None
            and self._rude.search(text) is None
        )

    def dialogues(self) -> Iterator[tuple[str, str, str]]:
        """(set, what a user says, the reply), single turns."""
        for q, a, *_ in self._rows("chatbot_data/chatbot_data.tsv"):
            yield from self._pair("chatbot_data", q, a)
        for _tag, q, a, _src in self._rows("komuchat/komuchat.tsv.xz"):
            yield from self._pair("komuchat", q, a)
        for _topic, q, a in self._rows("hg_tods/chitchat_pairs.tsv"):
            yield from self._pair("hg_tods", q, a)
        for name in ("hg_tods/music_commonsense_dev.jsonl", "xpersona_ko/valid.jsonl"):
            for line in (self.root / name).read_text("utf-8").splitlines():
                for q, a in json.loads(line)["dialogue"]:
                    yield from self._pair(name.split("/")[0], q, a)

    def _pair(self, name: str, question: str, reply: str) -> Iterator[tuple[str, str, str]]:
        question, reply = clean(question), clean(reply)
        if self._fit(question) and self._fit(reply):
            yield name, question, reply

    def gists(self) -> Iterator[tuple[str, str]]:
        """(utterance, its content as a short noun phrase): teaches copying and shortening."""
        for _label, utterance, argument in self._rows("sae4k/sae4k_v1.tsv.xz"):
            if self._fit(clean(utterance)) and self._fit(clean(argument)):
                yield clean(utterance), clean(argument)

    def lines(self, reviews: int = 40_000) -> Iterator[tuple[str, str]]:
        """(set, one sentence or comment) for plain language modelling; ``reviews`` caps NSMC."""
        for _en, ko, *_ in self._rows("tatoeba_ko/kor_eng.tsv"):
            yield from self._line("tatoeba_ko", ko)
        for text, _labels in self._rows("kote/val.tsv"):
            yield from self._line("kote", text)
        for label, text in self._rows("3i4k/fci_train_val.tsv.xz"):
            if label != "0":  # 0 is a fragment of one or two words
                yield from self._line("3i4k", text)
        for rating, _movie, text in islice(self._rows("nsmc_raw/reviews_1.tsv.xz"), reviews):
            if int(rating) >= 7:
                yield from self._line("nsmc_raw", text)
        path = self.root / "bareun_ambiguity" / "sentences.txt.xz"
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for text in stream:
                yield from self._line("bareun_ambiguity", text)

    def _line(self, name: str, text: str) -> Iterator[tuple[str, str]]:
        text = clean(text)
        if self._fit(text, shortest=6):
            yield name, text
