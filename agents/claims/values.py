"""What a claim fingerprints: the same values when it is made and when it is run again."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from agents.changed import LastChange
from agents.claims.claim import fingerprint
from agents.facts import (
    BlockerFact,
    Change,
    FindingFact,
    FlowFact,
    GoalFact,
    QueueFact,
    Quote,
    SpreadFact,
    TaskFact,
    Tasks,
)
from agents.weeks import SummaryPart

FlowPart = Literal["finished", "cycle", "lead", "weeks", "ontime", "slowest"]
# What any sentence may say of one; kept claims that name no fields mean these.
OF_TASK = (
    "key",
    "title",
    "status",
    "due",
    "people",
    "priority",
    "list_name",
    "blocked_by",
    "blocking",
)
OF_GOAL = ("title", "state", "owner", "actual", "health", "period_end", "targets")
# A measure's days pass by themselves: “was started 12 days ago”.
DAYS = re.compile(r"\b\d+ days?\b")


def task(fact: TaskFact, fields: Sequence[str]) -> list[Any]:
    """What is said of a task."""
    return [getattr(fact, name) for name in fields or OF_TASK]


def goal(fact: GoalFact, fields: Sequence[str]) -> list[Any]:
    """What is said of a goal; what is expected of it by today moves by itself."""
    values = {name: getattr(fact, name) for name in fields or OF_GOAL}
    if "targets" in values:
        values["targets"] = [target.words for target in fact.targets]
    return list(values.values())


def goals(found: Iterable[GoalFact]) -> list[str]:
    """Which goals, and how each stands."""
    return sorted(f"{one.id} {one.state} {one.health}" for one in found)


def split(groups: Sequence[tuple[str, Tasks]]) -> list[Any]:
    """How many groups, and what is in any of them."""
    return [len(groups), *sorted({key for _, group in groups for key in group.keys})]


def change(one: Change | None) -> list[Any]:
    return [one.at, one.who, one.old, one.new, one.reason] if one else []


def last_of(changes: Sequence[Change], key: str) -> Change | None:
    """The last of these that happened to a task."""
    return next((one for one in reversed(changes) if one.key == key), None)


def blockers(found: Sequence[BlockerFact]) -> list[str]:
    """What holds up, and what is held up."""
    waiting = {one.key for blocker in found for one in blocker.waiting}
    return [*sorted(one.task.key for one in found), "before", *sorted(waiting)]


def blocker(found: BlockerFact | None) -> list[str]:
    return [*sorted(one.key for one in found.waiting), *found.goals] if found else []


def flow(took: FlowFact, part: FlowPart, key: str = "") -> list[Any]:
    """The numbers a sentence about finished work says, and what it counts."""
    finished = sorted(took.finished.keys)
    match part:
        case "finished":
            return finished
        case "cycle":
            return [*_spread(took.cycle), *finished]
        case "lead":
            return [*_spread(took.lead), *finished]
        case "weeks":
            return [f"{start} {count}" for start, count in took.weeks]
        case "ontime":
            return [*sorted(took.on_time.keys), "late", *sorted(took.late.keys)]
        case "slowest":
            return [
                (n == 0, int(days)) for n, (one, days) in enumerate(took.slowest) if one.key == key
            ]


def _spread(one: SpreadFact) -> list[Any]:
    return [None if value is None else int(value) for value in (one.p50, one.p85)]


def queues(found: Sequence[QueueFact], statuses: Sequence[str]) -> list[Any]:
    """The statuses work waits in, of these (of all when none is named)."""
    return [
        (one.status, sorted(one.tasks.keys), one.p85 and int(one.p85), one.arrived, one.departed)
        for one in found
        if one.tasks and (not statuses or one.status in statuses)
    ]


def finding(one: FindingFact) -> list[str]:
    """A finding without the days that pass by themselves."""
    text = DAYS.sub("", f"{one.title} {one.measure} {one.comparison} {one.next_act}")
    return [text, *sorted(task.key for task in one.tasks)]


def part(one: SummaryPart) -> list[str]:
    """A line of a summary with exactly what it counts."""
    return [DAYS.sub("", one.text), *one.tasks.keys]


def field(now: str, last: LastChange | None) -> list[Any]:
    return [now, last.at, last.who, last.old, last.new] if last else [now]


def written(author: str, at: datetime) -> list[Any]:
    return [author, at.isoformat()]


def mark(quote: Quote) -> str:
    """Whether a record's words are the same; a doc is found in parts, and is known by its author."""
    return "" if quote.kind == "doc" else fingerprint([quote.text])
