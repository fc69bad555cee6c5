"""What is true now of what a claim is about: a reader a predicate, under the viewer's rights.

Each returns the values its claim has a fingerprint of, or None when what it is about is not there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from agents.claims import kept, values
from agents.claims.claim import fingerprint
from agents.described import called
from agents.facts import ChangeKind, Field, GoalFact, Named, Quote, TaskFact, TaskFilter
from agents.workspace import WorkspaceGateway

About = Mapping[str, Any]
Values = Iterable[Any] | None
TASK_FIELDS = frozenset(one.name for one in fields(TaskFact))
GOAL_FIELDS = frozenset(one.name for one in fields(GoalFact))
ITEMS = ("task", "doc", "goal")


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


def _wanted(about: About, gateway: WorkspaceGateway) -> TaskFilter:
    """The claim's filter; a goal that can't be seen serves nothing."""
    wanted = kept.filter_from(about["filter"])
    if wanted.goal is not None and gateway.goal(wanted.goal) is None:
        raise Gone
    return wanted


def _task(about: About, gateway: WorkspaceGateway) -> TaskFact:
    found = gateway.task(kept.text(about["key"]))
    if found is None:
        raise Gone
    return found


def _fields(about: About, known: frozenset[str]) -> tuple[str, ...]:
    names = kept.texts(about.get("fields", []))
    if not known.issuperset(names):
        raise ValueError
    return names


def _tasks(about: About, gateway: WorkspaceGateway) -> Values:
    return sorted(gateway.tasks(_wanted(about, gateway)).keys)


def _by(about: About) -> Field:
    return kept.one_of(about["by"], Field)


def _group(about: About, gateway: WorkspaceGateway) -> Values:
    groups = dict(gateway.split(_wanted(about, gateway), _by(about)))
    label = kept.text(about["label"])
    return sorted(groups[label].keys) if label in groups else ()


def _split(about: About, gateway: WorkspaceGateway) -> Values:
    but = kept.texts(about["but"])
    groups = gateway.split(_wanted(about, gateway), _by(about))
    return values.split([(name, group) for name, group in groups if name not in but])


def _changes(about: About, gateway: WorkspaceGateway) -> Values:
    wanted, kind = _wanted(about, gateway), kept.one_of(about["kind"], ChangeKind)
    start, end = kept.instant(about["start"]), kept.instant(about["end"])
    found = gateway.changes(wanted, start, end, (kind,))
    if "key" in about:
        return values.change(values.last_of(found, _task(about, gateway).key))
    keys = {change.key for change in found}
    if "label" in about:
        groups = dict(gateway.split(wanted, _by(about)))
        label = kept.text(about["label"])
        keys &= set(groups[label].keys) if label in groups else set[str]()
    return sorted(keys)


def _waiting(about: About, gateway: WorkspaceGateway) -> Values:
    before = kept.text(about["way"]) == "before"
    task = _task(about, gateway)
    found = gateway.blockers_of(task.id) if before else gateway.waiting_for(task.id)
    return sorted(one.key for one in found)


def _blockers(about: About, gateway: WorkspaceGateway) -> Values:
    found = gateway.blockers(_wanted(about, gateway))
    if "key" not in about:
        return values.blockers(found)
    key = _task(about, gateway).key
    return values.blocker(next((one for one in found if one.task.key == key), None))


def _flow(about: About, gateway: WorkspaceGateway) -> Values:
    took = gateway.flow(_wanted(about, gateway), kept.stretch(about))
    part = kept.one_of(about["part"], values.FlowPart)
    return values.flow(took, part, kept.text(about["key"]))


def _queue(about: About, gateway: WorkspaceGateway) -> Values:
    found = gateway.queues(_wanted(about, gateway), kept.stretch(about))
    return values.queues(found, kept.texts(about["statuses"]))


def _one_task(about: About, gateway: WorkspaceGateway) -> Values:
    return values.task(_task(about, gateway), _fields(about, TASK_FIELDS))


def _goal(about: About, gateway: WorkspaceGateway) -> GoalFact:
    found = gateway.goal(kept.number(about["id"]))
    if found is None:
        raise Gone
    return found


def _one_goal(about: About, gateway: WorkspaceGateway) -> Values:
    return values.goal(_goal(about, gateway), _fields(about, GOAL_FIELDS))


def _goals(about: About, gateway: WorkspaceGateway) -> Values:
    return values.goals(kept.goal_filter_from(about["filter"]).of(gateway.goals()))


def _field(about: About, gateway: WorkspaceGateway) -> Values:
    fact = _task(about, gateway) if "key" in about else _goal(about, gateway)
    kind = "task" if "key" in about else "goal"
    name = kept.text(about["field"])
    if called(gateway.fields(kind), name) is None:
        raise ValueError
    return values.field(
        gateway.stated(kind, fact.id, name), gateway.last_change(kind, fact.id, name)
    )


def _serves(about: About, gateway: WorkspaceGateway) -> Values:
    found = gateway.serves(_task(about, gateway).id)
    return [found[0].id, found[1]] if found else []


def _similar(about: About, gateway: WorkspaceGateway) -> Values:
    return sorted(one.key for one in gateway.similar(_task(about, gateway).id))


def _findings(about: About, gateway: WorkspaceGateway) -> Values:
    found = gateway.findings()
    if "title" not in about:
        return sorted(one.title for one in found)
    title = kept.text(about["title"])
    return next((values.finding(one) for one in found if one.title == title), ())


def _last(about: About, gateway: WorkspaceGateway) -> Values:
    comments = gateway.comments_on(_item(about), kept.number(about["id"]))
    return [comments[0].id] if comments else None


def _written(about: About, gateway: WorkspaceGateway) -> Values:
    return next((values.written(one.author, one.at) for one in quotes(about, gateway)), None)


def _item(about: About) -> str:
    kind = kept.text(about["kind"])
    if kind not in ITEMS:
        raise ValueError
    return kind


def quotes(about: About, gateway: WorkspaceGateway) -> list[Quote]:
    """A record's own text or a comment on it, as it stands."""
    record = kept.text(about["record"])
    kind, _, number = record.partition(":")
    if kind not in ITEMS or not number.isdecimal():
        raise ValueError
    kept.number(int(number))
    which = (kept.text(about["kind"]), kept.number(about["id"]))
    return [one for one in gateway.passages("", record=record) if (one.kind, one.id) == which]


