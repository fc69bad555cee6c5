"""What is said about a task, doc or goal, as threads."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as sql
from sqlmodel import Session

from app import access
from app.domain.access import Actor
from app.models import Comment, User
from app.models.base import columns_of, table_of
from app.prepared import Prepared
from app.reads import people
from app.reads.people import Person


@dataclass(frozen=True)
class CommentThread:
    """One comment with its answers (an answer has none)."""

    id: int
    author: Person | None
    text: str
    at: datetime
    edited_at: datetime | None
    assigned_to: Person | None
    is_resolved: bool
    resolved_by: Person | None
    is_mine: bool
    answers: list["CommentThread"] = field(default_factory=list["CommentThread"])


def of_item(session: Session, kind: str, item_id: int, *, actor: Actor) -> list[CommentThread]:
    """The threads on an item, oldest first. An answer whose first comment is gone stands alone."""
    access.item(session, kind, item_id, actor)
    return threads(session, kind, item_id, actor=actor)


def threads(session: Session, kind: str, item_id: int, *, actor: Actor) -> list[CommentThread]:
    """The same, on an item that went through a door already."""
    comments = COMMENTS.all(session, {"kind": kind, "item": item_id})
    known: dict[int, Person] = {}
    for row in comments:
        for user_id, name, is_active in (
            (row.author_id, row.author, row.author_is_active),
            (row.assigned_to, row.assignee, row.assignee_is_active),
            (row.resolved_by, row.resolver, row.resolver_is_active),
        ):
            if name is not None and user_id not in known:
                known[user_id] = people.known(user_id, name, is_active=is_active)
    present = {comment.id for comment in comments}
    answers: dict[int, list[CommentThread]] = {}
    for comment in comments:
        if comment.parent_id in present:
            answers.setdefault(comment.parent_id or 0, []).append(
                _comment_thread(comment, known, actor, [])
            )
    return [
        _comment_thread(comment, known, actor, answers.get(comment.id, []))
        for comment in comments
        if comment.parent_id not in present
    ]


def _somebody(word: str, user: Any) -> tuple[Any, Any]:
    return user.c.name.label(word), user.c.is_active.label(f"{word}_is_active")


def _comment_thread(
    comment: Any, known: dict[int, Person], actor: Actor, answers: list[CommentThread]
) -> CommentThread:
    return CommentThread(
        id=comment.id,
        author=known.get(comment.author_id or 0),
        text=comment.text,
        at=comment.created_at,
        edited_at=comment.edited_at,
        assigned_to=known.get(comment.assigned_to or 0),
        is_resolved=comment.resolved_at is not None,
        resolved_by=known.get(comment.resolved_by or 0),
        is_mine=comment.author_id == actor.user_id,
        answers=answers,
    )


C = columns_of(Comment)
AUTHOR, ASSIGNEE, RESOLVER = (table_of(User).alias(name) for name in ("author", "doer", "settler"))
# Made once: to build a statement costs more than to run it.
COMMENTS = Prepared(
    sql(
        C.id,
        C.parent_id,
        C.author_id,
        C.text,
        C.created_at,
        C.edited_at,
        C.assigned_to,
        C.resolved_at,
        C.resolved_by,
        *_somebody("author", AUTHOR),
        *_somebody("assignee", ASSIGNEE),
        *_somebody("resolver", RESOLVER),
    )
    .join_from(table_of(Comment), AUTHOR, AUTHOR.c.id == C.author_id, isouter=True)
    .outerjoin(ASSIGNEE, ASSIGNEE.c.id == C.assigned_to)
    .outerjoin(RESOLVER, RESOLVER.c.id == C.resolved_by)
    .where(
        C.subject_kind == bindparam("kind"),
        C.subject_id == bindparam("item"),
        C.deleted_at.is_(None),
    )
    .order_by(C.created_at, C.id)
)
