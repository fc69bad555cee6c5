"""The rows of a typed question that are no tasks or goals: comments, pages, lists."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select as sql
from sqlmodel import Session, select

from agents.algebra.rows import Row
from app import access
from app.assist import quotes
from app.assist.filters import Where
from app.domain.access import Actor
from app.models import Comment, Doc, Space, Task, TaskList, User
from app.models.base import columns_of
from app.reads import serving

T, C, D, L = (columns_of(one) for one in (Task, Comment, Doc, TaskList))


def comments(
    session: Session,
    actor: Actor,
    where: Sequence[Where] | None,
    until: datetime | None,
    *,
    goal_id: int | None = None,
    space_id: int | None = None,
) -> list[Row]:
    """Comments on what the actor sees; on tasks that fit, and on a goal or of a space, when conditions are given."""
    only = [C.deleted_at.is_(None)]
    if until is not None:
        only.append(C.created_at < until)
    if where is not None:
        only.append(quotes.on_these(where, goal_id=goal_id, space_id=space_id))
    return [
        Row(
            kind="comment",
            id=one.id,
            key=one.key,
            title=one.title,
            url=one.url,
            people=(one.author,) if one.author else (),
            creator=one.author,
            who=one.author,
            created=one.at,
            at=one.at,
            reason=one.text,
        )
        for one in quotes.fitting_comments(session, actor, only)
    ]


def docs(session: Session, actor: Actor) -> list[Row]:
    """The pages the actor sees."""
    names = dict(session.exec(select(User.id, User.name)).all())
    spaces = dict(session.exec(select(Space.id, Space.name)).all())
    rows = session.connection().execute(
        sql(D.id, D.title, D.space_id, D.created_by, D.created_at, D.updated_at)
        .where(access.docs_open_to(actor))
        .order_by(D.title)
    )
    return [
        Row(
            kind="doc",
            id=one.id,
            key=f"doc:{one.id}",
            title=one.title,
            url=f"/docs/{one.id}",
            people=(names[one.created_by],) if one.created_by in names else (),
            people_ids=(one.created_by,) if one.created_by else (),
            creator=names.get(one.created_by, ""),
            space=spaces.get(one.space_id, ""),
            space_id=one.space_id,
            created=one.created_at,
            updated=one.updated_at,
            at=one.created_at,
        )
        for one in rows
    ]


def lists(session: Session, actor: Actor) -> list[Row]:
    """The lists the actor sees, with the goals they serve."""
    spaces = dict(session.exec(select(Space.id, Space.name)).all())
    rows = (
        session.connection()
        .execute(
            sql(L.id, L.name, L.space_id).where(access.lists_open_to(actor)).order_by(L.name, L.id)
        )
        .all()
    )
    ways = serving.of_lists(session, [one.id for one in rows], actor=actor)
    return [
        Row(
            kind="list",
            id=one.id,
            key=f"list:{one.id}",
            title=one.name,
            url=f"/lists/{one.id}",
            place=one.name,
            space=spaces.get(one.space_id, ""),
            space_id=one.space_id,
            goals=tuple(dict.fromkeys(way.title for way in ways.get(one.id, ()))),
        )
        for one in rows
    ]
