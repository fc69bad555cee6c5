"""What is tied to one task, in one statement: subtasks, parents, relations, links, mentions, files, who waits."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, literal, null, or_, union, union_all
from sqlalchemy import select as sql
from sqlmodel import Session

from app import tree
from app.among import ids_of, one_of
from app.domain.access import Actor
from app.domain.events import OPEN
from app.models import Attachment, Comment, Doc, Goal, Link, Mention, Relation, Task
from app.models.base import table_of
from app.prepared import Prepared


@dataclass(frozen=True)
class LinkedItem:
    """A task, doc or goal something is tied to."""

    kind: str
    id: int
    title: str
    key: str
    url: str


@dataclass(frozen=True)
class Nearby:
    """As far as the actor sees it; `waiting` counts open tasks behind this one, however far down."""

    children: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # id, key
    parents: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # nearest first
    relations: dict[str, list[tuple[int, str]]] = field(
        default_factory=dict[str, list[tuple[int, str]]]
    )
    links: list[LinkedItem] = field(default_factory=list[LinkedItem])
    mentioned_in: list[LinkedItem] = field(default_factory=list[LinkedItem])
    files: list[str] = field(default_factory=list[str])
    waiting: int = 0
    is_upkeep: bool = False  # something it is part of is


RELATIONS = ("blocked_by", "blocks", "relates", "duplicates", "duplicated_by")
INWARD = {"blocks": "blocked_by", "duplicates": "duplicated_by"}


def of_task(session: Session, task_id: int, *, actor: Actor) -> Nearby:
    """Around a task that went through a door already."""
    rows = NEAR.all(
        session,
        {
            "task": task_id,
            "lists": ids_of(actor.lists),
            "spaces": ids_of(actor.spaces),
            "insider": int(not actor.is_guest),
        },
    )
    found: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: (row.position or 0, row.rank or "", row.id or 0)):
        found.setdefault(row.what, []).append(row)
    relations: dict[str, list[tuple[int, str]]] = {name: [] for name in RELATIONS}
    for row in found.get("out", []):
        relations[row.kind].append((row.id, row.key))
    for row in found.get("in", []):
        relations[INWARD.get(row.kind, row.kind)].append((row.id, row.key))
    return Nearby(
        children=[(row.id, row.key) for row in found.get("child", [])],
        parents=list(dict.fromkeys((row.id, row.key) for row in found.get("parent", []))),
        relations=relations,
        links=[_item(row) for row in found.get("link", [])],
        mentioned_in=[_item(row) for row in found.get("mention", [])],
        files=[row.title for row in found.get("file", [])],
        waiting=sum(row.id for row in found.get("waiting", [])),
        is_upkeep=any(row.position for row in found.get("upkeep", [])),
    )


def _item(row: Any) -> LinkedItem:
    key = row.key or ""
    url = f"/tasks/{key}" if row.kind == "task" else f"/{row.kind}s/{row.id}"
    return LinkedItem(row.kind, row.id, row.title, key, url)


T, D, G, L, R = (table_of(m) for m in (Task, Doc, Goal, Link, Relation))
M, C, A = (table_of(m) for m in (Mention, Comment, Attachment))
ME, NONE = bindparam("task", type_=Integer()), null()
COLUMNS = ("what", "kind", "id", "key", "title", "rank", "position")


def _open_task(task: Any) -> Any:
    # Not the bare column: its index must not lead the reading.
    lists = one_of(func.coalesce(task.c.list_id, 0), "lists")
    return and_(task.c.deleted_at.is_(None), lists)


def _open_item(item: Any) -> Any:
    everyones = and_(item.c.space_id.is_(None), bindparam("insider", type_=Integer()) == 1)
    within = one_of(item.c.space_id, "spaces")
    return and_(item.c.deleted_at.is_(None), or_(everyones, within))


def _row(what: str, *columns: Any) -> Any:
    filled = [*columns, *[NONE] * (len(COLUMNS) - 1 - len(columns))]
    return sql(
        literal(what).label("what"),
        *(column.label(name) for name, column in zip(COLUMNS[1:], filled, strict=True)),
    )


def _behind() -> Any:
    """Ids of the open visible tasks that can't be finished before this one."""
    later = T.alias("later")
    is_open = and_(later.c.category.in_([str(one) for one in OPEN]), _open_task(later))
    to = sql(R.c.to_id.label("id")).join_from(R, later, later.c.id == R.c.to_id)
    to = to.where(R.c.kind == "blocks", is_open)
    return tree.spread(
        to.where(R.c.from_id == ME),
        lambda behind: to.join(behind, behind.c.id == R.c.from_id),
        name="behind",
    )


