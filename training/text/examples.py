"""Training examples: text segments with a loss weight each, one list per example.

The layouts here are the ones the product uses at run time (markers, order, spacing).
"""

from __future__ import annotations

from training.text.persona_rows import ANSWER_TAG, Row
from training.text.tokenizer import EOS, MARKERS

Segment = tuple[str, float]
Example = list[Segment]
ROLES = tuple(MARKERS)


def prompt(row: Row, role: str) -> str:
    """What the role reads before its start marker."""
    if role in ("answer", "memory"):
        return row.input
    if role == "summary":
        return f"{row.input} {ANSWER_TAG} {row.answer}"
    if role == "expression":
        return row.answer
    raise ValueError(f"unknown role {role!r}; known: {', '.join(ROLES)}")


def completion(row: Row, role: str) -> str:
    """What the role writes between its markers; empty where there is nothing to remember."""
    return {
        "answer": row.answer,
        "memory": row.memory,
        "summary": row.summary,
        "expression": row.expression,
    }[role]


def example(row: Row, role: str, input_weight: float = 0.0, answer_weight: float = 0.0) -> Example:
    """One role of one row, weight 1 on what the role writes.

    ``input_weight`` > 0 also teaches the language of the input; ``answer_weight`` > 0 also
    teaches the answer where the summary role reads it (two lessons from one pass).
    """
    start, end = MARKERS[role]
    body = completion(row, role)
    segments = [(prompt(row, role), input_weight), (start, 0.0)]
    if role == "summary":
        before = [(row.input, input_weight), (ANSWER_TAG, 0.0), (row.answer, answer_weight)]
        segments = [*before, (start, 0.0)]
    return segments + ([(body, 1.0)] if body else []) + [(end, 1.0)]


def dialogue(question: str, reply: str, input_weight: float = 0.5) -> Example:
    """A public question and reply in the layout of the answer role."""
    start, end = MARKERS["answer"]
    return [(question, input_weight), (start, 0.0), (reply, 1.0), (end, 1.0)]


def gist(utterance: str, phrase: str, input_weight: float = 0.5) -> Example:
    """An utterance and its content as a noun phrase, in the layout of the summary role."""
    start, end = MARKERS["summary"]
    return [(utterance, input_weight), (start, 0.0), (phrase, 1.0), (end, 1.0)]


def line(text: str) -> Example:
    """Plain text."""
    return [(text, 1.0), (EOS, 0.2)]
