"""Phrases with places in them, as the data of a language writes them: `wann ist/wird {x} fällig`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.reading.names import fold

SLOT = re.compile(r"\{(\w+)\}")
# What each place of a question takes; every word of a question ends in a space.
NUMBERS = (
    "zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze"
    "|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce"
)
TAKES = {
    "name": r"zn\d+z ",
    "time": r"zt\d+z ",
    "n": rf"(?:\d+|{NUMBERS}) ",
    "x": r"(?:\S+ )+?",
    "y": r"(?:\S+ )+?",
}


@dataclass(frozen=True)
class Template:
    """Words of a language with places, and the English for them with the same places."""

    pattern: re.Pattern[str]
    english: str
    weight: int  # the more words of its own it has, the surer; one that may be missing counts half

    @property
    def has_time(self) -> bool:
        return "time" in self.pattern.groupindex

    def filled(self, values: Mapping[str, str]) -> str:
        """The English with its places filled."""
        return SLOT.sub(lambda place: values[place.group(1)].strip(), self.english)


def templates(plain: Mapping[str, Sequence[str]], *, is_whole: bool = False) -> list[Template]:
    """The templates of a table, those with most words first."""
    found = [
        _template(words, english, is_whole=is_whole)
        for english, phrases in plain.items()
        for words in phrases
    ]
    return sorted(found, key=lambda one: -one.weight)


def _template(words: str, english: str, *, is_whole: bool) -> Template:
    parts, weight = list[str](), 0
    for word in words.split():
        slot = SLOT.fullmatch(word)
        if slot:
            parts.append(f"(?P<{slot.group(1)}>{TAKES[slot.group(1)]})")
            continue
        ways = "|".join(re.escape(fold(one)) for one in word.removesuffix("?").split("/"))
        parts.append(f"(?:(?:{ways}) )" + ("?" if word.endswith("?") else ""))
        weight += 1 if word.endswith("?") else 2
    pattern = "".join(parts)
    return Template(
        re.compile(f"^{pattern}$" if is_whole else rf"(?<!\S){pattern}"), english, weight
    )
