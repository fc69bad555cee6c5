"""Whether a name holds the words somebody uses for it: in other forms, and nearly as they are spelled."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from agents.reading.names import fold
from agents.reading.stems import stem
from agents.reading.words import FILLER

# A word of five letters and more may be misspelled; of six and more its form may differ in the end.
LETTERS, LIKE, BEGINNING = 5, 84, 5


def meant(said: str, titled: Sequence[tuple[str, str]]) -> str:
    """Of tasks (key, title) whose titles hold the words the one that is meant; a part of it may repeat its title."""
    words = [word for word in fold(said).split() if word not in FILLER]
    found = [(key, fold(title)) for key, title in titled if holds(title, words, least=LIKE)]
    found.sort(key=lambda one: len(one[1]))
    if len(words) < 2 or not found or not all(found[0][1] in title for _, title in found):
        return ""
    return found[0][0]


def holds(name: str, words: Sequence[str], *, least: int) -> bool:
    own = fold(name).replace("-", " ").split()
    return all(_is_among(word, own, least) for said in words for word in said.split("-"))


def _is_among(word: str, own: Sequence[str], least: int) -> bool:
    if any(stem(word) == stem(one) for one in own):
        return True
    return len(word) >= LETTERS and any(_is_like(word, one, least) for one in own)


def _is_like(word: str, one: str, least: int) -> bool:
    if one[0] != word[0]:
        return False
    shorter = min(len(word), len(one))
    is_form = shorter > BEGINNING and word[:BEGINNING] == one[:BEGINNING]
    return fuzz.ratio(word, one) >= least or (is_form and least < 100)
