"""The other languages questions are read in, from their data."""

import threading
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer
from rapidfuzz.distance import Prefix

from agents.algebra.language import FOLDER
from agents.reading.names import fold
from agents.translated.templates import Template, templates

CODES = tuple(sorted(file.parent.name for file in FOLDER.glob("*/questions.toml")))
# Tables of a language's `questions.toml` that are no phrases.
OWN = ("language", "months", "whole", "around", "time", "topic")
SHORTEST_STEM = 3  # letters
_stemmers = threading.local()  # a stemmer keeps the word it works on


@dataclass(frozen=True)
class Language:
    """What its words mean in English."""

    code: str
    stemmer: str
    endings: frozenset[str]  # of a word that is inflected, and no other one
    months: Mapping[str, str]  # by their folded names, in English
    whole: tuple[Template, ...]  # questions from end to end
    around: tuple[Template, ...]  # words that stand around a name
    around_time: tuple[Template, ...]
    time: tuple[Template, ...]
    phrases: Mapping[tuple[str, ...], str]
    stems: Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]  # phrases by their words' stems
    topic: Mapping[str, str]  # what texts speak of, by stems
    longest: int
    words: frozenset[str]  # all that it knows, to be told from other languages

    def stem(self, word: str) -> str:
        return _stemmed(self.stemmer, word)

    def english(self, words: tuple[str, ...]) -> str | None:
        """As written, else by their stems; None when it is not known."""
        exact = self.phrases.get(words)
        if exact is not None:
            return exact
        stems = tuple(self.stem(word) for word in words)
        forms = self.stems.get(stems, ())
        return next((self.phrases[one] for one in forms if self._is_form(one, words)), None)

    def knows(self, word: str) -> bool:
        return word in self.words or self.english((word,)) is not None

    def _is_form(self, known: tuple[str, ...], words: tuple[str, ...]) -> bool:
        """“fertige” is a form of “fertig”, “Fertigung” another word."""
        pairs = (
            (one, word, Prefix.similarity(one, word))
            for one, word in zip(known, words, strict=True)
        )
        return all({one[n:], word[n:]} <= self.endings for one, word, n in pairs)


@lru_cache
def language(code: str) -> Language:
    """A language by its code."""
    file = FOLDER / code / "questions.toml"
    plain: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    stemmer = plain["language"]["stemmer"]
    phrases: dict[tuple[str, ...], str] = {}
    for table, known in plain.items():
        if table in OWN:
            continue
        for english, ways in known.items():
            for way in ways:
                phrases.setdefault(tuple(fold(way).split()), english if table != "free" else "")
    phrases.pop((), None)
    stems: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for words in phrases:
        if all(len(word) > SHORTEST_STEM for word in words):
            stems.setdefault(tuple(_stemmed(stemmer, word) for word in words), []).append(words)
    topic = {
        _stemmed(stemmer, fold(way)): english
        for english, ways in plain.get("topic", {}).items()
        for way in ways
    }
    templated = [
        word
        for table in ("whole", "around", "time")
        for ways in plain.get(table, {}).values()
        for way in ways
        for part in way.split()
        if not part.startswith("{")
        for word in part.removesuffix("?").split("/")
    ]
    months = {fold(w): english for english, ways in plain["months"].items() for w in ways}
    around = templates(plain.get("around", {}))
    return Language(
        code=code,
        stemmer=stemmer,
        endings=frozenset(plain["language"]["endings"]),
        months=months,
        whole=tuple(templates(plain["whole"], is_whole=True)),
        around=tuple(one for one in around if not one.has_time),
        around_time=tuple(one for one in around if one.has_time),
        time=tuple(templates(plain["time"])),
        phrases=phrases,
        stems=stems,
        topic=topic,
        longest=max(map(len, phrases)),
        words=frozenset([*(w for words in phrases for w in words), *map(fold, templated), *months]),
    )


def _stemmed(name: str, word: str) -> str:
    known: dict[str, Any] = _stemmers.__dict__
    if name not in known:
        known[name] = snowballstemmer.stemmer(name)
    return known[name].stemWord(word)
