"""A stand-up: what was done since, what is under way and what is in the way; by person where there are several."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from agents.algebra import conditions
from agents.algebra.groups import Result
from agents.algebra.query import Event, Query, Stretch, all_of
from agents.algebra.rows import Row
from agents.algebra.running import run
from agents.algebra.told.teller import Teller
from agents.answer import Draft
from agents.plain.words import cap, joined
from agents.workspace import WorkspaceGateway

MOST = 8  # named in one sentence
HAPPENED: tuple[tuple[Event, str], ...] = (
    ("done", "finished"),
    ("started", "started"),
    ("created", "added"),
    ("moved", "moved the date of"),
)
NOW = (("started", "in progress"), ("overdue", "overdue"), ("blocked", "blocked"))
Part = tuple[str, Query, Sequence[Row]]


def told(query: Query, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What happened since the last working day, or in the days asked for; then how work is now."""
    when = query.when or _since(gateway)
    only_past = query.measure == "did"
    parts = [*_past(query, when, gateway)]
    parts += [] if only_past else _now(query, gateway)
    whom = query.after.removeprefix("with ") or "everybody"
    names = sorted({name for _, _, rows in parts for row in rows for name in row.people})
    draft.looked_at.append(f"what was done {when.words}")
    if not parts:
        Teller(query, Result(()), gateway, draft).say(
            f"Nothing of {whom} happened, {when.words}.", ()
        )
    for word, one, rows in parts:
        told_by = Teller(one, run(one, gateway), gateway, draft)
        by_person = len(names) > 1
        text = _by_person(rows) if by_person else _named(rows, lambda row: f"{row.key} {row.title}")
        told_by.say(
            f"{cap(word)}, {when.words}: {text}." if one.event else f"{cap(word)}: {text}.", rows
        )
    _moves(query, when, gateway, draft, names)


def _since(gateway: WorkspaceGateway) -> Stretch:
    today = gateway.today
    first = today - timedelta(days=3 if today.weekday() == 0 else 1)
    return Stretch(start=first, end=today + timedelta(days=1), words=f"since {first:%a %-d %b}")


def _past(query: Query, when: Stretch, gateway: WorkspaceGateway) -> list[Part]:
    found: list[Part] = []
    for event, word in HAPPENED:
        one = query.model_copy(update={"measure": "list", "event": event, "when": when})
        rows = run(one, gateway).rows
        if rows:
            found.append((word, one, list({row.id: row for row in rows}.values())))
    return found


def _now(query: Query, gateway: WorkspaceGateway) -> list[Part]:
    found: list[Part] = []
    for name, word in NOW:
        tree, before, behind = conditions.STATES[name]
        after = " ".join(one for one in (behind, query.after) if one)
        where = all_of(query.where, tree)
        changes = {
            "measure": "list",
            "when": None,
            "where": where,
            "before": before,
            "after": after,
        }
        one = query.model_copy(update=changes)
        rows = run(one, gateway).rows
        if rows:
            found.append((word, one, rows))
    return found


def _named(rows: Sequence[Row], name: Callable[[Row], str]) -> str:
    rest = f" and {len(rows) - MOST} more" if len(rows) > MOST else ""
    return joined([name(row) for row in rows[:MOST]]) + rest


def _by_person(rows: Sequence[Row]) -> str:
    by: dict[str, list[Row]] = {}
    for row in rows:
        for name in row.people or ("nobody",):
            by.setdefault(name, []).append(row)
    return "; ".join(
        f"{name} {_named(some, lambda row: f'{row.key} {row.title}')}"
        for name, some in sorted(by.items())
    )


def _moves(
    query: Query, when: Stretch, gateway: WorkspaceGateway, draft: Draft, names: Sequence[str]
) -> None:
    """Into which statuses work came meanwhile, but for those that say it was begun or is done."""
    start, end = when.instants(gateway.zone)
    rows = {row.id: row for row in run(query.model_copy(update={"measure": "list"}), gateway).rows}
    came = [
        one
        for one in gateway.stays(query.where)
        if start <= one.entered < end and one.left is None and one.task_id in rows
    ]
    came = [one for one in came if rows[one.task_id].category == "started"]
    came = [
        one for one in came if (began := rows[one.task_id].started) is None or began != one.entered
    ]
    if not came:
        return
    moved = [rows[one.task_id] for one in came]
    several = len(names) > 1
    said = [
        f"{one.key} to {one.status}"
        + (f" ({joined(list(rows[one.task_id].people))})" if several else "")
        for one in came[:MOST]
    ]
    one = query.model_copy(update={"measure": "list"})
    Teller(one, run(one, gateway), gateway, draft).say(
        f"Moved on, {when.words}: {joined(said)}.", moved
    )
