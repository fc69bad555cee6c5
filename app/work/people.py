"""The workspace and its people: the first owner, roles, and who is locked out."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from app import access
from app.domain.access import Actor, Role, must_manage, must_outrank
from app.domain.errors import Conflict
from app.domain.events import Kind
from app.models import User, Workspace
from app.work import checks, editing, passwords, sessions
from app.work.recording import change, of_user, record, when
from app.work.workspaces import parse_zone


def is_new(session: Session) -> bool:
    """Nobody has an account yet: `/welcome` is open."""
    return session.exec(select(func.count()).where(User.password_hash != None)).one() == 0  # noqa: E711 - SQL


def found(
    session: Session,
    *,
    email: str,
    name: str,
    password: str,
    workspace: str,
    zone: str = "UTC",
    at: datetime | None = None,
) -> User:
    """Make the workspace and its owner; only once. Raises Conflict when it exists."""
    if not is_new(session):
        raise Conflict("This workspace already has an owner: sign in instead.")
    home = session.get(Workspace, 1)
    if home is None:
        session.add(
            Workspace(
                name=checks.title(workspace, field="workspace", noun="workspace name"),
                zone=parse_zone(zone),
                created_at=when(at),
            )
        )
    return add(session, email=email, name=name, role=Role.OWNER, password=password, by=None, at=at)


def add(
    session: Session,
    *,
    email: str,
    name: str,
    role: str,
    by: Actor | None,
    password: str | None = None,
    is_active: bool = True,
    at: datetime | None = None,
) -> User:
    """Make a person. `by` None is the machine's owner at the command line, or the first owner."""
    if by is not None:
        must_manage(by)
        must_outrank(role, by)
    address = checks.email(email)
    checks.one_of(role, Role, field="role")
    if has_account(session, address):
        raise Conflict(f"{address} already has an account.")
    user = User(
        email=address,
        name=checks.title(name, field="name", noun="name"),
        role=role,
        password_hash=passwords.hashed(password) if password is not None else None,
        is_active=is_active,
        created_at=when(at),
    )
    session.add(user)
    session.flush()
    actor = by or access.machine(session)
    record(
        session,
        Kind.USER_ADDED,
        of_user(user.id or 0),
        {"name": [None, user.name], "role": [None, user.role]},
        by=actor,
        at=at,
    )
    return user


def has_account(session: Session, email: str) -> bool:
    """Whether somebody has this address already; who may be told that is the caller's to decide."""
    return (
        session.exec(select(User.id).where(User.email == checks.email(email))).first() is not None
    )


def change_role(session: Session, user_id: int, *, to: str, by: Actor) -> User:
    """Give a person another role; the last owner stays one."""
    must_manage(by)
    checks.one_of(to, Role, field="role")
    user = access.user(session, user_id, by)
    must_outrank(to, by)
    must_outrank(user.role, by)
    if user.role == Role.OWNER and to != Role.OWNER:
        _keep_an_owner(session, user)
    if changes := change(user, role=to):
        record(session, Kind.USER_CHANGED, of_user(user_id), changes, by=by)
    return user


def disable(session: Session, user_id: int, *, by: Actor) -> User:
    """Lock a person out; what they did stays. Their sessions end, and their tokens rest meanwhile."""
    must_manage(by)
    user = access.user(session, user_id, by)
    must_outrank(user.role, by)
    if user.role == Role.OWNER:
        _keep_an_owner(session, user)
    if changes := change(user, is_active=False):
        record(session, Kind.USER_CHANGED, of_user(user_id), changes, by=by)
        sessions.end_all(session, user_id, by=by)
    return user


def enable(session: Session, user_id: int, *, by: Actor) -> User:
    must_manage(by)
    user = access.user(session, user_id, by)
    must_outrank(user.role, by)
    if changes := change(user, is_active=True):
        record(session, Kind.USER_CHANGED, of_user(user_id), changes, by=by)
    return user


def change_profile(
    session: Session,
    user_id: int,
    *,
    by: Actor,
    name: str | None = None,
    hours_per_week: float | None = None,
    row_height: str | None = None,
) -> User:
    """Change one's own name, hours and row height (or another's, as an admin)."""
    if by.user_id != user_id:
        must_manage(by)
    user = access.user(session, user_id, by)
    given = {"name": name, "hours_per_week": hours_per_week, "row_height": row_height}
    given = {field: value for field, value in given.items() if value is not None}
    values = editing.parsed(session, "user", given, by=by)
    if changes := change(user, **values):
        record(session, Kind.USER_CHANGED, of_user(user_id), changes, by=by)
    return user


def _keep_an_owner(session: Session, leaving: User) -> None:
    others = session.exec(
        select(func.count()).where(
            User.role == Role.OWNER, col(User.is_active).is_(True), User.id != leaving.id
        )
    ).one()
    if not others:
        raise Conflict("This is the last owner: make somebody else an owner first.")
