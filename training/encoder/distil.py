"""Step 3: the BERT that ethics and the classifier begin with: six layers that say what twelve say.

    python -m training.encoder.distil --preset cpu

Takes every other layer of multilingual-e5-small and those of its pieces that Korean chat needs, and
teaches them to give each token the state that all twelve layers give it (Sanh et al. 2019,
"DistilBERT"; the states instead of the logits). Says now and then how near the vectors of held-out
texts are.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from itertools import islice

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.encoder import model, presets, pretrained, tokenizer
from training.encoder.examples import combos, prompts
from training.encoder.model import Encoder, Shape
from training.encoder.optimiser import Optimiser
from training.encoder.pretrained import Pretrained
from training.encoder.sources import Sources, variants
from training.text import persona_rows

BATCH = 192
RATE = 3e-4
SEEN = 20  # a piece that is rarer is left out
OWN = 7  # what once in our rows counts
CHECK = 512  # held-out texts
HANGUL = range(0xAC00, 0xD7A4)


def own_texts() -> list[str]:
    """Each text of the hand-written rows."""
    rows = persona_rows.read()
    return [
        *(persona_rows.parts(row.input).words for row in rows),
        *(row.answer for row in rows),
        *(other for _, other in variants(rows)),
        *(row.text for row in prompts()),
        *(text for row in combos() for text in (row.item, row.text)),
    ]


def public_texts(sources: Sources, reviews: int) -> list[str]:
    """Short lines of the public sets: talk, comments, reviews."""
    found: list[str] = [text for _set, *pair in sources.pairs() for text in pair]
    found += [text for _task, text, _classes in sources.labelled()]
    found += islice(sources.plain(), 60_000)
    found += islice(sources.reviews(), reviews // 3)
    return [text for text in found if 2 <= len(text) <= 80]


def needed(known: Pretrained, own: Iterable[str], public: Iterable[str]) -> dict[str, float]:
    """The pieces that are frequent, those of Hangul that are seen, and every syllable that is a
    piece; each with its score."""
    scores = dict(zip(known.pieces, known.scores.tolist(), strict=True))
    whole = tokenizer.of_pretrained(scores)
    seen: Counter[str] = Counter()
    for texts, weight in ((own, OWN), (public, 1)):
        for row in whole.encode_batch(list(texts)):
            seen.update({piece: weight for piece in row.tokens})
    return {
        piece: score
        for piece, score in scores.items()
        if piece not in tokenizer.SPECIAL and seen[piece] >= _enough(piece)
    }


def _enough(piece: str) -> int:
    """How often a piece must be seen."""
    if not any(ord(letter) in HANGUL for letter in piece):
        return SEEN
    return 0 if len(piece) == 1 else 1


def build(known: Pretrained, pieces: Tokenizer, layers: Iterable[int]) -> Encoder:
    """An encoder that is some of the pretrained layers, with the token vectors of ``pieces``."""
    place = {piece: number for number, piece in enumerate(known.pieces)}
    ours = sorted(pieces.get_vocab().items(), key=lambda entry: entry[1])
    special = {tokenizer.PAD: "<pad>", tokenizer.UNK: "<unk>",
               tokenizer.CLS: "<s>", tokenizer.SEP: "</s>"}  # fmt: skip
    rows = [place[special.get(piece, piece)] for piece, _number in ours]
    chosen = list(layers)
    encoder = Encoder(Shape(len(rows), known.width, known.inner, known.heads, len(chosen)))
    tensors = {name: torch.from_numpy(np.array(value)) for name, value in known.tensors.items()}
    with torch.no_grad():
        encoder.tokens.weight.copy_(tensors["emb.word"][rows])
        encoder.tokens.weight[tokenizer.PAD_ID].zero_()
        places = tensors["emb.pos"][: encoder.shape.positions]
        encoder.positions.copy_(places + tensors["emb.type"][0])
        _set(encoder.norm, tensors, "emb.ln")
        for block, layer in zip(encoder.blocks, chosen, strict=True):
            for part in ("weight", "bias"):
                joined = torch.cat([tensors[f"l{layer}.{name}.{part[0]}"] for name in "qkv"])
                getattr(block.query_key_value, part).copy_(joined)
            for name, source in _PARTS.items():
                _set(getattr(block, name), tensors, f"l{layer}.{source}")
    return encoder


_PARTS = {
    "attention_out": "ao",
    "attention_norm": "aln",
    "inner": "fi",
    "outer": "fo",
    "norm": "oln",
}


def _set(module: nn.Module, tensors: dict[str, Tensor], name: str) -> None:
    for part, parameter in module.named_parameters():
        parameter.copy_(tensors[f"{name}.{part[0]}"])


def loss_of(student: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    """Squared distance of the tokens' states, as a share of the teacher's own variance, and one
    less the cosine of the texts' vectors."""
    real = mask.bool()
    wanted = teacher[real]
    distance = (student[real] - wanted).pow(2).mean() / wanted.var(0).mean()
    cosine = (model.pool(student, mask) * model.pool(teacher, mask)).sum(1)
    loss: Tensor = distance + 5.0 * (1 - cosine).mean()
    return loss


def main() -> None:
    options = presets.parser(__doc__).parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    torch.set_num_threads(1 if preset.device == "cpu" else 8)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    known = pretrained.read()
    own, public = own_texts(), public_texts(Sources(options.data), preset.reviews)
    pieces = tokenizer.of_pretrained(needed(known, own, public))
    tokenizer.save(pieces, work / "bert")
    teacher = build(known, pieces, range(known.layers)).to(preset.device).eval()
    student = build(known, pieces, preset.layers).to(preset.device).train()
    del known
    texts = list(dict.fromkeys(own + public))
    rng.shuffle(texts)
    check, texts = texts[:CHECK], texts[CHECK:]
    print(f"{pieces.get_vocab_size()} pieces, {len(texts)} texts", file=sys.stderr, flush=True)
    optimiser = Optimiser(student, preset.distil_steps, RATE, warmup=min(50, preset.distil_steps))
    start, losses = time.monotonic(), []
    for step in range(preset.distil_steps):
        loss = torch.zeros(())
        batch = sorted(rng.sample(texts, BATCH), key=len)
        for first in range(0, BATCH, model.CHUNK):
            ids, mask = model.collate(pieces, batch[first : first + model.CHUNK])
            ids, mask = ids.to(student.device), mask.to(student.device)
            with torch.no_grad():
                wanted = model.states_of(teacher, ids, mask)
            loss = loss + loss_of(model.states_of(student, ids, mask), wanted, mask)
        optimiser.step(loss * model.CHUNK / BATCH)
        losses.append(loss.item() * model.CHUNK / BATCH)
        if (step + 1) % max(1, preset.distil_steps // 12) == 0 or step + 1 == preset.distil_steps:
            near = [model.embed_all(one, pieces, check) for one in (student, teacher)]
            cosine = (near[0] * near[1]).sum(1).mean()
            line = f"{step + 1}/{preset.distil_steps} {time.monotonic() - start:.0f} s"
            print(f"{line} loss {np.mean(losses):.4f}, cosine with all layers {cosine:.4f}",
                  file=sys.stderr, flush=True)  # fmt: skip
            losses.clear()
            model.save(student, work / "bert")


if __name__ == "__main__":
    main()
