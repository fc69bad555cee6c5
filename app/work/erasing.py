"""Takes records away for good, with their history: for work that was never really here.

Only what an import made, and the sample company, is erased so (the log is never edited else). A few records at a time, within the
caller's transaction; returns the ids of the documents that are gone, for whoever keeps the search true.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, or_, select, update

from app.models import (
    Comment,
    Doc,
    Event,
    Folder,
    Goal,
    Link,
    ListMember,
    Mention,
    Relation,
    Space,
    SpaceMember,
    Status,
    Target,
    Task,
    TaskAssignee,
    TaskList,
    User,
)


def items(session: Session, kind: str, ids: Collection[int]) -> list[str]:
    """Erase tasks, docs or goals with all that hangs on them; what hung below them stands by itself."""
    said = [
        i or 0
        for i in session.exec(
            select(Comment.id).where(Comment.subject_kind == kind, col(Comment.subject_id).in_(ids))
        )
    ]
    _traces(session, "comment", said)
    _gone(session, Comment, col(Comment.parent_id).in_(said))
    _gone(session, Comment, col(Comment.id).in_(said))
    _traces(session, kind, ids)
    table: Any = {"task": Task, "doc": Doc, "goal": Goal}[kind]
    session.exec(update(table).where(table.parent_id.in_(ids)).values(parent_id=None))
    if kind == "task":
        _gone(session, Relation, or_(col(Relation.from_id).in_(ids), col(Relation.to_id).in_(ids)))
    if kind == "goal":
        targets = session.exec(select(Target.id).where(col(Target.goal_id).in_(ids))).all()
        _events(session, "target", [i or 0 for i in targets])
        for place in (Folder, TaskList):
            session.exec(update(place).where(col(place.goal_id).in_(ids)).values(goal_id=None))
    _gone(
        session, table, table.id.in_(ids)
    )  # what else belongs to it goes by the schema's cascades
    return [*(f"{kind}:{i}" for i in ids), *(f"comment:{i}" for i in said)]


def task_list(session: Session, list_id: int) -> bool:
    """Erase an empty list; False when somebody's work is in it."""
    if session.exec(select(Task.id).where(Task.list_id == list_id)).first() is not None:
        return False
    statuses = session.exec(select(Status.id).where(Status.list_id == list_id)).all()
    _events(session, "status", [i or 0 for i in statuses])
    _events(session, "list", [list_id])
    _gone(session, Status, col(Status.list_id) == list_id)
    _gone(session, ListMember, col(ListMember.list_id) == list_id)
    _gone(session, TaskList, col(TaskList.id) == list_id)
    return True


def folder(session: Session, folder_id: int) -> None:
    """Erase a folder; lists that are still in it stand in their space."""
    lists = update(TaskList).where(col(TaskList.folder_id) == folder_id)
    session.exec(lists.values(folder_id=None))
    _events(session, "folder", [folder_id])
    _gone(session, Folder, col(Folder.id) == folder_id)


def space(session: Session, space_id: int) -> bool:
    """Erase an empty space; False when somebody's work is in it."""
    for table in (TaskList, Folder, Doc, Goal):
        if session.exec(select(table.id).where(col(table.space_id) == space_id)).first():
            return False
    statuses = session.exec(select(Status.id).where(Status.space_id == space_id)).all()
    _events(session, "status", [i or 0 for i in statuses])
    _events(session, "space", [space_id])
    _gone(session, Status, col(Status.space_id) == space_id)
    _gone(session, SpaceMember, col(SpaceMember.space_id) == space_id)
    _gone(session, Space, col(Space.id) == space_id)
    return True


def person(session: Session, user_id: int) -> bool:
    """Erase somebody who was never here; False when they can sign in, or did something that stays."""
    user = session.get(User, user_id)
    if user is None:
        return True
    does = session.exec(select(TaskAssignee.task_id).where(TaskAssignee.user_id == user_id)).first()
    did = session.exec(select(Event.id).where(Event.actor_id == user_id)).first()
    if user.is_active or user.password_hash or does is not None or did is not None:
        return False
    try:
        with session.begin_nested():
            _gone(session, User, col(User.id) == user_id)
    except IntegrityError:
        return False  # some row that stays names them
    _events(session, "user", [user_id])
    return True


def _traces(session: Session, kind: str, ids: Collection[int]) -> None:
    """What names a record from elsewhere, and its history."""
    _gone(session, Mention, col(Mention.source_kind) == kind, col(Mention.source_id).in_(ids))
    _gone(session, Mention, col(Mention.target_kind) == kind, col(Mention.target_id).in_(ids))
    _gone(session, Link, col(Link.from_kind) == kind, col(Link.from_id).in_(ids))
    _gone(session, Link, col(Link.to_kind) == kind, col(Link.to_id).in_(ids))
    _events(session, kind, ids)


def _events(session: Session, kind: str, ids: Collection[int]) -> None:
    _gone(session, Event, col(Event.subject_kind) == kind, col(Event.subject_id).in_(ids))


def _gone(session: Session, table: Any, *conditions: Any) -> None:
    session.exec(delete(table).where(*conditions), execution_options={"synchronize_session": False})
