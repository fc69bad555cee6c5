"""Takes records away for good, with their history: for work that was never really here, or was put away long enough.

Only what an import made, the sample company, and what left the trash, is erased so (the log is never edited else). A few records at a time, within the
caller's transaction; returns the ids of the documents that are gone, for whoever keeps the search true.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, or_, select, update

from app.models import (
    Alias,
    Attachment,
    Comment,
    Doc,
    DocVersion,
    Event,
    ExternalRef,
    Folder,
    Goal,
    Link,
    ListMember,
    Mention,
    Purge,
    Relation,
    Space,
    SpaceMember,
    Status,
    Summary,
    Target,
    Task,
    TaskAssignee,
    TaskList,
    User,
)

ITEMS: dict[str, Any] = {"task": Task, "doc": Doc, "goal": Goal}


def items(session: Session, kind: str, ids: Collection[int]) -> list[str]:
    """Erase tasks, docs or goals with all that hangs on them; what hung below them stands by itself."""
    gone = hanging(session, kind, ids)
    table = ITEMS[kind]
    # What else belongs to it goes by the schema's cascades.
    _gone(session, table, table.id.in_(ids))
    return gone


def purged(session: Session, kind: str, ids: Collection[int], *, now: datetime) -> list[str]:
    """Erase tasks, docs or goals of the trash; returns their documents.

    The newest of its kind stays as an empty row, marked to go, until there is a newer one: SQLite would give
    its id again, and what is told of the one would be told of the other.
    """
    table, last = ITEMS[kind], newest(session, ITEMS[kind])
    forget(session, kind, ids)
    gone = items(session, kind, [one for one in ids if one != last])
    if last in ids:
        gone += hanging(session, kind, [last])
        blank(session.get_one(table, last))
        session.merge(Purge(kind=kind, item_id=last, begun_at=now))
        if kind == "doc":
            _gone(session, DocVersion, col(DocVersion.doc_id) == last)
    return gone


def newest(session: Session, table: Any) -> int:
    """The highest id in use; 0 for none."""
    return session.exec(select(func.max(table.id))).one() or 0


def blank(row: Any) -> None:
    """Nothing that was written stays in a row that has to."""
    for name in ("title", "name", "text", "description", "closed_reason", "override_reason"):
        if hasattr(row, name):
            setattr(row, name, "")


def forget(session: Session, kind: str, ids: Collection[int]) -> None:
    """What is kept elsewhere of records that go: where they came from, summaries, and words taught for them."""
    comments = select(Comment.id).where(
        Comment.subject_kind == kind, col(Comment.subject_id).in_(ids)
    )
    for noun, of in ((kind, ids), ("comment", comments)):
        _gone(session, ExternalRef, ExternalRef.kind == noun, col(ExternalRef.local_id).in_(of))
    if kind == "task":
        for noun, mine in (
            ("attachment", select(Attachment.id).where(col(Attachment.task_id).in_(ids))),
            (
                "relation",
                select(Relation.id).where(
                    or_(col(Relation.from_id).in_(ids), col(Relation.to_id).in_(ids))
                ),
            ),
        ):
            _gone(
                session, ExternalRef, ExternalRef.kind == noun, col(ExternalRef.local_id).in_(mine)
            )
    _gone(session, Summary, Summary.subject_kind == kind, col(Summary.subject_id).in_(ids))
    _gone(session, Alias, Alias.kind == kind, col(Alias.item_id).in_(ids))


def hanging(session: Session, kind: str, ids: Collection[int]) -> list[str]:
    """Erase all that hangs on tasks, docs or goals, but not them; returns their documents, and those of it."""
    comments = [
        i or 0
        for i in session.exec(
            select(Comment.id).where(Comment.subject_kind == kind, col(Comment.subject_id).in_(ids))
        )
    ]
    _traces(session, "comment", comments)
    _gone(session, Comment, col(Comment.parent_id).in_(comments))
    _gone(session, Comment, col(Comment.id).in_(comments))
    _traces(session, kind, ids)
    table = ITEMS[kind]
    session.exec(update(table).where(table.parent_id.in_(ids)).values(parent_id=None))
    if kind == "task":
        _gone(session, Relation, or_(col(Relation.from_id).in_(ids), col(Relation.to_id).in_(ids)))
    if kind == "goal":
        targets = session.exec(select(Target.id).where(col(Target.goal_id).in_(ids))).all()
        _events(session, "target", [i or 0 for i in targets])
        for place in (Folder, TaskList):
            session.exec(update(place).where(col(place.goal_id).in_(ids)).values(goal_id=None))
    return [*(f"{kind}:{i}" for i in ids), *(f"comment:{i}" for i in comments)]


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
    """The history of records; that somebody erased them from the trash stays told."""
    mine = col(Event.subject_kind) == kind, col(Event.subject_id).in_(ids)
    _gone(session, Event, *mine, ~col(Event.kind).endswith(".purged"))


def _gone(session: Session, table: Any, *conditions: Any) -> None:
    session.exec(delete(table).where(*conditions), execution_options={"synchronize_session": False})
