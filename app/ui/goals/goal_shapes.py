"""What a goal's page shows, as its state keeps it."""

from typing import TypedDict

from app.ui.archiving import ArchiveNote
from app.ui.held import HeldFields
from app.ui.rows import TaskLine
from app.ui.shapes import Choice, Crumb, PersonView


class TargetView(TypedDict):
    """A target as the page shows it."""

    id: int
    name: str
    kind: str
    current: str  # as the person writes numbers, like the next two and the weight
    start: str
    target: str
    unit: str
    weight: str
    shown: str
    aim: str
    done: bool
    percent: float | None
    label: str
    health: str


class SubGoal(TypedDict):
    """A goal below this one."""

    title: str
    url: str
    actual: float | None
    expected: float | None
    health: str
    label: str


class ListLink(TypedDict):
    """A list that serves the goal."""

    name: str
    url: str
    open: str
    through: str


class DocLink(TypedDict):
    """A doc about the goal."""

    id: int
    title: str
    url: str
    through: str


class WorkCounts(TypedDict):
    """How much serves the goal, each with the address of exactly that; empty words for none."""

    open: str
    open_url: str
    closed: str
    closed_url: str


class GoalFacts(HeldFields):
    """The goal itself; `actual` and `expected` are shares from 0 to 100, days are ISO."""

    id: int
    title: str
    description: str
    state: str
    state_name: str
    is_open: bool
    owner: PersonView | None
    owner_id: int
    owners: list[Choice]
    actual: float | None
    expected: float | None
    health: str
    suggested: str
    label: str
    why: str
    override: str
    override_words: str
    left: str
    parent_id: int
    space_id: int | None
    place: str
    reason: str
    can_edit: bool
    can_comment: bool
    as_of: str
    version: int  # the log's last event when it was read


class GoalPage(TypedDict):
    """Everything the page shows but the discussion."""

    archive: ArchiveNote
    goal: GoalFacts
    crumbs: list[Crumb]
    targets: list[TargetView]
    below: list[SubGoal]
    tasks: list[TaskLine]
    work: WorkCounts
    lists: list[ListLink]
    docs: list[DocLink]
    parents: list[Choice]
    all_lists: list[Choice]
    all_docs: list[Choice]
