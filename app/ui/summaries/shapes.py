"""What the page of a week holds."""

from typing import TypedDict

from app.ui.shapes import Choice


class Item(TypedDict):
    """One thing a number stands for."""

    key: str
    title: str
    url: str
    note: str
    people: str
    part_of: str  # what it and those after it are parts of, on the first of them
    depth: int
    is_gone: bool  # deleted since the week


class Part(TypedDict):
    """A number of the week and exactly what it counts."""

    name: str
    anchor: str
    url: str  # the items of this number, of this very summary
    title: str
    count: int
    change: str  # against the week before
    note: str
    items: list[Item]
    rest: list[Item]  # folded
    is_said: bool  # somebody's words
    has_figure: bool


class MoveView(TypedDict):
    """What became of a goal."""

    what: str
    values: str  # “40 → 55”
    by: str


class GoalView(TypedDict):
    """How a goal stands, and how it got there."""

    title: str
    url: str
    owner: str
    health: str
    actual: float | None
    expected: float | None
    verdict: str
    cause: str
    confidence: str
    owes: str
    moves: list[MoveView]
    depth: int


class Step(TypedDict):
    """One number of the reconciling line, with its sign."""

    word: str
    number: str
    sign: str


class Wording(TypedDict):
    """The question a language model words, and its chips."""

    model: str
    question: str
    reading: list[str]


class WrittenSummary(Wording):
    """The week itself."""

    parts: list[Part]
    goals: list[GoalView]
    more_goals: list[GoalView]
    sums: list[Step]
    identity: str
    text: str
    url: str
    headline: str
    lead: list[str]
    written: str
    clock: str


class SummaryHead(TypedDict):
    """Which week of what is shown, and where one can go from it."""

    subjects: list[Choice]
    chosen: str
    week: str
    heading: str
    span: str
    before: str
    after: str
    is_running: bool
    title: str
    can_write: bool
