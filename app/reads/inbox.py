"""What asks for a person: comments given to them, and texts that name them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, or_, select

from app import access
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.text import squeeze
from app.models import Comment, Doc, Event, Goal, Mention, Task, User
from app.reads import names

EXCERPT = 220
# The field of the log that says an item's own text changed (a doc keeps its words as versions).
WORDS = {"task": "description", "goal": "description", "doc": "length"}


@dataclass(frozen=True)
class Notice:
    """One thing said to a person, and where it was said."""

    why: Literal["asked", "mentioned"]
    kind: str  # of the item it was said on: task, doc or goal
    item_id: int
    key: str  # of a task, else empty
    title: str
    url: str  # opens the exact place
    comment_id: int | None  # none when the item's own text names the person
    author_id: int | None
    author: str
    at: datetime
    text: str
    is_resolved: bool
    is_unread: bool


def notices(
    session: Session, *, actor: Actor, since: datetime | None, limit: int = 100
) -> list[Notice]:
    """What was said to the actor, unread first, then newest first; unread is what came after `since`."""
    if actor.user_id is None:
        return []
    found = [*_in_comments(session, actor, since, limit), *_in_texts(session, actor, since, limit)]
    found.sort(key=lambda notice: (notice.is_unread, notice.at), reverse=True)
    return found[:limit]


def unread(session: Session, *, actor: Actor, since: datetime | None) -> int:
    """How many of them came after `since`."""
    return sum(notice.is_unread for notice in notices(session, actor=actor, since=since))


def asked(session: Session, *, actor: Actor, limit: int = 20) -> list[Notice]:
    """Comments given to the actor and not settled yet, oldest first."""
    found = [
        notice
        for notice in _in_comments(session, actor, None, 200)
        if notice.why == "asked" and not notice.is_resolved
    ]
    return sorted(found, key=lambda notice: notice.at)[:limit]


def last_look(session: Session, *, actor: Actor) -> datetime | None:
    """When the actor last looked at the inbox."""
    user = session.get(User, actor.user_id) if actor.user_id else None
    return user.last_visit_at if user else None


def _in_comments(
    session: Session, actor: Actor, since: datetime | None, limit: int
) -> list[Notice]:
    naming_me = select(Mention.source_id).where(
        Mention.source_kind == "comment",
        Mention.target_kind == "user",
        Mention.target_id == actor.user_id,
    )
    rows = session.exec(
        select(Comment, User.name)
        .join(User, col(User.id) == Comment.author_id, isouter=True)
        .where(
            col(Comment.deleted_at).is_(None),
            or_(col(Comment.assigned_to) == actor.user_id, col(Comment.id).in_(naming_me)),
            # What one says oneself is no news, unless one took it on.
            or_(
                col(Comment.author_id).is_(None),
                Comment.author_id != actor.user_id,
                Comment.assigned_to == actor.user_id,
            ),
        )
        .order_by(col(Comment.created_at).desc())
        .limit(limit)
    ).all()
    subjects: dict[str, set[int]] = {}
    for comment, _ in rows:
        subjects.setdefault(comment.subject_kind, set()).add(comment.subject_id)
    named = names.of(session, subjects, actor=actor) if rows else {}
    found = []
    for comment, author in rows:
        item = named[comment.subject_kind].get(comment.subject_id)
        if item is None:
            continue
        key, title = item.key or "", item.name
        url = f"/tasks/{key}" if key else f"/{comment.subject_kind}s/{comment.subject_id}"
        found.append(
            Notice(
                why="asked" if comment.assigned_to == actor.user_id else "mentioned",
                kind=comment.subject_kind,
                item_id=comment.subject_id,
                key=key,
                title=title,
                url=f"{url}#comment-{comment.id}",
                comment_id=comment.id,
                author_id=comment.author_id,
                author=author or "",
                at=comment.created_at,
                text=squeeze(comment.text, limit=EXCERPT),
                is_resolved=comment.resolved_at is not None,
                is_unread=since is None or comment.created_at > since,
            )
        )
    return found


def _in_texts(session: Session, actor: Actor, since: datetime | None, limit: int) -> list[Notice]:
    """Descriptions and docs that name the actor."""
    rows = session.exec(
        select(Mention.source_kind, Mention.source_id)
        .where(
            Mention.source_kind != "comment",
            Mention.target_kind == "user",
            Mention.target_id == actor.user_id,
        )
        .limit(limit)
    )
    found = []
    for kind, item_id in rows:
        item = _open(session, kind, item_id, actor)
        wrote = _last_written(session, kind, item_id)
        if item is None or wrote is None or wrote.actor_id == actor.user_id:
            continue
        key, title, url = _named(item)
        author = session.get(User, wrote.actor_id) if wrote.actor_id else None
        words = item.text if isinstance(item, Doc) else item.description
        found.append(
            Notice(
                why="mentioned",
                kind=kind,
                item_id=item_id,
                key=key,
                title=title,
                url=url,
                comment_id=None,
                author_id=wrote.actor_id,
                author=author.name if author else "",
                at=wrote.at,
                text=squeeze(words, limit=EXCERPT),
                is_resolved=False,
                is_unread=since is None or wrote.at > since,
            )
        )
    return found


def _open(session: Session, kind: str, item_id: int, actor: Actor) -> Task | Doc | Goal | None:
    try:
        return access.item(session, kind, item_id, actor)
    except NotFound:
        return None


def _named(item: Task | Doc | Goal) -> tuple[str, str, str]:
    if isinstance(item, Task):
        return item.key, item.title, f"/tasks/{item.key}"
    return "", item.title, f"/{'docs' if isinstance(item, Doc) else 'goals'}/{item.id}"


def _last_written(session: Session, kind: str, item_id: int) -> Event | None:
    """The last event that changed the item's words (or made it)."""
    events = session.exec(
        select(Event)
        .where(
            Event.subject_kind == kind,
            Event.subject_id == item_id,
            col(Event.kind).in_([f"{kind}.created", f"{kind}.changed"]),
        )
        .order_by(col(Event.id).desc())
        .limit(50)
    )
    for event in events:
        if WORDS[kind] in event.changes or event.kind.endswith(".created"):
            return event
    return None
