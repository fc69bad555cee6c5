"""What the detectors see now, of what an actor may see."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from agents.facts import FindingFact
from app import access
from app.assist import facts
from app.domain.access import Actor
from app.domain.bottlenecks import Aging, Blocker, Finding, Item, Overload
from app.domain.events import OPEN, Category
from app.models import Task, TaskAssignee, TaskList, User
from app.reads import goals, paths


def current(
    session: Session, actor: Actor, *, now: datetime, lists: frozenset[int] | None = None
) -> list[Finding]:
    """Findings, the most severe first; of some lists only when given."""
    items = _items(session, actor, now)
    if lists is not None:
        items = {i: item for i, item in items.items() if item.list_id in lists}
    started = [item for item in items.values() if item.started_at]
    blocks = [(r.from_id, r.to_id, r.created_at) for r in facts.open_blocks(session, actor)]
    found = [
        *Aging(started, _finished_days(session, actor)).detect(now),
        *Blocker(items, blocks).detect(now),
        *Overload(list(items.values()), _people(session)).detect(now),
    ]
    return sorted(found, key=lambda f: -f.severity)


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


def _items(session: Session, actor: Actor, now: datetime) -> dict[int, Item]:
    rows = session.exec(
        select(Task, TaskList.name)
        .join(TaskList, col(TaskList.id) == Task.list_id)
        .where(access.tasks_open_to(actor), col(Task.category).in_(OPEN))
    ).all()
    people: dict[int, list[int]] = {}
    for task_id, user_id in session.exec(select(TaskAssignee.task_id, TaskAssignee.user_id)):
        people.setdefault(task_id, []).append(user_id)
    visible = goals.lines(session, actor=actor, now=now, today=now.date())
    serves = paths.to_goals(session, [task.id or 0 for task, _ in rows])
    return {
        task.id or 0: Item(
            id=task.id or 0,
            key=task.key,
            title=task.title,
            list_id=task.list_id,
            list_name=name,
            people=tuple(people.get(task.id or 0, ())),
            started_at=task.started_at if task.category == Category.STARTED else None,
            due=task.due,
            points=task.points or 0.0,
            estimate_minutes=task.estimate_minutes,
            goals=(visible[p.goal_id].title,)
            if (p := serves.get(task.id or 0)) and p.goal_id in visible
            else (),
        )
        for task, name in rows
    }


def _finished_days(session: Session, actor: Actor) -> dict[int, list[float]]:
    """Days from first start to done, today counted, of each list's finished tasks."""
    found: dict[int, list[float]] = {}
    for list_id, begun, done in session.exec(
        select(Task.list_id, Task.started_at, Task.done_at).where(
            access.tasks_open_to(actor),
            col(Task.started_at).is_not(None),
            col(Task.done_at).is_not(None),
        )
    ):
        if begun is not None and done is not None:
            found.setdefault(list_id, []).append((done - begun).days + 1.0)
    return found


def _people(session: Session) -> dict[int, tuple[str, float]]:
    rows = session.exec(
        select(User.id, User.name, User.hours_per_week).where(
            col(User.is_active).is_(True), func.length(User.name) > 0
        )
    )
    return {i or 0: (name, hours) for i, name, hours in rows}
