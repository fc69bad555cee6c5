"""What is in the trash, newest first: who put it there and when, what went with it, and until when it stays."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, literal, union_all
from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app import access, db, lookups, trash, tree
from app.domain.access import Actor
from app.domain.errors import InTrash
from app.domain.removal import Contents
from app.models import Doc, Event, Folder, Goal, Space, Task, TaskList, User
from app.reads import contents, went_along
from app.reads.nothing import NO_ID, NO_WORD
from app.reads.people import Person, person

KINDS = tuple(trash.TABLES)
DAYS = 30  # of a workspace that is not founded yet


@dataclass(frozen=True)
class Entry:
    """Something in the trash. `id` is the event that put it there: a later one came later."""

    id: int
    kind: str
    item_id: int
    key: str
    title: str
    space_id: int | None
    place: str  # “Engineering”, “Engineering › API”, or nothing
    deleted_at: datetime
    deleted_by: Person | None  # none: no person of this workspace
    until: datetime
    contents: Contents
    holds: tuple[str, ...]  # what went along and has the words that were looked for
    waits: str  # why it can't come back yet, or nothing
    may_restore: bool
    may_purge: bool


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
    """What the actor could see were it here, of one space when given; `before` is the last one's id.

    Guests have no trash. `kinds` and `words` say what is looked for: the entry itself, or something that went
    along with it, which is part of it. The words all stand in its title or key.
    """
    if actor.is_guest:
        return []
    rows = _rows(session, actor, space_id, kinds, before, limit=0 if words.split() else limit)
    wanted = words.casefold().split()
    if not wanted:
        return _told(session, rows, actor)
    roots = [(one.kind, one.item_id) for one in rows]
    holds = went_along.found(session, wanted, roots, kinds, actor=actor)
    fitting = [
        one
        for one in rows
        if (one.kind, one.item_id) in holds
        or (one.kind in kinds and went_along.stands_in(wanted, f"{one.key or ''} {one.title}"))
    ]
    return _told(session, fitting[:limit], actor, holds)


def count(session: Session, *, actor: Actor, space_id: int | None = None) -> int:
    """How many entries there are."""
    if actor.is_guest:
        return 0
    found = _union(actor, space_id, KINDS, 0).subquery()
    return session.connection().execute(sql(func.count()).select_from(found)).scalar() or 0


def entry(session: Session, kind: str, item_id: int, *, actor: Actor) -> Entry | None:
    """One entry, or None when this is not in the actor's trash, or part of another entry."""
    if actor.is_guest or kind not in KINDS:
        return None
    rows = [
        one
        for one in _rows(session, actor, None, [kind], 0, limit=0, only=item_id)
        if one.item_id == item_id
    ]
    return next(iter(_told(session, rows, actor)), None)


def overdue(
    session: Session, *, now: datetime, by: Actor, limit: int, kept: int = 0
) -> list[tuple[str, int]]:
    """What was in the trash longer than the workspace keeps it, or than `kept` days, as kind and id."""
    found = _union(by, None, KINDS, 0).subquery()
    old = found.c.deleted_at < now - timedelta(days=kept or days(session))
    query = sql(found.c.kind, found.c.item_id).where(old).order_by(found.c.id).limit(limit)
    return [(row.kind, row.item_id) for row in db.execute(session, query)]


def days(session: Session) -> int:
    """How long the trash keeps things."""
    home = lookups.workspace(session)
    return home.trash_days if home else DAYS


def _rows(
    session: Session,
    actor: Actor,
    space_id: int | None,
    kinds: Sequence[str],
    before: int,
    *,
    limit: int,
    only: int = 0,
) -> Sequence[Row[Any]]:
    found = _union(actor, space_id, kinds, only).subquery()
    query = sql(found).order_by(found.c.id.desc())
    if before:
        query = query.where(found.c.id < before)
    return db.execute(session, query.limit(limit) if limit else query).all()


def _union(actor: Actor, space_id: int | None, kinds: Sequence[str], only: int) -> Any:
    """The entries of these kinds, and those that hold something of them."""
    return union_all(
        *(_of_kind(kind, actor, space_id, only) for kind in kinds),
        *(
            _of_kind(kind, actor, space_id, only, holding)
            for kind in KINDS
            if kind not in kinds and (holding := went_along.holding(kind, kinds, actor)) is not None
        ),
    )


def _of_kind(
    kind: str, actor: Actor, space_id: int | None, only: int, *more: ColumnElement[bool]
) -> Any:
    """The entries of one kind: those another one holds are not among them."""
    table, where = _open(kind, actor)
    deletion = (
        sql(func.max(Event.id))
        .where(
            col(Event.subject_kind) == kind,
            col(Event.subject_id) == table.id,
            col(Event.kind) == f"{kind}.deleted",
        )
        .correlate(table)
        .scalar_subquery()
    )
    home = {"space": table.id}.get(kind, getattr(table, "space_id", NO_ID))
    query = sql(
        deletion.label("id"),
        literal(kind).label("kind"),
        table.id.label("item_id"),
        (table.key if kind in ("task", "space") else NO_WORD).label("key"),
        (table.title if kind in ("task", "doc", "goal") else table.name).label("title"),
        home.label("space_id"),
        (table.list_id if kind == "task" else NO_ID).label("list_id"),
        table.deleted_at.label("deleted_at"),
        (table.created_by if kind in ("space", "list") else NO_ID).label("made_by"),
    ).where(col(table.deleted_at).is_not(None), trash.is_there(kind, table), *where, *more)
    if space_id is not None:
        query = query.where(home == space_id)
    return query.where(table.id == only) if only else query


