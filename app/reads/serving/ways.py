"""From the work to its goals: the ways that lead from a task, list or doc to what it serves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sqlalchemy import Integer, and_, bindparam, func, literal, null, or_, union_all
from sqlalchemy import select as sql
from sqlmodel import Session

from app import tree
from app.among import ids_of, one_of
from app.domain.access import Actor
from app.models import Doc, Folder, Goal, Link, Target, TargetList, TargetTask, Task, TaskList
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads.goals import GOALS, G

Via = Literal["own", "target", "parent", "list", "folder"]


@dataclass(frozen=True)
class Way:
    """A goal that is served, and what leads there; `name` says what, and is empty for an own link."""

    goal_id: int
    via: Via
    title: str = ""  # the goal's
    name: str = ""  # “ENG-3”, “list EU rollout”, “folder Launch”, “target Accounts moved”

    @property
    def words(self) -> str:
        """“through list EU rollout”, or nothing for what is linked itself."""
        return f"through {self.name}" if self.name else ""


class Page(Protocol):
    """A doc in the tree of pages."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def parent_id(self) -> int | None: ...


def of_tasks(session: Session, ids: Iterable[int], *, actor: Actor) -> dict[int, list[Way]]:
    """The goals each task serves, the nearest first; a task that serves none is absent."""
    found = WAYS_OF_TASKS.all(session, {"items": ids_of(ids), **_rights(actor)})
    return {item_id: [way for way, _ in ways] for item_id, ways in _by_item(found).items()}


def of_task(session: Session, task_id: int, *, actor: Actor) -> list[tuple[Way, Any]]:
    """The same of one task, each way with its goal as a row of `goals.GOALS`."""
    rows = WAYS_OF_TASK.all(session, {"item": task_id, **_rights(actor)})
    return _by_item(rows).get(task_id, [])


def of_lists(session: Session, ids: Iterable[int], *, actor: Actor) -> dict[int, list[Way]]:
    """The goals each list serves: its own, else its folder's, and those whose targets count it."""
    found = WAYS_OF_LISTS.all(session, {"items": ids_of(ids), **_rights(actor)})
    return {item_id: [way for way, _ in ways] for item_id, ways in _by_item(found).items()}


def of_docs(session: Session, pages: Sequence[Page], *, actor: Actor) -> dict[int, list[Way]]:
    """The goals each of these pages serves; `pages` are all the actor may read."""
    linked: dict[int, list[Way]] = {}
    for row in LINKS_OF_DOCS.all(session, _rights(actor)):
        linked.setdefault(row.item_id, []).append(Way(row.goal_id, "own", row.title))
    by_id = {page.id: page for page in pages}
    found: dict[int, list[Way]] = {}
    for page in pages:
        at, met = page, {page.id}
        while at.id not in linked and at.parent_id in by_id and at.parent_id not in met:
            at = by_id[at.parent_id]
            met.add(at.id)
        ways = linked.get(at.id, [])
        if at is not page:
            ways = [Way(one.goal_id, "parent", one.title, f"page {at.title}") for one in ways]
        if ways:
            found[page.id] = ways
    return found


def _by_item(rows: Iterable[Any]) -> dict[int, list[tuple[Way, Any]]]:
    """Ways by what they lead from: of the path only its nearest step, and all that targets count."""
    found: dict[int, list[Any]] = {}
    # The nearest comes first; of two ties the one that was there first.
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return {item_id: _nearest(ways) for item_id, ways in found.items()}


def _nearest(rows: list[Any]) -> list[tuple[Way, Any]]:
    nearest = next((row.step for row in rows if row.way not in COUNTED), None)
    kept: dict[int, tuple[Way, Any]] = {}
    for row in rows:
        if row.way in COUNTED or row.step == nearest:
            kept.setdefault(row.goal_id, (_way_of(row), row))
    return list(kept.values())


def _way_of(row: Any) -> Way:
    match row.way:
        case "link":
            via, name = ("parent", row.name) if row.step else ("own", "")
        case "counted":
            via, name = "target", row.name if row.step > 1 else f"target {row.target}"
        case "listed":
            via, name = "target", f"list {row.name}"
        case _:
            via, name = row.way, f"{row.way} {row.name}"
    return Way(row.goal_id, via, row.goal_title, name)


def _rights(actor: Actor) -> dict[str, Any]:
    return {
        "lists": ids_of(actor.lists),
        "spaces": ids_of(actor.spaces),
        "insider": int(not actor.is_guest),
    }


# -- the statements, made once: to build one costs more than to run it ------------------------------------

