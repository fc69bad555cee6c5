"""A query run under its asker's rights: rows, groups and their values, the same whenever it is run."""

from collections.abc import Sequence
from dataclasses import replace

from agents.algebra.deciding import is_decision
from agents.algebra.groups import NO_GROUPS, Group, Result, grouped, holds, labels, ordered
from agents.algebra.measures import REGISTRY, Measure, Moment
from agents.algebra.occurring import DONE, happened, stays, within
from agents.algebra.query import Query, Side, all_of
from agents.algebra.rows import Row
from agents.workspace import WorkspaceGateway

# Told of the rows themselves, not by a number of each.
UNMEASURED = (
    frozenset(["aim", "aim_left", "aim_forecast", "aims", "unmoved", "lineage", "story", "clashes"])
    | frozenset(["moves", "decided", "stays", "stands", "tied", "growth"])
    | frozenset(["list", "share", "reasons", "waits", "holds", "forecast", "standing", "whether"])
)
TOLD_BY_ROW = UNMEASURED - {"list", "share"}
OF_FINISHED = frozenset(["cycle", "lead", "estimating", "earliness"])


def measure_of(query: Query) -> Measure:
    return REGISTRY.get(query.measure, REGISTRY["count"])


def run(query: Query, gateway: WorkspaceGateway) -> Result:
    """Run it; raises ValueError for a query that can't be run."""
    if query.measure == "load":
        return _loads(query, gateway)
    if query.measure not in UNMEASURED and query.measure not in REGISTRY:
        raise ValueError(f"no measure {query.measure}")
    moment = Moment(gateway.now, gateway.zone)
    if query.versus:
        groups = [_side(query, side, gateway, moment) for side in query.versus]
        return Result(tuple(ordered(groups, query)))
    rows = records(query, gateway)
    if query.measure == "share":
        return _shares(query, rows, gateway)
    if query.measure in TOLD_BY_ROW:
        return Result((Group("", float(len(rows)), tuple(rows)),))
    measure = measure_of(query)
    kept = [row for row in rows if measure.item(row, moment) is not None]
    missing = len(rows) - len(kept)
    if query.having is not None and query.per is None and not measure.is_sum:
        having = query.having
        kept = [row for row in kept if holds(measure.item(row, moment) or 0.0, having)]
    if query.per is None:
        rows_ = (
            _sorted(kept, measure, moment, query)
            if query.order or query.measure != "list"
            else kept
        )
        return Result(
            (Group("", measure.value(kept, moment, mean=query.mean), tuple(rows_)),), missing
        )
    return grouped(query, kept, missing, measure, moment, gateway)


def records(query: Query, gateway: WorkspaceGateway) -> list[Row]:
    """The rows a query is about; one for each time something happened, when it asks that."""
    measure = measure_of(query)
    trees = [query.where, measure.needs if query.of == "tasks" else None]
    if measure.key in OF_FINISHED and not query.event:
        trees.append(DONE)
    query = query.model_copy(update={"where": all_of(*trees)})
    rows = gateway.rows(query)
    if query.measure == "in_status":
        return stays(query, rows, gateway)
    if query.of in ("comments", "docs"):
        rows = [row for row in rows if not query.by or row.creator in query.by]
        rows = [row for row in rows if row.creator not in query.but]
        if query.measure == "decided":
            rows = [row for row in rows if is_decision(row.reason)]
        return [row for row in rows if within(row.at, query, gateway)]
    if (query.event or query.measure == "story") and query.of == "tasks":
        rows = happened(query, rows, gateway)
    elif query.when and measure.key in OF_FINISHED:
        rows = [row for row in rows if within(row.done, query, gateway)]
    if query.measure == "clashes":
        rows = [row for row in rows if _is_before_its_blocker(row, gateway)]
    if query.late is not None:
        rows = [row for row in rows if _is_late(row, gateway) is query.late]
    return rows


def _is_before_its_blocker(row: Row, gateway: WorkspaceGateway) -> bool:
    before = gateway.blockers_of(row.id)
    return row.due is not None and any(one.due and one.due > row.due for one in before)


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
        return replace(_share(one, rows, _inside(one, gateway), gateway), label=side.label)
    measure = measure_of(query)
    kept = [row for row in rows if measure.item(row, moment) is not None]
    return Group(side.label, measure.value(kept, moment, mean=query.mean), tuple(kept))


def _shares(query: Query, rows: Sequence[Row], gateway: WorkspaceGateway) -> Result:
    """The share of all of them, or of each group."""
    inside = _inside(query, gateway)
    if query.per is None:
        return Result((_share(query, rows, inside, gateway),))
    found: dict[str, list[Row]] = {}
    for row in rows:
        for label in labels(row, query, gateway):
            found.setdefault(label, []).append(row)
    groups = [
        replace(_share(query, some, inside, gateway), label=label)
        for label, some in found.items()
        if label not in (*NO_GROUPS, *query.but)
    ]
    return Result(tuple(ordered([one for one in groups if one.value is not None], query)))


def _inside(query: Query, gateway: WorkspaceGateway) -> set[int] | None:
    """Which are the share; None when only being late or in time says so."""
    if not query.part:
        return None
    part = query.model_copy(update={"where": all_of(query.where, query.part)})
    return {row.id for row in gateway.rows(part)}


def _share(
    query: Query, rows: Sequence[Row], inside: set[int] | None, gateway: WorkspaceGateway
) -> Group:
    kept = [row for row in rows if inside is None or row.id in inside]
    if query.part_late is not None:
        rows = [row for row in rows if _is_late(row, gateway) is not None]
        kept = [row for row in kept if _is_late(row, gateway) is query.part_late]
    return Group("", 100 * len(kept) / len(rows) if rows else None, tuple(kept), len(rows))


def _sorted(rows: Sequence[Row], measure: Measure, moment: Moment, query: Query) -> list[Row]:
    sign = 1 if query.order == "least" else -1
    return sorted(
        rows,
        key=lambda row: (
            sign * (measure.item(row, moment) or 0.0),
            sign * (measure.exact(row) or 0.0),
            row.id,
        ),
    )


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
