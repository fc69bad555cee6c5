"""A question in plainer words: without those that carry no condition, with slips of spelling put right and told.

Names, keys and quotes stay as they are written. What narrows, turns, counts or orders is never left out.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from agents.algebra.language import FOLDER, lexicon
from agents.algebra.spelling import corrected, may_be_turned, turned
from agents.reading import times
from agents.reading.names import KEY, QUOTED, Gazetteer, fold, link

STATES = ("state", "health", "priority", "goal_state")
LONGEST_STATE = LONGEST_TIME = 4  # words
Span = tuple[int, int]
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Plainer:
    """The words to read, and which of them were written otherwise."""

    words: str
    slips: tuple[tuple[str, str], ...] = ()

    @property
    def note(self) -> str:
        """What the asker is told of it; empty when nothing was put right."""
        told = [f"“{wrong}” as “{right}”" for wrong, right in self.slips]
        return f"I read {', '.join(told)}." if told else ""


@dataclass(frozen=True)
class _Asides:
    drop: re.Pattern[str]
    before_state: re.Pattern[str]
    instead: tuple[tuple[re.Pattern[str], str], ...]
    before_time: tuple[tuple[re.Pattern[str], str], ...]
    of_a_day: tuple[tuple[re.Pattern[str], str], ...]


def plainer(
    question: str,
    names: Gazetteer,
    *,
    today: date,
    written: Callable[[str], frozenset[str]],
    language: str = "en",
) -> Plainer:
    """Say it plainer; `written` tells words of titles and names here like one: if they hold it, it is no slip."""
    words, slips = _spelled(question, names, written)
    asides = _asides(language)

    def is_before_time(rest: str) -> bool:
        found = times.find(" ".join(["after", *fold(rest).split()[:LONGEST_TIME]]), today)
        return found is not None and found[1] == 0

    words = _replaced(words, asides.before_time, _held(words, names), is_before_time)
    if not _happens(words):
        words = _replaced(words, asides.of_a_day, _held(words, names), is_before_time)
    words = _replaced(words, asides.instead, _held(words, names))
    words = _without(words, asides.before_state, _held(words, names), _is_before_state)
    words = _without(words, asides.drop, _held(words, names))
    if not WORD.search(words):
        return Plainer(question)
    return Plainer(" ".join(words.split()), tuple(slips))


def _spelled(
    question: str, names: Gazetteer, written: Callable[[str], frozenset[str]]
) -> tuple[str, list[tuple[str, str]]]:
    held, slips = _held(question, names), list[tuple[str, str]]()
    text = question
    for match in reversed(list(WORD.finditer(question))):
        word = match.group()
        if _overlaps(match.span(), held):
            continue
        is_name = not word.islower() and match.start() > 0
        before = fold(question[: match.start()]).split()
        after = fold(question[match.end() :]).split()
        bare = word.removesuffix("'s").removesuffix("’s")
        plain = fold(bare)
        meant = plain if is_name else corrected(plain, before[-1:], after[:1])
        if (meant == plain and not may_be_turned(plain)) or names.called(fold(word)):
            continue
        here = written(word)
        if plain in here:
            continue
        meant = (meant if meant != plain else turned(plain, here)) + word[len(bare) :]
        if meant == fold(word):
            continue
        slips.insert(0, (word, meant))
        text = f"{text[: match.start()]}{meant}{text[match.end() :]}"
    return text, slips


def _held(question: str, names: Gazetteer) -> list[Span]:
    """Where names, keys and quotes stand."""
    found = link(question, names)
    spans = [(one.begin, one.end) for one in found.spans]
    for words, _ in found.ambiguous:
        spans.append((at := question.find(words), at + len(words)))
    spans += [one.span() for pattern in (KEY, QUOTED) for one in pattern.finditer(question)]
    return spans


def _overlaps(span: Span, held: list[Span]) -> bool:
    return any(begin < span[1] and span[0] < end for begin, end in held)


def _replaced(
    words: str,
    rules: tuple[tuple[re.Pattern[str], str], ...],
    held: list[Span],
    fits: Callable[[str], bool] = lambda _: True,
) -> str:
    for pattern, meant in rules:
        for match in reversed(list(_found(pattern, words, held, fits))):
            words = f"{words[: match.start()]}{meant}{words[match.end() :]}"
    return words


def _without(
    words: str,
    pattern: re.Pattern[str],
    held: list[Span],
    fits: Callable[[str], bool] = lambda _: True,
) -> str:
    for match in reversed(list(_found(pattern, words, held, fits))):
        words = f"{words[: match.start()]} {words[match.end() :]}"
    return re.sub(r"\s+([?.!,])", r"\1", words)


def _found(
    pattern: re.Pattern[str], words: str, held: list[Span], fits: Callable[[str], bool]
) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(words):
        if not _overlaps(match.span(), held) and fits(words[match.end() :]):
            yield match


def _is_before_state(rest: str) -> bool:
    first = fold(rest).split()
    known = (
        lexicon().senses(tuple(first[:n])) for n in range(min(LONGEST_STATE, len(first)), 0, -1)
    )
    return any(one.partition(".")[0] in STATES for senses in known for one in senses)


def _happens(words: str) -> bool:
    """Whether something is said to have happened."""
    return any(
        one.startswith("event.")
        for word in fold(words).split()
        for one in lexicon().senses((word,))
    )


@lru_cache
def _asides(language: str) -> _Asides:
    plain = tomllib.loads((FOLDER / language / "asides.toml").read_text(encoding="utf-8"))

    def rules(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((_any(said), meant) for meant, said in plain[table].items())

    return _Asides(
        _any([one for some in plain["drop"].values() for one in some]),
        _any(plain["before_state"]["words"]),
        rules("instead"),
        rules("before_time"),
        rules("of_a_day"),
    )


def _any(phrases: list[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda one: -len(one))
    return re.compile(
        rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, longest))})(?![\w'’-])", re.IGNORECASE
    )
