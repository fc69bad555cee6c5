"""What a sentence asserts, in a form that can be run again.

A claim names its predicate, what it is about, and the value it found; `check` runs the predicate anew
under the viewer's rights and says whether it still holds.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, cast, get_args

from agents.facts import ChangeKind, Field, GoalFact, TaskFact, TaskFilter
from agents.workspace import Desk

Verdict = Literal["holds", "changed", "gone"]
Predicate = Literal["tasks", "group", "changes", "task", "goal", "quote"]


@dataclass(frozen=True)
class Claim:
    """A predicate, its arguments as JSON, and the fingerprint of what was true."""

    predicate: Predicate
    about: Mapping[str, Any]
    value: str


def of_tasks(wanted: TaskFilter, keys: Iterable[str]) -> Claim:
    """Exactly these tasks fit the filter."""
    return Claim("tasks", {"filter": filter_json(wanted)}, fingerprint(sorted(keys)))


def of_group(wanted: TaskFilter, by: Field, label: str, keys: Iterable[str]) -> Claim:
    """Exactly these of the tasks that fit are in a group."""
    about = {"filter": filter_json(wanted), "by": by, "label": label}
    return Claim("group", about, fingerprint(sorted(keys)))


def of_changes(
    wanted: TaskFilter, kind: ChangeKind, start: datetime, end: datetime, keys: Iterable[str]
) -> Claim:
    """Exactly these tasks changed so in [start, end)."""
    about = {
        "filter": filter_json(wanted), "kind": kind,
        "start": start.isoformat(), "end": end.isoformat(),
    }  # fmt: skip
    return Claim("changes", about, fingerprint(sorted(keys)))


def of_task(task: TaskFact) -> Claim:
    """The task is as it is now."""
    return Claim("task", {"key": task.key}, task_state(task))


def of_goal(goal: GoalFact) -> Claim:
    """The goal stands as it does now."""
    return Claim("goal", {"id": goal.id}, goal_state(goal))


def of_quote(kind: str, item_id: int, record: str, text: str) -> Claim:
    """Somebody's words stand where they were quoted from."""
    return Claim("quote", {"kind": kind, "id": item_id, "record": record, "text": text}, "")


def check(claim: Claim, desk: Desk) -> Verdict:
    """Run a claim again."""
    about = claim.about
    match claim.predicate:
        case "tasks":
            return _same(claim, desk.tasks(filter_from(about["filter"])).keys)
        case "group":
            groups = dict(desk.split(filter_from(about["filter"]), about["by"]))
            return _same(claim, groups[about["label"]].keys if about["label"] in groups else ())
        case "changes":
            start, end = (datetime.fromisoformat(about[name]) for name in ("start", "end"))
            found = desk.changes(filter_from(about["filter"]), start, end, [about["kind"]])
            return _same(claim, {change.key for change in found})
        case "task":
            task = desk.task(about["key"])
            return "gone" if task is None else _as(task_state(task) == claim.value)
        case "goal":
            goal = desk.goal(about["id"])
            return "gone" if goal is None else _as(goal_state(goal) == claim.value)
        case "quote":
            return _quoted(about, desk)


def verdict(kept: Mapping[str, Any] | None, desk: Desk) -> Verdict | Literal["unknown"]:
    """Check a claim that was kept as JSON; what is no claim can't be known."""
    try:
        claim = Claim(kept["predicate"], kept["about"], str(kept["value"])) if kept else None
        return check(claim, desk) if claim and claim.predicate in get_args(Predicate) else "unknown"
    except (KeyError, TypeError, ValueError):
        return "unknown"


def _quoted(about: Mapping[str, Any], desk: Desk) -> Verdict:
    quotes = [
        quote
        for quote in desk.passages("", record=about["record"])
        if (quote.kind, quote.id) == (about["kind"], about["id"])
    ]
    if not quotes:
        return "gone"
    here = any(_plain(about["text"]) in _plain(f"{q.title} {q.text}") for q in quotes)
    return _as(here)


def _plain(text: str) -> str:
    return "".join(c for c in text.rstrip("…") if c.isalnum()).casefold()


def _same(claim: Claim, keys: Iterable[str]) -> Verdict:
    return _as(fingerprint(sorted(keys)) == claim.value)


def _as(holds: bool) -> Verdict:  # noqa: FBT001 - a comparison's outcome
    return "holds" if holds else "changed"


def task_state(task: TaskFact) -> str:
    """What an answer may say of a task, as a fingerprint."""
    return fingerprint([task.key, task.title, task.status, task.due, task.people, task.priority, task.list_name, task.blocked_by, task.blocking])  # fmt: skip


def goal_state(goal: GoalFact) -> str:
    """What an answer may say of a goal, as a fingerprint; its pace moves by itself each day."""
    return fingerprint([goal.title, goal.state, goal.owner, goal.actual, goal.health, goal.period_end, [t.words for t in goal.targets]])  # fmt: skip


def fingerprint(values: Iterable[Any]) -> str:
    return hashlib.blake2s("\x1f".join(map(str, values)).encode(), digest_size=10).hexdigest()


def filter_json(wanted: TaskFilter) -> dict[str, Any]:
    """A filter's fields that are set, as JSON."""
    plain: dict[str, Any] = {}
    for one in fields(wanted):
        value = getattr(wanted, one.name)
        if value != one.default:
            plain[one.name] = value.isoformat() if isinstance(value, date) else value
    return {name: list(v) if isinstance(v, tuple) else v for name, v in plain.items()}


def filter_from(plain: Mapping[str, Any]) -> TaskFilter:
    """The filter of `filter_json`; what is no field of a filter is left out."""
    values: dict[str, Any] = {}
    for one in fields(TaskFilter):
        if one.name not in plain:
            continue
        value = plain[one.name]
        if isinstance(value, list):
            value = tuple(cast(list[Any], value))
        elif isinstance(value, str):
            kinds = get_args(one.type)
            value = (
                datetime.fromisoformat(value) if datetime in kinds else date.fromisoformat(value)
            )
        values[one.name] = value
    return TaskFilter(**values)
