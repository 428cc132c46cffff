"""Readers of the public sets as examples for pretraining: lines, text pairs and labelled texts.

Unlike the language model, the encoders must know rude words, so nothing is filtered by content.
"""

from __future__ import annotations

import json
import lzma
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from training.encoder import examples
from training.text import persona_rows

REPLIES = Path(__file__).parents[1] / "data" / "replies"
LICENCES = {
    "chatbot_data": "MIT (songys/Chatbot_data)",
    "komuchat": "MIT (4N3MONE/KOMUChat)",
    "hg_tods": "MIT (NLPlab-skku/HG-TODS)",
    "tatoeba_ko": "CC BY 2.0 FR (tatoeba.org by manythings.org/anki)",
    "korsts": "CC BY-SA 4.0 (kakaobrain/KorNLUDatasets)",
    "kornli": "CC BY-SA 4.0 (kakaobrain/KorNLUDatasets)",
    "parakqc": "CC BY-SA 4.0 (warnikchow/paraKQC)",
    "question_pair": "MIT (songys/Question_pair)",
    "3i4k": "CC BY-SA 4.0 (warnikchow/3i4k)",
    "sae4k": "CC BY-SA 4.0 (warnikchow/sae4k)",
    "kodoli": "CC BY-SA 4.0 (cardy20/KODOLI)",
    "korean_hate_speech": "CC BY-SA 4.0 (kocohub/korean-hate-speech)",
    "k_mhas": "CC BY-SA 4.0 (adlnlp/K-MHaS)",
    "curse_detection": "MIT (2runo/Curse-detection-data)",
    "zizun_malicious": "MIT (ZIZUN/korean-malicious-comments-dataset)",
    "kosbi": "MIT (naver-ai/korean-safety-benchmarks)",
    "square": "MIT (naver-ai/korean-safety-benchmarks)",
    "kote": "MIT (searle-j/KOTE)",
    "kocasm": "MIT (SpellOnYou/korean-sarcasm)",
    "nsmc_raw": "CC0 1.0 (e9t/nsmc)",
    "bareun_ambiguity": "CC BY 4.0 (bareun-nlp/korean-ambiguity-data)",
    "klue_sentences": "CC BY-SA 4.0 (KLUE-benchmark/KLUE)",
    "korean_parallel_corpora": "CC BY-SA 3.0 (jungyeul/korean-parallel-corpora)",
    "ud_korean_kaist": "CC BY-SA 4.0 (UniversalDependencies/UD_Korean-Kaist)",
}
_SPACES = re.compile(r"\s+")
_PLACEHOLDER = re.compile(r"https?://\S+|#@\w+#|#\w+#")


