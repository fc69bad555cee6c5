"""Rows in groups: by whom, where, when or why, each group with its value, in their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from agents.algebra.conditions import HEALTH
from agents.algebra.measures import Measure, Moment
from agents.algebra.query import Having, Per, Query
from agents.algebra.rows import Load, Row
from agents.workspace import WorkspaceGateway

NOBODY = "Nobody"
NO_GROUPS = (NOBODY, "No tag", "No goal", "no reason given")
FIRST = datetime(1970, 1, 1, tzinfo=UTC)
PRIORITIES = {0: "No priority", 1: "Urgent", 2: "High", 3: "Normal", 4: "Low"}
OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "gte": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
}
LABELS: dict[Per, Callable[[Row], str | tuple[str, ...]]] = {
    "person": lambda row: row.people or (NOBODY,),
    "owner": lambda row: row.people or (NOBODY,),
    "creator": lambda row: row.creator or NOBODY,
    "mover": lambda row: row.who or NOBODY,
    "list": lambda row: row.place,
    "space": lambda row: row.space,
    "status": lambda row: row.status,
    "priority": lambda row: PRIORITIES[row.priority],
    "tag": lambda row: row.tags or ("No tag",),
    "goal": lambda row: row.goals or ("No goal",),
    "reason": lambda row: row.reason or "no reason given",
    "health": lambda row: HEALTH.get(row.health, row.health),
    "state": lambda row: row.state.replace("_", " "),
    "title": lambda row: row.title,
    "task": lambda row: row.title if row.kind == "comment" else f"{row.key} {row.title}",
}


@dataclass(frozen=True)
class Group:
    """Some rows with their value; the label is empty for all of them."""

    label: str
    value: float | None
    rows: tuple[Row, ...]
    whole: int = 0  # of a share: how many there are in all

    @cached_property
    def refs(self) -> list[str]:
        """Its records, each once, in one order."""
        return sorted({f"{row.kind}:{row.id}" for row in self.rows})


@dataclass(frozen=True)
class Result:
    """What a query found, in its order."""

    groups: tuple[Group, ...]
    missing: int = 0  # rows that could not be measured
    loads: tuple[Load, ...] = ()
    none: tuple[str, ...] = ()  # groups with nothing in them, in order of their names

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(dict.fromkeys(row for group in self.groups for row in group.rows))

    def values(self, label: str | None = None) -> list[object]:
        """What a claim about it has a fingerprint of; about one group, when its label is given."""
        return [
            (one.label, _rounded(one.value), one.whole, one.refs)
            for one in self.groups
            if label in (None, one.label)
        ]


def _rounded(value: float | None) -> float | None:
    """What passes by itself, or is beyond telling, is no change."""
    return None if value is None else round(value, 3)


def labels(row: Row, query: Query, gateway: WorkspaceGateway) -> tuple[str, ...]:
    """The groups a row is in."""
    at = row.at or row.created
    if query.per in ("week", "month"):
        day = at.astimezone(gateway.zone).date() if at else gateway.today
        return (_span(day, query.per),)
    found = LABELS[query.per](row) if query.per else ""
    return (found,) if isinstance(found, str) else found


def _span(day: date, per: str) -> str:
    if per == "month":
        return f"{day:%b %Y}"
    monday = day - timedelta(days=day.weekday())
    return f"week of {monday:%-d %b %Y}"


def grouped(
    query: Query,
    rows: Sequence[Row],
    missing: int,
    measure: Measure,
    moment: Moment,
    gateway: WorkspaceGateway,
) -> Result:
    """The rows by their groups; of those with names, which have none is said, too."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for label in labels(row, query, gateway):
            if label not in query.but:
                found.setdefault(label, []).append(row)
    groups = [
        Group(name, measure.value(some, moment, mean=query.mean), tuple(some))
        for name, some in found.items()
    ]
    everyone = _everyone(query, gateway)
    none = tuple(name for name in everyone if name not in found)
    if query.having is not None:
        groups += [Group(name, 0.0, ()) for name in none if measure.is_sum]
        groups = [one for one in groups if one.value is not None and holds(one.value, query.having)]
        groups = [one for one in groups if one.label not in NO_GROUPS]
    elif query.order:
        groups = [one for one in groups if one.label not in NO_GROUPS]
    if query.per in ("week", "month") and not query.order:
        groups.sort(key=lambda one: min(row.at or row.created or FIRST for row in one.rows))
    else:
        groups = ordered(groups, query)
    return Result(tuple(groups), missing, none=none)


def holds(value: float, having: Having) -> bool:
    """Whether a value is as large as is asked."""
    return OPERATORS[having.op](value, having.value)


def ordered(groups: Sequence[Group], query: Query) -> list[Group]:
    sign = 1 if query.order == "least" else -1
    known = [one for one in groups if one.value is not None]
    rest = [one for one in groups if one.value is None]
    return [*sorted(known, key=lambda one: (sign * (one.value or 0), one.label)), *rest]


def _named_people(query: Query) -> set[int]:
    """Of whom alone it is asked: “among Lena and Ruth, who has none?”."""
    trees = query.where.get("all", [query.where])
    said = (tree for tree in trees if tree.get("field") == "assignees")
    return {i for tree in said if tree.get("op") == "has_any" for i in tree["value"]}


def _everyone(query: Query, gateway: WorkspaceGateway) -> list[str]:
    """All groups there could be, of those with names."""
    match query.per:
        case "person" | "mover" | "creator":
            among = _named_people(query)
            people = (one for one in gateway.names() if one.kind == "person")
            found = {one.name for one in people if not among or one.id in among}
            return sorted(found - set(query.but))
        case "list" | "space":
            return sorted({one.name for one in gateway.names() if one.kind == query.per})
        case _:
            return []
