"""Backlinks: who and what a text names, kept beside it."""

from sqlmodel import Session, col, delete, select

from app.domain.access import Actor
from app.domain.text import at_names, handle, task_keys
from app.models import Mention, Task, User


def note(session: Session, kind: str, source_id: int, text: str, by: Actor) -> None:
    """Keep what a text names; replaces what it named before. Only what the writer sees counts."""
    if source_id:
        session.exec(
            delete(Mention).where(  # type: ignore[call-overload]
                col(Mention.source_kind) == kind, col(Mention.source_id) == source_id
            )
        )
    note_new(session, kind, source_id, text, by)


def note_new(session: Session, kind: str, source_id: int, text: str, by: Actor) -> None:
    """The same for a text that was not there before: nothing is replaced."""
    for task_id in _tasks(session, text, by):
        session.add(
            Mention(source_kind=kind, source_id=source_id, target_kind="task", target_id=task_id)
        )
    for user_id in people(session, text):
        session.add(
            Mention(source_kind=kind, source_id=source_id, target_kind="user", target_id=user_id)
        )


def people(session: Session, text: str) -> list[int]:
    """The active people a text names by @handle, @first name (when only one has it) or @"Full Name"."""
    names = [name.casefold() for name in at_names(text)]
    if not names:
        return []
    everyone = session.exec(select(User).where(col(User.import_run_id).is_(None))).all()
    by_word: dict[str, set[int]] = {}
    for user in everyone:
        words = {handle(user.name), user.name.casefold(), user.email.split("@")[0].casefold()}
        words.add(user.name.casefold().split(" ")[0])
        for word in words:
            by_word.setdefault(word, set()).add(user.id or 0)
    found = [by_word.get(name, set()) for name in names]
    return sorted({next(iter(ids)) for ids in found if len(ids) == 1})


def _tasks(session: Session, text: str, by: Actor) -> list[int]:
    keys = task_keys(text)
    if not keys:
        return []
    rows = session.exec(
        select(Task.id, Task.list_id).where(col(Task.key).in_(keys), col(Task.deleted_at).is_(None))
    )
    return sorted(task_id for task_id, list_id in rows if task_id and list_id in by.lists)
