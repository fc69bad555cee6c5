"""One task, whole: what its page shows."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from app import access, lookups, rights
from app.among import ids_of
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.events import OPEN, Category
from app.lookups import ListChoices, StatusRow
from app.models import Doc, Event, Goal, KeyAlias, Link, Space, Tag, Task, TaskList, TaskTag
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import activity, discussion, goals, nearby, people, serving, tasks
from app.reads.activity import Happening
from app.reads.discussion import CommentThread
from app.reads.goals import GoalStanding
from app.reads.nearby import LinkedItem, Nearby
from app.reads.people import Person
from app.reads.serving import Way
from app.reads.tasks import Row

# Fewer finished tasks than this say nothing about what is usual.
FEWEST_FINISHED = 5


@dataclass(frozen=True)
class Why:
    """Why the task exists and what hangs on it: the line under its title."""

    goal: GoalStanding | None
    way: Way | None  # what leads there
    others: list[str]  # titles of the other goals it serves
    is_upkeep: bool
    waiting: int  # open tasks that wait for this, directly or behind others
    started_days: int | None  # since work began, today counted; None unless started
    sees_all: bool = True  # to others “none” is none they can see
    usual_days: int | None = None  # the page's: the list's median, None when too little is finished

    @property
    def via(self) -> str:
        return self.way.via if self.way else ""

    @property
    def through(self) -> str:
        """“through list Billing”; empty for an own link."""
        return self.way.words if self.way else ""


@dataclass(frozen=True)
class TaskPage:
    """Everything about one task."""

    row: Row
    description: str
    list_id: int
    list_name: str
    space_id: int
    space_name: str
    space_key: str
    choices: dict[int, ListChoices]  # by list, of the task's and of all around it
    author: Person | None
    is_upkeep: bool
    parents: list[Row]  # from the top
    children: list[Row]
    relations: dict[str, list[Row]]
    links: list[LinkedItem]
    mentioned_in: list[LinkedItem]
    files: list[str]
    why: Why
    is_archived: bool  # with its list: read, not changed
    can_edit: bool
    version: int  # the log's last event
    everyone: list[Person]  # whom the actor may know of
    people: dict[int, Person] = field(default_factory=dict[int, Person])

    @property
    def statuses(self) -> list[StatusRow]:
        return self.choices[self.list_id].statuses


@dataclass(frozen=True)
class TaskRecord:
    """One task as programs read it: its row, its words, and the keys of what is tied to it."""

    row: Row
    description: str
    is_upkeep: bool
    near: Nearby
    why: Why
    threads: list[CommentThread]
    activity: list[Happening]


def record(session: Session, key: str, *, actor: Actor, now: datetime, today: date) -> TaskRecord:
    """A task by key or old key; raises NotFound. Of what is around it only keys and names are read."""
    task = _task(session, key, actor)
    [row] = tasks.dressed(session, [task], actor=actor)
    near = nearby.of_task(session, row.id, actor=actor)
    return TaskRecord(
        row=row,
        description=task.description,
        is_upkeep=task.is_upkeep,
        near=near,
        why=_why(session, task, near, actor=actor, now=now, today=today),
        threads=discussion.threads(session, "task", row.id, actor=actor),
        activity=activity.history(session, "task", row.id, actor=actor, limit=100),
    )


def page(session: Session, key: str, *, actor: Actor, now: datetime, today: date) -> TaskPage:
    """A task by key or old key; raises NotFound."""
    task = _task(session, key, actor)
    near = nearby.of_task(session, task.id, actor=actor)
    around = [
        *near.children,
        *near.parents,
        *(r for group in near.relations.values() for r in group),
    ]
    # One reading for the task and all around it: a reading costs the same for one task as for fifty.
    dressed, doing = tasks.peopled(
        session, [task, *tasks.bare(session, [i for i, _ in around], actor=actor)], actor=actor
    )
    rows = {row.id: row for row in dressed}
    row = rows[task.id]
    everyone = people.everyone(session, actor=actor)
    known = {person.id: person for person in everyone} | doing
    known |= people.by_ids(session, {task.created_by or 0} - known.keys() - {0})
    shown = [row, *(rows[i] for i, _ in around if i in rows)]
    choices = lookups.statuses_of_lists(session, {one.list_id for one in shown})
    return TaskPage(
        row=row,
        version=task.version,
        description=task.description,
        list_id=row.list_id,
        list_name=task.list_name,
        space_id=row.space_id,
        space_name=task.space_name,
        space_key=task.space_key,
        choices=choices,
        author=known.get(task.created_by or 0),
        is_upkeep=task.is_upkeep,
        parents=[rows[i] for i, _ in reversed(near.parents) if i in rows],
        children=[rows[i] for i, _ in near.children if i in rows],
        relations={
            name: [rows[i] for i, _ in group if i in rows] for name, group in near.relations.items()
        },
        links=near.links,
        mentioned_in=near.mentioned_in,
        files=near.files,
        why=replace(
            _why(session, task, near, actor=actor, now=now, today=today),
            usual_days=_usual_days(session, task.list_id),
        ),
        is_archived=task.list_id in actor.archived.lists,
        can_edit=actor.edits and task.list_id not in actor.archived.lists,
        everyone=everyone,
        people=known,
    )


def _task(session: Session, key: str, actor: Actor) -> Any:
    """A row of BY_KEY; an old key's task when there is none; raises NotFound."""
    asked = {"key": key.strip().lstrip("#").upper(), "lists": ids_of(actor.lists)}
    row = BY_KEY.first(session, asked) or BY_OLD_KEY.first(session, asked)
    if row is None:
        raise NotFound("task")
    return row


