"""An English sentence of an answer in another language: its patterns, its sets of work, its numbers and days.

Names, titles and what is quoted are put aside first and stay as they are. A sentence no pattern knows whole is left.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from agents.algebra.language import FOLDER
from agents.translated import writing

SLOT = re.compile(r"\{([A-Za-z]+)(\d*)(?::(\w+))?\}")
HELD = re.compile(r"«(\d+)»")
QUOTE = re.compile(r"“[^”]*”")
NAMES = r"«\d+»(?:(?:, | and | or )(?:«\d+»|\d+ more))*"
WORD = r"[^\s,.;:()]+(?: or [^\s,.;:()]+)*"
TAKES = {
    "n": writing.NUMBER,
    "d": writing.DAY,
    "m": rf"(?:{writing.MONTH})(?: \d{{4}})?",
    "N": r".+?",  # names: as they are, but for what joins them
    "Q": rf"(?:(?:from|on|in|before|by|until|since) )?(?:\d{{1,2}} to {writing.DAY}|{writing.DAY} to {writing.DAY}|{writing.DAY}|(?:{writing.MONTH}) \d{{4}}|from today on|(?:the next|within) \d+ days|\d{{4}})",
    "V": rf"(?:{NAMES}|{WORD})",  # names inside a set of work
}


@dataclass(frozen=True)
class Pattern:
    """An English pattern, and what stands for it."""

    english: re.Pattern[str]
    start: re.Pattern[str]  # the same at the beginning of something longer
    own: str


@dataclass(frozen=True)
class Told:
    """How a language tells answers."""

    tables: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, Mapping[str, str]]
    endings: Mapping[str, str]
    writing: writing.Writing
    words: Mapping[str, str]
    notes: Mapping[str, str]
    kinds: Mapping[str, str]
    examples: tuple[str, ...]
    order: str


@lru_cache
def told(code: str) -> Told:
    """A language's patterns."""
    file = FOLDER / code / "answers.toml"
    plain: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    tables = {
        name: tuple(_pattern(english, own) for english, own in table.items())
        for name, table in plain["patterns"].items()
    }
    return Told(
        tables,
        plain["nouns"],
        plain["endings"],
        writing.of(code, plain["writing"]),
        plain["words"],
        plain["notes"],
        plain["kinds"],
        tuple(plain["examples"]["questions"]),
        plain["writing"]["order"],
    )


def _pattern(english: str, own: str) -> Pattern:
    parts, at = list[str](), 0
    for slot in SLOT.finditer(english):
        parts.append(re.escape(english[at : slot.start()]))
        parts.append(f"(?P<{slot.group(1)}{slot.group(2)}>{TAKES.get(slot.group(1), '.+?')})")
        at = slot.end()
    pattern = "".join(parts) + re.escape(english[at:])
    return Pattern(re.compile(pattern), re.compile(rf"{pattern}(?= |,|$)"), own)


def translated(text: str, code: str, names: Iterable[str]) -> str | None:
    """The sentence in another language; None when not all of it is known."""
    teller = _Teller(told(code))
    said = teller.of("sentence", teller.without(text, names))
    return None if said is None else teller.placed(_begun(said))


def label(text: str, code: str, names: Iterable[str]) -> str:
    """A chip's words; as they are when not all of them are known."""
    teller = _Teller(told(code))
    said = teller.of("chip", teller.without(text, names))
    return text if said is None else teller.placed(said)


def _begun(text: str) -> str:
    """With a capital, and one full stop behind an abbreviation."""
    return (text[:1].upper() + text[1:]).replace("..", ".")


