"""What hangs on things that are deleted, or about to be: counted as far as the one who asks may see it."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from app import trash, tree
from app.among import among
from app.domain.access import Actor
from app.domain.removal import Contents
from app.models import Doc, Folder, Goal, Target, Task, TaskList


def of(session: Session, kind: str, ids: Collection[int], *, actor: Actor) -> dict[int, Contents]:
    """What goes, or went, with each of these into the trash; what nothing hangs on is left out.

    Of what is in the trash already it is what went in the same moment.
    """
    if not ids:
        return {}
    match kind:
        case "task":
            return _under(session, Task, "tasks", ids, col(Task.list_id).in_(trash.lists_of(actor)))
        case "doc":
            return _under(session, Doc, "docs", ids, trash.in_spaces_of(Doc.space_id, actor))
        case "list":
            return {one: Contents(tasks=many) for one, many in _tasks(session, ids, actor).items()}
        case "space":
            return _spaces(session, ids, actor)
        case "folder":
            return _folders(session, ids, actor)
        case _:
            return _goals(session, ids, actor)


def one(session: Session, kind: str, item_id: int, *, actor: Actor) -> Contents:
    """The same of one thing."""
    return of(session, kind, [item_id], actor=actor).get(item_id, Contents())


def _under(
    session: Session, table: Any, name: str, ids: Collection[int], is_open: Any
) -> dict[int, Contents]:
    """How many stand under each and went with it, or would; what is hidden is not counted, what stands below it is."""
    found = select(table.id, table.parent_id, table.deleted_at, is_open).where(
        table.id.in_(tree.with_below(table, ids))
    )
    rows = session.exec(found).all()
    children: dict[int, list[tuple[int, Any, bool]]] = {}
    for item_id, parent_id, *rest in rows:
        if parent_id is not None:
            children.setdefault(parent_id, []).append((item_id, *rest))
    moments = {row[0]: row[2] for row in rows if row[0] in ids and row[3]}
    counts = {root: _count(root, moment, children) for root, moment in moments.items()}
    return {root: Contents(**{name: count}) for root, count in counts.items() if count}


def _count(root: int, moment: Any, children: dict[int, list[tuple[int, Any, bool]]]) -> int:
    met, level, count = {root}, [root], 0
    while level:
        below = [row for at in level for row in children.get(at, ()) if row[0] not in met]
        level = [row[0] for row in below]
        met |= set(level)
        count += sum(is_open and deleted_at == moment for _, deleted_at, is_open in below)
    return count


def _tasks(session: Session, list_ids: Collection[int], actor: Actor) -> dict[int, int]:
    """Tasks that are not in the trash by themselves, by list."""
    rows = session.exec(
        select(Task.list_id, func.count())
        .where(among(Task.list_id, list_ids), col(Task.deleted_at).is_(None))
        .where(col(Task.list_id).in_(trash.lists_of(actor)))
        .group_by(col(Task.list_id))
    )
    return dict(rows.all())


def _spaces(session: Session, ids: Collection[int], actor: Actor) -> dict[int, Contents]:
    lists = session.exec(
        select(TaskList.id, TaskList.space_id).where(
            among(TaskList.space_id, ids),
            col(TaskList.deleted_at).is_(None),
            col(TaskList.id).in_(trash.lists_of(actor)),
        )
    ).all()
    in_lists = _tasks(session, [one or 0 for one, _ in lists], actor)
    counts: dict[int, Counter[str]] = {space_id: Counter() for space_id in ids}
    for list_id, space_id in lists:
        counts[space_id] += Counter(lists=1, tasks=in_lists.get(list_id or 0, 0))
    for name, table in (("folders", Folder), ("docs", Doc), ("goals", Goal)):
        for space_id, many in _per(session, table, table.space_id, ids):
            counts[space_id] += Counter({name: many})
    return {space_id: Contents(**found) for space_id, found in counts.items() if found}


def _folders(session: Session, ids: Collection[int], actor: Actor) -> dict[int, Contents]:
    is_open = col(TaskList.id).in_(trash.lists_of(actor))
    rows = _per(session, TaskList, TaskList.folder_id, ids, is_open)
    return {folder_id: Contents(stays=many) for folder_id, many in rows}


def _goals(session: Session, ids: Collection[int], actor: Actor) -> dict[int, Contents]:
    """Its targets; and what is let go: sub-goals, and the lists and folders whose work serves the goal."""
    targets = dict(_per(session, Target, Target.goal_id, ids))
    stays: Counter[int] = Counter()
    for table, column, is_open in (
        (Goal, Goal.parent_id, trash.in_spaces_of(Goal.space_id, actor)),
        (TaskList, TaskList.goal_id, col(TaskList.id).in_(trash.lists_of(actor))),
        (Folder, Folder.goal_id, trash.in_spaces_of(Folder.space_id, actor)),
    ):
        stays.update(dict(_per(session, table, column, ids, is_open)))
    return {
        goal_id: Contents(targets=targets.get(goal_id, 0), stays=stays[goal_id])
        for goal_id in ids
        if targets.get(goal_id) or stays[goal_id]
    }


def _per(
    session: Session, table: Any, column: Any, ids: Collection[int], *more: Any
) -> Sequence[tuple[int, int]]:
    """How many rows that are not in the trash name each of these."""
    query = select(column, func.count()).where(
        col(column).in_(ids), col(table.deleted_at).is_(None)
    )
    return session.exec(query.where(*more).group_by(column)).all()
