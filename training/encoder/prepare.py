"""Step 1: learn the tokenizer and the token vectors.

    python -m training.encoder.prepare --preset cpu

Writes ``tokenizer.json`` and ``vectors.npy`` (``[vocabulary, width] float32``).
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from kiwipiepy import Kiwi

from training.encoder import examples, morphemes, presets, tokenizer, vectors
from training.encoder.morphemes import Morpheme, Morphemes
from training.encoder.sources import Sources, persona_pairs
from training.text import persona_rows

OWN_WEIGHT = 4  # her own rows count this often: they are the domain
SEEN = 2  # words rarer than this are left out of the fit
SAYING = ("NNG", "NNP", "NNB", "NR", "NP", "VV", "VA", "MAG", "MM", "XR", "IC")
"""Parts of speech whose morphemes become pieces."""
_WORD = re.compile(r"\w+")


def texts(sources: Sources, reviews: int, limit: int | None = None) -> Iterator[str]:
    """All text for counting; question and reply stand on one line."""
    for line in own_lines():
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


def own_lines() -> list[str]:
    """The hand-written rows."""
    return [
        *(f"{one} {two}" for _set, one, two in persona_pairs(persona_rows.read())),
        *(row.text for row in examples.prompts()),
        *(f"{row.item} {row.text}" for row in examples.combos()),
        *(f"{item} {' '.join(words)}" for item, words in examples.associations()),
    ]


def _chat(sources: Sources, limit: int | None) -> list[str]:
    """The lines whose frequencies weigh the vectors: talk like that of her users."""
    return own_lines() + list(islice(sources.ordinary_questions(), limit))


def vocabulary(
    frequent: Sequence[str], own: Iterable[Sequence[Morpheme]], known: Morphemes, size: int
) -> list[str]:
    """``frequent`` pieces, then the morphemes of her own rows, then the commonest of Korean."""
    ours = Counter(morpheme for found in own for morpheme in found if morpheme in known.place)
    ordered = [morpheme for morpheme, _count in ours.most_common()]
    ordered += sorted(known.place, key=known.place.__getitem__)
    pieces = dict.fromkeys(frequent)
    for form, tag in ordered:
        if tag in SAYING and len(pieces) < size - len(tokenizer.SPECIAL):
            pieces.setdefault(tokenizer.spelled(form))
    return list(pieces)


def main() -> None:
    options = presets.parser(__doc__).parse_args()
    preset, work = presets.PRESETS[options.preset], presets.work(options)
    limit = 500 if options.preset == "smoke" else None
    sources, kiwi = Sources(options.data), Kiwi(num_workers=1)
    start = time.monotonic()
    known = morphemes.read(kiwi, options.seed)
    _say(start, f"{len(known.place)} morphemes with a vector")
    lines = [line for line in texts(sources, preset.reviews, limit) if line]
    counted = Counter(word for line in lines for word in _WORD.findall(line.lower()))
    words = {word: number for word, number in counted.items() if number >= SEEN}
    _say(start, f"{sum(map(len, lines)) / 1e6:.1f} M characters, {len(words)} words")
    analysed = list(morphemes.analyse(kiwi, words))
    _say(start, "words analysed")
    frequent = tokenizer.frequent_pieces(lines, preset.vocabulary * 3 // 8)
    own = morphemes.analyse(kiwi, own_lines()[:limit])
    pieces = vocabulary(frequent, own, known, preset.vocabulary)
    learned = tokenizer.train(pieces, words)
    tokenizer.save(learned, work)
    _say(start, f"tokenizer of {learned.get_vocab_size()} pieces, {len(frequent)} by frequency")
    chat = _chat(sources, limit)
    weight = vectors.inverse_frequency((found, 1) for found in morphemes.analyse(kiwi, chat))
    wanted = vectors.targets(analysed, known, weight)
    fitted = vectors.fit(learned, words, wanted, vectors.prior(learned, known, weight))
    np.save(work / "vectors.npy", fitted[:, : preset.width])
    _say(start, "token vectors written")


def _say(start: float, message: str) -> None:
    print(f"[{time.monotonic() - start:6.1f} s] {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
