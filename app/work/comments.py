"""Comments: said, answered, asked of someone, resolved."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from app import access, trash
from app.domain import cleaning
from app.domain.access import Actor, may_settle, must_comment
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.events import Kind
from app.models import Comment
from app.work import checks, mentions
from app.work.recording import Changes, change, of_comment, record, when

UNSET: Any = object()


def add(
    session: Session,
    subject: tuple[str, int],
    *,
    text: str,
    by: Actor,
    parent_id: int | None = None,
    assigned_to: int | None = None,
    sent_as: str | None = None,
    at: datetime | None = None,
) -> Comment:
    """Say something on a task, doc or goal given as (kind, id); an answer joins its thread's first.

    `sent_as` is the sender's own name for it: sent again, it is the comment that is there, or was. Raises
    Conflict where it names one on something else.
    """
    must_comment(by)
    kind, subject_id = subject
    item = access.item(
        session, kind, subject_id, by
    )  # first: what was sent is answered to who sees it still
    if sent_as and (known := _sent(session, sent_as, by)):
        if (known.subject_kind, known.subject_id) != subject:
            raise Conflict("Another comment of yours was sent under this name, on something else.")
        return known
    if assigned_to is not None:
        access.user(session, assigned_to, by)
    comment = Comment(
        subject_kind=kind,
        subject_id=subject_id,
        parent_id=_a_thread(session, subject, parent_id, by),
        author_id=by.user_id,
        text=_words(text),
        created_at=when(at),
        assigned_to=assigned_to,
        sent_as=sent_as or None,
    )
    session.add(comment)
    session.flush()
    mentions.note_new(session, "comment", {comment.id or 0: comment.text}, by)
    changes: Changes = {"text": [None, comment.text], "subject": [None, f"{kind}:{subject_id}"]}
    if assigned_to is not None:
        changes["assigned_to"] = [None, assigned_to]
    if comment.parent_id is not None:
        changes["parent_id"] = [None, comment.parent_id]
    record(session, Kind.COMMENT_ADDED, of_comment(comment, item), changes, by=by, at=at)
    return comment


def edit(
    session: Session,
    comment_id: int,
    *,
    text: str,
    by: Actor,
    at: datetime | None = None,
    edited_at: datetime | None = UNSET,
) -> Comment:
    """Change one's own words; the old ones stay in the log.

    `edited_at` is since when the words stood so, where earlier ones are set again.
    """
    must_comment(by)
    comment = _own(session, comment_id, by, "change")
    if changes := change(comment, text=_words(text)):
        changes |= change(comment, edited_at=when(at) if edited_at is UNSET else edited_at)
        mentions.note(session, "comment", comment_id, comment.text, by)
        item = access.item(session, comment.subject_kind, comment.subject_id, by)
        record(session, Kind.COMMENT_CHANGED, of_comment(comment, item), changes, by=by, at=at)
    return comment


def assign(session: Session, comment_id: int, *, to: int | None, by: Actor) -> Comment:
    """Ask someone to see to a comment; None lifts it."""
    must_comment(by)
    comment = _settled_by(session, comment_id, by)
    if to is not None:
        access.user(session, to, by)
    return _changed(session, comment, by, assigned_to=to)


def resolve(
    session: Session,
    comment_id: int,
    *,
    by: Actor,
    at: datetime | None = None,
    resolved_at: datetime | None = None,
    resolved_by: int | None = None,
) -> Comment:
    """Settle a thread; `resolved_at` and `resolved_by` are of a settling that is set again."""
    must_comment(by)
    comment = _settled_by(session, comment_id, by)
    if comment.resolved_at is None:
        who = resolved_by or by.user_id
        since = resolved_at or when(at)
        return _changed(session, comment, by, resolved_at=since, resolved_by=who)
    return comment


def reopen(session: Session, comment_id: int, *, by: Actor) -> Comment:
    """Open a settled thread again."""
    must_comment(by)
    comment = _settled_by(session, comment_id, by)
    return _changed(session, comment, by, resolved_at=None, resolved_by=None)


def delete(session: Session, comment_id: int, *, by: Actor, at: datetime | None = None) -> Comment:
    """Take one's own words back (an admin: anyone's); `undo` brings them back."""
    must_comment(by)
    comment = _own(session, comment_id, by, "delete", managers=True)
    comment.deleted_at = when(at)
    item = access.item(session, comment.subject_kind, comment.subject_id, by)
    record(
        session,
        Kind.COMMENT_DELETED,
        of_comment(comment, item),
        {"deleted": [False, True]},
        by=by,
        at=at,
    )
    return comment


def restore(session: Session, comment_id: int, *, by: Actor) -> Comment:
    """Bring back words that were taken back: one's own (an admin: anyone's)."""
    must_comment(by)
    comment = trash.comment(session, comment_id, by)
    if not _may(comment, by, managers=True):
        raise NotAllowed("Only whoever wrote a comment can restore it.")
    if comment.deleted_at is not None:
        comment.deleted_at = None
        item = access.item(session, comment.subject_kind, comment.subject_id, by)
        changes: Changes = {"deleted": [True, False]}
        record(session, Kind.COMMENT_RESTORED, of_comment(comment, item), changes, by=by)
    return comment


def _sent(session: Session, sent_as: str, by: Actor) -> Comment | None:
    mine = select(Comment).where(Comment.author_id == by.user_id, Comment.sent_as == sent_as)
    return session.exec(mine).first()


def _changed(session: Session, comment: Comment, by: Actor, **values: object) -> Comment:
    if changes := change(comment, **values):
        item = access.item(session, comment.subject_kind, comment.subject_id, by)
        record(session, Kind.COMMENT_CHANGED, of_comment(comment, item), changes, by=by)
    return comment


def _words(text: str) -> str:
    words = checks.text(text).strip()
    if not cleaning.is_seen(words):
        raise Invalid("A comment can't be empty.", field="text")
    return words


def _a_thread(
    session: Session, subject: tuple[str, int], parent_id: int | None, by: Actor
) -> int | None:
    """The first comment of the thread an answer joins; it must be on the same item."""
    if parent_id is None:
        return None
    parent = access.comment(session, parent_id, by)
    if (parent.subject_kind, parent.subject_id) != subject:
        raise Invalid("The comment you answer is on another item.", field="parent_id")
    return parent.parent_id or parent.id


def _own(
    session: Session, comment_id: int, by: Actor, verb: str, *, managers: bool = False
) -> Comment:
    comment = access.comment(session, comment_id, by)
    if not _may(comment, by, managers=managers):
        raise NotAllowed(f"Only whoever wrote a comment can {verb} it.")
    return comment


def _settled_by(session: Session, comment_id: int, by: Actor) -> Comment:
    """A comment the actor may settle, open again and give to somebody. Raises NotFound, NotAllowed."""
    comment = access.comment(session, comment_id, by)
    mine = {comment.author_id, comment.assigned_to}
    if comment.parent_id is not None:
        first = session.get(Comment, comment.parent_id)
        mine |= {first.author_id, first.assigned_to} if first is not None else set()
    if not may_settle(by, mine):
        raise NotAllowed(
            "A guest settles and gives away what they began or were asked; a member, all."
        )
    return comment


def _may(comment: Comment, by: Actor, *, managers: bool) -> bool:
    return comment.author_id == by.user_id or (managers and by.manages) or by.kind != "user"
