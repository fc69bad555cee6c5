"""Takes back what happened to spaces, folders and lists."""

from typing import Any

from sqlmodel import col, select

from app import access, trash
from app.domain.events import Kind
from app.models import Event, Folder, ListMember, Space, SpaceMember, Task, TaskList
from app.work import folders, lists, spaces, statuses
from app.work.undo.registry import undoes
from app.work.undo.step import UNTOLD, Step, told

Place = Space | Folder | TaskList
VERBS: dict[str, Any] = {"space": spaces, "folder": folders, "list": lists}


@undoes(
    Kind.SPACE_CREATED,
    Kind.SPACE_RESTORED,
    Kind.FOLDER_CREATED,
    Kind.FOLDER_RESTORED,
    Kind.LIST_CREATED,
    Kind.LIST_RESTORED,
)
def put_away(step: Step) -> None:
    place = _place(step)
    if place.deleted_at is not None:
        step.is_back()
    elif step.others_since() or (_is_new(step) and _holds_more(step, place)):
        pass
    else:
        verbs = VERBS[step.event.subject_kind]
        step.attempt(lambda: verbs.delete(step.session, place.id or 0, by=step.by))


@undoes(Kind.SPACE_DELETED, Kind.FOLDER_DELETED, Kind.LIST_DELETED)
def restore(step: Step) -> None:
    place = _place(step)
    if place.deleted_at is None:
        step.is_back()
    elif not step.is_of_others("deleted"):
        verbs = VERBS[step.event.subject_kind]
        step.attempt(lambda: verbs.restore(step.session, place.id or 0, by=step.by))


@undoes(Kind.SPACE_CHANGED)
def space_back(step: Step) -> None:
    space = access.space(step.session, step.event.subject_id, step.by)
    values = step.values(lambda n: getattr(space, n), ("name", "description", "is_private"))
    step.edit(values, lambda some: spaces.edit(step.session, space.id or 0, by=step.by, **some))


@undoes(Kind.FOLDER_CHANGED)
def folder_back(step: Step) -> None:
    folder = access.folder(step.session, step.event.subject_id, step.by)
    values = step.values(lambda name: getattr(folder, name), ("name", "goal_id"))
    step.edit(
        values,
        lambda some: folders.edit(step.session, folder.id or 0, by=step.by, **_zeroed(some)),
    )


@undoes(Kind.LIST_CHANGED)
def list_back(step: Step) -> None:
    found = access.task_list(step.session, step.event.subject_id, step.by)
    list_id = found.id or 0
    names = ("name", "description", "folder_id", "goal_id", "is_upkeep", "rank")
    values = step.values(lambda name: getattr(found, name), names)
    step.edit(values, lambda some: lists.edit(step.session, list_id, by=step.by, **_zeroed(some)))
    private = step.values(lambda name: getattr(found, name), ("is_private",))
    if private:
        was = private["is_private"]
        step.attempt(
            lambda: lists.set_private(step.session, list_id, is_private=was, by=step.by),
            "is_private",
        )
    if step.values(lambda name: getattr(found, name), ("has_own_statuses",)):
        _columns(step, list_id)


@undoes(Kind.SPACE_SHARED, Kind.LIST_SHARED, Kind.SPACE_UNSHARED, Kind.LIST_UNSHARED)
def sharing_back(step: Step) -> None:
    verbs, place_id = VERBS[step.event.subject_kind], step.event.subject_id
    table = SpaceMember if step.event.subject_kind == "space" else ListMember
    old, new = step.event.changes["member"]
    person = new or old
    is_member = step.session.get(table, (place_id, person)) is not None
    if is_member != bool(new):
        step.is_back()
    elif not step.is_of_others("member", lambda pair: told(pair) == person):
        verb = verbs.unshare if new else verbs.share
        step.attempt(lambda: verb(step.session, place_id, with_user=person, by=step.by), "member")


def _place(step: Step) -> Place:
    doors: dict[str, Any] = {
        "space": trash.space,
        "folder": trash.folder,
        "list": trash.task_list,
    }
    return doors[step.event.subject_kind](step.session, step.event.subject_id, step.by)


def _zeroed(values: dict[str, Any]) -> dict[str, Any]:
    """The verbs take 0 for “none”."""
    return {n: 0 if v is None and n.endswith("_id") else v for n, v in values.items()}


def _is_new(step: Step) -> bool:
    return step.event.kind.endswith(".created")


def _holds_more(step: Step, place: Place) -> bool:
    """Living lists or tasks came in since, which would go along: it is left, and said."""
    if isinstance(place, TaskList):
        held = select(Task.id).where(Task.list_id == place.id, col(Task.deleted_at).is_(None))
        kind = "task"
    else:
        column = TaskList.space_id if isinstance(place, Space) else TaskList.folder_id
        held = select(TaskList.id).where(column == place.id, col(TaskList.deleted_at).is_(None))
        kind = "list"
    more = [one for one in step.session.exec(held) if not step.together.takes(kind, one)]
    if more:
        is_seen = kind == "task" or not step.by.lists.isdisjoint(one or 0 for one in more)
        step.leave("", f"It holds {kind}s since." if is_seen else UNTOLD)
    return bool(more)


def _columns(step: Step, list_id: int) -> None:
    """A list's own columns, given or taken: with what they held."""
    since = select(Event.id).where(
        Event.subject_kind == "status", Event.list_id == list_id, col(Event.id) > step.event.id
    )
    held, _ = step.event.changes.get("columns", ({}, {}))
    old, _ = step.event.changes["has_own_statuses"]
    if step.session.exec(since.where(Event.batch != step.event.batch)).first():
        step.leave("has_own_statuses", "The list's statuses were changed since.")
    elif old:
        own = {int(status_id): ids for status_id, ids in held.items()}
        step.attempt(
            lambda: statuses.own_again(step.session, list_id, held=own, by=step.by),
            "has_own_statuses",
        )
    else:
        step.attempt(
            lambda: statuses.inherit(step.session, list_id, by=step.by), "has_own_statuses"
        )
