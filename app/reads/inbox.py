"""What asks for a person: comments given to them, and texts that name them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select as sql
from sqlmodel import Session, col, func, or_, select

from app import access, db
from app.among import among
from app.domain.access import Actor
from app.domain.text import squeeze
from app.models import Comment, Doc, Event, Goal, Mention, Task, User
from app.models.base import columns_of
from app.reads import names

EXCERPT = 220
LOOKED_AT = 50  # changes of an item, back to the one that changed its words
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
    named: dict[str, set[int]] = {}
    for kind, item_id in rows:
        named.setdefault(kind, set()).add(item_id)
    found = []
    for kind, ids in named.items():
        items = _open(session, kind, ids, actor)
        for item_id, wrote in _last_written(session, kind, items.keys()).items():
            if wrote.actor_id == actor.user_id:
                continue
            item = items[item_id]
            key, title, url = _named(item)
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
                    author=wrote.author or "",
                    at=wrote.at,
                    text=squeeze(words, limit=EXCERPT),
                    is_resolved=False,
                    is_unread=since is None or wrote.at > since,
                )
            )
    return found


def _open(
    session: Session, kind: str, ids: Collection[int], actor: Actor
) -> Mapping[int, Task | Doc | Goal]:
    """Those of some items of one kind that the actor may see, by id."""
    table, open_to = ITEMS[kind]
    rows = session.exec(select(table).where(among(table.id, ids), open_to(actor)))
    return {row.id or 0: row for row in rows}


def _named(item: Task | Doc | Goal) -> tuple[str, str, str]:
    if isinstance(item, Task):
        return item.key, item.title, f"/tasks/{item.key}"
    return "", item.title, f"/{'docs' if isinstance(item, Doc) else 'goals'}/{item.id}"


def _last_written(session: Session, kind: str, ids: Collection[int]) -> dict[int, Any]:
    """Of each item the last event that changed its words (or made it), with its author's name."""
    newest = func.row_number().over(partition_by=E.subject_id, order_by=E.id.desc())
    of_item = (
        sql(E.id, E.subject_id, E.kind, E.at, E.actor_id, E.changes, newest.label("age"))
        .where(
            E.subject_kind == kind,
            among(E.subject_id, ids),
            E.kind.in_([f"{kind}.created", f"{kind}.changed"]),
        )
        .subquery()
        .c
    )
    rows = sql(of_item.subject_id, of_item.kind, of_item.at, of_item.actor_id, of_item.changes)
    rows = rows.add_columns(U.name.label("author")).outerjoin(User, U.id == of_item.actor_id)
    found: dict[int, Any] = {}
    for row in db.execute(
        session, rows.where(of_item.age <= LOOKED_AT).order_by(of_item.id.desc())
    ):
        if WORDS[kind] in row.changes or row.kind.endswith(".created"):
            found.setdefault(row.subject_id, row)
    return found


E, U = columns_of(Event), columns_of(User)
ITEMS: dict[str, tuple[Any, Callable[[Actor], access.Where]]] = {
    "task": (Task, access.tasks_open_to),
    "doc": (Doc, access.docs_open_to),
    "goal": (Goal, access.goals_open_to),
}
