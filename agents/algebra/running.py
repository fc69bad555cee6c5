"""A query run under its asker's rights: rows, groups and their values, the same whenever it is run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from agents.algebra.measures import REGISTRY, Measure, Moment
from agents.algebra.query import Having, Query, Side, all_of, leaf
from agents.algebra.rows import Load, Row, StayFact
from agents.reading.stems import holds, stem, stemmed
from agents.workspace import WorkspaceGateway

NOBODY = "Nobody"
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
OF_FINISHED = frozenset(["cycle", "lead", "estimating"])
PRIORITIES = {0: "No priority", 1: "Urgent", 2: "High", 3: "Normal", 4: "Low"}
OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "gte": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
}


@dataclass(frozen=True)
class Group:
    """Some rows with their value; the label is empty for all of them."""

    label: str
    value: float | None
    rows: tuple[Row, ...]
    whole: int = 0  # of a share: how many there are in all


@dataclass(frozen=True)
class Result:
    """What a query found, in its order."""

    groups: tuple[Group, ...]
    missing: int = 0  # rows that could not be measured
    loads: tuple[Load, ...] = ()
    none: tuple[str, ...] = ()  # groups with nothing in them, in order of their names

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(dict.fromkeys(row for group in self.groups for row in group.rows))

    def values(self) -> list[object]:
        """What a claim about it has a fingerprint of."""
        return [
            (one.label, None if one.value is None else round(one.value, 3), one.whole, sorted({row.key for row in one.rows}))
            for one in self.groups
        ]  # fmt: skip


def measure_of(query: Query) -> Measure:
    return REGISTRY.get(query.measure, REGISTRY["count"])


def run(query: Query, gateway: WorkspaceGateway) -> Result:
    """Run it; raises ValueError for a query that can't be run."""
    if query.measure == "load":
        return _loads(query, gateway)
    if query.measure not in ("list", "share", "in_status", "reasons") and query.measure not in REGISTRY:
        raise ValueError(f"no measure {query.measure}")
    moment = Moment(gateway.now, gateway.zone)
    if query.measure == "in_status":
        return _in_status(query, gateway, moment)
    if query.versus:
        groups = [_side(query, side, gateway, moment) for side in query.versus]
        return Result(tuple(_ordered(groups, query)))
    rows = records(query, gateway)
    if query.measure == "share":
        return Result((_share(query, rows, gateway),))
    if query.measure == "reasons":
        return Result((Group("", float(len(rows)), tuple(rows)),))
    measure = measure_of(query)
    kept = [row for row in rows if measure.item(row, moment) is not None]
    missing = len(rows) - len(kept)
    if query.per is None:
        rows_ = _sorted(kept, measure, moment, query) if query.order or query.measure != "list" else kept
        return Result((Group("", measure.value(kept, moment), tuple(rows_)),), missing)
    return _grouped(query, kept, missing, measure, moment, gateway)


def records(query: Query, gateway: WorkspaceGateway) -> list[Row]:
    """The rows a query is about; one for each time something happened, when it asks that."""
    measure = measure_of(query)
    trees = [query.where, measure.needs if query.of == "tasks" else None]
    if measure.key in OF_FINISHED and not query.event:
        trees.append(leaf("category", "is", "done"))
    query = query.model_copy(update={"where": all_of(*trees)})
    rows = gateway.rows(query)
    if query.of in ("comments", "docs"):
        rows = [row for row in rows if not query.by or row.creator in query.by]
        return [row for row in rows if _within(row.at, query, gateway)]
    if query.event and query.of == "tasks":
        rows = _happened(query, rows, gateway)
    elif query.when and measure.key in OF_FINISHED:
        rows = [row for row in rows if _within(row.done, query, gateway)]
    if query.late is not None:
        rows = [row for row in rows if _is_late(row, gateway) is query.late]
    return rows


def _within(at: datetime | None, query: Query, gateway: WorkspaceGateway) -> bool:
    if query.when is None:
        return True
    start, end = query.when.instants(gateway.zone)
    return at is not None and start <= at < end


def _happened(query: Query, rows: Sequence[Row], gateway: WorkspaceGateway) -> list[Row]:
    start, end = query.when.instants(gateway.zone) if query.when else (FIRST, LAST)
    known = {row.id: row for row in rows}
    event = query.event or "done"
    found = [
        replace(
            known[one.task_id], at=one.at, who=one.who, reason=one.reason, old=one.old, new=one.new
        )
        for one in gateway.happened(query.where, event, start, end)
        if one.task_id in known
    ]
    if query.reason:
        wanted = [stem(word) for word in query.reason.casefold().split()]
        found = [row for row in found if all(holds(stemmed(row.reason), one) for one in wanted)]
    if query.per == "reason":
        found = [row for row in found if row.reason] or found
    return found


def _is_late(row: Row, gateway: WorkspaceGateway) -> bool | None:
    if row.due is None or row.done is None:
        return None
    return row.done.astimezone(gateway.zone).date() > row.due


def _side(query: Query, side: Side, gateway: WorkspaceGateway, moment: Moment) -> Group:
    changed = {
        "where": all_of(query.where, side.where),
        "when": side.when or query.when,
        "event": side.event or query.event,
        "by": side.by or query.by,
        "versus": (),
    }
    one = query.model_copy(update=changed)
    rows = records(one, gateway)
    if query.measure == "share":
        return replace(_share(one, rows, gateway), label=side.label)
    measure = measure_of(query)
    kept = [row for row in rows if measure.item(row, moment) is not None]
    return Group(side.label, measure.value(kept, moment), tuple(kept))


