"""Words by their stems: “deliveries” and “delivery” are one, as Snowball's stemmers cut them.

The stemmer is chosen by a word's letters. Of the languages in Latin letters it is the English one,
in which the rules here are written and texts are indexed.
"""

import threading
import unicodedata
from functools import lru_cache
from typing import Protocol

import snowballstemmer

from agents.reading.names import fold

# The script of a word's first letter, as Unicode names it, and the stemmer for it.
BY_SCRIPT = {
    "ARABIC": "arabic",
    "ARMENIAN": "armenian",
    "CYRILLIC": "russian",
    "DEVANAGARI": "hindi",
    "GREEK": "greek",
    "TAMIL": "tamil",
}


class Stemmer(Protocol):
    """What cuts the words of one language."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


class _Stemmers(threading.local):
    """A stemmer keeps the word it works on: each thread has its own."""

    def __init__(self) -> None:
        self.known: dict[str, Stemmer] = {}


_stemmers = _Stemmers()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Of a folded word; an English genitive's ending goes, too."""
    bare = word.removesuffix("'s").strip("'")
    return _stemmer(_language(bare)).stemWord(bare)


def stemmed(text: str) -> str:
    """The stems of a text's words, a space before and after each: what `holds` looks into."""
    return f" {' '.join(stem(word) for word in fold(text).split())} "


def holds(stems: str, one: str) -> bool:
    """Whether a stemmed text holds a stem."""
    return f" {one} " in stems


def beginning(word: str) -> str:
    """What the forms of a word begin with: “polic” of policy and policies."""
    cut = stem(word).removesuffix("i")
    return cut if word.startswith(cut) else word


def _language(word: str) -> str:
    if word.isascii():
        return "english"
    script = unicodedata.name(word[0], "").partition(" ")[0]
    return BY_SCRIPT.get(script, "english")


def _stemmer(language: str) -> Stemmer:
    known = _stemmers.known
    if language not in known:
        known[language] = snowballstemmer.stemmer(language)
    return known[language]
