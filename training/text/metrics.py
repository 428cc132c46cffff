"""Scores of the four roles on texts alone (no model, no torch)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.text.persona_rows import EXPRESSION, EYES, MEMORY, MOUTH, POSE

_PROPERTIES = {"eyes": EYES, "mouth": MOUTH, "pose": POSE}


def well_formed(role: str, text: str) -> bool:
    """Whether a completion can be used as it is, without repair."""
    if role == "memory":
        return not text or MEMORY.fullmatch(text) is not None
    if role == "expression":
        return EXPRESSION.fullmatch(text) is not None
    if role == "summary":
        return 2 <= len(text) <= 40 and not set("[]()") & set(text)
    return 1 <= len(text) <= 200 and "(" + "답변" not in text


def character_f1(guess: str, truth: str) -> float:
    """F1 over characters as a bag, spaces ignored; 1 for equal, 0 for disjoint strings."""
    left, right = Counter(guess.replace(" ", "")), Counter(truth.replace(" ", ""))
    common = sum((left & right).values())
    return 2 * common / max(1, left.total() + right.total())


def synonyms(path: Path) -> dict[str, str]:
    """Every key and synonym of keys.tsv (key, single|many|day, synonyms by |) → its key."""
    out = {}
    for line in path.read_text("utf-8").splitlines():
        key, _kind, *rest = line.split("\t")
        for name in [key, *("".join(rest).split("|") if rest else [])]:
            out[name.strip()] = key
    return out


def memory_scores(
    guesses: Sequence[str], truths: Sequence[str], keys: dict[str, str]
) -> dict[str, float]:
    """Empty or not (accuracy, F1 of "not empty"), and key and value where both are pairs."""
    said, due = [bool(g) for g in guesses], [bool(t) for t in truths]
    hits = sum(s and d for s, d in zip(said, due, strict=True))
    pairs = [
        (guess.groups(), truth.groups())
        for guess, truth in zip(
            map(MEMORY.fullmatch, guesses), map(MEMORY.fullmatch, truths), strict=True
        )
        if guess and truth
    ]
    same = sum(keys.get(g[0], g[0]) == keys.get(t[0], t[0]) for g, t in pairs)
    return {
        "empty_accuracy": _share(sum(s == d for s, d in zip(said, due, strict=True)), len(due)),
        "found_f1": _share(2 * hits, sum(said) + sum(due)),
        "key_accuracy": _share(same, len(pairs)),
        "value_f1": _share(sum(character_f1(g[1], t[1]) for g, t in pairs), len(pairs)),
    }


def expression_scores(guesses: Sequence[str], truths: Sequence[str]) -> dict[str, float]:
    """Macro-F1 of eyes, mouth and pose over the values that occur; a broken guess is wrong."""
    found = [
        (EXPRESSION.fullmatch(g), EXPRESSION.fullmatch(t))
        for g, t in zip(guesses, truths, strict=True)
    ]
    return {
        f"{name}_macro_f1": macro_f1(
            [guess[index] if guess else "" for guess, _ in found],
            [truth[index] if truth else "" for _, truth in found],
        )
        for index, name in enumerate(_PROPERTIES, 1)
    }


def macro_f1(guesses: Sequence[str], truths: Sequence[str]) -> float:
    """Mean F1 over the classes of ``truths``."""
    scores = []
    for label in sorted(set(truths)):
        hits = sum(g == t == label for g, t in zip(guesses, truths, strict=True))
        scores.append(2 * hits / (list(guesses).count(label) + list(truths).count(label)))
    return round(sum(scores) / max(1, len(scores)), 4)


def distinct_2(texts: Iterable[str]) -> float:
    """Share of different ones among all word pairs (Li et al. 2016)."""
    pairs = [pair for text in texts for pair in zip(text.split(), text.split()[1:], strict=False)]
    return _share(len(set(pairs)), len(pairs))


def verbatim(texts: Sequence[str], training: Iterable[str]) -> float:
    """Share of texts that are training answers letter by letter."""
    known = set(training)
    return _share(sum(text in known for text in texts), len(texts))


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