def _ends() -> Any:
    """(what, kind, id) of everything linked, and of every text that names the task."""
    mentions = sql(literal("mention"), C.c.subject_kind, C.c.subject_id).join_from(
        M, C, (C.c.id == M.c.source_id) & C.c.deleted_at.is_(None)
    )
    names_me = and_(M.c.target_kind == "task", M.c.target_id == ME)
    return union(
        sql(literal("link").label("what"), L.c.to_kind.label("kind"), L.c.to_id.label("id")).where(
            L.c.from_kind == "task", L.c.from_id == ME
        ),
        sql(literal("link"), L.c.from_kind, L.c.from_id).where(
            L.c.to_kind == "task", L.c.to_id == ME
        ),
        sql(literal("mention"), M.c.source_kind, M.c.source_id).where(
            names_me, M.c.source_kind != "comment"
        ),
        mentions.where(names_me, M.c.source_kind == "comment"),
    ).cte("ends")


ABOVE, BEHIND, ENDS = tree.upwards(Task, T.c.id == ME), _behind(), _ends()


def _end(kind: str, item: Any, key: Any, condition: Any) -> Any:
    """The ends of one kind with their names, in the order task, doc, goal."""
    order = literal(("task", "doc", "goal").index(kind))
    return (
        sql(ENDS.c.what, ENDS.c.kind, item.c.id, key, item.c.title, NONE, order)
        .join_from(ENDS, item, item.c.id == ENDS.c.id)
        .where(ENDS.c.kind == kind, condition)
        # A task that names itself is no news.
        .where(or_(ENDS.c.kind != "task", ENDS.c.id != ME))
    )


def _related(what: str, mine: Any, other: Any) -> Any:
    return (
        _row(what, R.c.kind, T.c.id, T.c.key, NONE, NONE, R.c.id)
        .join_from(R, T, T.c.id == other)
        .where(mine == ME, _open_task(T))
    )


# Made once: to build a statement costs more than to run it.
NEAR = Prepared(
    union_all(
        _row("child", NONE, T.c.id, T.c.key, NONE, T.c.rank).where(
            T.c.parent_id == ME, _open_task(T)
        ),
        _row("parent", NONE, T.c.id, T.c.key, NONE, NONE, ABOVE.c.depth)
        .join_from(ABOVE, T, T.c.id == ABOVE.c.id)
        .where(ABOVE.c.depth > 0, T.c.id != ME, _open_task(T)),
        _row("upkeep", NONE, NONE, NONE, NONE, NONE, func.count())
        .join_from(ABOVE, T, T.c.id == ABOVE.c.id)
        .where(ABOVE.c.depth > 0, T.c.is_upkeep.is_(True), _open_task(T)),
        _related("out", R.c.from_id, R.c.to_id),
        _related("in", R.c.to_id, R.c.from_id),
        _end("task", T, T.c.key, _open_task(T)),
        _end("doc", D, NONE, _open_item(D)),
        _end("goal", G, NONE, _open_item(G)),
        _row("file", NONE, A.c.id, NONE, A.c.name).where(A.c.task_id == ME),
        _row("waiting", NONE, func.count()).select_from(BEHIND).where(BEHIND.c.id != ME),
    )
)
