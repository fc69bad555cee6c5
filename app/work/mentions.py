"""Backlinks: who and what a text names, kept beside it."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from app import db
from app.among import among
from app.domain.access import Actor
from app.domain.text import at_names, handle, task_keys
from app.models import KeyAlias, Mention, Task, User


def note(session: Session, kind: str, source_id: int, text: str, by: Actor) -> None:
    """Keep what a text names; replaces what it named before. Only what the writer sees counts."""
    note_many(session, kind, {source_id: text}, by)


def note_many(session: Session, kind: str, texts: Mapping[int, str], by: Actor) -> None:
    """The same for many texts of a kind, by what they belong to."""
    session.exec(
        delete(Mention).where(  # type: ignore[call-overload]
            col(Mention.source_kind) == kind, among(Mention.source_id, texts)
        )
    )
    note_new(session, kind, texts, by)


def note_new(session: Session, kind: str, texts: Mapping[int, str], by: Actor) -> None:
    """The same for texts that were not there before: nothing is replaced."""
    keys = {source_id: task_keys(text) for source_id, text in texts.items()}
    tasks = _tasks(session, {key for some in keys.values() for key in some}, by)
    names = {source_id: _names(text) for source_id, text in texts.items()}
    known = _by_word(session) if any(names.values()) else {}
    rows: list[dict[str, Any]] = []
    for source_id in texts:
        found = {tasks[key] for key in keys[source_id] if key in tasks}
        people = {user_id for name in names[source_id] if (user_id := known.get(name))}
        for target_kind, ids in (("task", found), ("user", people)):
            rows += (
                {
                    "source_kind": kind,
                    "source_id": source_id,
                    "target_kind": target_kind,
                    "target_id": target_id,
                }
                for target_id in sorted(ids)
            )
    if rows:
        db.execute_many(session, insert(Mention), rows)


def people(session: Session, text: str) -> list[int]:
    """The active people a text names by @handle, @first name (when only one has it) or @"Full Name"."""
    names = _names(text)
    known = _by_word(session) if names else {}
    return sorted({known[name] for name in names if name in known})


def _names(text: str) -> list[str]:
    return [name.casefold() for name in at_names(text)]


def _by_word(session: Session) -> dict[str, int]:
    """Who is meant by a word that names only one person."""
    everyone = session.exec(select(User).where(col(User.import_run_id).is_(None))).all()
    by_word: dict[str, set[int]] = {}
    for user in everyone:
        words = {handle(user.name), user.name.casefold(), user.email.split("@")[0].casefold()}
        words.add(user.name.casefold().split(" ")[0])
        for word in words:
            by_word.setdefault(word, set()).add(user.id or 0)
    return {word: next(iter(ids)) for word, ids in by_word.items() if len(ids) == 1}


def _tasks(session: Session, keys: Collection[str], by: Actor) -> dict[str, int]:
    """The tasks with these keys, or with these keys before they moved, that the writer sees."""
    if not keys:
        return {}
    alive = col(Task.deleted_at).is_(None)
    now = select(Task.key, Task.id, Task.list_id).where(col(Task.key).in_(keys), alive)
    before = (
        select(KeyAlias.key, Task.id, Task.list_id)
        .join(Task, col(Task.id) == KeyAlias.task_id)
        .where(col(KeyAlias.key).in_(keys), alive)
    )
    rows = [*session.exec(before), *session.exec(now)]
    return {key: task_id for key, task_id, list_id in rows if task_id and list_id in by.lists}
