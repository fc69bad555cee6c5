"""Words nobody knows, read as the phrase of the lexicon that means nearly the same.

A phrase stands in for them only if the question is read whole with it: grammar says what fits, likeness what is meant.
Two that are as like and mean different things leave it open.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from agents.algebra import reading
from agents.algebra.language import FREE, NEGATIVE, lexicon, likenesses, opposites, turning
from agents.algebra.reading import Composed
from agents.algebra.tagging import Token, tokens_of
from agents.facts import Named
from agents.reading.stems import stem

# What words nobody knows may stand for.
KINDS = (
    "state",
    "health",
    "goal_state",
    "event",
    "prop",
    "due",
    "order",
    "per",
    "measure",
    "tie",
    "into",
    "priority",
    "role",
    "of",
)
REACH, TRIED, KEPT, CLUSTERS = 2, 6, 4, 2
WINDOWS, LEFT, MOST_UNREAD = (
    6,
    2,
    8,
)  # what is tried of it, so that it takes no longer than an answer may
# As fitted to phrases left out of the lexicon: of the likeness of the words, of the whole question, of the words they
# share, and of how much less like the next reading is.
WEIGHTS, BIAS, LEAST = (8.1, 6.4, 0.4, 4.0), -12.3, 0.5
SURE = 0.75  # of a question that texts may answer
NOTHING_NEAR = 0.4
OFFERED = 0.45  # from here on it is offered
ENDING = 4  # letters


Embed = Callable[[str], Any]  # a vector of length 1, or None


@dataclass(frozen=True)
class Swap:
    """One phrase in the place of some words: how like they are, how many stems they share, the question around it."""

    likeness: float
    shared: float
    before: str
    after: str


@dataclass(frozen=True)
class Meant:
    """The question read with other words in the place of some."""

    found: Composed
    said: tuple[tuple[str, str], ...]  # the words, and as what they were read
    likeness: float
    swaps: tuple["Swap", ...] = ()

    @property
    def note(self) -> str:
        """What the asker is told of it."""
        told = (f"“{words}” as “{phrase}”" for words, phrase in self.said)
        return f"I read {', '.join(told)}."


@dataclass(frozen=True)
class Phrases:
    """The lexicon's phrases, as one model sees them."""

    phrases: tuple[tuple[str, ...], ...]
    stands: tuple[str, ...]  # the words of the lexicon that each is read as
    vectors: Any

    def nearest(self, vector: Any, limit: int) -> list[tuple[float, int]]:
        likenesses = self.vectors @ vector
        return [(float(likenesses[n]), int(n)) for n in np.argsort(-likenesses)[:limit]]


_known: dict[str, Phrases] = {}  # by the name of the model


def warm(name: str, embed: Embed, *, language: str = "en") -> Phrases | None:
    """Make the phrases' vectors as a model sees them."""
    found = {
        " ".join(words): " ".join(words)
        for words, senses in lexicon(language).phrases.items()
        if FREE not in senses and any(one.partition(".")[0] in KINDS for one in senses)
    }
    found = {**likenesses(language), **found}
    vectors = [embed(words) for words in found]
    if any(one is None for one in vectors):
        return None
    _known[name] = Phrases(
        tuple(tuple(words.split()) for words in found), tuple(found.values()), np.array(vectors)
    )
    return _known[name]


def known(name: str) -> Phrases | None:
    """The phrases of a model; None before it is warm."""
    return _known.get(name)


def meant(
    found: Composed, phrases: Phrases, embed: Embed, *, today: date, me: Named | None
) -> list[Meant]:
    """Whole readings with phrases in the place of what is not read, the likeliest of each query first."""
    if len(found.unread) > MOST_UNREAD:
        return []
    beam = [Meant(found, (), 1.0)]
    for _ in range(CLUSTERS):
        tried = [one for known in beam[:LEFT] for one in _swapped(known, phrases, embed, today, me)]
        beam = _best(tried)
        if whole := [one for one in beam if one.found.is_whole]:
            return whole
    return []


def agreed(readings: Sequence[Meant], embed: Embed, *, least: float = LEAST) -> Meant | None:
    """The one that is meant; None when none is, or when more than one may be."""
    if not readings:
        return None
    first, others = readings[0], [one.likeness for one in readings[1:]]
    margin = first.likeness - max(others, default=NOTHING_NEAR)
    chance = math.prod(_chance(one, margin, embed) for one in first.swaps)
    return first if first.swaps and chance >= least else None


def _chance(one: Swap, margin: float, embed: Embed) -> float:
    before, after = embed(one.before), embed(one.after)
    if before is None or after is None:
        return 0.0
    features = (one.likeness, float(before @ after), one.shared, margin)
    total = BIAS + sum(w * f for w, f in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-total))


