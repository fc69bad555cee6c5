"""What is said on tasks, docs and goals, and how tasks hang together."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Path
from sqlmodel import Session

from app import access, db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.paging import After, Id, Limit, Slice, paged
from app.api.schemas import tasks as shape
from app.api.tasks import Key, thread
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.models import Comment
from app.reads import discussion
from app.work import backdating, comments, relations
from app.work.relations import RelationKind

router = routing.router("comments and relations")
Commented = Literal["tasks", "docs", "goals"]
Item = Annotated[str, Path(min_length=1, max_length=40, description="A task's key, else an id.")]
NOUN = {"tasks": "task", "docs": "doc", "goals": "goal"}


@router.post("/tasks/{key}/relations", status_code=201, response_model=shape.Relation)
def relate_task(key: Key, body: shape.NewRelation, who: Who) -> shape.Relation:
    """`key` blocks, relates to or duplicates `to`; a circle is refused with its path."""
    with db.writing() as session:
        relations.relate(session, key, kind=body.kind, to_task=body.to, by=who.actor(session))
        return shape.Relation(from_=key, kind=body.kind, to=body.to)


@router.delete("/tasks/{key}/relations/{kind}/{to}", status_code=204)
def unrelate_task(key: Key, kind: RelationKind, to: Key, who: Who) -> None:
    """Take a relation away."""
    with db.writing() as session:
        relations.unrelate(session, key, kind=kind, to_task=to, by=who.actor(session))


@router.get("/{kind}/{item}/comments", response_model=shape.ThreadPage)
def list_comments(
    kind: Commented, item: Item, who: Who, after: After = 0, limit: Limit = 100
) -> Slice[shape.CommentThread]:
    """The threads of a task, doc or goal, a page at a time."""
    with db.reading() as session:
        actor = who.actor(session)
        subject = subject_of(session, kind, item, actor)
        found = discussion.of_item(session, *subject, actor=actor)
        return paged(found, after, limit).shown(thread)


@router.post("/{kind}/{item}/comments", status_code=201, response_model=shape.Comment)
def add_comment(kind: Commented, item: Item, body: shape.NewComment, who: Who) -> shape.Comment:
    """Say something on a task, doc or goal."""
    with db.writing() as session:
        actor = who.actor(session)
        subject = subject_of(session, kind, item, actor)
        backdating.allow(session, body.at, by=actor, now=datetime.now(UTC))
        made = comments.add(session, subject, by=actor, **body.model_dump())
        return _comment(made)


@router.get("/comments/{comment_id}", response_model=shape.Comment)
def get_comment(comment_id: Id, who: Who, version: Versioned) -> shape.Comment:
    """One comment."""
    with db.reading() as session:
        return _own(session, comment_id, who.actor(session), version)


@router.patch("/comments/{comment_id}", response_model=shape.Comment)
def change_comment(
    comment_id: Id, body: shape.CommentChange, who: Who, version: Versioned
) -> shape.Comment:
    """Change one's own words, ask somebody to see to it (0: nobody), settle the thread or open it again."""
    with db.writing() as session:
        actor = who.actor(session)
        access.comment(session, comment_id, actor)
        version.check(lambda: _own(session, comment_id, actor, version))
        given = body.model_fields_set
        if "text" in given:
            comments.edit(session, comment_id, text=body.text, by=actor)
        if "assigned_to" in given:
            comments.assign(session, comment_id, to=body.assigned_to or None, by=actor)
        if "is_resolved" in given:
            settle = comments.resolve if body.is_resolved else comments.reopen
            settle(session, comment_id, by=actor)
        session.flush()
        return _own(session, comment_id, actor, version)


@router.delete("/comments/{comment_id}", status_code=204)
def delete_comment(comment_id: Id, who: Who, version: Versioned) -> None:
    """Take one's own words back."""
    with db.writing() as session:
        actor = who.actor(session)
        access.comment(session, comment_id, actor)
        version.check(lambda: _own(session, comment_id, actor, version))
        comments.delete(session, comment_id, by=actor)


def subject_of(session: Session, kind: Commented, item: str, actor: Actor) -> tuple[str, int]:
    """What an address names, as (kind, id); raises NotFound."""
    noun = NOUN[kind]
    if noun == "task":
        return noun, access.task(session, item, actor).id or 0
    if not (item.isascii() and item.isdigit() and len(item) < 19):
        raise NotFound(noun)
    return noun, access.item(session, noun, int(item), actor).id or 0


def _own(session: Session, comment_id: int, actor: Actor, version: Versioned) -> shape.Comment:
    return version.mark(_comment(access.comment(session, comment_id, actor)))


def _comment(comment: Comment) -> shape.Comment:
    return shape.Comment(
        id=comment.id or 0,
        text=comment.text,
        author_id=comment.author_id,
        parent_id=comment.parent_id,
        at=comment.created_at,
        edited_at=comment.edited_at,
        assigned_to=comment.assigned_to,
        is_resolved=comment.resolved_at is not None,
    )
