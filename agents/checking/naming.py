"""Keys and names of a text, and whether other words hold the same."""

import re
import unicodedata
from collections.abc import Iterable

from agents.checking.days import GONE
from agents.reading.names import fold

KEY = re.compile(r"\b[A-Za-z][A-Za-z0-9]{1,9}-\d+\b")
# A word with a capital inside a sentence is a name.
NAME = re.compile(r"(?<![.!?:“\"(]\s)(?<!^)\b[A-ZÀ-Þ][\w’'-]+", re.UNICODE)
# So is one all in capitals, wherever it stands.
CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{3,}\b")
# The first word has a capital anyway: it is a name when somebody does there what only people do.
DOER = re.compile(
    r"^[“\"(]?([A-ZÀ-Þ][\w’'-]+) (?:owns|says|said|wrote|writes|leads|asked|asks|thinks|wants|decided|promised|works|agreed|reported|and [A-ZÀ-Þ])"
)
WHOSE = re.compile(r"^[“\"(]?([A-ZÀ-Þ][\w-]+)[’']s\b")
GENITIVE = re.compile(r"'s?(?= |$)")
# Words that start a sentence about people without naming one.
ANYBODY = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "you",
        "who",
        "everyone",
        "everybody",
        "nobody",
        "somebody",
        "someone",
        "one",
        "another",
        "each",
        "both",
        "this",
        "that",
        "there",
        "here",
        "what",
        "the",
        "team",
        "today",
        "let",
        "who",
    ]
)
# main.py, evil.example, 3.2.X: never words of one's own.
DOTTED = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.UNICODE)
ABBREVIATED = frozenset(["e.g", "i.e", "p.m", "a.m"])


def keys(text: str) -> set[str]:
    return {key.upper() for key in KEY.findall(text)}


def without_keys(text: str) -> str:
    return KEY.sub(GONE, text)


def unproved(text: str, ground: str, people: Iterable[str]) -> str:
    """The first name of a text that isn't in the ground as a whole word, else nothing.

    `people` are names known here: they count wherever they stand, and in small letters.
    """
    held = bare(ground)
    dotted = [
        one
        for one in DOTTED.findall(text)
        if re.search(r"[^\W\d_]", one) and one.casefold() not in ABBREVIATED
    ]
    words = DOTTED.sub(GONE, text)
    names = [name for name in [*NAME.findall(words), *CAPITALS.findall(words)] if name != "I"]
    names += [
        one
        for pattern in (DOER, WHOSE)
        for one in pattern.findall(words)
        if bare(one) not in ANYBODY
    ]
    if missing := next((name for name in [*dotted, *names] if not _is_in(bare(name), held)), ""):
        return missing
    own = GENITIVE.sub("", fold(bare(words)))
    return next((one for one in people if _is_meant(one, own, words, held)), "")


def bare(text: str) -> str:
    """Without case and accents."""
    return _no_accents(text).casefold().replace("’", "'")


def _no_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _is_meant(person: str, folded: str, text: str, held: str) -> bool:
    """Somebody is named, in full or by a part with a capital, of whom the ground doesn't speak."""
    whole = fold(bare(person))
    if f" {whole} " in f" {folded} ":
        return not _is_in(whole, held)
    parts = [part for part in whole.split() if len(part) > 2 and f" {part} " in f" {folded} "]
    return any(part.title() in _no_accents(text) and not _is_in(part, held) for part in parts)


def _is_in(name: str, held: str) -> bool:
    """The whole word is there, with or without the ending of a genitive or plural."""
    stem = re.sub(r"'s?$", "", name).removesuffix("s")
    return re.search(rf"(?<!\w){re.escape(stem)}(?:'?s)?(?!\w)", held) is not None
