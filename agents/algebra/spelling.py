"""Slips of spelling: a word one letter off a word that questions are made of. A name is none."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from agents.algebra.language import TIMES, lexicon, no_slips
from agents.reading.stems import stem
from agents.reading.vocabulary import STEMS, VOCABULARY
from agents.reading.words import FILLER

LEAST, TURNED, SAFE, CUT, LONG = 4, 5, 6, 7, 9  # letters
ENDINGS = ("s", "ed", "ing", "er", "ly", "ion", "ions", "ment")
# A name stands after these (“with lisa”), or before what somebody does (“lisa working on”).
BEFORE_NAMES = frozenset(
    ["by", "with", "for", "from", "to", "of", "about", "ask", "does", "did", "at"]
)
AFTER_NAMES = frozenset(
    [
        "working",
        "doing",
        "work",
        "own",
        "owns",
        "do",
        "have",
        "has",
        "finish",
        "finished",
        "busy",
        "up",
        "say",
        "said",
        "says",
        "write",
        "wrote",
        "decide",
        "decided",
        "and",
        "or",
        "'s",
        "on",
    ]
)


def corrected(word: str, before: Sequence[str] = (), after: Sequence[str] = ()) -> str:
    """The one word it is a slip of; itself when it is known, too short, or may be a name."""
    if len(word) < LEAST or not word.isalpha() or not word.isascii() or is_known(word):
        return word
    near = [one for one in _words() if one[0] == word[0] and _is_near(word, one)]
    turned = [one for one in near if sorted(one) == sorted(word)]
    if not turned and (BEFORE_NAMES & set(before) or AFTER_NAMES & set(after)) and len(word) < SAFE:
        return word
    near = turned or [one for one in near if abs(len(one) - len(word)) == 1] or near
    near = [one for one in near if len(one) == max(map(len, near))] if near else near
    near.sort(key=lambda one: (OSA.distance(word, one), one))
    stems = {stem(one) for one in near}
    return near[0] if near and (len(near) == 1 or len(stems) == 1) else word


def may_be_turned(word: str) -> bool:
    """Whether it is long enough for a slip of a word of a title or name, and nothing questions use."""
    return len(word) >= TURNED and word.isalpha() and not is_known(word)


def turned(word: str, here: Iterable[str]) -> str:
    """The one of these words of which two letters changed places, in long ones one was lost or doubled; else itself."""
    near = {
        one
        for one in here
        if one[0] == word[0]
        and (
            (sorted(one) == sorted(word) and OSA.distance(word, one) == 1)
            or (
                min(len(word), len(one)) >= LONG - 1
                and Indel.distance(word, one) == 1
                and not one.startswith(word)
                and not word.startswith(one)
            )
        )
    }
    return near.pop() if len({stem(one) for one in near}) == 1 else word


def is_known(word: str) -> bool:
    """Whether questions use it, in any of its forms; “responsable” is none of “responsible”."""
    if (
        word in no_slips()
        or word in _words()
        or word in VOCABULARY
        or word in FILLER
        or word.startswith(STEMS)
    ):
        return True
    return stem(word) in _stems() and word.endswith(ENDINGS)


def _is_near(word: str, meant: str) -> bool:
    """A letter is missing, too many or in the wrong place; in longer words one may be another."""
    if abs(len(word) - len(meant)) > 1 or len(meant) < LEAST:
        return False
    if sorted(word) == sorted(meant):
        return OSA.distance(word, meant) == 1
    if Indel.distance(word, meant) == 1:
        is_cut = (
            meant in WHOLE
            or (len(word) >= SAFE and meant[-1] == meant[-2])
            or (len(word) >= CUT and meant == f"{word}e")
        )
        return not (word.startswith(meant) or meant.startswith(word)) or is_cut
    most = 2 if min(len(word), len(meant)) >= LONG else 1
    return len(word) >= SAFE and OSA.distance(word, meant) <= most


# Of these the last letter is left out, too.
WHOLE = frozenset(["still", "overdue", "unassigned", "blocked", "assigned", "tasks", "which"])


@lru_cache
def _words() -> frozenset[str]:
    every = {*lexicon().words, *VOCABULARY, *FILLER, *TIMES}
    return frozenset(one for one in every if one.isalpha() and len(one) >= LEAST)


@lru_cache
def _stems() -> frozenset[str]:
    return frozenset(stem(one) for one in _words())
