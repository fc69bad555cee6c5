"""Checks a model's sentences against the evidence they cite; what is not in it is dropped.

A sentence stands when each thing it cites exists and every number, date, key and name in it occurs in
the cited evidence. Nothing is taken on trust: the check reads words, it asks no model.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.answer import Sentence, Source
from agents.reading.names import fold

CITED = re.compile(r"\[\s*(S\d+(?:\s*[,;]\s*S\d+)*)\s*\]", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
KEY = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")
# A word with a capital inside a sentence is a name.
NAME = re.compile(r"(?<![.!?:“\"(]\s)(?<!^)\b[A-ZÀ-Þ][\w’'-]+", re.UNICODE)
QUOTE = re.compile(r"[“\"]([^”\"]{3,})[”\"]")
# A worded sentence is plain text: no address, link, image or element, whoever wrote it first.
MARKUP = re.compile(
    r"https?:|www\.|\b(?:javascript|data|mailto|file):|<[A-Za-z/!]|!\[|\]\s*\(|\]:\s|[\w.+-]+@[\w-]+\.\w",
    re.IGNORECASE,
)
# Without “one”: that is mostly a pronoun.
NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "dozen": "12",
}  # fmt: skip
FREE = frozenset(
    {"i", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


@dataclass(frozen=True)
class Evidence:
    """One numbered piece: a computed sentence with its sources and the items it counts."""

    number: int
    text: str
    sources: tuple[Source, ...]
    items: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that may be repeated of it."""
        parts = [self.text, *self.items]
        parts += [f"{s.key} {s.title} {s.quote} {s.author}" for s in self.sources]
        return " ".join(parts)


def verified(line: str, evidence: Sequence[Evidence]) -> Sentence | None:
    """The line as a sentence with its sources, or None when it can't be proved."""
    cited = [int(n) for group in CITED.findall(line) for n in re.findall(r"\d+", group)]
    text = CITED.sub("", line).strip(" -*\t").replace(" .", ".")
    by_number = {one.number: one for one in evidence}
    if (
        not text
        or MARKUP.search(text)
        or not cited
        or any(number not in by_number for number in cited)
    ):
        return None
    kept = [by_number[number] for number in dict.fromkeys(cited)]
    if not supported(text, " ".join(one.words for one in kept)):
        return None
    sources = tuple(dict.fromkeys(source for one in kept for source in one.sources))
    items = next((one.items for one in kept if one.items), ())
    return Sentence(text, sources, items)


def supported(text: str, ground: str) -> bool:
    """Every number, key, name and quote of `text` occurs in `ground`."""
    known = set(NUMBER.findall(ground))
    folded = f" {fold(ground)} "
    if any(number not in known for number in NUMBER.findall(text)):
        return False
    spelled = {NUMBER_WORDS[w] for w in fold(text).split() if w in NUMBER_WORDS}
    if any(n not in known and not _spelled(n, folded) for n in spelled):
        return False
    if any(key not in ground for key in KEY.findall(text)):
        return False
    if any(fold(quote) not in folded for quote in QUOTE.findall(text)):
        return False
    return all(fold(name) in FREE or _named(fold(name), folded) for name in NAME.findall(text))


def _named(name: str, folded: str) -> bool:
    """The whole word is there, with or without the ending of a genitive or plural."""
    plain = re.sub(r"['’]s?$", "", name)
    return any(
        f" {form} " in folded for form in (name, plain, f"{plain}s", plain.removesuffix("s"))
    )


def _spelled(number: str, folded: str) -> bool:
    return any(value == number and f" {word} " in folded for word, value in NUMBER_WORDS.items())
