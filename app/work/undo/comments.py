"""Takes back what was said, settled or asked in comments."""

from sqlmodel import col, select

from app import access, trash
from app.domain.events import Kind
from app.models import Comment
from app.work import comments
from app.work.undo.logged import typed
from app.work.undo.registry import undoes
from app.work.undo.step import Step


@undoes(Kind.COMMENT_ADDED, Kind.COMMENT_RESTORED)
def put_away(step: Step) -> None:
    comment = trash.comment(step.session, step.event.subject_id, step.by)
    answers = select(Comment.id).where(
        Comment.parent_id == comment.id,
        Comment.author_id != step.by.user_id,
        col(Comment.deleted_at).is_(None),
        Comment.created_at > step.event.at,
    )
    if comment.deleted_at is not None:
        step.is_back()
    elif step.session.exec(answers).first():
        step.leave("", "It was answered since.")
    else:
        step.attempt(lambda: comments.delete(step.session, comment.id or 0, by=step.by))


@undoes(Kind.COMMENT_DELETED)
def bring_back(step: Step) -> None:
    comment = trash.comment(step.session, step.event.subject_id, step.by)
    if comment.deleted_at is None:
        step.is_back()
    elif not step.is_of_others("deleted"):
        step.attempt(lambda: comments.restore(step.session, comment.id or 0, by=step.by))


@undoes(Kind.COMMENT_CHANGED)
def set_back(step: Step) -> None:
    comment = access.comment(step.session, step.event.subject_id, step.by)
    names = ("text", "assigned_to", "resolved_at")
    values = typed("comment", step.values(lambda name: getattr(comment, name), names))
    old = typed("comment", {name: pair[0] for name, pair in step.event.changes.items()})
    session, comment_id, by = step.session, comment.id or 0, step.by
    if "text" in values:
        edited = old.get("edited_at")
        step.attempt(
            lambda: comments.edit(
                session, comment_id, text=values["text"], edited_at=edited, by=by
            ),
            "text",
        )
    if "assigned_to" in values:
        to = values["assigned_to"]
        step.attempt(lambda: comments.assign(session, comment_id, to=to, by=by), "assigned_to")
    if "resolved_at" in values:
        at = values["resolved_at"]
        settle = (
            (lambda: comments.reopen(session, comment_id, by=by))
            if at is None
            else (
                lambda: comments.resolve(
                    session, comment_id, resolved_at=at, resolved_by=old.get("resolved_by"), by=by
                )
            )
        )
        step.attempt(settle, "resolved_at")
