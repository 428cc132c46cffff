"""A value as an edit of the user's words (after Malmi et al. 2019, "Encode, Tag, Realize").

Every word is dropped, or kept with another ending: "친구랑 싸웠어" → "친구와 싸움". An edit names
the letters that go and those that come, ``ᅯᆻ어>ᅮᆷ``; letters are conjoining jamo, so that one
edit serves 싸웠어 and 외로웠어, and it only suits words that end so. What a value says is then
always what was said, in its order. ``src/models/edits.ts`` is the twin of :func:`words_of` and
:func:`edited`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from training.text import metrics

DROP = "-"
MINIMUM = 2  # letters that a word must share with a word of the value
COMMON = 3  # times an edit must occur to be a class
_MARKS = re.compile(r"^[^\w]+|(?:[^\w%]|[ㅋㅎㅠㅜ])+$")
_LOOSE = re.compile("[\u1100-\u11ff]")


def words_of(text: str) -> list[str]:
    """Words without the signs, laughter and tears around them; those that are nothing else are
    left out."""
    found = (_MARKS.sub("", word) for word in text.split())
    return [word for word in found if word]


def letters(text: str) -> str:
    """Syllables taken apart."""
    return unicodedata.normalize("NFD", text)


def edited(word: str, edit: str) -> str | None:
    """What an edit makes of a word; none where it does not suit it or leaves half a syllable."""
    gone, _, come = edit.partition(">")
    spelled, gone = letters(word), letters(gone)
    if edit == DROP or not spelled.endswith(gone):
        return None
    made = unicodedata.normalize("NFC", spelled[: len(spelled) - len(gone)] + come).strip()
    return None if made == "" or _LOOSE.search(made) else made


def suiting(word: str, edits: Sequence[str]) -> list[bool]:
    """Which of ``edits`` a word can take; every word can be dropped."""
    return [edit == DROP or edited(word, edit) is not None for edit in edits]


def align(words: Sequence[str], value: str) -> list[str]:
    """The edit of each word that comes nearest to ``value``: words of both in their order, paired
    so that they share the most letters; a word of the value that has no partner is added to the
    one before it, if any."""
    targets = value.split()
    # best[i][j]: score of the first i words and j targets, and the move that led there.
    best = [[(-1e9, "")] * (len(targets) + 1) for _ in range(len(words) + 1)]
    best[0][0] = (0.0, "")
    for i in range(len(words) + 1):
        for j in range(len(targets) + 1):
            score = best[i][j][0]
            if i < len(words):
                best[i + 1][j] = max(best[i + 1][j], (score, "drop"))
            if j < len(targets):
                lost = len(letters(targets[j]))
                best[i][j + 1] = max(best[i][j + 1], (score - lost, "add"))
                if i < len(words) and (same := _common(words[i], targets[j])) >= MINIMUM:
                    best[i + 1][j + 1] = max(best[i + 1][j + 1], (score + same - lost / 2, "keep"))
    return _traced(words, targets, [[move for _, move in row] for row in best])


def _traced(words: Sequence[str], targets: Sequence[str], moves: list[list[str]]) -> list[str]:
    edits, added = [DROP] * len(words), ""
    i, j = len(words), len(targets)
    while i > 0 or j > 0:
        move = moves[i][j]
        if move == "add":
            j -= 1
            added = f" {targets[j]}{added}"
        else:
            i -= 1
            if move == "keep":
                j -= 1
                same = _common(words[i], targets[j])
                gone, come = letters(words[i])[same:], letters(targets[j])[same:]
                edits[i] = f"{gone}>{come}{letters(added)}"
                added = ""
    return edits


def classes(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Edits that occur often enough, the commonest first."""
    counts = Counter(edit for row in rows for edit in row)
    return tuple(edit for edit, number in counts.most_common() if number >= COMMON)


def nearest(word: str, edit: str, known: Sequence[str]) -> str:
    """The known edit that makes the likest of ``word``."""
    if edit == DROP or edit in known:
        return edit
    target = edited(word, edit) or word
    made = ((edited(word, one), one) for one in known)
    return max((metrics.character_f1(target, text), one) for text, one in made if text)[1]


def _common(a: str, b: str) -> int:
    """Letters that two words begin with in common."""
    one, other = letters(a), letters(b)
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
