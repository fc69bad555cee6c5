"""What the network sees of a question: its words with names masked, and what the lexicon knows of each."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from agents.algebra.tagging import Token

NUMBER = "num"
Vectors = NDArray[np.float32]


def words(tokens: Sequence[Token]) -> list[str]:
    """As the embedder reads them: a name stands as its kind."""
    return [token.mask.strip("[]") if token.is_held else token.text for token in tokens]


def senses(token: Token, today: date) -> list[str]:
    """What the lexicon knows of a word; of what is held its kind, and whether days are past or to come."""
    found = sorted(token.senses)
    if token.is_held:
        found.append(f"m:{token.mask}")
    if token.number is not None:
        found.append(NUMBER)
    if token.period is not None:
        is_past, is_coming = token.period.end <= today, token.period.start > today
        found.append(f"rel:{'past' if is_past else 'future' if is_coming else 'now'}")
    return found


def marks(tokens: Sequence[Token], today: date, columns: Mapping[str, int]) -> Vectors:
    """(tokens + 1, senses) of noughts and ones; the last row, of all words together, is empty."""
    found = np.zeros((len(tokens) + 1, len(columns)), np.float32)
    for at, token in enumerate(tokens):
        for sense in senses(token, today):
            if sense in columns:
                found[at, columns[sense]] = 1
    return found


def slot(token: Token) -> str:
    """The kind of what a plain question takes over as it is: a name, days, a key, a quote, a number; else nothing."""
    return token.mask if token.is_held else "[number]" if token.number is not None else ""


def slots(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The kinds of all that is taken over, sorted."""
    return tuple(sorted(filter(None, map(slot, tokens))))
