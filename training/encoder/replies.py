"""Step 9: the replies that she draws her words from.

    python -m training.encoder.replies --preset cpu --version 1.0.0

Writes ``models/replies``: the bag and, in ``bert/``, the BERT that finds replies (int8 ONNX), the
training rows of the persona as ``replies.tsv`` (last ⇥ item ⇥ weekday ⇥ words ⇥ reply ⇥ summary),
the same replies once more for other ways to say the words (``data/replies/variants.tsv``), then the
replies that fit anything of a kind (``data/replies/any.tsv``, without words), and ``vectors.i8``
``[rows, 2, width] int8``: the unit vectors, times 127, of the words that were answered (of a kind:
the mean of such words) and of the reply. A vector is the bag's and the BERT's, one after the other.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np

from training import manifest
from training.encoder import model, morphemes, presets, pretrained
from training.encoder.export import FILES, LICENCE, write
from training.encoder.onnx_graph import Session
from training.encoder.sources import LICENCES, REPLIES, variants
from training.text import persona_rows
from training.text.persona_rows import Row

# ``bertShare``: how much of a cosine is the BERT's.
SETTINGS = {"replyShare": 0.8, "spread": 0.05, "count": 8, "anyScore": 0.64, "bertShare": 0.43}
BERT_FILES = tuple(f"bert/{name}" for name in FILES)
CARD = """# Replies

Her hand-written replies ({rows} rows of `training/data/persona`, and {variants} other ways to say
the words of some) and the sentence encoder that finds those nearest to what was said. The answer
role draws its words from them, sentence by sentence, the summary role from their summaries
(`docs/decisions/0005-near-replies.md`).

- Made by `python -m training.encoder.replies --preset {preset}`.
- Encoders: a bag of morpheme vectors, {bag} wide (`training.encoder.pretrain`), and six layers of
  multilingual-e5-small (MIT), projected to {bert} (`training.encoder.reply`, decision 9), both
  trained to find the reply to a message among a batch; int8. A cosine is the sum of theirs, the
  BERT's counting {share}.
- Scores on {held} held-out rows: the row's own reply first among those of the held-out rows
  {first:.3f}, among the first ten {ten:.3f}.
- Licence: {licence} (share-alike sets teach the encoder).
- Limits: where none of the rows is near, she asks to hear more ({anything} replies that fit
  anything), or replies beside the point.
"""


# A reply that names no day holds on any.
DAY = re.compile("요일|[월화수목금토일]욜|주말|평일|휴일|불금|어제|내일|모레")


def context(row: Row) -> str:
    """What the row answers: her last answer in one line, if any, and the words."""
    parts = persona_rows.parts(row.input)
    return f"{parts.last} {parts.words}".strip()


class Joint:
    """Both encoders as one: vectors side by side; a cosine is the weighted sum of theirs."""

    def __init__(self, bag: Session, bert: Session, bert_share: float) -> None:
        self.parts = ((bag, 1 - bert_share), (bert, bert_share))

    def embed(self, texts: list[str]) -> np.ndarray:
        """``[n, width of both] float32`` unit vectors."""
        return np.concatenate([share**0.5 * one.embed(texts) for one, share in self.parts], axis=1)


def unit(vector: np.ndarray) -> np.ndarray:
    """Of length 1."""
    length: np.ndarray = vector / np.linalg.norm(vector)
    return length


def line(row: Row, words: str) -> str:
    """One line of ``replies.tsv``, under these words."""
    parts = persona_rows.parts(row.input)
    weekday = parts.time[len("(지금은 ") :][:1] if DAY.search(row.answer) else ""
    return "\t".join((parts.last, parts.item.strip(), weekday, words, row.answer, row.summary))


def kinds(rows: list[Row]) -> dict[str, list[str]]:
    """Words that ask, and words that tell something worth remembering."""
    words = [(persona_rows.parts(row.input).words, bool(row.memory)) for row in rows]
    return {
        "asking": [text for text, _ in words if text.endswith("?")],
        "telling": [text for text, tells in words if tells and not text.endswith("?")],
    }


def main() -> None:
    parser = presets.parser(__doc__)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--models", type=Path, default=manifest.MODELS)
    options = parser.parse_args()
    work = presets.work(options)
    directory = options.models / "replies"
    rows, held = persona_rows.split(persona_rows.read())
    texts = [context(row) for row in held[:300]]
    bag, bert = (
        write(work, name, folder, texts)
        for name, folder in (("base", directory), ("reply", directory / "bert"))
    )
    session = Joint(bag, bert, SETTINGS["bertShare"])
    others = list(variants(rows))
    anything = [text.split("\t") for text in (REPLIES / "any.tsv").read_text("utf-8").splitlines()]
    lines = [line(row, persona_rows.parts(row.input).words) for row in rows]
    lines += [line(row, words) for row, words in others]
    lines += ["\t".join(("", "", "", "", reply, summary)) for reply, summary, _kind in anything]
    (directory / "replies.tsv").write_text("".join(f"{text}\n" for text in lines), "utf-8")
    means = {kind: unit(session.embed(texts).mean(0)) for kind, texts in kinds(rows).items()}
    keys = session.embed([*map(context, rows), *(words for _, words in others)])
    said = [row.answer for row in rows] + [row.answer for row, _ in others]
    replies = session.embed(said + [reply for reply, _summary, _kind in anything])
    keys = np.concatenate([keys, [means[kind] for _reply, _summary, kind in anything]])
    vectors = np.stack([keys, replies], axis=1)
    (directory / "vectors.i8").write_bytes(np.round(vectors * 127).astype(np.int8).tobytes())

    asked, answers = (
        session.embed(part) for part in ([context(r) for r in held], [r.answer for r in held])
    )
    cosines = asked @ answers.T
    rank = (cosines > np.diag(cosines)[:, None]).sum(1)
    scores = {
        "rows": len(rows),
        "variants": len(others),
        "held_out": len(held),
        "own_reply_first": round(float((rank == 0).mean()), 4),
        "own_reply_in_ten": round(float((rank < 10).mean()), 4),
    }
    card = CARD.format(
        rows=len(rows),
        variants=len(others),
        anything=len(anything),
        held=len(held),
        preset=options.preset,
        bag=model.load(work / "base").shape.width,
        bert=model.load(work / "reply").shape.out,
        share=SETTINGS["bertShare"],
        first=scores["own_reply_first"],
        ten=scores["own_reply_in_ten"],
        licence=LICENCE,
    )
    (directory / manifest.CARD).write_text(card, "utf-8")
    manifest.register(
        "replies",
        "reply-index",
        options.version,
        "replies",
        (*FILES, *BERT_FILES, "replies.tsv", "vectors.i8"),
        LICENCE,
        ["training/data/persona", morphemes.NAME, pretrained.NAME, *sorted(LICENCES)],
        scores,
        SETTINGS,
        ["replies"],
        options.models,
    )
    print(json.dumps(scores), file=sys.stderr)


if __name__ == "__main__":
    main()
