"""Lets a model look for more before it words an answer: with the readers' tools, and nothing else.

A tool takes words and gives numbered evidence. Whose workspace is read is not the model's to say: the
readers it is handed are one person's already. Nothing here changes anything.
"""

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from agents import limits
from agents.answer import Answer, Sentence, of_quote
from agents.citations import Evidence, cut
from agents.facts import Quote
from agents.model import Model, ModelFailed, Tool
from agents.reading.names import fold

PROMPT = Path(__file__).parent / "prompts" / "collecting.md"
NOTHING = "Nothing found."
FULL = "There is enough: stop looking."
SPLIT = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Found:
    """What a look brought: computed sentences, passages, and a word on what to try instead."""

    sentences: Sequence[Sentence] = ()
    passages: Sequence[Quote] = ()
    hint: str = ""


class Readers(Protocol):
    """One person's workspace, opened anew for each look, with the rights they have then."""

    def ask(self, question: str) -> Found:
        """The plain answer to a question; nothing when it wants something done."""
        ...

    def search(self, words: str) -> Found:
        """What was written that fits these words, best first."""
        ...

    def read(self, address: str) -> Found:
        """One record whole, by its key or address; nothing when it isn't there or can't be seen."""
        ...


@dataclass(frozen=True)
class Looked:
    """A look, in words: “Searched for “rotation””."""

    text: str


@dataclass
class Collection:
    """Numbered evidence that grows by what a model looks at; closed, it stays as it is."""

    evidence: list[Evidence]
    readers: Readers
    looks: list[Looked] = field(default_factory=list[Looked])
    closed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def tools(self) -> list[Tool]:
        """What a model may use; none takes a person, a scope or a place outside."""
        return [
            Tool("ask", "Answer one plain question about the work.", "question", self._ask),
            Tool("search", "Find what was written, by words.", "words", self._search),
            Tool(
                "read",
                "Read one thing whole, by its key (ENG-12) or address (/docs/12, /goals/3).",
                "address",
                self._read,
            ),
        ]

    def _ask(self, question: str) -> str:
        return self._look("Asked", question, self.readers.ask)

    def _search(self, words: str) -> str:
        return self._look("Searched for", words, self.readers.search)

    def _read(self, address: str) -> str:
        return self._look("Read", address, self.readers.read)

    def _look(self, verb: str, query: str, read: Callable[[str], Found]) -> str:
        """One look at a time: a model may ask for several at once."""
        query = " ".join(query.split())[: limits.LONGEST_LOOK]
        with self._lock:
            if self.closed or len(self.looks) >= limits.MOST_TOOL_CALLS:
                return FULL
            if not query:
                return NOTHING
            self.looks.append(Looked(f"{verb} “{query}”"))
            found = read(query)
            return self._added(found, query)

    def _added(self, found: Found, query: str) -> str:
        """The pieces numbered, new ones kept; a piece that is there already keeps its number."""
        lines: list[str] = []
        for piece in list(_pieces(found, query))[: limits.MOST_OF_A_CALL]:
            there = next((one for one in self.evidence if _same(one, piece)), None)
            if there is None and len(self.evidence) >= limits.MOST_PIECES:
                lines.append(FULL)
                break
            if there is None:
                there = replace(
                    piece, number=1 + max((one.number for one in self.evidence), default=0)
                )
                self.evidence.append(there)
            lines.append(shown(there))
        if found.hint:
            lines.append(as_data(found.hint))
        return "\n".join(lines) or NOTHING


def collecting(
    answer: Answer, model: Model, collection: Collection, *, until: float
) -> Iterator[Looked]:
    """Each look as it is made. A model that can't use tools, fails or is too slow leaves what there is."""
    shown = 0
    asked = asked_with(answer, collection.evidence)
    steps = model.collect(PROMPT.read_text(encoding="utf-8"), asked, collection.tools())
    try:
        for _ in limits.in_time(steps, until):
            # Several are made at once: more may come while these are told.
            fresh = collection.looks[shown:]
            shown += len(fresh)
            yield from fresh
    except (ModelFailed, limits.OutOfTime):
        pass
    finally:
        collection.closed = True
    yield from collection.looks[shown:]


def asked_with(answer: Answer, evidence: Sequence[Evidence]) -> str:
    """The question, how it was understood, and the evidence as data."""
    chips = ", ".join(chip.label for chip in answer.reading.chips)
    lines = [f"Question: {as_data(answer.question)}"]
    if chips:
        lines.append(f"Understood as: {as_data(chips)}")
    pieces = [shown(one) for one in evidence] or ["(nothing was found yet)"]
    return "\n".join([*lines, "", "<evidence>", *pieces, "</evidence>"])


def shown(one: Evidence) -> str:
    """A piece as a model sees it: its words stay on their own lines and open no markup."""
    quoted = [f"    quoted: {as_data(quote)}" for quote in one.quotes]
    return "\n".join([f"S{one.number}: {as_data(one.text)}", *quoted])


def as_data(text: str) -> str:
    return " ".join(text.split()).replace("<", "‹").replace(">", "›")


def until_of(seconds: float) -> tuple[float, float]:
    """When collecting must end, and when all must (of `time.monotonic`)."""
    now = time.monotonic()
    return now + seconds * limits.COLLECTING_SHARE, now + seconds


def _pieces(found: Found, query: str) -> Iterator[Evidence]:
    for sentence in found.sentences:
        yield Evidence(0, sentence.text, sentence.sources, sentence.items)
    for quote in found.passages:
        source = of_quote(quote)
        by = f"{quote.author}, {quote.at:%-d %b %Y}" if quote.author else f"{quote.at:%-d %b %Y}"
        part = best_part(quote.text, query)
        yield Evidence(0, f"Written in {quote.title} ({by}).", (replace(source, quote=part),))


def best_part(text: str, words: str) -> str:
    """The stretch of a long text that holds most of the words, as long as is shown."""
    if len(text) <= limits.LONGEST_PIECE:
        return text
    wanted = set(fold(words).split())
    parts = [part for part in SPLIT.split(text) if part.strip()]
    stretches = [_stretch(parts[start:]) for start in range(len(parts))]
    return max(stretches, key=lambda part: len(wanted & set(fold(part).split())), default="")


def _stretch(parts: Iterable[str]) -> str:
    whole = ""
    for part in parts:
        if whole and len(whole) + len(part) >= limits.LONGEST_PIECE:
            break
        whole = f"{whole} {part}".strip()
    return cut(whole)


def _same(one: Evidence, other: Evidence) -> bool:
    """The same words of the same things."""
    return fold(one.words) == fold(other.words)