def is_linked(about: About, gateway: WorkspaceGateway) -> bool:
    """Whether an item is tied to a task."""
    kind, number, key = _item(about), kept.number(about["id"]), _task(about, gateway).key
    if not gateway.passages("", record=f"{kind}:{number}"):
        raise Gone
    return any(one.key == key for one in gateway.linked_tasks(kind, number))


def is_told(about: About, value: str, gateway: WorkspaceGateway) -> bool:
    """Whether a week's summary of its scope has this part."""
    kind, number, first = (
        kept.text(about["kind"]),
        kept.number(about["id"]),
        kept.past_day(about["first"]),
    )
    one = next((n for n in gateway.names() if (n.kind, n.id) == (kind, number)), None)
    if one is None:
        raise Gone
    days = (first, first + timedelta(days=7))
    week = Week((one,) if kind == "goal" else (), (one,) if kind == "space" else (), days)
    summary = gateway.summary(week) if week.goals or week.spaces else None
    parts = [fingerprint(values.part(part)) for part in summary.parts] if summary else []
    return value in parts


def those_of(about: About, gateway: WorkspaceGateway) -> tuple[int, int, int]:
    """Of a person's things: how many there are, how many are there, how many are theirs and read the same."""
    person, things = kept.text(about["person"]), kept.several(about["things"])
    there = same = 0
    for thing in things:
        kind, number, record, mark = kept.several(thing)
        found = quotes({"kind": kind, "id": number, "record": record}, gateway)
        there += bool(found)
        same += any(
            values.mark(one) == mark and (one.author == person or _does(person, one, gateway))
            for one in found
        )
    return len(things), there, same


def _does(person: str, quote: Quote, gateway: WorkspaceGateway) -> bool:
    return quote.kind == "task" and person in gateway.assigned_among([quote])


FOUND: Mapping[str, Callable[[About, WorkspaceGateway], Values]] = {
    "tasks": _tasks,
    "group": _group,
    "split": _split,
    "changes": _changes,
    "waiting": _waiting,
    "blockers": _blockers,
    "flow": _flow,
    "queue": _queue,
    "task": _one_task,
    "goal": _one_goal,
    "goals": _goals,
    "field": _field,
    "serves": _serves,
    "similar": _similar,
    "findings": _findings,
    "last": _last,
    "written": _written,
}
