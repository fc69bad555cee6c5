"""Statuses: a space's default columns, and a list's own."""

from sqlmodel import Session, col, select, update

from app import access
from app.domain import fields
from app.domain.access import Actor, must_edit
from app.domain.errors import Conflict, Invalid
from app.domain.events import Category, Kind, Subject
from app.lookups import first_status, statuses_of, statuses_of_space
from app.models import Status, Task, TaskList
from app.work import tasks
from app.work.recording import change, created, of_list, of_status, record, when


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
    """Take a column away; its tasks move to `into`. Refused while it is the last of the open ones."""
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
    waiting = session.exec(select(Task).where(Task.status_id == status_id)).all()
    if waiting:
        target = next((s for s in siblings if s.id == into), None)
        if target is None:
            raise Invalid(
                f"{len(waiting)} tasks are in “{status.name}”: say where they go.", field="into"
            )
        for task in waiting:
            tasks.put(session, task, target, by=by)
    status.deleted_at = when(None)
    record(session, Kind.STATUS_DELETED, of_status(status), {"deleted": [False, True]}, by=by)


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
    changes = change(home, has_own_statuses=True)
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
    changes = change(home, has_own_statuses=False)
    record(session, Kind.LIST_CHANGED, of_list(home), changes, by=by)
    _re_home(session, home, mapping, by)
    for old in own:
        old.deleted_at = when(None)
        record(session, Kind.STATUS_DELETED, of_status(old), {"deleted": [False, True]}, by=by)
    return defaults


def _siblings(session: Session, space_id: int, list_id: int | None, by: Actor) -> list[Status]:
    """The columns beside; checks that the actor sees the space or list."""
    if list_id is None:
        access.space(session, space_id, by)
        return statuses_of_space(session, space_id)
    home = access.task_list(session, list_id, by)
    if not home.has_own_statuses:
        raise Invalid(
            "This list uses its space's statuses: give it its own first.", field="list_id"
        )
    return statuses_of(session, home)


def _carry(session: Session, status: Status, category: str, by: Actor) -> None:
    """Tasks in a status take on its new category, each with its event."""
    for task in session.exec(select(Task).where(Task.status_id == status.id)):
        tasks.recategorise(session, task, category, by=by)


def _re_home(session: Session, home: TaskList, mapping: dict[int, Status], by: Actor) -> None:
    """Point a list's tasks at other columns; only a change of category is worth an event each."""
    for old_id, new in mapping.items():
        held = select(Task).where(Task.list_id == home.id, Task.status_id == old_id)
        for task in session.exec(held):
            if task.category != new.category:
                tasks.put(session, task, new, by=by)
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
