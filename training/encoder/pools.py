"""What the two fine-tunes draw their batches from, and the validation sides that they never see."""

from __future__ import annotations

import random
import re
from collections import defaultdict

from training.encoder import examples, metrics
from training.encoder.examples import CATEGORIES, ORDINARY, Combo, Prompt
from training.encoder.noise import casual, trick
from training.encoder.normalise import normalise
from training.encoder.sources import Sources
from training.text import persona_rows

HELD_OUT = 0.12
HELD_OUT_EVERYDAY = 0.04
HELD_OUT_LONELY = 0.35
# Shares of a batch: offences, hard everyday rows, her persona rows, public everyday lines, public
# offences.
ETHICS_MIX = {"offence": 0.34, "hard": 0.2, "persona": 0.22, "everyday": 0.22, "public": 0.02}
LOVE, POLITICS, FAMILY, HATE = (CATEGORIES.index(name) for name in
                                ("사랑 고백/만남", "정치", "패드립", "혐오/기타"))  # fmt: skip
# K-MHaS: origin, looks, politics, profanity, age, gender, race, religion, none.
_KMHAS = {0: HATE, 1: HATE, 2: POLITICS, 4: HATE, 5: HATE, 6: HATE, 7: HATE}


# Lines of the public dialogues that read like a confession when they are said to her.
_TO_LOVER = re.compile(
    "(너|네|널|니|나랑|당신|그대).*(사랑|좋아|사귀|사귈|보고 ?싶|마음|만나)|사랑해|고백"
)


def public_offences(sources: Sources) -> list[Prompt]:
    """Short comments of the public sets whose labels fit a category of ours."""
    found = []
    for task, text, classes in sources.labelled():
        if not 4 <= len(text) <= 60:
            continue
        if task == "k_mhas":
            kinds = {_KMHAS.get(number) for number in classes} - {None}
            if len(kinds) == 1:
                found.append(Prompt(text, kinds.pop() or 0))
        elif (task == "korean_hate_speech" and classes in ([2, 4], [2, 5])) or (
            task == "kosbi" and classes == [1]
        ):
            found.append(Prompt(text, HATE))
    return found


class EthicsPools:
    """The groups that a batch is drawn from, all of the training side."""

    def __init__(self, sources: Sources, rng: random.Random) -> None:
        self.rng = rng
        rows = examples.prompts()
        known = {examples.same(row.text) for row in rows}
        learn = [row for row in rows if not examples.held_out(row.text, HELD_OUT)]
        self.check = [row for row in rows if examples.held_out(row.text, HELD_OUT)]
        persona, self.persona_check = examples.ordinary_persona()
        everyday = [
            text
            for text in sources.ordinary_questions()
            if examples.same(text) not in known and len(text) <= 60 and not _TO_LOVER.search(text)
        ]
        self.everyday_check = [t for t in everyday if examples.held_out(t, HELD_OUT_EVERYDAY)]
        self.persona_check = [t for t in self.persona_check if examples.same(t) not in known]
        self.by_category: dict[int, list[Prompt]] = defaultdict(list)
        for row in learn:
            self.by_category[row.category].append(row)
        self.persona = [
            Prompt(text, ORDINARY) for text in persona if examples.same(text) not in known
        ]
        self.everyday = [
            Prompt(text, ORDINARY)
            for text in everyday
            if not examples.held_out(text, HELD_OUT_EVERYDAY)
        ]
        self.public = public_offences(sources)

    def batch(self, size: int) -> tuple[list[str], list[int]]:
        """Normalised texts and their categories."""
        rows: list[Prompt] = []
        for group, share in ETHICS_MIX.items():
            rows += [self._draw(group) for _ in range(round(size * share))]
        texts = [normalise(self._vary(row.text)) for row in rows]
        return texts, [row.category for row in rows]

    def _draw(self, group: str) -> Prompt:
        if group == "offence":
            sizes = [len(self.by_category[k]) ** 0.5 for k in metrics.OFFENCES]
            return self.rng.choice(self.by_category[self.rng.choices(metrics.OFFENCES, sizes)[0]])
        if group == "hard":
            return self.rng.choice(self.by_category[ORDINARY])
        return self.rng.choice(getattr(self, group))

    def _vary(self, text: str) -> str:
        draw = self.rng.random()
        if draw < 0.2:
            return trick(text, self.rng)
        return casual(text, self.rng) if draw < 0.55 else text


# Where the pairs of a batch come from: hand-written combos, some words that bring an item to mind,
# her rows with an item, and what she learned from a text (the text states the fact).
MEMORY_MIX = {"combos": 0.5, "associations": 0.25, "items": 0.13, "facts": 0.12}


class MemoryPools:
    """Pairs, crossed similarities of keys and lonely texts; each with its validation side."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.main = examples.synonyms()
        rows = examples.combos()
        self.check = [row for row in rows if examples.held_out(row.text, HELD_OUT)]
        kept, held = persona_rows.split(persona_rows.read())
        self.associations = examples.associations()
        self.pairs: dict[str, list[Combo]] = {
            "combos": [row for row in rows if not examples.held_out(row.text, HELD_OUT)],
            "items": [],
            "facts": [],
        }
        seen = {examples.same(row.text) for row in self.check}
        words = []
        for row in kept:
            found = persona_rows.parts(row.input)
            if examples.same(found.words) in seen:
                continue
            if found.item:
                self.pairs["items"].append(Combo(found.item.strip(), found.words))
            if row.memory:
                self.pairs["facts"].append(Combo(row.memory, found.words))
            if not found.item and not row.memory and not found.last:
                words.append(found.words)
        self.items_check = [
            Combo(found.item.strip(), found.words)
            for found in (persona_rows.parts(row.input) for row in held)
            if found.item
        ]
        lonely = examples.unrelated()
        self.lonely_check = [text for text in lonely if examples.held_out(text, HELD_OUT_LONELY)]
        self.lonely = [text for text in lonely if not examples.held_out(text, HELD_OUT_LONELY)]
        self.words = words

    def key(self, item: str) -> str:
        """Main spelling of an item's key."""
        key = examples.parse_item(item)[0]
        return self.main.get(key, key)

    def batch(self, size: int) -> list[Combo]:
        """Pairs of distinct items."""
        rows: dict[str, Combo] = {}
        while len(rows) < size:
            source = self.rng.choices(list(MEMORY_MIX), list(MEMORY_MIX.values()))[0]
            row = (
                self._associated()
                if source == "associations"
                else self.rng.choice(self.pairs[source])
            )
            rows.setdefault(row.item, row)
        return list(rows.values())

    def _associated(self) -> Combo:
        item, words = self.rng.choice(self.associations)
        some = self.rng.sample(words, min(len(words), self.rng.randint(1, 4)))
        return Combo(item, " ".join(some))

    def lonely_batch(self, size: int) -> list[str]:
        """Texts that want no memory: hand-written ones, and chat that names no fact."""
        return [self.rng.choice(self.lonely) for _ in range(size // 2)] + [
            self.rng.choice(self.words) for _ in range(size // 2)
        ]