def _why(
    session: Session, task: Any, near: Nearby, *, actor: Actor, now: datetime, today: date
) -> Why:
    ways = serving.of_task(session, task.id, actor=actor)
    begun = task.started_at if task.category == Category.STARTED else None
    return Why(
        goal=goals.stands(session, ways[0][1], now=now, today=today) if ways else None,
        way=ways[0][0] if ways else None,
        others=[way.title for way, _ in ways[1:]],
        is_upkeep=bool(task.is_upkeep or task.is_upkeep_list or near.is_upkeep),
        waiting=near.waiting if task.category in OPEN else 0,
        started_days=(now - begun).days + 1 if begun else None,
        sees_all=actor.sees_all,
    )


def _usual_days(session: Session, list_id: int) -> int | None:
    """Median days from first start to done of the list's finished tasks."""
    spans = sorted(
        (done - started).days + 1
        for started, done in session.exec(
            select(Task.started_at, Task.done_at).where(
                Task.list_id == list_id,
                col(Task.started_at).is_not(None),
                col(Task.done_at).is_not(None),
                col(Task.deleted_at).is_(None),
            )
        )
        if started is not None and done is not None
    )
    return spans[(len(spans) - 1) // 2] if len(spans) >= FEWEST_FINISHED else None


def tags(session: Session, *, actor: Actor) -> list[str]:
    """The tags of the work the actor sees, by name."""
    used = (
        select(TaskTag.task_id)
        .join(Task, col(Task.id) == TaskTag.task_id)
        .where(TaskTag.tag_id == Tag.id, access.tasks_open_to(actor))
    )
    rows = session.exec(select(Tag.name).where(used.exists()))
    return sorted(rows, key=str.casefold)


def linked(session: Session, kind: str, item_id: int, *, actor: Actor) -> list[LinkedItem]:
    """What a task, doc or goal is tied to, as far as the actor sees it."""
    rows = session.exec(
        select(Link.from_kind, Link.from_id, Link.to_kind, Link.to_id).where(
            ((Link.from_kind == kind) & (Link.from_id == item_id))
            | ((Link.to_kind == kind) & (Link.to_id == item_id))
        )
    ).all()
    ends = [
        (to_kind, to_id) if (from_kind, from_id) == (kind, item_id) else (from_kind, from_id)
        for from_kind, from_id, to_kind, to_id in rows
    ]
    return items(session, ends, actor=actor)


def items(session: Session, ends: list[tuple[str, int]], *, actor: Actor) -> list[LinkedItem]:
    """Tasks, docs and goals by (kind, id), as far as visible."""
    ids = {kind: {i for k, i in ends if k == kind} for kind in ("task", "doc", "goal")}
    found = [
        LinkedItem("task", i or 0, title, key, f"/tasks/{key}")
        for i, key, title in session.exec(
            select(Task.id, Task.key, Task.title).where(
                col(Task.id).in_(ids["task"]), access.tasks_open_to(actor)
            )
        )
    ]
    found += [
        LinkedItem("doc", i or 0, title, "", f"/docs/{i}")
        for i, title in session.exec(
            select(Doc.id, Doc.title).where(col(Doc.id).in_(ids["doc"]), access.docs_open_to(actor))
        )
    ]
    found += [
        LinkedItem("goal", i or 0, title, "", f"/goals/{i}")
        for i, title in session.exec(
            select(Goal.id, Goal.title).where(
                col(Goal.id).in_(ids["goal"]), access.goals_open_to(actor)
            )
        )
    ]
    return found


T, L, S, K = (columns_of(m) for m in (Task, TaskList, Space, KeyAlias))
# Made once: to build a statement costs more than to run it.
_TASK = (
    tasks.ROWS.add_columns(
        T.description,
        T.created_by,
        T.is_upkeep,
        L.name.label("list_name"),
        L.is_upkeep.label("is_upkeep_list"),
        S.name.label("space_name"),
        S.key.label("space_key"),
        sql(func.max(Event.id)).scalar_subquery().label("version"),  # type: ignore[call-overload]
    )
    .join(TaskList, L.id == T.list_id)
    .join(Space, S.id == T.space_id)
    .where(T.deleted_at.is_(None), rights.in_lists(T.list_id))
)
_OLD = sql(K.task_id).where(K.key == bindparam("key")).scalar_subquery()
BY_KEY = Prepared(_TASK.where(T.key == bindparam("key")))
BY_OLD_KEY = Prepared(_TASK.where(T.id == _OLD))
