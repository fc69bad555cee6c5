"""Statuses: a space's default columns, and a list's own."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select, update

from app import access, trash
from app.domain import fields
from app.domain.access import Actor, must_edit
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.events import Category, Kind, Subject
from app.domain.plurals import many
from app.lookups import first_status, statuses_of, statuses_of_space
from app.models import Status, Task, TaskList
from app.work import flow
from app.work.recording import Changes, change, created, of_list, of_status, record, when
from app.work.task_moves import TaskMoves


def add(
    session: Session,
    space_id: int,
    *,
    name: str,
    category: str,
    by: Actor,
    list_id: int | None = None,
    position: int | None = None,
    wip_limit: int | None = None,
) -> Status:
    """Add a column to a space's defaults, or to a list that has its own."""
    must_edit(by)
    siblings = _siblings(session, space_id, list_id, by)
    category = str(fields.STATUS["category"].parse(category))
    status = Status(
        space_id=space_id,
        list_id=list_id,
        name=_validate_name(name, siblings),
        category=category,
        position=len(siblings) if position is None else position,
        wip_limit=fields.STATUS["wip_limit"].parse(wip_limit),
    )
    session.add(status)
    session.flush()
    record(
        session,
        Kind.STATUS_CREATED,
        of_status(status),
        created(Subject.STATUS, status),
        by=by,
    )
    return status


def edit(
    session: Session,
    status_id: int,
    *,
    by: Actor,
    name: str | None = None,
    category: str | None = None,
    position: int | None = None,
    wip_limit: int | None = None,
) -> Status:
    """Change a column; a new category carries its tasks along. `wip_limit=0` lifts the limit."""
    must_edit(by)
    status = access.status(session, status_id, by)
    siblings = [
        s for s in _siblings(session, status.space_id, status.list_id, by) if s.id != status_id
    ]
    values: dict[str, object] = {}
    if name is not None:
        values["name"] = _validate_name(name, siblings)
    if position is not None:
        values["position"] = fields.STATUS["position"].parse(position)
    if wip_limit is not None:
        values["wip_limit"] = fields.STATUS["wip_limit"].parse(wip_limit or None)
    if category is not None and category != status.category:
        category = str(fields.STATUS["category"].parse(category))
        values["category"] = category
        _carry(session, status, category, by)
    if changes := change(status, **values):
        record(session, Kind.STATUS_CHANGED, of_status(status), changes, by=by)
    return status


def remove(session: Session, status_id: int, *, into: int | None = None, by: Actor) -> None:
    """Take a column away; its tasks move to `into`, or to the nearest in meaning where the actor sees none of them."""
    must_edit(by)
    status = access.status(session, status_id, by)
    siblings = [
        s for s in _siblings(session, status.space_id, status.list_id, by) if s.id != status_id
    ]
    if not any(s.category == Category.DONE for s in siblings):
        raise Conflict("A workflow needs a way to be done: keep one status of that category.")
    if not any(
        s.category in (Category.BACKLOG, Category.UNSTARTED, Category.STARTED) for s in siblings
    ):
        raise Conflict("A workflow needs a place for open work: keep one open status.")
    target = next((s for s in siblings if s.id == into), None)
    if into is not None and target is None:
        raise Invalid("This is no other status of this workflow: choose one of it.", field="into")
    moves = TaskMoves(session, by=by)
    if waiting := moves.of_status(status_id):
        if target is None and (held := _seen_in(session, status, by)):
            raise Invalid(_where_to(status, held), field="into")
        target = target or _nearest(siblings, Category(status.category))
        for task in waiting:
            moves.put(task, target)
        moves.write()
    status.deleted_at = when(None)
    record(session, Kind.STATUS_DELETED, of_status(status), {"deleted": [False, True]}, by=by)


def _seen_in(session: Session, status: Status, by: Actor) -> int:
    """How many of its tasks the actor may see."""
    seen = select(func.count()).select_from(Task).where(Task.status_id == status.id)
    return session.exec(seen.where(access.tasks_open_to(by))).one()


def _where_to(status: Status, held: int) -> str:
    """The question where its tasks go."""
    are, they = ("is", "it goes") if held == 1 else ("are", "they go")
    return f"{many(held, 'task')} {are} in “{status.name}”: say where {they}."


def _nearest(siblings: Sequence[Status], category: Category) -> Status:
    """The first that means the same, else the first there is."""
    return next((one for one in siblings if one.category == category), siblings[0])


def restore(session: Session, status_id: int, *, by: Actor) -> Status:
    """Bring back a column that was taken away, unless another took its name."""
    must_edit(by)
    status = trash.status(session, status_id, by)
    if status.deleted_at is not None:
        _validate_name(status.name, _siblings(session, status.space_id, status.list_id, by))
        status.deleted_at = None
        record(session, Kind.STATUS_RESTORED, of_status(status), {"deleted": [True, False]}, by=by)
    return status


def override(session: Session, list_id: int, *, by: Actor) -> list[Status]:
    """Give a list its own copy of the space's columns; its tasks move to the copies."""
    must_edit(by)
    home = access.task_list(session, list_id, by)
    if home.has_own_statuses:
        return statuses_of(session, home)
    copies: dict[int, Status] = {}
    for status in statuses_of_space(session, home.space_id):
        copy = Status(
            space_id=home.space_id,
            list_id=list_id,
            name=status.name,
            category=status.category,
            position=status.position,
            wip_limit=status.wip_limit,
        )
        session.add(copy)
        session.flush()
        copies[status.id or 0] = copy
        record(session, Kind.STATUS_CREATED, of_status(copy), created(Subject.STATUS, copy), by=by)
    changes = _columns(session, home, copies)
    changes |= change(home, has_own_statuses=True)
    record(session, Kind.LIST_CHANGED, of_list(home), changes, by=by)
    _re_home(session, home, copies, by)
    return list(copies.values())


