"""What went along unseen: done to things one may not see, as part of what was done to one that is seen.

It comes back with that, by the same right: who may delete the whole may take the deletion back. Nothing is told of
it. What was changed by itself, where one may not look any more, is no such thing: it is left.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from app import access, trash, tree
from app.domain.access import Actor
from app.domain.errors import InTrash, NotFound
from app.domain.events import Kind
from app.models import Doc, Folder, Goal, Task
from app.work.undo.happened import Happened
from app.work.undo.step import Step
from app.work.undo.together import Together

Causes = dict[int, Happened]
# What takes along all that stands under it.
NESTED: dict[str, type[Task] | type[Doc]] = {
    Kind.TASK_DELETED: Task,
    Kind.TASK_RESTORED: Task,
    Kind.DOC_DELETED: Doc,
    Kind.DOC_RESTORED: Doc,
}
# What is let go, or taken up again, with what it was tied to: by which field to which noun.
TIED: dict[str, dict[str, str]] = {
    Kind.GOAL_CHANGED: {"parent_id": "goal"},
    Kind.LIST_CHANGED: {"goal_id": "goal", "folder_id": "folder"},
    Kind.FOLDER_CHANGED: {"goal_id": "goal"},
    Kind.TASK_CHANGED: {"status": "status"},
}
WHOLE = ("deleted", "restored", "archived", "unarchived")
IN_SPACES: dict[str, Any] = {"goal": Goal, "doc": Doc, "folder": Folder}
DOORS: dict[str, Callable[[Session, int, Actor], object]] = {
    "space": trash.space,
    "folder": trash.folder,
    "list": trash.task_list,
    "status": trash.status,
    "task": trash.task,
    "doc": trash.doc,
    "goal": trash.goal,
    "target": trash.target,
    "comment": trash.comment,
}


def is_shown(session: Session, kind: str, item_id: int, by: Actor) -> bool:
    """The actor may know of it: it is open to them, here or in the trash."""
    door = DOORS.get(kind)
    try:
        if door is not None:
            door(session, item_id, by)
    except InTrash:
        return True
    except NotFound:
        return False
    return True


def causes(session: Session, events: Sequence[Happened], by: Actor) -> Causes:
    """Of the events that went along unseen: the one each went along with, by its id."""
    hidden = _hidden(session, [one for one in events if one.kind in (NESTED | TIED)], by)
    if not hidden:
        return {}
    ids = {one.id for one in hidden}
    seen = [one for one in events if one.id not in ids]
    return _nested(session, hidden, seen) | _tied(hidden, seen) | _recategorised(hidden, seen)


def take_along(
    session: Session,
    events: Sequence[Happened],
    causes_: Causes,
    steps: Iterable[Step],
    by: Actor,
    take_back: Callable[[Together, Happened], object],
) -> None:
    """Take back what went along with what was taken back; what somebody changed since stays, and is not told."""
    taken = {step.event.id for step in steps if step.taken}
    along = [one for one in events if one.id in causes_ and causes_[one.id].id in taken]
    if not along:
        return
    together = Together(session, events, _reaching(session, along, by))
    for event in along:
        take_back(together, event)
    together.write()


def _hidden(session: Session, events: Sequence[Happened], by: Actor) -> list[Happened]:
    """Those about what is in no place open to the actor, be it here or in the trash."""
    if by.everything:
        return []
    found = [one for one in events if not _is_open(session, one, by)]
    if not found:
        return []
    lists, spaces = (set(session.exec(some(by))) for some in (trash.lists_of, trash.spaces_of))
    wide = replace(by, lists=by.lists | lists, spaces=by.spaces | spaces)
    return [one for one in found if not _is_open(session, one, wide)]


def _is_open(session: Session, event: Happened, by: Actor) -> bool:
    table = IN_SPACES.get(event.subject_kind)
    if table is None:  # a task or a list: where it was then, for what is away moves nowhere
        return event.list_id in by.lists
    row = session.get(table, event.subject_id)
    return row is not None and access.sees_space(by, row.space_id)


def _reaching(session: Session, events: Iterable[Happened], by: Actor) -> Actor:
    """The actor with the places of these events' subjects open to them."""
    lists, spaces = set[int](), set[int]()
    for event in events:
        table = IN_SPACES.get(event.subject_kind)
        row = session.get(table, event.subject_id) if table else None
        if row is not None and row.space_id is not None:
            spaces.add(row.space_id)
        if event.list_id is not None:
            lists.add(event.list_id)
    return replace(by, lists=by.lists | lists, spaces=by.spaces | spaces)


def _nested(session: Session, hidden: list[Happened], seen: list[Happened]) -> Causes:
    """What was put away, or brought back, under something seen: with the nearest such."""
    found: Causes = {}
    for table in (Task, Doc):
        mine = [one for one in hidden if NESTED.get(one.kind) is table]
        if not mine:
            continue
        wholes = {(one.kind, one.subject_id, one.batch): one for one in seen}
        parents = tree.parents_above(session, table, {one.subject_id for one in mine})
        for event in mine:
            met: set[int | None] = {event.subject_id}
            at = parents.get(event.subject_id)
            while at is not None and at not in met and event.id not in found:
                if (cause := wholes.get((event.kind, at, event.batch))) is not None:
                    found[event.id] = cause
                met.add(at)
                at = parents.get(at)
    return found


def _tied(hidden: list[Happened], seen: list[Happened]) -> Causes:
    """What was tied to something that went, was put by, or came back."""
    wholes = {
        (one.subject_kind, one.subject_id, one.batch): one
        for one in seen
        if one.kind.rpartition(".")[2] in WHOLE
    }
    found: Causes = {}
    for event in hidden:
        for name, noun in TIED.get(event.kind, {}).items():
            for end in event.changes.get(name, ()):
                cause = wholes.get((noun, end, event.batch))
                if cause is not None:
                    found[event.id] = cause
    return found


def _recategorised(hidden: list[Happened], seen: list[Happened]) -> Causes:
    """Tasks whose status came to mean something else."""
    changed = {
        (*one.changes["category"], one.batch): one
        for one in seen
        if one.kind == Kind.STATUS_CHANGED and "category" in one.changes
    }
    return {
        event.id: cause
        for event in hidden
        if event.kind == Kind.TASK_CHANGED and "status" not in event.changes
        if (cause := changed.get((*event.changes.get("category", ()), event.batch))) is not None
    }
