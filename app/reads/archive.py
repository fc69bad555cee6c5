"""What is archived, newest first: who archived it and when, what came with it, and whether it can come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, literal, union_all
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from app import access, archived, db
from app.domain.access import Actor
from app.domain.errors import PlaceArchived
from app.domain.removal import Contents
from app.models import Event, Folder, Goal, Space, TaskList, User
from app.reads import contents
from app.reads.nothing import NO_ID
from app.reads.people import Person, person

KINDS = ("space", "folder", "list", "goal")


@dataclass(frozen=True)
class Entry:
    """Something that was archived itself. `id` is the event that did it: a later one came later."""

    id: int
    kind: str
    item_id: int
    title: str
    space_id: int | None
    place: str  # “Engineering”, “Engineering › API”, or nothing
    archived_at: datetime
    archived_by: Person | None  # none: no person of this workspace, or none the actor knows
    contents: Contents
    waits: str  # why it can't come back yet, or nothing
    may_unarchive: bool


def entries(
    session: Session,
    *,
    actor: Actor,
    space_id: int | None = None,
    kinds: Sequence[str] = KINDS,
    words: str = "",
    before: int = 0,
    limit: int,
) -> list[Entry]:
    """What is archived of what the actor sees, of one space when given; `before` is the last one's id.

    `words` all stand in the title. What was archived with its place only is part of that.
    """
    if not actor.archived:
        return []
    wanted = words.casefold().split()
    found = _union(actor, space_id, kinds).subquery()
    query = sql(found).order_by(found.c.id.desc())
    if before:
        query = query.where(found.c.id < before)
    rows = db.execute(session, query if wanted else query.limit(limit)).all()
    fitting = [one for one in rows if all(word in one.title.casefold() for word in wanted)]
    return _told(session, fitting[:limit], actor)


def count(
    session: Session, *, actor: Actor, space_id: int | None = None, kinds: Sequence[str] = KINDS
) -> int:
    """How many entries there are."""
    if not actor.archived:
        return 0
    found = _union(actor, space_id, kinds).subquery()
    return session.connection().execute(sql(func.count()).select_from(found)).scalar() or 0


def _union(actor: Actor, space_id: int | None, kinds: Sequence[str]) -> Any:
    return union_all(*(_of_kind(kind, actor, space_id) for kind in kinds))


def _of_kind(kind: str, actor: Actor, space_id: int | None) -> Any:
    table, is_open = _open(kind, actor)
    archiving = (
        sql(func.max(Event.id))
        .where(
            col(Event.subject_kind) == kind,
            col(Event.subject_id) == table.id,
            col(Event.kind) == f"{kind}.archived",
        )
        .correlate(table)
        .scalar_subquery()
    )
    home = table.id if kind == "space" else table.space_id
    query = sql(
        archiving.label("id"),
        literal(kind).label("kind"),
        table.id.label("item_id"),
        (table.title if kind == "goal" else table.name).label("title"),
        home.label("space_id"),
        (table.folder_id if kind == "list" else NO_ID).label("folder_id"),
        table.archived_at.label("archived_at"),
        (table.created_by if kind == "list" else NO_ID).label("made_by"),
    ).where(col(table.archived_at).is_not(None), is_open)
    return query if space_id is None else query.where(home == space_id)


def _open(kind: str, actor: Actor) -> tuple[Any, Any]:
    match kind:
        case "space":
            return Space, access.spaces_open_to(actor)
        case "folder":
            return Folder, archived.folders_archived_for(actor)
        case "list":
            return TaskList, archived.lists_archived_for(actor)
        case _:
            return Goal, access.goals_open_to(actor)


def _told(session: Session, rows: Sequence[Row[Any]], actor: Actor) -> list[Entry]:
    """The rows with all that is told of them."""
    people = _people(session, [row.id for row in rows], actor)
    ids = {kind: [row.item_id for row in rows if row.kind == kind] for kind in KINDS}
    # A goal takes nothing along.
    held = {kind: contents.of(session, kind, ids[kind], actor=actor) for kind in KINDS[:-1]}
    places = _Places(session, rows, actor)
    return [
        Entry(
            id=row.id,
            kind=row.kind,
            item_id=row.item_id,
            title=row.title,
            space_id=row.space_id,
            place=places.name(row),
            archived_at=row.archived_at,
            archived_by=people.get(row.id),
            contents=held.get(row.kind, {}).get(row.item_id, Contents()),
            waits=places.waits(row),
            may_unarchive=_may_unarchive(row, actor),
        )
        for row in rows
    ]


def _people(session: Session, events: Sequence[int], actor: Actor) -> dict[int, Person]:
    """Who did it, by event; as far as the actor knows them."""
    done = select(Event.id, Event.actor_id).where(
        col(Event.id).in_(events), Event.actor_kind == "user"
    )
    by = {event: user for event, user in session.exec(done) if event and user}
    known: dict[int, User] = access.users(session, set(by.values()), actor)
    return {event: person(known[user]) for event, user in by.items() if user in known}


def _may_unarchive(row: Row[Any], actor: Actor) -> bool:
    """As the verb decides it."""
    if row.kind == "space":
        return actor.edits and actor.manages
    owns = row.kind != "list" or actor.manages or row.made_by == actor.user_id
    return actor.edits and owns


class _Places:
    """The places some rows are in, of what the actor sees, and whether those are archived themselves."""

    def __init__(self, session: Session, rows: Sequence[Row[Any]], actor: Actor) -> None:
        spaces = {row.space_id for row in rows if row.kind != "space"} & actor.spaces
        folders = {row.folder_id for row in rows if row.folder_id and row.space_id in actor.spaces}
        self._spaces = _by_id(session, Space, spaces)
        self._folders = _by_id(session, Folder, folders)

    def name(self, row: Row[Any]) -> str:
        """“Engineering › Platform”."""
        return " › ".join(one.name for one in self._around(row))

    def waits(self, row: Row[Any]) -> str:
        """Why it can't come back before its place does."""
        for one in self._around(row):
            if one.archived_at is not None:
                noun = "folder" if isinstance(one, Folder) else "space"
                return str(PlaceArchived(row.kind, noun, one.name))
        return ""

    def _around(self, row: Row[Any]) -> list[Space | Folder]:
        if row.kind == "space":
            return []
        space, folder = self._spaces.get(row.space_id), self._folders.get(row.folder_id)
        return [one for one in (space, folder) if one is not None]


def _by_id(session: Session, table: Any, ids: set[Any]) -> dict[int, Any]:
    if not ids:
        return {}
    return {one.id: one for one in session.exec(select(table).where(table.id.in_(ids)))}
