"""What the detectors see now, of what an actor may see."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from agents.facts import FindingFact
from app import access, db
from app.assist import facts
from app.domain.access import Actor
from app.domain.bottlenecks import Aging, Blocker, Finding, Item, Overload
from app.domain.bottlenecks.overload import to_the_person
from app.domain.events import OPEN, Category
from app.models import Task, TaskAssignee, TaskList, User
from app.models.base import columns_of
from app.reads import serving
from app.sharing import readings


def current(
    session: Session, actor: Actor, *, now: datetime, lists: frozenset[int] | None = None
) -> list[Finding]:
    """Findings, the most severe first, but of what is archived; of some lists only when given."""
    seen = _seen(session, actor)
    started = [one for one in seen.started if lists is None or one.list_id in lists]
    inside = [one for one in seen.items.values() if lists is None or one.list_id in lists]
    found = [
        *Aging(started, seen.finished_days, seen.waiting).detect(now),
        *Blocker(seen.items, seen.blocks, lists, actor.sees_all).detect(now),
        *Overload(inside, seen.people).detect(now),
    ]
    return [_offered(one, actor) for one in sorted(found, key=lambda f: -f.severity)]


def for_person(session: Session, actor: Actor, *, now: datetime) -> list[Finding]:
    """The same for one reader: first what is theirs, said to them, then the rest."""
    seen, me = _seen(session, actor), actor.user_id
    mine = [one for one in seen.started if me in one.people]
    others = [one for one in seen.started if me not in one.people]
    loads = Overload(list(seen.items.values()), seen.people).detect(now)
    blockers = Blocker(seen.items, seen.blocks, sees_all=actor.sees_all).detect(now)
    name = seen.people[me][0] if me in seen.people else ""
    own = [
        *(to_the_person(one, name) for one in loads if me in one.people),
        *(one for one in blockers if me in one.people),
        *Aging(mine, seen.finished_days, seen.waiting).of_one(now),
    ]
    rest = [
        *(one for one in (*loads, *blockers) if me not in one.people),
        *Aging(others, seen.finished_days, seen.waiting).detect(now),
    ]
    ordered = [one for part in (own, rest) for one in sorted(part, key=lambda f: -f.severity)]
    return [_offered(one, actor) for one in ordered]


def _offered(found: Finding, actor: Actor) -> Finding:
    """With its next step where the actor may take it: who only reads is offered no change of work."""
    may = actor.writes if found.is_asking else actor.edits
    return found if may else replace(found, next_act="", about=None)


@dataclass(frozen=True)
class _Seen:
    """What the detectors look at."""

    items: dict[int, Item]
    people: dict[int, tuple[str, float]]
    blocks: list[tuple[int, int, datetime]]
    finished_days: dict[int, list[float]]

    @property
    def started(self) -> list[Item]:
        return [one for one in self.items.values() if one.started_at]

    @property
    def waiting(self) -> frozenset[int]:
        return frozenset(second for _, second, _ in self.blocks)


def _seen(session: Session, actor: Actor) -> _Seen:
    """The same for everybody with the same rights: read once for all of them."""
    rights = replace(actor, user_id=None, name="")
    return readings.shared(session, (_seen, rights), lambda: _read(session, actor))


def _read(session: Session, actor: Actor) -> _Seen:
    blocks = [(r.from_id, r.to_id, r.created_at) for r in facts.open_blocks(session, actor)]
    items, people = _items(session, actor.current, blocks)
    return _Seen(items, people, blocks, _finished_days(session, actor.current))


def of_work(session: Session, actor: Actor, *, now: datetime) -> list[FindingFact]:
    """The same with their tasks, as agents know them."""
    found = current(session, actor, now=now)
    ids = {i for finding in found for i in finding.items}
    open_to = [col(Task.id).in_(ids), access.tasks_open_to(actor)]
    rows = {task.id: task for task in facts.tasks(session, open_to)}
    return [
        FindingFact(
            f.title,
            f.measure,
            f.comparison,
            f.next_act,
            tuple(rows[i] for i in f.items if i in rows),
            counts_first=f.kind != "blocker",
        )
        for f in found
    ]


def open_items(
    session: Session, actor: Actor
) -> tuple[dict[int, Item], dict[int, tuple[str, float]]]:
    """The open tasks, and (name, hours a week) of the active people who have any; no goals."""
    return _items(session, actor, [])


def _items(
    session: Session, actor: Actor, blocks: list[tuple[int, int, datetime]]
) -> tuple[dict[int, Item], dict[int, tuple[str, float]]]:
    """The open tasks, and (name, hours a week) of the active people who have any."""
    tasks: dict[int, Any] = {}
    people: dict[int, list[int]] = {}
    known: dict[int, tuple[str, float]] = {}
    for row in db.execute(session, OPEN_WORK.where(access.tasks_open_to(actor))):
        tasks[row.id] = row
        if row.user_id is not None:
            people.setdefault(row.id, []).append(row.user_id)
            if row.is_active and row.name:
                known[row.user_id] = (row.name, row.hours_per_week)
    # Only a blocker tells which goals wait.
    waiting = {i for pair in blocks for i in pair[:2]}
    serves = serving.of_tasks(session, waiting, actor=actor) if blocks else {}
    items = {
        task_id: Item(
            id=task_id,
            key=row.key,
            title=row.title,
            list_id=row.list_id,
            list_name=row.list_name,
            people=tuple(people.get(task_id, ())),
            started_at=row.started_at if row.category == Category.STARTED else None,
            due=row.due,
            points=row.points or 0.0,
            estimate_minutes=row.estimate_minutes,
            goals=tuple(way.title for way in serves.get(task_id, ())),
        )
        for task_id, row in tasks.items()
    }
    return items, known


def _finished_days(session: Session, actor: Actor) -> dict[int, list[float]]:
    """Days from first start to done, today counted, of each list's finished tasks."""
    found: dict[int, list[float]] = {}
    for list_id, begun, done in session.exec(
        select(Task.list_id, Task.started_at, Task.done_at).where(
            access.tasks_open_to(actor),
            col(Task.started_at).is_not(None),
            col(Task.done_at).is_not(None),
        ),
    ):
        if begun is not None and done is not None:
            found.setdefault(list_id, []).append((done - begun).days + 1.0)
    return found


T, L, A, U = (columns_of(m) for m in (Task, TaskList, TaskAssignee, User))
# Made once: to build a statement costs more than to run it.
OPEN_WORK = (
    sql(
        *(T.id, T.key, T.title, T.list_id, T.category, T.started_at, T.due, T.points),
        *(T.estimate_minutes, L.name.label("list_name")),
        *(A.user_id, U.name, U.hours_per_week, U.is_active),
    )
    .join_from(Task, TaskList, L.id == T.list_id)
    .outerjoin(TaskAssignee, A.task_id == T.id)
    .outerjoin(User, U.id == A.user_id)
    .where(T.category.in_([str(one) for one in OPEN]))
    .order_by(T.id, A.user_id)
)
