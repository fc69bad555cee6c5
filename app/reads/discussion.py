"""What is said about a task, doc or goal, as threads."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.models import Comment, User
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
    rows = session.exec(COMMENTS, params={"kind": kind, "item": item_id}).all()
    comments = [row[0] for row in rows]
    known: dict[int, Person] = {}
    for _, author, assignee, resolver in rows:
        for user in (author, assignee, resolver):
            # The joins are outer ones.
            if user is not None and user.id not in known:  # pyright: ignore[reportUnnecessaryComparison]
                known[user.id or 0] = people.person(user)
    present = {comment.id for comment in comments}
    answers: dict[int, list[CommentThread]] = {}
    for comment in comments:
        if comment.parent_id in present:
            answers.setdefault(comment.parent_id or 0, []).append(
                _comment_thread(comment, known, actor, [])
            )
    return [
        _comment_thread(comment, known, actor, answers.get(comment.id or 0, []))
        for comment in comments
        if comment.parent_id not in present
    ]


def _comment_thread(
    comment: Comment, known: dict[int, Person], actor: Actor, answers: list[CommentThread]
) -> CommentThread:
    return CommentThread(
        id=comment.id or 0,
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


AUTHOR, ASSIGNEE, RESOLVER = aliased(User), aliased(User), aliased(User)
# Made once: to build a statement costs more than to run it.
COMMENTS = (
    select(Comment, AUTHOR, ASSIGNEE, RESOLVER)
    .outerjoin(AUTHOR, AUTHOR.id == Comment.author_id)  # type: ignore[arg-type]
    .outerjoin(ASSIGNEE, ASSIGNEE.id == Comment.assigned_to)  # type: ignore[arg-type]
    .outerjoin(RESOLVER, RESOLVER.id == Comment.resolved_by)  # type: ignore[arg-type]
    .where(
        Comment.subject_kind == bindparam("kind"),
        Comment.subject_id == bindparam("item"),
        col(Comment.deleted_at).is_(None),
    )
    .order_by(col(Comment.created_at), col(Comment.id))
)