def _open(kind: str, actor: Actor) -> tuple[Any, list[Any]]:
    match kind:
        case "space":
            return Space, [col(Space.id).in_(trash.spaces_of(actor))]
        case "folder":
            return Folder, [trash.in_spaces_of(Folder.space_id, actor)]
        case "list":
            return TaskList, [col(TaskList.id).in_(trash.lists_of(actor))]
        case "task":
            lists = trash.lists_of(actor)
            alone = _stands_alone("task", Task, lambda above: col(above.list_id).in_(lists))
            return Task, [col(Task.list_id).in_(lists), alone]
        case "doc":
            seen = partial(trash.in_spaces_of, who=actor)
            alone = _stands_alone("doc", Doc, lambda above: seen(above.space_id))
            return Doc, [trash.in_spaces_of(Doc.space_id, actor), alone]
        case _:
            return Goal, [trash.in_spaces_of(Goal.space_id, actor)]


def _stands_alone(
    kind: str, table: Any, is_seen: Callable[[Any], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Nothing the actor sees above it went in the same moment; what is hidden or erased between is passed over."""
    row, seen = aliased(table), aliased(table)
    under = sql(table.id.label("start_id"), table.parent_id, table.deleted_at)
    walk = tree.spread(
        under.where(col(table.deleted_at).is_not(None), col(table.parent_id).is_not(None)),
        lambda walk: sql(walk.c.start_id, row.parent_id, row.deleted_at).join(
            row, and_(row.id == walk.c.parent_id, row.deleted_at == walk.c.deleted_at)
        ),
    )
    above = and_(seen.id == walk.c.parent_id, seen.deleted_at == walk.c.deleted_at)
    held = sql(walk.c.start_id).join(seen, above).where(is_seen(seen), trash.is_there(kind, seen))
    return col(table.id).not_in(held)


def _told(
    session: Session,
    rows: Sequence[Row[Any]],
    actor: Actor,
    holds: Mapping[went_along.Root, Sequence[str]] | None = None,
) -> list[Entry]:
    """The rows with all that is told of them."""
    inside = holds or {}
    events = {
        one.id: one
        for one in session.exec(select(Event).where(col(Event.id).in_([row.id for row in rows])))
    }
    people = _people(session, list(events.values()), actor)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.item_id)
    held = {kind: contents.of(session, kind, ids, actor=actor) for kind, ids in by_kind.items()}
    places, stays = _Places(session, rows), timedelta(days=days(session))
    return [
        Entry(
            id=row.id,
            kind=row.kind,
            item_id=row.item_id,
            key=row.key or "",
            title=row.title,
            space_id=row.space_id,
            place=places.name(row),
            deleted_at=row.deleted_at,
            deleted_by=people.get(events[row.id].actor_id or 0)
            if events[row.id].actor_kind == "user"
            else None,
            until=row.deleted_at + stays,
            contents=held[row.kind].get(row.item_id, Contents()),
            holds=tuple(inside.get((row.kind, row.item_id), ())),
            waits=places.waits(row),
            may_restore=_may_restore(row, actor),
            may_purge=trash.may_empty(session, row.space_id, actor)
            and (row.kind != "space" or actor.manages),
        )
        for row in rows
    ]


def _people(session: Session, events: Sequence[Event], actor: Actor) -> dict[int, Person]:
    """Who put things away: all of them people of this workspace, and no guest reads this."""
    ids = {one.actor_id for one in events if one.actor_kind == "user" and one.actor_id}
    found: dict[int, User] = access.users(session, ids, actor)
    return {user_id: person(user) for user_id, user in found.items()}


def _may_restore(row: Row[Any], actor: Actor) -> bool:
    """As the verb decides it."""
    if row.kind == "space":
        return actor.manages
    owns = row.kind != "list" or actor.manages or row.made_by == actor.user_id
    return actor.edits and owns


class _Places:
    """The places some rows were in, and whether those are in the trash themselves."""

    def __init__(self, session: Session, rows: Sequence[Row[Any]]) -> None:
        lists = {row.list_id for row in rows if row.list_id}
        spaces = {row.space_id for row in rows if row.space_id}
        self._lists = {
            one.id: one for one in session.exec(select(TaskList).where(col(TaskList.id).in_(lists)))
        }
        self._spaces = {
            one.id: one for one in session.exec(select(Space).where(col(Space.id).in_(spaces)))
        }

    def name(self, row: Row[Any]) -> str:
        """“Engineering › API”."""
        space = self._spaces.get(row.space_id) if row.kind != "space" else None
        home = self._lists.get(row.list_id)
        return " › ".join(one.name for one in (space, home) if one is not None)

    def waits(self, row: Row[Any]) -> str:
        """Why it can't come back where it was."""
        home, space = self._lists.get(row.list_id), self._spaces.get(row.space_id)
        if home is not None and home.deleted_at is not None:
            return str(InTrash(row.kind, "list", home.name))
        if row.kind != "space" and space is not None and space.deleted_at is not None:
            return str(InTrash(row.kind, "space", space.name))
        return ""
