"""Step 1: learn the tokenizer and the token vectors.

    python -m training.encoder.prepare --preset cpu

Writes ``tokenizer.json`` and ``vectors.npy`` (``[vocabulary, width] float32``).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from training.encoder import presets, tokenizer, vectors
from training.encoder.sources import Sources, persona_pairs
from training.text import persona_rows

OWN_WEIGHT = 4  # her own rows count this often: they are the domain


def texts(sources: Sources, reviews: int, limit: int | None = None) -> Iterator[str]:
    """All text for counting; question and reply stand on one line."""
    own = (f"{one} {two}" for _set, one, two in persona_pairs(persona_rows.read()))
    for line in own:
        for _ in range(OWN_WEIGHT):
            yield line
    public: Iterable[Iterable[str]] = (
        (f"{one} {two}" for _set, one, two in sources.pairs()),
        (text for _task, text, _classes in sources.labelled()),
        sources.plain(),
    )
    for part in public:
        yield from islice(part, limit)
    yield from islice(sources.reviews(), reviews)


def _chat(sources: Sources, limit: int | None) -> list[str]:
    """The lines whose token frequencies weigh the vectors: talk like that of her users."""
    own = [f"{one} {two}" for _set, one, two in persona_pairs(persona_rows.read())]
    return own + list(islice(sources.ordinary_questions(), limit))


def main() -> None:
    options = presets.parser(__doc__).parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    limit = 500 if options.preset == "smoke" else None
    sources = Sources(options.data)
    start = time.monotonic()
    lines = [line for line in texts(sources, preset.reviews, limit) if line]
    _say(start, f"{len(lines)} lines, {sum(map(len, lines)) / 1e6:.1f} M characters")
    learned = tokenizer.train(lines, preset.vocabulary)
    tokenizer.save(learned, work)
    size = learned.get_vocab_size()
    _say(start, f"tokenizer of {size} pieces")
    ids: list[np.ndarray] = []
    for first in range(0, len(lines), 20_000):
        batch = learned.encode_batch_fast(lines[first : first + 20_000], add_special_tokens=False)
        ids.extend(np.array(encoding.ids, np.int32) for encoding in batch)
    tokens = sum(map(len, ids))
    _say(start, f"{tokens} tokens, {sum(map(len, lines)) / tokens:.2f} characters each")
    counts = vectors.cooccurrence(ids, size)
    _say(start, f"{counts.nnz} neighbour pairs")
    learned_vectors = vectors.embed(vectors.ppmi(counts), preset.width, options.seed)
    weights = vectors.inverse_frequency(learned, _chat(sources, limit))
    np.save(work / "vectors.npy", learned_vectors * weights[:, None])
    _say(start, "token vectors written")


def _say(start: float, message: str) -> None:
    print(f"[{time.monotonic() - start:6.1f} s] {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