def inherit(session: Session, list_id: int, *, by: Actor) -> list[Status]:
    """Let a list use its space's columns again; tasks go to the one of the same name, else category."""
    must_edit(by)
    home = access.task_list(session, list_id, by)
    if not home.has_own_statuses:
        return statuses_of(session, home)
    own, defaults = statuses_of(session, home), statuses_of_space(session, home.space_id)
    by_name = {status.name.casefold(): status for status in defaults}
    mapping = {
        old.id or 0: by_name.get(old.name.casefold())
        or first_status(defaults, Category(old.category), Category.UNSTARTED, Category.BACKLOG)
        for old in own
    }
    changes = _columns(session, home, mapping)
    changes |= change(home, has_own_statuses=False)
    record(session, Kind.LIST_CHANGED, of_list(home), changes, by=by)
    _re_home(session, home, mapping, by)
    for old in own:
        old.deleted_at = when(None)
        record(session, Kind.STATUS_DELETED, of_status(old), {"deleted": [False, True]}, by=by)
    return defaults


def own_again(
    session: Session, list_id: int, *, held: dict[int, list[int]], by: Actor
) -> list[Status]:
    """Give a list the columns back that it had before it took its space's.

    `held` tells which tasks (ids) each of them held; tasks come back unless they were moved since,
    those that came later go to the column of the same name, else category.
    """
    must_edit(by)
    home = access.task_list(session, list_id, by)
    own = [trash.status(session, status_id, by) for status_id in held]
    if home.has_own_statuses or any(status.list_id != list_id for status in own):
        raise Conflict("This list has got other statuses of its own meanwhile.")
    defaults = statuses_of_space(session, home.space_id)
    by_name = {status.name.casefold(): status for status in own}
    mapping = {
        old.id or 0: by_name.get(old.name.casefold())
        or first_status(own, Category(old.category), Category.UNSTARTED, Category.BACKLOG)
        for old in defaults
    }
    record_of = {**_columns(session, home, mapping), **change(home, has_own_statuses=True)}
    record(session, Kind.LIST_CHANGED, of_list(home), record_of, by=by)
    for status in own:
        status.deleted_at = None
        record(session, Kind.STATUS_RESTORED, of_status(status), {"deleted": [True, False]}, by=by)
    _back_home(session, home, own, held, by)
    _re_home(session, home, mapping, by)
    return own


def _back_home(
    session: Session, home: TaskList, own: list[Status], held: dict[int, list[int]], by: Actor
) -> None:
    """Tasks still where the change of columns put them go back to the column that held them."""
    defaults = statuses_of_space(session, home.space_id)
    names = {status.name.casefold(): status.id for status in defaults}
    for status in own:
        there = (
            names.get(status.name.casefold())
            or first_status(
                defaults, Category(status.category), Category.UNSTARTED, Category.BACKLOG
            ).id
        )
        moved = select(Task).where(
            Task.list_id == home.id, Task.status_id == there, col(Task.id).in_(held[status.id or 0])
        )
        for task in session.exec(moved):
            if task.category != status.category:
                flow.put(session, task, status, by=by)
            task.status_id = status.id or 0
    session.flush()


def _columns(session: Session, home: TaskList, mapping: dict[int, Status]) -> Changes:
    """Which tasks each column held, and the column that takes its place."""
    held: dict[str, list[int]] = {str(old): [] for old in mapping}
    rows = session.exec(select(Task.id, Task.status_id).where(Task.list_id == home.id))
    for task_id, status_id in rows:
        if str(status_id) in held:
            held[str(status_id)].append(task_id or 0)
    return {"columns": [held, {str(old): new.id for old, new in mapping.items()}]}


def _siblings(session: Session, space_id: int, list_id: int | None, by: Actor) -> list[Status]:
    """The columns beside; checks that the actor sees the space or list."""
    if list_id is None:
        access.space(session, space_id, by)
        return statuses_of_space(session, space_id)
    home = access.task_list(session, list_id, by)
    if home.space_id != space_id:
        raise NotFound("list")  # not in this space, whatever that is
    if not home.has_own_statuses:
        raise Invalid(
            "This list uses its space's statuses: give it its own first.", field="list_id"
        )
    return statuses_of(session, home)


def _carry(session: Session, status: Status, category: str, by: Actor) -> None:
    """Tasks in a status take on its new category, each with its event."""
    moves = TaskMoves(session, by=by)
    for task in moves.of_status(status.id or 0):
        moves.put(task, status, category)
    moves.write()


def _re_home(session: Session, home: TaskList, mapping: dict[int, Status], by: Actor) -> None:
    """Point a list's tasks at other columns; only a change of category is worth an event each."""
    for old_id, new in mapping.items():
        held = select(Task).where(Task.list_id == home.id, Task.status_id == old_id)
        for task in session.exec(held):
            if task.category != new.category:
                flow.put(session, task, new, by=by)
        session.exec(
            update(Task)  # type: ignore[call-overload]
            .where(col(Task.list_id) == home.id, col(Task.status_id) == old_id)
            .values(status_id=new.id)
        )
    session.expire_all()


def _validate_name(name: str, siblings: list[Status]) -> str:
    word = str(fields.STATUS["name"].parse(name))
    if any(word.casefold() == sibling.name.casefold() for sibling in siblings):
        raise Conflict(f"There is already a status “{word}” here.")
    return word