def _share(query: Query, rows: Sequence[Row], gateway: WorkspaceGateway) -> Group:
    kept = list(rows)
    if query.part:
        inside = {row.id for row in gateway.rows(query.model_copy(update={"where": all_of(query.where, query.part)}))}
        kept = [row for row in kept if row.id in inside]
    if query.part_late is not None:
        rows = [row for row in rows if _is_late(row, gateway) is not None]
        kept = [row for row in kept if _is_late(row, gateway) is query.part_late]
    return Group("", 100 * len(kept) / len(rows) if rows else None, tuple(kept), len(rows))


def _sorted(rows: Sequence[Row], measure: Measure, moment: Moment, query: Query) -> list[Row]:
    sign = 1 if query.order == "least" else -1
    return sorted(rows, key=lambda row: (sign * (measure.item(row, moment) or 0.0), row.id))


def labels(row: Row, query: Query, gateway: WorkspaceGateway) -> tuple[str, ...]:
    """The groups a row is in."""
    at = row.at or row.created
    match query.per:
        case "person" | "owner":
            return row.people or (NOBODY,)
        case "creator":
            return (row.creator or NOBODY,)
        case "list":
            return (row.place,)
        case "space":
            return (row.space,)
        case "status":
            return (row.status,)
        case "priority":
            return (PRIORITIES[row.priority],)
        case "tag":
            return row.tags or ("No tag",)
        case "goal":
            return row.goals or ("No goal",)
        case "reason":
            return (row.reason or "no reason given",)
        case "health":
            return (row.health,)
        case "state":
            return (row.state,)
        case "task":
            return (row.title if row.kind == "comment" else f"{row.key} {row.title}",)
        case "week" | "month" if at is not None:
            day = at.astimezone(gateway.zone).date()
            return (_span(day, query.per),)
        case _:
            return ("",)


def _span(day: date, per: str) -> str:
    if per == "month":
        return f"{day:%b %Y}"
    monday = day - timedelta(days=day.weekday())
    return f"week of {monday:%-d %b %Y}"


def _grouped(
    query: Query,
    rows: Sequence[Row],
    missing: int,
    measure: Measure,
    moment: Moment,
    gateway: WorkspaceGateway,
) -> Result:
    found: dict[str, list[Row]] = {}
    for row in rows:
        for label in labels(row, query, gateway):
            found.setdefault(label, []).append(row)
    groups = [Group(name, measure.value(some, moment), tuple(some)) for name, some in found.items()]
    everyone = _everyone(query, gateway)
    none = tuple(name for name in everyone if name not in found)
    if query.having is not None:
        groups += [Group(name, 0.0, ()) for name in none if measure.is_sum]
        groups = [one for one in groups if one.value is not None and _holds(one.value, query.having)]
        groups = [one for one in groups if one.label not in (NOBODY, "No tag", "No goal")]
    elif query.order:
        groups = [one for one in groups if one.label not in (NOBODY, "No tag", "No goal", "no reason given")]
    if query.per in ("week", "month") and not query.order:
        groups.sort(key=lambda one: min(row.at or row.created or FIRST for row in one.rows))
    else:
        groups = _ordered(groups, query)
    return Result(tuple(groups), missing, none=none)


def _holds(value: float, having: Having) -> bool:
    return OPERATORS[having.op](value, having.value)


def _ordered(groups: Sequence[Group], query: Query) -> list[Group]:
    sign = 1 if query.order == "least" else -1
    known = [one for one in groups if one.value is not None]
    rest = [one for one in groups if one.value is None]
    return [*sorted(known, key=lambda one: (sign * (one.value or 0), one.label)), *rest]


def _everyone(query: Query, gateway: WorkspaceGateway) -> list[str]:
    """All groups there could be, of those with names."""
    match query.per:
        case "person":
            return sorted({one.name for one in gateway.names() if one.kind == "person"})
        case "list" | "space":
            return sorted({one.name for one in gateway.names() if one.kind == query.per})
        case _:
            return []


def _loads(query: Query, gateway: WorkspaceGateway) -> Result:
    loads = gateway.loads(query.when)
    wanted = _wanted_people(query)
    if wanted:
        loads = [one for one in loads if one.person_id in wanted]
    groups = [
        Group(
            one.person,
            one.hours / one.capacity if one.capacity else None,
            tuple(Row("task", i, key, "") for i, key in one.tasks),
        )
        for one in loads
    ]
    order = _ordered(groups, query) if query.order else groups
    return Result(tuple(order), loads=tuple(loads))


def _wanted_people(query: Query) -> set[int]:
    trees = query.where.get("all", [query.where])
    trees += [side.where for side in query.versus if side.where]
    return {
        i
        for tree in trees
        if tree.get("field") == "assignees" and tree.get("op") == "has_any"
        for i in tree["value"]
    }


def _in_status(query: Query, gateway: WorkspaceGateway, moment: Moment) -> Result:
    """Days in a status: of what is there now when it is a list, else of every stay that ended."""
    stays = [one for one in gateway.stays(query.where) if one.status == query.status]
    rows = {row.id: row for row in gateway.rows(query)}
    if query.order:
        here = [one for one in stays if one.left is None and one.task_id in rows]
        here.sort(key=lambda one: (one.entered, one.task_id), reverse=query.order == "least")
        kept = tuple(replace(rows[one.task_id], at=one.entered) for one in here)
        longest = _days(here[0], moment) if here else None
        return Result((Group("", longest, kept),))
    ended = [one for one in stays if one.left is not None]
    values = sorted(_days(one, moment) for one in ended)
    middle = values[(len(values) + 1) // 2 - 1] if values else None
    kept = tuple(dict.fromkeys(rows[one.task_id] for one in ended if one.task_id in rows))
    return Result((Group("", middle, kept),))


def _days(one: StayFact, moment: Moment) -> float:
    until = one.left or moment.now
    return float((moment.day(until) - moment.day(one.entered)).days)
