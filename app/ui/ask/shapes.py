"""What the page of questions shows: turns, their sentences, and conversations."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from app.ui.rows import TaskLine
from app.ui.shapes import Source

# Kept as JSON with the answer: the screen hands it back and never reads it.
Kept = Mapping[str, Any]


class Asked(TypedDict):
    """A question, with the chips its asker set right."""

    question: str
    fixed: list[str]


class Chip(TypedDict):
    """One part of how a question was read; `value` is what a correction sends back."""

    kind: str
    label: str
    value: str
    words: str


class Candidate(TypedDict):
    """One way to understand an ambiguous question."""

    label: str
    question: str


class CountedGoal(TypedDict):
    """A goal among what a count stands for."""

    key: str
    url: str
    title: str
    due: str
    due_tip: str
    tone: str
    is_goal: bool


class Sentence(TypedDict):
    """One claim with its sources; `items` are exactly what it counts, `lines` once they were opened."""

    text: str
    sources: list[Source]
    items: list[str]
    all: int
    lines: list[TaskLine | CountedGoal] | None
    claim: Kept | None
    opens: str  # the page that shows exactly what it counts
    verdict: NotRequired[str | None]


class Turn(TypedDict):
    """A question with its answer; `thumb` is 1, 0 or -1, `took_ms` in milliseconds."""

    id: int
    question: str
    fixed: list[str]
    earlier: list[Asked]
    follows: bool
    chips: list[Chip]
    unknown: list[str]
    sentences: list[Sentence]
    mode: str
    looked_at: list[str]
    note: str
    cards: list[Kept]
    nearest: list[Source]
    candidates: list[Candidate]
    took_ms: int
    as_of_clock: str
    as_of_text: str
    thumb: int
    saved: NotRequired[bool]
    changed: NotRequired[int]
    checked: NotRequired[str]


class Checked(TypedDict):
    """The verdicts on a turn's sentences; how many no longer hold, and when that was looked up."""

    verdicts: Sequence[str | None]
    changed: int
    checked: str


class PastConversation(TypedDict):
    """A conversation kept."""

    id: int
    title: str
    at: str