def said(question: str, one: Meant) -> str:
    """The question with the phrases it was read as."""
    for words, phrase in one.said:
        question = re.sub(
            rf"\b{re.escape(words)}\b", phrase, question, count=1, flags=re.IGNORECASE
        )
    return question


def _best(tried: Sequence[Meant]) -> list[Meant]:
    """Whole ones before others; one of each query."""
    found: dict[str, Meant] = {}
    for one in sorted(tried, key=lambda one: (not one.found.is_whole, -one.likeness)):
        found.setdefault(_asked(one.found), one)
    return list(found.values())[:KEPT]


def _asked(found: Composed) -> str:
    """What it asks, however it is told; of what is not whole its words."""
    if found.query is None or not found.is_whole:
        return " ".join(one.text for one in found.tagged.tokens)
    return str(found.query.model_copy(update={"before": "", "after": "", "part_words": ""}))


def _swapped(
    one: Meant, phrases: Phrases, embed: Embed, today: date, me: Named | None
) -> Iterator[Meant]:
    """The readings with one phrase in the place of the first words that are not read."""
    tokens = one.found.tagged.tokens
    for begin, end in _windows(one.found)[:WINDOWS]:
        inside = tokens[begin:end]
        words = " ".join(token.text for token in inside)
        vector = embed(words)
        if vector is None:
            return
        rest = " ".join(token.text for token in inside if token.is_known)
        known = embed(rest) if rest else None
        for likeness, n in phrases.nearest(vector, TRIED):
            phrase = phrases.stands[n]
            if likeness < OFFERED or _turns(words.split()) != _turns(phrases.phrases[n]):
                continue
            if _lost(inside, phrases.phrases[n]) or _opposes(words.split(), phrases.phrases[n]):
                continue
            if known is not None and float(phrases.vectors[n] @ known) >= likeness:
                continue  # the words nobody knows add nothing to it
            changed = (*tokens[:begin], *tokens_of(phrase), *tokens[end:])
            masked = " ".join(t.mask for t in changed)
            again = reading.composed(
                replace(one.found.tagged, tokens=changed, masked=masked), today, me
            )
            if len(again.unread) < len(one.found.unread):
                shared = _overlap(words, " ".join(phrases.phrases[n]))
                swap = Swap(likeness, shared, one.found.tagged.masked, masked)
                yield Meant(
                    again,
                    (*one.said, (words, phrase)),
                    min(one.likeness, likeness),
                    (*one.swaps, swap),
                )


def _overlap(words: str, phrase: str) -> float:
    """How many of the stems of both are in both."""
    one, other = ({stem(w) for w in text.split()} for text in (words, phrase))
    return len(one & other) / len(one | other)


def _windows(found: Composed) -> list[tuple[int, int]]:
    """The places [begin, end) of the first words that are not read, with more or fewer of those beside them."""
    tokens = found.tagged.tokens
    unread = [n for n in found.unread_at if _is_word(tokens[n])]
    if not unread:
        return []
    first = last = unread[0]
    for n in unread[1:]:
        if n - last <= REACH and all(_is_word(one) for one in tokens[last + 1 : n]):
            last = n
    begins = [n for n in range(first, first - REACH - 1, -1) if n >= 0]
    ends = [n for n in range(last, last + REACH + 1) if n < len(tokens)]
    whole = [
        (begin, end + 1)
        for begin in begins
        for end in ends
        if all(_is_word(one) for one in tokens[begin : end + 1])
    ]
    return sorted(whole, key=lambda one: one[1] - one[0])


def _is_word(token: Token) -> bool:
    return not (token.is_held or token.number is not None or token.kind("ask"))


def _lost(inside: Sequence[Token], phrase: Sequence[str]) -> int:
    stems = {stem(word) for word in phrase}
    said = (one for one in inside if one.senses and not one.is_free)
    return sum(not {stem(word) for word in one.text.split()} & stems for one in said)


def _opposes(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """“ahead of” and “behind”, “unassigned” and “assigned”: likeness hardly sees what turns the meaning."""
    one, other = set(words) - set(phrase), set(phrase) - set(words)
    if any(pair & one and pair & other for pair in opposites()):
        return True
    stems = ([stem(w) for w in one], [stem(w) for w in other])
    pairs = [(a, b) for a in stems[0] for b in stems[1]]
    return any(_turned(a, b) or _turned(b, a) for a, b in pairs)


def _turned(long: str, short: str) -> bool:
    """One is the other with a beginning that turns it, or has such a beginning and ends alike."""
    if len(long) <= len(short):
        return False
    return any(
        long == prefix + short
        or (
            long.startswith(prefix) != short.startswith(prefix)
            and long[-ENDING:] == short[-ENDING:]
        )
        for prefix in turning()
    )


def _turns(words: Sequence[str]) -> bool:
    return not NEGATIVE.isdisjoint(words) or "nobody" in words or "nothing" in words
