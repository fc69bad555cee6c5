"""The workspace and its people: the first owner, invitations, roles."""

import re
import secrets
from datetime import datetime, timedelta

import email_validator
from sqlmodel import Session, col, func, select

from app import access
from app.domain.access import Actor, Role, must_manage
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.events import Kind
from app.models import Invitation, Space, SpaceMember, User, Workspace
from app.work import checks, passwords
from app.work.recording import change, of_user, of_workspace, record, when
from app.work.workspaces import parse_zone

INVITATION_DAYS = 14
# Addresses without a domain of their own, as of a workspace on one machine.
LOCAL = re.compile(r"[^@\s]+@localhost")
LONGEST_EMAIL = 254  # characters, by RFC 5321
# Reserved domains are allowed: a network of one's own has “.local”, imported people “imported.invalid”.
email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()


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
        _may_give(role, by)
    address = an_email(email)
    checks.one_of(role, Role, field="role")
    if session.exec(select(User).where(User.email == address)).first():
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


def invite(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    role: str = Role.MEMBER,
    email: str = "",
    space_ids: list[int] | None = None,
) -> tuple[Invitation, str]:
    """A link for one person; returns the invitation and its token, which is shown once."""
    must_manage(by)
    checks.one_of(role, Role, field="role")
    _may_give(role, by)
    for space_id in space_ids or []:
        access.space(session, space_id, by)
    if role == Role.GUEST and not space_ids:
        raise Invalid(
            "A guest sees only what is shared: choose at least one space.", field="spaces"
        )
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_hash=passwords.digest(token),
        email=an_email(email) if email else "",
        role=role,
        space_ids=space_ids or [],
        created_by=by.user_id or 0,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    session.add(invitation)
    session.flush()
    record(
        session,
        Kind.USER_INVITED,
        of_workspace(),
        {"role": [None, role], "email": [None, invitation.email]},
        by=by,
    )
    return invitation, token


def open_invitation(session: Session, token: str, *, now: datetime) -> Invitation:
    """The invitation behind a link; raises NotFound when used, revoked or expired."""
    invitation = session.exec(
        select(Invitation).where(Invitation.token_hash == passwords.digest(token))
    ).first()
    if (
        invitation is None
        or invitation.accepted_at
        or invitation.revoked_at
        or invitation.expires_at <= now
    ):
        raise NotFound("invitation")
    return invitation


def accept(
    session: Session, token: str, *, email: str, name: str, password: str, now: datetime
) -> User:
    """Make the account an invitation offers, and share its spaces."""
    invitation = open_invitation(session, token, now=now)
    if invitation.email and an_email(email) != invitation.email:
        raise Invalid(f"This invitation is for {invitation.email}.", field="email")
    user = add(
        session, email=email, name=name, role=invitation.role, password=password, by=None, at=now
    )
    invitation.accepted_at, invitation.accepted_by = now, user.id
    alive = set(
        session.exec(
            select(Space.id).where(
                col(Space.id).in_(invitation.space_ids), col(Space.deleted_at).is_(None)
            )
        )
    )
    for space_id in alive:
        session.add(SpaceMember(space_id=space_id or 0, user_id=user.id or 0))
    return user


def revoke_invitation(session: Session, invitation_id: int, *, by: Actor, now: datetime) -> None:
    must_manage(by)
    invitation = session.get(Invitation, invitation_id)
    if invitation is None or invitation.accepted_at:
        raise NotFound("invitation")
    invitation.revoked_at = now


def change_role(session: Session, user_id: int, *, to: str, by: Actor) -> User:
    """Give a person another role; the last owner stays one."""
    must_manage(by)
    checks.one_of(to, Role, field="role")
    user = access.user(session, user_id, by)
    _may_give(to, by)
    _may_give(user.role, by)
    if user.role == Role.OWNER and to != Role.OWNER:
        _keep_an_owner(session, user)
    if changes := change(user, role=to):
        record(session, Kind.USER_CHANGED, of_user(user_id), changes, by=by)
    return user


def disable(session: Session, user_id: int, *, by: Actor) -> User:
    """Lock a person out; what they did stays. Their sessions and tokens stop at once."""
    must_manage(by)
    user = access.user(session, user_id, by)
    _may_give(user.role, by)
    if user.role == Role.OWNER:
        _keep_an_owner(session, user)
    if changes := change(user, is_active=False):
        record(session, Kind.USER_CHANGED, of_user(user_id), changes, by=by)
    return user


def enable(session: Session, user_id: int, *, by: Actor) -> User:
    must_manage(by)
    user = access.user(session, user_id, by)
    _may_give(user.role, by)
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
    values: dict[str, object] = {}
    if name is not None:
        values["name"] = checks.title(name, field="name", noun="name")
    if hours_per_week is not None:
        if not 0 <= hours_per_week <= 100:
            raise Invalid("Hours per week go from 0 to 100.", field="hours_per_week")
        values["hours_per_week"] = hours_per_week
    if row_height is not None:
        if row_height not in ("compact", "normal", "comfortable"):
            raise Invalid("Rows are compact, normal or comfortable.", field="row_height")
        values["row_height"] = row_height
    if changes := change(user, **values):
        record(session, Kind.USER_CHANGED, of_user(user_id), changes, by=by)
    return user


def an_email(value: str) -> str:
    address = value.strip().lower()
    if LOCAL.fullmatch(address) and len(address) <= LONGEST_EMAIL:
        return address
    try:
        return email_validator.validate_email(address, check_deliverability=False).normalized
    except email_validator.EmailNotValidError as error:
        raise Invalid(
            "This is not an e-mail address: write it like ana@example.com.", field="email"
        ) from error


def _may_give(role: str, by: Actor) -> None:
    """An admin neither makes nor changes an owner."""
    if role == Role.OWNER and by.role is not Role.OWNER:
        raise NotAllowed("Only an owner can do this to an owner.")


def _keep_an_owner(session: Session, leaving: User) -> None:
    others = session.exec(
        select(func.count()).where(
            User.role == Role.OWNER, col(User.is_active).is_(True), User.id != leaving.id
        )
    ).one()
    if not others:
        raise Conflict("This is the last owner: make somebody else an owner first.")
