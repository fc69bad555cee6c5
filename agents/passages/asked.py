"""What a question wants to know: the words that tell, and the kind of thing that answers it."""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from agents.facts import Quote
from agents.reading.names import fold
from agents.reading.stems import stem
from agents.reading.words import FILLER

HERE = Path(__file__).parent
# A word nobody wrote is a slip of one that somebody did.
SHORTEST_SLIP, LIKE_A_SLIP = 5, 82


@dataclass(frozen=True)
class Kind:
    """A kind of answer: how it is asked for, and what shows that a text may hold one."""

    name: str
    asked: re.Pattern[str]
    answered: re.Pattern[str]


@dataclass(frozen=True)
class Asked:
    """A question: its telling stems with what each weighs among what was found, and its kind."""

    question: str
    weights: Mapping[str, float]
    kind: Kind | None

    @classmethod
    def of(cls, question: str, found: Sequence[Quote]) -> "Asked":
        stems = key_stems(question)
        return cls(question, _weights(stems, found), kind_of(question))

    def share(self, stems: str) -> float:
        """The share of the question's weight that a stemmed text holds."""
        every = sum(self.weights.values())
        if not every:
            return 0.0
        return sum(w for one, w in self.weights.items() if f" {one} " in stems) / every

    def fits(self, text: str) -> float:
        """Whether a text holds the kind of thing that is asked for: 1, -1, or 0 where no kind is."""
        if self.kind is None:
            return 0.0
        return 1.0 if self.kind.answered.search(text) else -1.0


def stemmed(text: str) -> str:
    """The stems of a text's words, irregular forms by their plain one, a space before and after each."""
    return f" {' '.join(_stem(word) for word in fold(text).split())} "


def key_stems(question: str) -> list[str]:
    """The stems of the question's words that say something."""
    words = [word.removesuffix("'s") for word in fold(question).split()]
    words = [word for word in words if word not in FILLER and len(word) > 1]
    kept = [word for word in words if word not in speech() and word not in _around()] or words
    return list(dict.fromkeys(_stem(word) for word in kept))


def _stem(word: str) -> str:
    bare = word.removesuffix("'s").strip("'")
    return stem(_forms().get(bare, bare))


@cache
def _forms() -> Mapping[str, str]:
    plain = tomllib.loads((HERE / "forms.toml").read_text(encoding="utf-8"))
    return {form: word for word, forms in plain.items() for form in forms.split()}


def kind_of(question: str) -> Kind | None:
    folded = fold(question)
    return next((kind for kind in kinds() if kind.asked.search(folded)), None)


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(
            one["name"],
            re.compile(one["asked"]),
            # A name is told by its capital.
            re.compile(one["answered"], 0 if one["name"] == "who" else re.IGNORECASE),
        )
        for one in _data()["kind"]
    )


@cache
def talk() -> re.Pattern[str]:
    """How people speak of the doing, not of the matter."""
    return re.compile(_data()["talk"], re.IGNORECASE)


@cache
def speech() -> frozenset[str]:
    """How one asks for what was said; what was said holds other words."""
    return frozenset(_data()["speech"].split())


@cache
def _around() -> frozenset[str]:
    """What is said around any question."""
    return frozenset(_data()["around"].split())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((HERE / "kinds.toml").read_text(encoding="utf-8"))


def _weights(stems: Sequence[str], found: Sequence[Quote]) -> dict[str, float]:
    """What each word tells: the fewer of the records found hold it, the more. A slip counts for what is meant."""
    texts: dict[str, str] = {}
    for quote in found:
        own = stemmed(f"{quote.title} {quote.heading} {quote.text} {quote.author}")
        texts[quote.record] = texts.get(quote.record, "") + own
    vocabulary = {word for text in texts.values() for word in text.split()}
    weights: dict[str, float] = {}
    for one in stems:
        meant = one
        if one not in vocabulary and len(one) >= SHORTEST_SLIP:
            near = process.extractOne(one, vocabulary, scorer=fuzz.ratio, score_cutoff=LIKE_A_SLIP)
            meant = near[0] if near and near[0][0] == one[0] else one
        held = sum(f" {meant} " in text for text in texts.values())
        weights[meant] = math.log(1 + (len(texts) or 1) / (0.5 + held))
    return weights
