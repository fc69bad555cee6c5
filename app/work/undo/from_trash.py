"""Brings something back from the trash: what its deletion did is taken back, by the inverses an undo uses.

Whoever may change the thing may bring it back, also when somebody else deleted it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, func, select

from app import access, trash, tree
from app.among import among
from app.domain.access import Actor, must_edit
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.removal import Contents, told
from app.models import Doc, Event, Task
from app.work import docs
from app.work.task_edits import TaskEdits
from app.work.undo import happened, unseen
from app.work.undo.describing import called
from app.work.undo.happened import E, Happened
from app.work.undo.outcome import Undone
from app.work.undo.running import attempted, left, own_batch
from app.work.undo.step import Step
from app.work.undo.together import Together

DOORS: dict[str, Any] = {
    "space": trash.space,
    "folder": trash.folder,
    "list": trash.task_list,
    "task": trash.task,
    "doc": trash.doc,
    "goal": trash.goal,
}


def restore(
    session: Session, kind: str, item_id: int, *, by: Actor, into: int | None = None
) -> Undone:
    """Bring back one thing with what went along; what somebody changed since is left as it is, and told.

    `into` is the list a task, or the space a doc, goes to when its own place is gone (or is not wanted).
    Raises InTrash when its place is gone and none is given, Conflict when it is not in the trash.
    """
    must_edit(by)
    if into is not None and kind not in ("task", "doc"):
        raise Invalid("Only a task or a doc can go to another place than its own.", field="into")
    item, hands = _found(session, kind, item_id, by, into)
    if item.deleted_at is None:
        raise Conflict(f"This {kind} is not in the trash (any more).")
    ids = _with_it(session, kind, item)
    events = _events(session, kind, item_id, ids)
    own_batch(session, {event.batch for event in events})
    together, along = Together(session, events, hands), unseen.causes(session, events, hands)
    steps = [attempted(together, event) for event in events if event.id not in along]
    together.write()
    root = next(step for step in steps if _is_deletion(step.event, kind, item_id))
    if not root.taken:
        raise root.refusals[0] if root.refusals else Conflict(root.left[0].reason)
    unseen.take_along(session, events, along, steps, hands, attempted)
    session.flush()
    if into is not None:
        _move(session, kind, item, ids, into, hands)
    return Undone(
        session.info["batch"],
        root.event.batch,
        sum(step.taken for step in steps),
        left(session, steps, by)[0],
        called(session, kind, item_id, by) + _with(kind, steps),
        done="Restored",
    )


def _found(
    session: Session, kind: str, item_id: int, by: Actor, into: int | None
) -> tuple[Any, Actor]:
    """What is to come back, and who brings it: with the place that is gone at hand when it goes elsewhere."""
    if into is None or kind not in DOORS:
        if kind not in DOORS:
            raise NotFound("item")
        return DOORS[kind](session, item_id, by), by
    item = trash.find(session, kind, item_id, by)
    if kind == "task":
        access.task_list(session, into, by)
        return item, replace(by, lists=by.lists | {item.list_id})
    access.space(session, into, by)
    return item, replace(by, spaces=by.spaces | ({item.space_id} - {None}))


def _with_it(session: Session, kind: str, item: Any) -> set[int]:
    """The thing, and what stood under it and went in the same moment: what is hidden, too."""
    if kind not in ("task", "doc"):
        return {item.id}
    table = Task if kind == "task" else Doc
    same = select(table.id).where(
        col(table.id).in_(tree.with_below(table, [item.id])), table.deleted_at == item.deleted_at
    )
    return {one or 0 for one in session.exec(same)} | {item.id}


def _with(kind: str, steps: Sequence[Step]) -> str:
    """“, with 2 subtasks”: of what can be seen."""
    many = len({step.event.subject_id for step in steps if step.event.kind == f"{kind}.deleted"})
    along = told(kind, Contents(**{f"{kind}s": many - 1})) if many > 1 else ""
    return f", with {along}" if along else ""


def _events(session: Session, kind: str, item_id: int, ids: Collection[int]) -> list[Happened]:
    """What put it away, newest first: each thing's own deletion, and what the same change let go."""
    last = (
        select(func.max(Event.id))
        .where(
            Event.subject_kind == kind,
            among(Event.subject_id, ids),
            Event.kind == f"{kind}.deleted",
        )
        .group_by(col(Event.subject_id))
    )
    found = list(happened.where(session, E.id.in_(last)))
    if kind in ("goal", "folder"):
        batches = {event.batch for event in found}
        others = happened.where(
            session,
            E.batch.in_(batches),
            E.kind.in_(("goal.changed", "list.changed", "folder.changed")),
        )
        found += [one for one in others if _lets_go(one, kind, item_id)]
    if not found:
        raise NotFound(kind)
    return sorted(found, key=lambda event: event.id, reverse=True)


def _lets_go(event: Happened, kind: str, item_id: int) -> bool:
    """The change took something out of what was deleted."""
    names = ("folder_id",) if kind == "folder" else ("parent_id", "goal_id")
    return any(event.changes.get(name, [None])[0] == item_id for name in names)


def _is_deletion(event: Happened, kind: str, item_id: int) -> bool:
    return event.kind == f"{kind}.deleted" and event.subject_id == item_id


def _move(
    session: Session, kind: str, item: Any, ids: Collection[int], into: int, by: Actor
) -> None:
    """Put what is back into the place that was chosen."""
    if kind == "doc":
        docs.move(session, item.id, space_id=into, by=by)
        return
    edits = TaskEdits(session, by=by)
    edits.known.expect(sorted(ids), lists=[into])
    for task_id in _along(session, ids, item.list_id):
        edits.transfer(task_id, to_list=into)
    edits.write()


def _along(session: Session, ids: Collection[int], list_id: int) -> Sequence[int]:
    """Of the tasks those that were in the same list."""
    mine = (
        select(Task.id).where(among(Task.id, ids), Task.list_id == list_id).order_by(col(Task.id))
    )
    return [one or 0 for one in session.exec(mine)]
