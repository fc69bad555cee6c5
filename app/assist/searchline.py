"""Filters in the search line: `is:blocked owner:me in:ENG before:fri "exact"`.

What is no filter is searched for. A filter nobody can fulfil finds nothing and is said to be unknown.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from agents.facts import Named, TaskFilter
from agents.reading import times, traits
from agents.reading.names import Gazetteer, fold

TOKEN = re.compile(r'(-?)(\b[a-z]+):("[^"]{1,80}"|\S+)', re.IGNORECASE)
STATES = {
    "open": "open",
    "done": "done",
    "closed": "done",
    "started": "in progress",
    "backlog": "not started",
    "cancelled": "cancelled",
    "overdue": "overdue",
    "late": "overdue",
    "blocked": "blocked",
    "unblocked": "unblocked",
    "blocking": "blocking",
    "unassigned": "unassigned",
    "stale": "stale",
    "unaligned": "unaligned",
}
PRIORITY = {"urgent": 1, "high": 2, "normal": 3, "low": 4, "none": 0}


@dataclass(frozen=True)
class Line:
    """A search line, taken apart."""

    words: str  # to search for
    wanted: TaskFilter | None  # None when nothing was filtered
    unknown: tuple[str, ...] = ()  # filters that mean nothing here


@dataclass(frozen=True)
class Part:
    """One filter: `-tag:security` is the value “security”, left out."""

    value: str
    left: bool
    names: Gazetteer
    today: date
    me: int | None


def read(line: str, names: Gazetteer, *, today: date, zone: ZoneInfo, me: int | None) -> Line:
    """Take the filters out of a search line."""
    wanted, unknown, states = TaskFilter(), list[str](), list[str]()
    used = False
    for match in TOKEN.finditer(line):
        left, field, value = (
            match.group(1) == "-",
            match.group(2).casefold(),
            match.group(3).strip('"'),
        )
        if field not in FIELDS:
            continue
        used = True
        if field == "is":
            state = STATES.get(value.casefold())
            states += [state] if state and not left else []
            unknown += [] if state and not left else [match.group(0)]
            continue
        narrowed = FIELDS[field](wanted, Part(value, left, names, today, me))
        if narrowed is None:
            unknown.append(match.group(0))
        else:
            wanted = narrowed
    if states:
        wanted = traits.state_filter(tuple(states), today=today, zone=zone, wanted=wanted)
    words = TOKEN.sub(lambda m: "" if m.group(2).casefold() in FIELDS else m.group(0), line)
    return Line(" ".join(words.split()), wanted if used else None, tuple(unknown))


def _named(names: Gazetteer, value: str, *kinds: str) -> Named | None:
    found = names.by_words.get(fold(value), ())
    return next((one for kind in kinds for one in found if one.kind == kind), None)


def _owner(wanted: TaskFilter, part: Part) -> TaskFilter | None:
    if part.value.casefold() in ("nobody", "none"):
        return replace(wanted, unassigned=not part.left)
    named = _named(part.names, part.value.lstrip("@"), "person", "team")
    ids = (
        (part.me,)
        if part.value.casefold() == "me" and part.me
        else (named.members or (named.id,))
        if named
        else ()
    )
    if not ids:
        return None
    field = "not_people" if part.left else "people"
    return replace(wanted, **{field: (*getattr(wanted, field), *ids)})


def _place(wanted: TaskFilter, part: Part) -> TaskFilter | None:
    named = _named(part.names, part.value, "space", "list", "goal")
    if named is None or (named.kind == "goal" and part.left):
        return None
    if named.kind == "goal":
        return replace(wanted, goal=named.id)
    field = f"{'not_' if part.left else ''}{named.kind}s"
    return replace(wanted, **{field: (*getattr(wanted, field), named.id)})


def _tag(wanted: TaskFilter, part: Part) -> TaskFilter | None:
    named = _named(part.names, part.value.lstrip("#"), "tag")
    field = "not_tags" if part.left else "tags"
    return replace(wanted, **{field: (*getattr(wanted, field), named.name)}) if named else None


def _status(wanted: TaskFilter, part: Part) -> TaskFilter | None:
    named = _named(part.names, part.value, "status")
    field = "not_statuses" if part.left else "statuses"
    return replace(wanted, **{field: (*getattr(wanted, field), named.name)}) if named else None


def _priority(wanted: TaskFilter, part: Part) -> TaskFilter | None:
    number = PRIORITY.get(part.value.casefold())
    field = "not_priorities" if part.left else "priorities"
    return None if number is None else replace(wanted, **{field: (*getattr(wanted, field), number)})


def _before(wanted: TaskFilter, part: Part) -> TaskFilter | None:
    period, _ = times.read(f"before {fold(part.value)}", part.today)
    return None if period is None or part.left else replace(wanted, due_before=period.end)


def _after(wanted: TaskFilter, part: Part) -> TaskFilter | None:
    period, _ = times.read(f"by {fold(part.value)}", part.today)
    return None if period is None or part.left else replace(wanted, due_from=period.end)


FIELDS = {
    "is": _status,
    "owner": _owner,
    "assignee": _owner,
    "in": _place,
    "goal": _place,
    "tag": _tag,
    "label": _tag,
    "status": _status,
    "priority": _priority,
    "before": _before,
    "after": _after,
}
