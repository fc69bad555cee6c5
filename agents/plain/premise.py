"""What a question takes for granted: “why did we cancel the launch?” says that it was cancelled."""

import re
from collections.abc import Sequence

from agents.algebra.language import lexicon
from agents.facts import Quote
from agents.reading.stems import holds, stem, stemmed

ASKS = re.compile(r"\b(?:why|how come|when did|when was|when were)\b")
# What is said to have happened, and must have been.
HAPPENED = frozenset(["event.cancelled", "event.moved", "event.slipped", "event.reopened"])
# Of so few other words each must be said; of more, two in three.
FEW = 2


def is_borne_out(question: str, words: Sequence[str], found: Sequence[Quote]) -> bool:
    """Whether some passage says that it happened, of what the question speaks of; `words` are its stems."""
    asks = ASKS.search(question)
    if asks is None:
        return True
    happened = {
        stem(word)
        for word in question[asks.end() :].split()
        if lexicon().senses((word,)) & HAPPENED
    }
    others = [word for word in words if word not in happened]
    if not happened or not others:
        return True
    needed = len(others) if len(others) <= FEW else (2 * len(others) + 2) // 3
    texts = (stemmed(f"{quote.title} {quote.text}") for quote in found)
    return any(
        any(holds(text, word) for word in _like(happened))
        and sum(holds(text, word) for word in others) >= needed
        for text in texts
    )


def _like(happened: set[str]) -> set[str]:
    """The words for the same happening."""
    known = lexicon().phrases
    senses = {s for word in happened for s in lexicon().stems.get((word,), ())} & HAPPENED
    return {stem(words[0]) for words, some in known.items() if len(words) == 1 and some & senses}
