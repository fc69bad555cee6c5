"""Who asks, and what is open to them: one statement, read anew for each request.

Nothing is remembered between requests, so a right, a token or a session that was taken away is gone for the
next request of every process.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlmodel import Session

from app.domain.access import Actor, Archived, Role
from app.domain.errors import NotSignedIn
from app.models import (
    ApiToken,
    Event,
    Folder,
    Goal,
    ListMember,
    SignIn,
    Space,
    SpaceMember,
    TaskList,
    User,
    Workspace,
)
from app.models.base import Instant, table_of
from app.prepared import Prepared

ME, SPACE, LIST, FOLDER, GOAL = 0, 1, 2, 3, 4


def of_user(session: Session, user_id: int, *, writes: bool = True) -> Actor:
    """A person by id; raises NotSignedIn for unknown or disabled people."""
    return _actor(session, BY_USER, {"proof": user_id}, writes=writes)


def of_token(session: Session, digest: str) -> Actor:
    """Whom a personal token speaks for; raises NotSignedIn when it is unknown or revoked."""
    return _actor(session, BY_TOKEN, {"proof": digest})


def of_sign_in(session: Session, digest: str, *, now: datetime) -> Actor:
    """Whom a browser's session speaks for; raises NotSignedIn when it is over."""
    return _actor(session, BY_SIGN_IN, {"proof": digest, "now": now})


def _actor(
    session: Session,
    statement: Prepared,
    proof: dict[str, object],
    *,
    writes: bool = True,
) -> Actor:
    rows = statement.all(session, proof)
    me = next((row for row in rows if row.what == ME), None)
    if me is None:
        raise NotSignedIn
    # Known with the same statement, and asked for by nearly every page.
    session.info |= {"zone": ZoneInfo(me.zone or "UTC"), "newest": me.newest or 0}
    return Actor(
        kind="user",
        user_id=me.id,
        role=Role(me.role),
        name=me.name,
        everything=me.role == Role.OWNER,
        spaces=frozenset(row.id for row in rows if row.what == SPACE),
        lists=frozenset(row.id for row in rows if row.what == LIST),
        writes=writes and me.scope == "write",
        archived=_archived(rows),
    )


def _archived(rows: Sequence[Any]) -> Archived:
    put_by = [row for row in rows if row.is_archived]
    return Archived(
        *(
            frozenset(row.id for row in put_by if row.what == what)
            for what in (SPACE, LIST, FOLDER, GOAL)
        )
    )


USER, WORK, SPACES, LISTS, LOG = (table_of(m) for m in (User, Workspace, Space, TaskList, Event))
FOLDERS, GOALS = table_of(Folder), table_of(Goal)
TOKEN, SIGN_IN, OF_SPACE, OF_LIST = (
    table_of(m) for m in (ApiToken, SignIn, SpaceMember, ListMember)
)


def _identity(person: Select[*tuple[Any, ...]]) -> Prepared:
    """The person, then the spaces open as a whole, then the lists open; then folders and goals that are archived."""
    me = person.where(USER.c.is_active).cte("me")
    newest = select(func.max(LOG.c.id)).scalar_subquery()
    zone = select(WORK.c.zone).where(WORK.c.id == 1).scalar_subquery()
    nothing = [null().label(name) for name in ("role", "name", "scope", "zone", "newest")]
    of_space = and_(OF_SPACE.c.space_id == SPACES.c.id, OF_SPACE.c.user_id == me.c.id)
    of_list = and_(OF_LIST.c.list_id == LISTS.c.id, OF_LIST.c.user_id == me.c.id)
    whole = _whole(me)
    # Few are archived, and an index of those alone names them.
    folders = select(FOLDERS.c.id).where(FOLDERS.c.archived_at.is_not(None))
    space_is = SPACES.c.archived_at.is_not(None)
    list_is = or_(
        space_is,
        LISTS.c.archived_at.is_not(None),
        func.coalesce(LISTS.c.folder_id.in_(folders), false()),
    )
    everything = union_all(
        select(
            literal(ME).label("what"),
            me.c.id,
            me.c.role,
            me.c.name,
            me.c.scope,
            zone.label("zone"),
            newest.label("newest"),
            false().label("is_archived"),
        ),
        select(literal(SPACE), SPACES.c.id, *nothing, space_is)
        .select_from(SPACES.join(me, true()).outerjoin(OF_SPACE, of_space))
        .where(SPACES.c.deleted_at.is_(None), whole),
        select(literal(LIST), LISTS.c.id, *nothing, list_is)
        .select_from(
            LISTS.join(SPACES, SPACES.c.id == LISTS.c.space_id)
            .join(me, true())
            .outerjoin(OF_SPACE, of_space)
            .outerjoin(OF_LIST, of_list)
        )
        .where(
            LISTS.c.deleted_at.is_(None),
            SPACES.c.deleted_at.is_(None),
            or_(
                me.c.role == Role.OWNER.value,
                OF_LIST.c.user_id.is_not(None),
                and_(whole, LISTS.c.is_private.is_(False)),
            ),
        ),
        select(literal(FOLDER), FOLDERS.c.id, *nothing, true()).where(
            FOLDERS.c.archived_at.is_not(None)
        ),
        select(literal(GOAL), GOALS.c.id, *nothing, true()).where(GOALS.c.archived_at.is_not(None)),
    )
    return Prepared(everything)


def _whole(me: CTE) -> ColumnElement[bool]:
    """The space is open as a whole: to its members, and an open one to everybody but guests."""
    return or_(
        me.c.role == Role.OWNER.value,
        OF_SPACE.c.user_id.is_not(None),
        and_(SPACES.c.is_private.is_(False), me.c.role != Role.GUEST.value),
    )


# Made once: to build a statement costs more than to run it.
BY_USER = _identity(
    select(USER.c.id, USER.c.role, USER.c.name, literal("write").label("scope")).where(
        USER.c.id == bindparam("proof")
    )
)
BY_TOKEN = _identity(
    select(USER.c.id, USER.c.role, USER.c.name, TOKEN.c.scope)
    .join(TOKEN, TOKEN.c.user_id == USER.c.id)
    .where(TOKEN.c.token_hash == bindparam("proof"), TOKEN.c.revoked_at.is_(None))
)
BY_SIGN_IN = _identity(
    select(USER.c.id, USER.c.role, USER.c.name, literal("write").label("scope"))
    .join(SIGN_IN, SIGN_IN.c.user_id == USER.c.id)
    .where(
        SIGN_IN.c.token_hash == bindparam("proof"),
        SIGN_IN.c.expires_at > bindparam("now", type_=Instant()),
    )
)
