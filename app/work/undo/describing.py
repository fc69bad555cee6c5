"""A batch in a few words, for the line that says what was taken back."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app import access
from app.domain.access import Actor
from app.models import (
    Comment,
    Doc,
    Folder,
    Goal,
    Space,
    Status,
    Target,
    Task,
    TaskList,
    User,
)
from app.work.undo import happened
from app.work.undo.happened import E, Happened
from app.work.undo.outcome import MOST_NAMED, named
from app.work.undo.words import label

TABLES: dict[str, type[Any]] = {
    "task": Task,
    "goal": Goal,
    "doc": Doc,
    "comment": Comment,
    "list": TaskList,
    "folder": Folder,
    "space": Space,
    "status": Status,
    "target": Target,
    "user": User,
}
# What happened to a thing as a whole, by the last word of the event's kind.
WHOLE = {
    "created": "made",
    "added": "made",
    **{word: word for word in ("deleted", "restored", "closed", "reopened", "archived")},
    "unarchived": "brought back",
}
# Follow from other fields, and are not told.
FOLLOWING = {
    "category",
    "rank",
    "number",
    "key",
    "started_at",
    "done_at",
    "deleted",
    "version",
    "columns",
    "override_by",
    "override_at",
    "override_reason",
    "final_progress",
    "closed_at",
    "closed_reason",
    "resolved_by",
    "edited_at",
    "dated",
}


Taken = Sequence[tuple[Happened, Sequence[str]]]


def described(session: Session, taken: Taken, by: Actor) -> str:
    """What events did, newest first: “ENG-3 Rotate keys, the due date”, “EU launch, deleted; Platform, the goal”.

    What was made, put away or closed as a whole comes first, then the rest with the fields to tell.
    """
    whole: dict[str, dict[tuple[str, int], None]] = {}
    for event, _ in reversed(taken):
        word = WHOLE.get(event.kind.rpartition(".")[2])
        if word is not None:
            whole.setdefault(word, {})[event.subject_kind, event.subject_id] = None
    named_already = {subject for subjects in whole.values() for subject in subjects}
    rest = [one for one in taken if (one[0].subject_kind, one[0].subject_id) not in named_already]
    told = [named(_items(session, list(some), by), [word]) for word, some in whole.items()]
    if rest:
        subjects = dict.fromkeys((one.subject_kind, one.subject_id) for one, _ in reversed(rest))
        told.append(named(_items(session, list(subjects), by), _labels(rest)))
    return "; ".join(told)


def _items(session: Session, subjects: Sequence[tuple[str, int]], by: Actor) -> list[str]:
    """What they are called; of more than are named only the number is told."""
    items = [called(session, kind, item_id, by) for kind, item_id in subjects[: MOST_NAMED + 1]]
    return items + [f"{kind}:{item_id}" for kind, item_id in subjects[MOST_NAMED + 1 :]]


def first_done(session: Session, taken: Taken) -> Taken:
    """The events an undo took back, for its own: what is done again is named as it was first done."""
    root = taken[-1][0]
    while root.caused_by is not None:
        (root,) = happened.where(session, E.id == root.caused_by)
    done = happened.where(session, E.batch == root.batch)
    first: dict[tuple[str, int], Happened] = {}
    for one in reversed(done):
        first.setdefault((one.subject_kind, one.subject_id), one)
    told = [
        (first[event.subject_kind, event.subject_id], fields)
        for event, fields in taken
        if (event.subject_kind, event.subject_id) in first
    ]
    return sorted(told, key=lambda one: one[0].id or 0, reverse=True) or [(root, ())]


def called(session: Session, kind: str, item_id: int, by: Actor) -> str:
    """What a thing is called; “the task” when the actor may not see it any more: its new key is not theirs to know."""
    row = session.get(TABLES[kind], item_id) if kind in TABLES else None
    if isinstance(row, Comment):
        return f"a comment on {called(session, row.subject_kind, row.subject_id, by)}"
    is_open = row is not None and _is_open(session, row, by)
    if isinstance(row, Task) and is_open:
        return f"{row.key} {row.title}"
    name = getattr(row, "title", None) or getattr(row, "name", None)
    return name if name and is_open else f"the {kind}"


def _labels(taken: Taken) -> list[str]:
    """The fields that changed; what follows from others only where nothing else did."""
    names = [(event.subject_kind, name) for event, fields in taken for name in fields]
    told = [one for one in names if one[1] not in FOLLOWING]
    return [label(kind, name) for kind, name in told or names[:1]]


def _is_open(session: Session, row: Any, by: Actor) -> bool:
    """The actor may see where it stands now, be it there or put away."""
    match row:
        case Task():
            return row.list_id in by.lists
        case Goal() | Doc():
            return access.sees_space(by, row.space_id)
        case Target():
            return access.sees_space(by, session.get_one(Goal, row.goal_id).space_id)
        case TaskList():
            return row.id in by.lists or (not row.is_private and row.space_id in by.spaces)
        case Space():
            return row.id in by.spaces or not row.is_private
        case Folder() | Status():
            return row.space_id in by.spaces
        case _:
            return True