@dataclass
class _Teller:
    told: Told
    held: list[str] = field(default_factory=list[str])

    def without(self, text: str, names: Iterable[str]) -> str:
        """The text with what stays as it is put aside."""
        text = QUOTE.sub(lambda found: self._hold(self._quoted(found.group())), text)
        for name in names:
            if name in text:
                text = re.sub(
                    rf"(?<![\w«]){re.escape(name)}(?![\w»])", lambda f: self._hold(f.group()), text
                )
        return text

    def _quoted(self, text: str) -> str:
        return f"{self.told.words['“']}{text[1:-1]}{self.told.words['”']}"

    def _hold(self, text: str) -> str:
        self.held.append(text)
        return f"«{len(self.held) - 1}»"

    def placed(self, text: str) -> str:
        """The text with all of it in its place again."""
        while HELD.search(text):
            text = HELD.sub(lambda found: self.held[int(found.group(1))], text)
        return text

    def of(self, table: str, text: str) -> str | None:
        """A whole text by the patterns of a table."""
        for one in self.told.tables[table]:
            found = one.english.fullmatch(text)
            said = self._filled(one, found) if found else None
            if said is not None:
                return said
        return None

    def _filled(self, one: Pattern, found: re.Match[str]) -> str | None:
        values: dict[str, str] = {}
        for slot in SLOT.finditer(one.own):
            kind, number, form = slot.groups()
            said = self._slot(kind, found.group(f"{kind}{number}"), form or "")
            if said is None:
                return None
            values[slot.group()] = said
        return SLOT.sub(lambda slot: values[slot.group()], one.own)

    def _slot(self, kind: str, text: str, form: str) -> str | None:
        match kind:
            case "n":
                return self.told.writing.number(text)
            case "d":
                return self.told.writing.day(text)
            case "m":
                return self.told.writing.month(text)
            case "N" | "V":
                return self._names(text)
            case "S":
                return self._set(text, form)
            case "A":
                return self._after(text)
            case "L":
                return self._list(text)
            case _:
                return self.of(kind, text)

    def _names(self, text: str) -> str:
        for word in ("and", "or", "nobody", "Nobody", "more"):
            text = re.sub(rf"(?<!\S){word}(?!\w)", self.told.words[word], text)
        return re.sub(
            r"(?<=\s)\d[\d,]*\d(?=,|\s|$)", lambda f: self.told.writing.number(f.group()), text
        )

    def _list(self, text: str) -> str | None:
        """Parts behind a title: “12 days overdue, with Mara, high priority”."""
        parts = self._split(text, lambda part: self.of("part", part))
        return None if parts is None else ", ".join(parts)

    def _split(self, text: str, tell: Callable[[str], str | None]) -> list[str] | None:
        if not text:
            return []
        pieces = text.split(", ")
        for size in range(1, len(pieces) + 1):
            head = tell(", ".join(pieces[:size]))
            if head is not None:
                rest = self._split(", ".join(pieces[size:]), tell)
                if rest is not None:
                    return [head, *rest]
        return None

    def _set(self, text: str, form: str) -> str | None:
        """“open overdue tasks in Platform without an estimate”, before the noun and after it."""
        words = text.split(" ")
        for at in range(len(words)):
            for size in (2, 1):
                noun = self.told.nouns.get(" ".join(words[at : at + size]))
                if noun is None:
                    continue
                before = self._before(" ".join(words[:at]))
                after = self._after(" ".join(words[at + size :]))
                if before is not None and after is not None:
                    return self._phrase(noun, form, before, after)
        return None

    def _phrase(self, noun: Mapping[str, str], form: str, before: str, after: str) -> str:
        number = form or noun["number"]
        ends = self.told.endings
        adjectives = before.replace("~", ends.get(f"{noun['gender']}.gender", ""))
        adjectives = adjectives.replace("_", ends.get(f"{noun['gender']}.{number}", ""))
        after = after.replace("~", ends.get(f"{noun['gender']}.gender", ""))
        after = after.replace("_", ends.get(f"{noun['gender']}.{number}", ""))
        named = noun.get(number) or noun["one" if number == "nobody" else "many"]
        none = noun.get(f"none_{number}", "")
        said = self.told.order.format(none=none, before=adjectives, noun=named, after=after)
        return " ".join(said.split()).replace(" ,", ",")

    def _before(self, text: str) -> str | None:
        return self._along("before", text)

    def _after(self, text: str) -> str | None:
        return self._along("after", text)

    def _along(self, table: str, text: str) -> str | None:
        """One pattern after the other to the end."""
        text = text.strip()
        if not text:
            return ""
        for one in self.told.tables[table]:
            found = one.start.match(text)
            if not found:
                continue
            said = self._filled(one, found)
            rest = self._along(table, text[found.end() :]) if said is not None else None
            if said is not None and rest is not None:
                return f"{said} {rest}".strip()
        return None
