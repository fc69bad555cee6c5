"""The tree of spaces, folders and lists, with what is open in each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session, col, func, select

from app import access, rights
from app.among import among
from app.domain.access import Actor
from app.domain.events import OPEN
from app.models import Folder, Space, SpaceMember, Task, TaskList
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import places


@dataclass(frozen=True)
class ListNode:
    """A list in the tree; `open` counts its open tasks."""

    id: int
    name: str
    open: int
    is_private: bool
    goal_id: int | None
    is_upkeep: bool


@dataclass(frozen=True)
class FolderNode:
    """A folder and its lists."""

    id: int
    name: str
    goal_id: int | None
    lists: list[ListNode]


@dataclass(frozen=True)
class SpaceNode:
    """A space and what the actor sees in it. `whole` is False for a guest who sees some lists."""

    id: int
    key: str
    name: str
    description: str
    is_private: bool
    whole: bool
    folders: list[FolderNode] = field(default_factory=list[FolderNode])
    lists: list[ListNode] = field(default_factory=list[ListNode])

    @property
    def open(self) -> int:
        inside = [*self.lists, *(one for folder in self.folders for one in folder.lists)]
        return sum(one.open for one in inside)


@dataclass(frozen=True)
class ListInSpace:
    """A list as pickers name it; `goal_id` is the goal it serves, itself or through its folder."""

    id: int
    name: str
    space_id: int
    space: str
    goal_id: int | None
    open: int


def lists_in_order(session: Session, *, actor: Actor) -> list[ListInSpace]:
    """Every list the actor sees, in the order of the tree."""
    rows = IN_ORDER.all(session, rights.of(actor))
    return [
        ListInSpace(
            id=row.id,
            name=row.name,
            space_id=row.space_id,
            space=row.space,
            goal_id=row.goal_id,
            open=row.open,
        )
        for row in rows
    ]


def tree(session: Session, *, actor: Actor) -> list[SpaceNode]:
    """Every space of which the actor sees anything, in order."""
    lists = lists_of(session, actor=actor)
    counts = open_counts(session, actor=actor)
    space_ids = set(actor.spaces) | set(lists)
    spaces = session.exec(
        select(Space)
        .where(among(Space.id, space_ids), col(Space.deleted_at).is_(None))
        .order_by(Space.rank, col(Space.id))
    )
    goal = places.seen_goal(actor, Folder.goal_id)
    folders = session.exec(
        select(Folder, goal)
        .where(access.folders_open_to(actor))
        .order_by(Folder.rank, col(Folder.id))
    ).all()
    return [_space(one, folders, lists.get(one.id or 0, []), counts, actor) for one in spaces]


def lists_of(session: Session, *, actor: Actor) -> dict[int, list[Any]]:
    """Rows (id, space_id, folder_id, name, is_private, goal_id, is_upkeep) of the lists the actor sees, by space, in order."""
    t, goal = TaskList, places.seen_goal(actor, TaskList.goal_id)
    rows = session.exec(
        select(
            t.id, t.space_id, t.folder_id, t.name, t.is_private, goal.label("goal_id"), t.is_upkeep
        )  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType] - seven columns
        .where(access.lists_open_to(actor))
        .order_by(TaskList.rank, col(TaskList.id))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.space_id].append(row)
    return found


def open_counts(session: Session, *, actor: Actor) -> dict[int, int]:
    """Open tasks per list."""
    # All lists are counted and the actor's kept: a long IN would draw SQLite off the covering index.
    rows = OPEN_COUNTS.all(session)
    return {row.list_id: row.open for row in rows if row.list_id in actor.lists}


def tasks_in_status(session: Session, status_id: int, *, actor: Actor) -> int:
    """How many tasks the actor sees in a status."""
    held = select(func.count()).select_from(Task).where(Task.status_id == status_id)
    return session.exec(held.where(access.tasks_open_to(actor))).one()


def members(session: Session, space_id: int, *, actor: Actor) -> list[int]:
    """Ids of a space's members."""
    access.space(session, space_id, actor)
    return sorted(session.exec(select(SpaceMember.user_id).where(SpaceMember.space_id == space_id)))


def _space(
    space: Space,
    folders: Sequence[tuple[Folder, int | None]],
    mine: list[Any],
    counts: dict[int, int],
    actor: Actor,
) -> SpaceNode:
    shown = [(one, goal) for one, goal in folders if one.space_id == space.id]
    in_folder = {one.id for one, _ in shown}

    def nodes(folder_id: int | None) -> list[ListNode]:
        return [
            ListNode(
                one.id or 0,
                one.name,
                counts.get(one.id or 0, 0),
                one.is_private,
                one.goal_id,
                one.is_upkeep,
            )
            for one in mine
            if (one.folder_id if one.folder_id in in_folder else None) == folder_id
        ]

    return SpaceNode(
        id=space.id or 0,
        key=space.key,
        name=space.name,
        description=space.description,
        is_private=space.is_private,
        whole=space.id in actor.spaces,
        folders=[FolderNode(f.id or 0, f.name, goal, nodes(f.id)) for f, goal in shown],
        lists=nodes(None),
    )


F, L, S, T = (columns_of(model) for model in (Folder, TaskList, Space, Task))
# Made once: to build a statement costs more than to run it.
OPEN_COUNTS = Prepared(
    sql(T.list_id, func.count().label("open"))
    .where(T.deleted_at.is_(None), T.category.in_(OPEN))
    .group_by(T.list_id)
)
_OPEN = OPEN_COUNTS.statement.subquery()
IN_ORDER = Prepared(
    sql(
        L.id,
        L.name,
        L.space_id,
        S.name.label("space"),
        func.coalesce(L.goal_id, F.goal_id).label("goal_id"),
        func.coalesce(_OPEN.c.open, 0).label("open"),
    )
    .join_from(TaskList, Space, S.id == L.space_id)
    .outerjoin(Folder, (F.id == L.folder_id) & F.deleted_at.is_(None))
    .outerjoin(_OPEN, _OPEN.c.list_id == L.id)
    .where(S.deleted_at.is_(None), L.deleted_at.is_(None), rights.in_lists(L.id))
    .order_by(S.rank, S.id, F.id.is_not(None), F.rank, F.id, L.rank, L.id)
)
