"""A query run under its asker's rights: rows, groups and their values, the same whenever it is run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from agents.algebra.deciding import is_decision
from agents.algebra.groups import Group, Result, grouped, ordered
from agents.algebra.measures import REGISTRY, Measure, Moment
from agents.algebra.query import Query, Side, all_of, leaf
from agents.algebra.rows import Row, StayFact
from agents.reading.stems import holds, stem, stemmed
from agents.workspace import WorkspaceGateway

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
# Told of the rows themselves, not by a number of each.
UNMEASURED = (
    frozenset(["aim", "aim_left", "aim_forecast", "aims", "unmoved"])
    | frozenset(["moves", "decided", "stays", "stands", "tied", "growth"])
    | frozenset(
        [
            "list",
            "share",
            "in_status",
            "reasons",
            "waits",
            "holds",
            "forecast",
            "standing",
            "whether",
            "lineage",
        ]
    )
)
TOLD_BY_ROW = UNMEASURED - {"list", "share", "in_status"}
YEAR = len("2026")
OF_FINISHED = frozenset(["cycle", "lead", "estimating"])


def measure_of(query: Query) -> Measure:
    return REGISTRY.get(query.measure, REGISTRY["count"])


def run(query: Query, gateway: WorkspaceGateway) -> Result:
    """Run it; raises ValueError for a query that can't be run."""
    if query.measure == "load":
        return _loads(query, gateway)
    if query.measure not in UNMEASURED and query.measure not in REGISTRY:
        raise ValueError(f"no measure {query.measure}")
    moment = Moment(gateway.now, gateway.zone)
    if query.measure == "in_status":
        return _in_status(query, gateway, moment)
    if query.versus:
        groups = [_side(query, side, gateway, moment) for side in query.versus]
        return Result(tuple(ordered(groups, query)))
    rows = records(query, gateway)
    if query.measure == "share":
        return Result((_share(query, rows, gateway),))
    if query.measure in TOLD_BY_ROW:
        return Result((Group("", float(len(rows)), tuple(rows)),))
    measure = measure_of(query)
    kept = [row for row in rows if measure.item(row, moment) is not None]
    missing = len(rows) - len(kept)
    if query.per is None:
        rows_ = (
            _sorted(kept, measure, moment, query)
            if query.order or query.measure != "list"
            else kept
        )
        return Result((Group("", measure.value(kept, moment), tuple(rows_)),), missing)
    return grouped(query, kept, missing, measure, moment, gateway)


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
        if query.measure == "decided":
            rows = [row for row in rows if is_decision(row.reason)]
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
    if query.event == "entered":
        return _entered(query, known, start, end, gateway)
    event = query.event or "done"
    found = [
        replace(
            known[one.task_id], at=one.at, who=one.who, reason=one.reason, old=one.old, new=one.new
        )
        for one in gateway.happened(query.where, event, start, end)
        if one.task_id in known
    ]
    if not found and query.measure == "reasons" and query.event == "moved" and query.when:
        found = _moved_as_said(query, known, gateway)
    if query.reason:
        wanted = [stem(word) for word in query.reason.casefold().split()]
        found = [row for row in found if all(holds(stemmed(row.reason), one) for one in wanted)]
    if query.per == "reason":
        found = [row for row in found if row.reason] or found
    return found


def _moved_as_said(query: Query, known: Mapping[int, Row], gateway: WorkspaceGateway) -> list[Row]:
    """“why did it slip from 1 to 8 December?”: the days it was moved from and to, not when that was."""
    if query.when is None:
        return []
    last = query.when.end - timedelta(
        days=1
    )  # a date that was moved may lie ahead: no year is said
    days = (query.when.start.isoformat()[YEAR:], last.isoformat()[YEAR:])
    return [
        replace(
            known[one.task_id], at=one.at, who=one.who, reason=one.reason, old=one.old, new=one.new
        )
        for one in gateway.happened(query.where, "moved", FIRST, LAST)
        if one.task_id in known and (one.old[YEAR:], one.new[YEAR:]) == days
    ]


def _entered(
    query: Query,
    known: Mapping[int, Row],
    start: datetime,
    end: datetime,
    gateway: WorkspaceGateway,
) -> list[Row]:
    """What came into a status, once a task."""
    found = {
        one.task_id: replace(known[one.task_id], at=one.entered)
        for one in gateway.stays(query.where)
        if one.status == query.status and start <= one.entered < end and one.task_id in known
    }
    return sorted(found.values(), key=lambda row: row.at or start)


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
        inside = {
            row.id
            for row in gateway.rows(
                query.model_copy(update={"where": all_of(query.where, query.part)})
            )
        }
        kept = [row for row in kept if row.id in inside]
    if query.part_late is not None:
        rows = [row for row in rows if _is_late(row, gateway) is not None]
        kept = [row for row in kept if _is_late(row, gateway) is query.part_late]
    return Group("", 100 * len(kept) / len(rows) if rows else None, tuple(kept), len(rows))


def _sorted(rows: Sequence[Row], measure: Measure, moment: Moment, query: Query) -> list[Row]:
    sign = 1 if query.order == "least" else -1
    return sorted(rows, key=lambda row: (sign * (measure.item(row, moment) or 0.0), row.id))


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
    order = ordered(groups, query) if query.order else groups
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