T, L, F, D, K = (columns_of(m) for m in (Task, TaskList, Folder, Doc, Link))
R, TT, TL = (columns_of(m) for m in (Target, TargetTask, TargetList))
NONE = null()
# A target's count comes after a link of the same thing; what holds for a whole list behind every ancestor.
BY_LIST = 2 * tree.FURTHEST + 2
COUNTED = ("counted", "listed")


def _open_task(task: Any) -> Any:
    # Not the bare column: its index must not lead the reading.
    lists = one_of(func.coalesce(task.list_id, 0), "lists")
    return and_(task.deleted_at.is_(None), lists)


def _open_spaces(column: Any) -> Any:
    return one_of(column, "spaces")


def _way(item: Any, step: Any, way: str, goal: Any, name: Any, *more: Any) -> Any:
    target, link = [*more, NONE, NONE][:2]
    return sql(
        item.label("item_id"),
        step.label("step"),
        literal(way).label("way"),
        goal.label("goal_id"),
        name.label("name"),
        target.label("target"),
        link.label("link_id"),
    )


def _of_list(item: Any, source: Any, itself: Any) -> list[Any]:
    """The ways of what is in a list: the list's goal, its folder's, and the targets that count it."""
    folder = and_(F.id == L.folder_id, F.deleted_at.is_(None), _open_spaces(F.space_id))
    target = and_(R.id == TL.target_id, R.deleted_at.is_(None))
    first, second, third = (literal(BY_LIST + i) for i in range(3))
    return [
        _way(item, first, "list", L.goal_id, L.name).join_from(source, TaskList, itself),
        _way(item, second, "folder", F.goal_id, F.name)
        .join_from(source, TaskList, itself)
        .join(Folder, folder),
        _way(item, third, "listed", R.goal_id, L.name, R.name)
        .join_from(source, TaskList, itself)
        .join(TargetList, TL.list_id == L.id)
        .join(Target, target),
    ]


def _of_task(wanted: Any) -> Any:
    above = tree.upwards(Task, wanted, "list_id", "key", only=_open_task)
    item, own = above.c.start_id, and_(K.from_kind == "task", K.to_kind == "goal")
    link = _way(item, above.c.depth * 2, "link", K.to_id, above.c.key, NONE, K.id)
    count = _way(item, above.c.depth * 2 + 1, "counted", R.goal_id, above.c.key, R.name)
    itself = and_(L.id == above.c.list_id, above.c.depth == 0)
    return union_all(
        link.join_from(above, Link, and_(K.from_id == above.c.id, own)),
        count.join_from(above, TargetTask, TT.task_id == above.c.id).join(
            Target, and_(R.id == TT.target_id, R.deleted_at.is_(None))
        ),
        *_of_list(item, above, itself),
    ).subquery()


def _to_goals(ways: Any, goals: Any) -> Any:
    """The ways to living, visible goals, the nearest first."""
    everyones = and_(G.space_id.is_(None), bindparam("insider", type_=Integer()) == 1)
    return Prepared(
        goals.add_columns(ways.c.item_id, ways.c.step, ways.c.way, ways.c.name, ways.c.target)
        .add_columns(ways.c.goal_id, G.title.label("goal_title"))
        .join(ways, ways.c.goal_id == G.id)
        .where(or_(everyones, _open_spaces(G.space_id)))
        .order_by(None)
        .order_by(ways.c.step, ways.c.link_id, ways.c.goal_id)
    )


_BARE = sql(G.id).where(G.deleted_at.is_(None))
_INNER = TaskList.__table__.alias("wanted")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - SQLModel does not declare it
WAYS_OF_TASKS = _to_goals(_of_task(one_of(T.id, "items")), _BARE)
WAYS_OF_TASK = _to_goals(_of_task(T.id == bindparam("item", type_=Integer())), GOALS)
WAYS_OF_LISTS = _to_goals(
    union_all(
        *(
            one.where(one_of(_INNER.c.id, "items"))
            for one in _of_list(_INNER.c.id, _INNER, L.id == _INNER.c.id)
        )
    ).subquery(),
    _BARE,
)
LINKS_OF_DOCS = Prepared(
    sql(K.from_id.label("item_id"), K.to_id.label("goal_id"), G.title)
    .join_from(Link, Goal, G.id == K.to_id)
    .where(K.from_kind == "doc", K.to_kind == "goal", G.deleted_at.is_(None))
    .where(
        or_(
            and_(G.space_id.is_(None), bindparam("insider", type_=Integer()) == 1),
            _open_spaces(G.space_id),
        )
    )
    .order_by(K.id)
)
