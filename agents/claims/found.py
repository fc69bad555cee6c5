"""What is true now of what a claim is about: a reader a predicate, under the viewer's rights.

Each returns the values its claim has a fingerprint of, or None when what it is about is not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import singledispatch
from typing import Any

from agents.algebra.running import run
from agents.claims import values
from agents.claims.about import (
    About,
    OfBlockers,
    OfChanges,
    OfField,
    OfFindings,
    OfFlow,
    OfGoal,
    OfGoals,
    OfGroup,
    OfLast,
    OfLink,
    OfQuery,
    OfQueue,
    OfServes,
    OfSimilar,
    OfSplit,
    OfSummary,
    OfTask,
    OfTasks,
    OfThings,
    OfWaiting,
    OfWritten,
)
from agents.claims.claim import fingerprint
from agents.described import called
from agents.facts import GoalFact, Named, Quote, TaskFact, TaskFilter
from agents.workspace import WorkspaceGateway

Values = Iterable[Any] | None
TASK_FIELDS = frozenset(one.name for one in fields(TaskFact))
GOAL_FIELDS = frozenset(one.name for one in fields(GoalFact))


@dataclass(frozen=True)
class Week:
    """One scope's week, as a summary is asked for."""

    goals: tuple[Named, ...]
    spaces: tuple[Named, ...]
    days: tuple[date, date]
    lists: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()


class Gone(Exception):
    """What a claim is about is not there, as far as the viewer sees."""


@singledispatch
def values_of(about: About, gateway: WorkspaceGateway) -> Values:  # noqa: ARG001 - those of each kind
    """What is true now of what a claim is about; None when that is not there, or `Gone`."""
    raise ValueError(f"{type(about).__name__} has a check of its own")


def _wanted(about: OfTasks, gateway: WorkspaceGateway) -> TaskFilter:
    """The claim's filter; a goal that can't be seen serves nothing."""
    wanted = about.filter
    if wanted.goal is not None and gateway.goal(wanted.goal) is None:
        raise Gone
    return wanted


def _task(key: str, gateway: WorkspaceGateway) -> TaskFact:
    found = gateway.task(key)
    if found is None:
        raise Gone
    return found


