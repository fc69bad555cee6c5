"""The few sentences of a text that tell most of it, as they stand there."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from agents.facts import Quote
from agents.plain.words import short
from agents.reading.names import fold
from agents.reading.words import FILLER

MOST = 3
LEAST_WORDS, MOST_WORDS = 5, 45
ENOUGH = 24  # sentences after which a text is read no further: what matters stands early
EARLY = 0.35  # how much standing first is worth
SAME = 0.5  # sentences that share more of their words say the same
FENCE = re.compile(r"```.*?(?:```|$)|<[^>]{1,200}>|!\[[^\]]*\]\([^)]*\)", re.DOTALL)
MARKS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|\[([^\]]+)\]\([^)]*\)")
NO_SENTENCE = re.compile(r"^\s*(?:#|\||[-=]{3,}|!|\[?[\w -]{1,24}\]?:\s*\S{0,60}$)")
BETWEEN = re.compile(
    r"(?<=[.!?])\s+(?=[\w“\"'(])|\n\s*[-*+]\s+(?:\[[ x]\]\s+)?|\n\s*\d+[.)]\s+|\n{2,}"
)


@dataclass(frozen=True)
class Pick:
    """A sentence worth saying, and where it stands."""

    quote: Quote
    sentence: str


def of(quotes: Sequence[Quote], *, most: int = MOST) -> list[Pick]:
    """The most telling sentences, in the order they stand in.

    Each is weighed by how many of its words the text keeps coming back to, and by how early it stands.
    """
    found = [(quote, sentence) for quote in quotes for sentence in sentences(quote.text)][:ENOUGH]
    if not found:
        return []
    words = [_words(sentence) for _, sentence in found]
    title = _words(found[0][0].title)
    often = Counter(word for some in words for word in some)
    weights = [
        sum(often[w] - 1 + 2 * (w in title) for w in some)
        / (len(some) + 4)
        * (1 + EARLY * (1 - n / len(found)))
        for n, some in enumerate(words)
    ]
    chosen: list[int] = []
    for n in sorted(range(len(found)), key=lambda n: (-weights[n], n)):
        if len(chosen) < most and not any(_same(words[n], words[m]) for m in chosen):
            chosen.append(n)
    return [Pick(found[n][0], short(found[n][1])) for n in sorted(chosen)]


def sentences(text: str) -> list[str]:
    """Whole sentences of a Markdown text, without headings, tables, code and marks."""
    plain = FENCE.sub(" ", text)
    lines = [line for line in plain.split("\n") if not NO_SENTENCE.match(line)]
    found: list[str] = []
    for part in BETWEEN.split("\n" + "\n".join(lines)):
        sentence = " ".join(MARKS.sub(lambda m: m.group(1) or "", part or "").split()).strip(" -*>")
        if LEAST_WORDS <= len(sentence.split()) <= MOST_WORDS:
            found.append(sentence)
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in fold(text).split() if w not in FILLER and len(w) > 2)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > SAME * max(1, min(len(one), len(other)))