def clean(text: str) -> str:
    """NFC, single spaces, no links and placeholders, no quote marks around the whole."""
    text = _PLACEHOLDER.sub(" ", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", text).strip().strip('"').strip()


class Sources:
    """The public sets under one folder (``--data``)."""

    def __init__(self, root: Path) -> None:
        if not (root / "INDEX.md").is_file():
            raise FileNotFoundError(f"{root} has no INDEX.md: give the text data folder by --data")
        self.root = root

    def lines(self, name: str, header: bool = True) -> Iterator[str]:
        path = self.root / name
        opened = lzma.open if path.suffix == ".xz" else open
        with opened(path, "rt", encoding="utf-8") as stream:
            if header:
                next(stream)
            for line in stream:
                yield line.rstrip("\n")

    def rows(self, name: str) -> Iterator[list[str]]:
        for line in self.lines(name):
            yield line.split("\t")

    def plain(self) -> Iterator[str]:
        """Sentences for token vectors and masked-token prediction, short casual ones first."""
        for _label, text in self.rows("3i4k/fci_train_val.tsv.xz"):
            yield clean(text)
        for _en, ko, *_ in self.rows("tatoeba_ko/kor_eng.tsv"):
            yield clean(ko)
        for _label, text in self.rows("kocasm/train.tsv"):
            yield clean(text)
        for text, *_ in self.rows("square/question_valid.tsv"):
            yield clean(text)
        for name in (
            "korean_hate_speech/unlabeled_comments_5.txt.xz",
            "bareun_ambiguity/sentences.txt.xz",
            "klue_sentences/ner_dp_dev_sentences.txt",
            "ud_korean_kaist/kaist_dev_test_sentences.txt",
        ):
            for line in self.lines(name, header=False):
                yield clean(line)
        for ko, *_ in self.rows("korean_parallel_corpora/news_ko_en.tsv.xz"):
            yield clean(ko)

    def reviews(self) -> Iterator[str]:
        """Movie reviews, by far the largest set."""
        for part in (1, 2):
            for _rating, _movie, text in self.rows(f"nsmc_raw/reviews_{part}.tsv.xz"):
                yield clean(text)

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """(set, text, text near in meaning or its reply): positives for contrastive learning."""
        for q, a, _label in self.rows("chatbot_data/chatbot_data.tsv"):
            yield "chatbot_data", clean(q), clean(a)
        for _tag, q, a, _src in self.rows("komuchat/komuchat.tsv.xz"):
            yield "komuchat", clean(q), clean(a)
        for _topic, q, a in self.rows("hg_tods/chitchat_pairs.tsv"):
            yield "hg_tods", clean(q), clean(a)
        for _label, utterance, argument in self.rows("sae4k/sae4k_v1.tsv.xz"):
            yield "sae4k", clean(utterance), clean(argument)
        for one, two, different in self.rows("question_pair/train.tsv"):
            if different == "0" and clean(one) != clean(two):
                yield "question_pair", clean(one), clean(two)
        for one, two, label in self.rows("kornli/xnli.dev.ko.tsv"):
            if label == "entailment":
                yield "kornli", clean(one), clean(two)
        for name in ("korsts/sts-train.tsv", "korsts/sts-dev.tsv"):
            for _genre, score, one, two in self.rows(name):
                if float(score) >= 3.6 and clean(one) != clean(two):
                    yield "korsts", clean(one), clean(two)
        yield from self._paraphrases()

    def _paraphrases(self) -> Iterator[tuple[str, str, str]]:
        sets: dict[str, list[str]] = defaultdict(list)
        for set_id, _topic, _act, sentence in self.rows("parakqc/parakqc_v1.tsv"):
            sets[set_id].append(clean(sentence))
        for sentences in sets.values():
            for one, two in pairwise(sentences):
                yield "parakqc", one, two

    def labelled(self) -> Iterator[tuple[str, str, list[int]]]:
        """(task, text, classes that hold) of the offence and emotion sets."""
        offence = {"NOT": 0, "LIKELY": 1, "OFFEN": 2}
        for text, offensive, abuse, _feeling in self.rows("kodoli/train.tsv.xz"):
            yield "kodoli", clean(text), [offence[offensive], 3 + (abuse == "ABS")]
        hate = {"none": 0, "offensive": 1, "hate": 2}
        bias = {"none": 3, "gender": 4, "others": 5}
        for text, _gender, kind, level, _title in self.rows("korean_hate_speech/train.tsv.xz"):
            yield "korean_hate_speech", clean(text), [hate[level], bias[kind]]
        for name in ("k_mhas/kmhas_valid.tsv", "k_mhas/kmhas_extra.tsv.xz"):
            for text, label in self.rows(name):
                yield "k_mhas", clean(text), [int(number) for number in label.split(",")]
        for text, label in self.rows("curse_detection/train.tsv"):
            yield "curse_detection", clean(text), [int(label)]
        for text, label in self.rows("zizun_malicious/train.tsv"):
            yield "zizun_malicious", clean(text), [int(label)]
        for row in self.rows("kosbi/kosbi_valid.tsv"):
            yield "kosbi", clean(row[3]), [int(row[6] == "unsafe")]
        for text, labels in self.rows("kote/val.tsv"):
            yield "kote", clean(text), [int(number) for number in labels.split(",")]

    def ordinary_questions(self) -> Iterator[str]:
        """Everyday lines of the dialogue sets: people talking of their own lives."""
        for q, _a, _label in self.rows("chatbot_data/chatbot_data.tsv"):
            yield clean(q)
        for _topic, q, _a in self.rows("hg_tods/chitchat_pairs.tsv"):
            yield clean(q)
        for _en, ko, *_ in self.rows("tatoeba_ko/kor_eng.tsv"):
            yield clean(ko)
        for line in self.lines("hg_tods/music_commonsense_dev.jsonl", header=False):
            for user, _system in json.loads(line)["dialogue"]:
                yield clean(user)


def persona_pairs(rows: list[persona_rows.Row]) -> Iterator[tuple[str, str, str]]:
    """Her own rows as pairs: words and answer, item and words, words and what to remember."""
    for row in rows:
        found = persona_rows.parts(row.input)
        yield "persona", found.words, row.answer
        if found.item:
            yield "persona_item", found.item.strip(), found.words
        if row.memory:
            yield "persona_fact", row.memory, found.words


def variants(rows: list[persona_rows.Row]) -> Iterator[tuple[persona_rows.Row, str]]:
    """Rows without tags, and other ways to say their words, but those that are rows themselves."""
    known = {examples.same(persona_rows.parts(row.input).words) for row in persona_rows.read()}
    plain = {row.input: row for row in rows if persona_rows.parts(row.input).words == row.input}
    for line in (REPLIES / "variants.tsv").read_text("utf-8").splitlines():
        words, others = line.split("\t")
        for other in others.split("|") if words in plain else ():
            if examples.same(other) not in known:
                yield plain[words], other
