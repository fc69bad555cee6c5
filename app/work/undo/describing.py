"""A batch in a few words, for the line that says what was taken back."""

from typing import Any

from sqlmodel import Session

from app import access
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.models import (
    Comment,
    Doc,
    Event,
    Folder,
    Goal,
    Space,
    Status,
    Target,
    Task,
    TaskList,
    User,
)
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
    "length",
    "columns",
    "override_by",
    "override_at",
    "override_reason",
    "final_progress",
    "closed_at",
    "closed_reason",
    "resolved_by",
    "edited_at",
}


def described(session: Session, events: list[Event], by: Actor) -> str:
    """“ENG-3 Rotate keys, the due date, the tags”; of many things “12 changes”."""
    subjects = list(dict.fromkeys((e.subject_kind, e.subject_id) for e in reversed(events)))
    if len(subjects) > 2 or not subjects:
        return f"{len(events)} changes"
    first = next(event for event in reversed(events))
    name = _name(session, *subjects[0], by)
    verb = first.kind.rpartition(".")[2]
    if verb in ("created", "added", "deleted", "restored", "closed", "reopened"):
        word = {"created": "made", "added": "made"}.get(verb, verb)
        return f"{name}, {word}"
    told = [
        label(event.subject_kind, name)
        for event in events
        for name in event.changes
        if name not in FOLLOWING
    ]
    return ", ".join([name, *dict.fromkeys(told)])


def _name(session: Session, kind: str, item_id: int, by: Actor) -> str:
    """What a thing is called, when the actor may (or did) see it."""
    row = session.get(TABLES[kind], item_id) if kind in TABLES else None
    if isinstance(row, Task):
        try:
            access.task(session, row.id or 0, by)
        except NotFound:
            return row.key
        return f"{row.key} {row.title}"
    if isinstance(row, Comment):
        return "a comment"
    title = getattr(row, "title", None) or getattr(row, "name", None)
    return title or f"the {kind}"
