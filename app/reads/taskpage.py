"""One task, whole: what its page shows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from app import access, tree
from app.domain.access import Actor
from app.domain.events import OPEN, Category
from app.lookups import statuses_of
from app.models import (
    Attachment,
    Comment,
    Doc,
    Goal,
    Link,
    Mention,
    Relation,
    Space,
    Status,
    Tag,
    Task,
    TaskList,
    TaskTag,
)
from app.reads import goals, paths, people, tasks
from app.reads.goals import GoalLine
from app.reads.people import Person
from app.reads.tasks import Row

# Fewer finished tasks than this say nothing about what is usual.
FEWEST_FINISHED = 5
RELATIONS = ("blocked_by", "blocks", "relates", "duplicates", "duplicated_by")


@dataclass(frozen=True)
class Why:
    """Why the task exists and what hangs on it: the line under its title."""

    goal: GoalLine | None
    via: str  # own, parent, list, folder
    is_upkeep: bool
    waiting: int  # open tasks that wait for this, directly or behind others
    started_days: int | None  # since work began, today counted; None unless started
    usual_days: int | None  # the list's median, None when too little is finished


@dataclass(frozen=True)
class LinkedItem:
    """A task, doc or goal this one is tied to."""

    kind: str
    id: int
    title: str
    key: str
    url: str


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
    statuses: list[Status]
    author: Person | None
    is_upkeep: bool
    parents: list[Row]  # from the top
    children: list[Row]
    relations: dict[str, list[Row]]
    links: list[LinkedItem]
    mentioned_in: list[LinkedItem]
    attachments: list[Attachment]
    why: Why
    can_edit: bool
    people: dict[int, Person] = field(default_factory=dict[int, Person])


def page(session: Session, key: str, *, actor: Actor, now: datetime, today: date) -> TaskPage:
    """A task by key or old key; raises NotFound."""
    task = access.task(session, key, actor)
    task_id = task.id or 0
    home = session.get_one(TaskList, task.list_id)
    space = session.get_one(Space, task.space_id)
    pairs, below = _pairs(session, task_id), _below(session, task_id)
    above = tree.above(session, Task, task_id) if task.parent_id else []
    # One reading for the task and all around it: a reading costs the same for one task as for fifty.
    around = {a if b == task_id else b for _, a, b in pairs}
    rows = {
        row.id: row
        for row in tasks.by_ids(session, [task_id, *below, *above, *around], actor=actor)
    }
    row, children = rows[task_id], [rows[i] for i in below if i in rows]
    ids = {i for r in rows.values() for i in r.assignees} | {task.created_by or 0}
    known = people.by_ids(session, ids)
    return TaskPage(
        row=row,
        description=task.description,
        list_id=task.list_id,
        list_name=home.name,
        space_id=task.space_id,
        space_name=space.name,
        space_key=space.key,
        statuses=statuses_of(session, home),
        author=known.get(task.created_by or 0),
        is_upkeep=task.is_upkeep,
        parents=[rows[i] for i in reversed(above) if i in rows],
        children=children,
        relations=_relations(task_id, pairs, rows),
        links=_links(session, task_id, actor),
        mentioned_in=_mentioned(session, task_id, actor),
        attachments=list(
            session.exec(
                select(Attachment).where(Attachment.task_id == task_id).order_by(col(Attachment.id))
            )
        ),
        why=why(session, task, home, actor=actor, now=now, today=today),
        can_edit=actor.edits,
        people=known,
    )


def why(
    session: Session,
    task: Task,
    home: TaskList,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> Why:
    path = paths.to_goals(session, [task.id or 0]).get(task.id or 0)
    goal = (
        goals.lines(session, actor=actor, now=now, today=today).get(path.goal_id) if path else None
    )
    begun = task.started_at if task.category == Category.STARTED else None
    return Why(
        goal=goal,
        via=path.via if path and goal else "",
        is_upkeep=task.is_upkeep or home.is_upkeep,
        waiting=len(waiting_behind(session, task.id or 0, actor=actor))
        if task.category in OPEN
        else 0,
        started_days=(now - begun).days + 1 if begun else None,
        usual_days=_usual_days(session, task.list_id),
    )


def waiting_behind(session: Session, task_id: int, *, actor: Actor) -> set[int]:
    """Open visible tasks that can't be finished before this one, however far down the chain."""
    found: set[int] = set()
    level = {task_id}
    while level:
        rows = session.exec(
            select(Relation.to_id)
            .join(Task, col(Task.id) == Relation.to_id)
            .where(
                Relation.kind == "blocks",
                col(Relation.from_id).in_(level),
                col(Task.category).in_(OPEN),
                access.tasks_open_to(actor),
            )
        )
        level = set(rows) - found - {task_id}
        found |= level
    return found


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


def _below(session: Session, task_id: int) -> list[int]:
    """Ids of its subtasks, in order."""
    query = select(Task.id).where(Task.parent_id == task_id)
    return [i for i in session.exec(query.order_by(Task.rank, col(Task.id))) if i is not None]


def _pairs(session: Session, task_id: int) -> list[tuple[str, int, int]]:
    """(kind, from, to) of every relation of a task."""
    query = select(Relation.kind, Relation.from_id, Relation.to_id)
    return list(
        session.exec(query.where((Relation.from_id == task_id) | (Relation.to_id == task_id)))
    )


def _relations(
    task_id: int, pairs: list[tuple[str, int, int]], rows: dict[int, Row]
) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {name: [] for name in RELATIONS}
    for kind, from_id, to_id in pairs:
        other = rows.get(to_id if from_id == task_id else from_id)
        if other is not None:
            found[_word(kind, outward=from_id == task_id)].append(other)
    return found


def _word(kind: str, *, outward: bool) -> str:
    if kind == "relates" or outward:
        return kind
    return {"blocks": "blocked_by", "duplicates": "duplicated_by"}[kind]


def tags(session: Session, *, actor: Actor) -> list[str]:
    """The tags of the work the actor sees, by name."""
    used = (
        select(TaskTag.task_id)
        .join(Task, col(Task.id) == TaskTag.task_id)
        .where(TaskTag.tag_id == Tag.id, access.tasks_open_to(actor))
    )
    rows = session.exec(select(Tag.name).where(used.exists()))
    return sorted(rows, key=str.casefold)


def _links(session: Session, task_id: int, actor: Actor) -> list[LinkedItem]:
    return linked(session, "task", task_id, actor=actor)


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


def _mentioned(session: Session, task_id: int, actor: Actor) -> list[LinkedItem]:
    """Where other texts name this task."""
    sources = session.exec(
        select(Mention.source_kind, Mention.source_id).where(
            Mention.target_kind == "task", Mention.target_id == task_id
        )
    ).all()
    comments = {i for kind, i in sources if kind == "comment"}
    subjects = session.exec(
        select(Comment.subject_kind, Comment.subject_id).where(
            col(Comment.id).in_(comments), col(Comment.deleted_at).is_(None)
        )
    ).all()
    ends = [(kind, i) for kind, i in [*sources, *subjects] if kind != "comment"]
    mine = ("task", task_id)
    return items(session, [end for end in dict.fromkeys(ends) if end != mine], actor=actor)


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