def _known(names: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    if not known.issuperset(names):
        raise ValueError
    return names


@values_of.register
def _tasks(about: OfTasks, gateway: WorkspaceGateway) -> Values:
    return sorted(gateway.tasks(_wanted(about, gateway)).keys)


@values_of.register
def _group(about: OfGroup, gateway: WorkspaceGateway) -> Values:
    groups = dict(gateway.split(_wanted(about, gateway), about.by))
    label = about.label
    return sorted(groups[label].keys) if label in groups else ()


@values_of.register
def _split(about: OfSplit, gateway: WorkspaceGateway) -> Values:
    but = about.but
    groups = gateway.split(_wanted(about, gateway), about.by)
    return values.split([(name, group) for name, group in groups if name not in but])


@values_of.register
def _changes(about: OfChanges, gateway: WorkspaceGateway) -> Values:
    wanted, kind = _wanted(about, gateway), about.kind
    start, end = about.start, about.end
    found = gateway.changes(wanted, start, end, (kind,))
    if about.key is not None:
        return values.change(values.last_of(found, _task(about.key, gateway).key))
    keys = {change.key for change in found}
    if about.label is not None:
        if about.by is None:
            raise ValueError
        groups = dict(gateway.split(wanted, about.by))
        label = about.label
        keys &= set(groups[label].keys) if label in groups else set[str]()
    return sorted(keys)


@values_of.register
def _waiting(about: OfWaiting, gateway: WorkspaceGateway) -> Values:
    before = about.way == "before"
    task = _task(about.key, gateway)
    found = gateway.blockers_of(task.id) if before else gateway.waiting_for(task.id)
    return sorted(one.key for one in found)


@values_of.register
def _blockers(about: OfBlockers, gateway: WorkspaceGateway) -> Values:
    found = gateway.blockers(_wanted(about, gateway))
    if about.key is None:
        return values.blockers(found)
    key = _task(about.key, gateway).key
    return values.blocker(next((one for one in found if one.task.key == key), None))


@values_of.register
def _flow(about: OfFlow, gateway: WorkspaceGateway) -> Values:
    took = gateway.flow(_wanted(about, gateway), about)
    return values.flow(took, about.part, about.key)


@values_of.register
def _queue(about: OfQueue, gateway: WorkspaceGateway) -> Values:
    found = gateway.queues(_wanted(about, gateway), about)
    return values.queues(found, about.statuses)


@values_of.register
def _one_task(about: OfTask, gateway: WorkspaceGateway) -> Values:
    return values.task(_task(about.key, gateway), _known(about.fields, TASK_FIELDS))


def _goal(goal_id: int, gateway: WorkspaceGateway) -> GoalFact:
    found = gateway.goal(goal_id)
    if found is None:
        raise Gone
    return found


@values_of.register
def _one_goal(about: OfGoal, gateway: WorkspaceGateway) -> Values:
    return values.goal(_goal(about.id, gateway), _known(about.fields, GOAL_FIELDS))


@values_of.register
def _goals(about: OfGoals, gateway: WorkspaceGateway) -> Values:
    return values.goals(about.filter.of(gateway.goals()))


@values_of.register
def _field(about: OfField, gateway: WorkspaceGateway) -> Values:
    if about.key is not None:
        kind, fact = "task", _task(about.key, gateway)
    elif about.id is not None:
        kind, fact = "goal", _goal(about.id, gateway)
    else:
        raise ValueError
    name = about.field
    if called(gateway.fields(kind), name) is None:
        raise ValueError
    return values.field(
        gateway.stated(kind, fact.id, name), gateway.last_change(kind, fact.id, name)
    )


@values_of.register
def _serves(about: OfServes, gateway: WorkspaceGateway) -> Values:
    found = gateway.serves(_task(about.key, gateway).id)
    return [[goal.id, through] for goal, through in found]


@values_of.register
def _similar(about: OfSimilar, gateway: WorkspaceGateway) -> Values:
    return sorted(one.key for one in gateway.similar(_task(about.key, gateway).id))


@values_of.register
def _findings(about: OfFindings, gateway: WorkspaceGateway) -> Values:
    found = gateway.findings()
    if about.title is None:
        return sorted(one.title for one in found)
    title = about.title
    return next((values.finding(one) for one in found if one.title == title), ())


@values_of.register
def _last(about: OfLast, gateway: WorkspaceGateway) -> Values:
    comments = gateway.comments_on(about.kind, about.id)
    return [comments[0].id] if comments else None


@values_of.register
def _written(about: OfWritten, gateway: WorkspaceGateway) -> Values:
    return next((values.written(one.author, one.at) for one in quotes(about, gateway)), None)


def quotes(about: OfWritten, gateway: WorkspaceGateway) -> list[Quote]:
    """A record's own text or a comment on it, as it stands."""
    which = (about.kind, about.id)
    found = gateway.passages("", record=about.record)
    return [one for one in found if (one.kind, one.id) == which]


def is_linked(about: OfLink, gateway: WorkspaceGateway) -> bool:
    """Whether an item is tied to a task."""
    key = _task(about.key, gateway).key
    if not gateway.passages("", record=f"{about.kind}:{about.id}"):
        raise Gone
    return any(one.key == key for one in gateway.linked_tasks(about.kind, about.id))


def is_in_summary(about: OfSummary, value: str, gateway: WorkspaceGateway) -> bool:
    """Whether a week's summary of its scope has this part."""
    kind, number, first = about.kind, about.id, about.first
    named = [n for n in gateway.names() if (n.kind, n.id) == (kind, number)]
    if not named and kind != "workspace":
        raise Gone
    days = (first, first + timedelta(days=7))
    goals, spaces = (tuple(named) if kind == noun else () for noun in ("goal", "space"))
    summary = gateway.summary(Week(goals, spaces, days))
    parts = [fingerprint(values.part(part)) for part in summary.parts] if summary else []
    return value in parts


def those_of(about: OfThings, gateway: WorkspaceGateway) -> tuple[int, int, int]:
    """Of a person's things: how many there are, how many are there, how many are theirs and read the same."""
    there = same = 0
    for kind, number, record, mark in about.things:
        found = quotes(OfWritten(kind=kind, id=number, record=record), gateway)
        there += bool(found)
        same += any(
            values.mark(one) == mark
            and (one.author == about.person or _does(about.person, one, gateway))
            for one in found
        )
    return len(about.things), there, same


def _does(person: str, quote: Quote, gateway: WorkspaceGateway) -> bool:
    return quote.kind == "task" and person in gateway.assigned_among([quote])


@values_of.register
def _query(about: OfQuery, gateway: WorkspaceGateway) -> Values:
    try:
        return run(about.query, gateway).values(about.label)
    except (TypeError, KeyError, AttributeError) as error:  # somebody else wrote its filter
        raise ValueError from error
