"""Links that let one person in, once: made, taken up, taken back."""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor, Role, must_manage, must_outrank
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.events import Kind
from app.models import Invitation, Space, SpaceMember, User
from app.work import checks, letters, mail, outbox, passwords, people
from app.work.recording import Changes, of_space, of_user, of_workspace, record

DAYS = 14  # until a link is no longer good


class NotThisAddress(Conflict):
    """The address can't be taken: the one sentence for it says of nobody that they have an account."""

    def __init__(self) -> None:
        super().__init__(
            "This address can't be used here. If you have an account, sign in; else ask whoever invited you."
        )


def make(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    role: str = Role.MEMBER,
    email: str = "",
    space_ids: list[int] | None = None,
) -> tuple[Invitation, str]:
    """A link for one person; returns the invitation and its token, which is shown once.

    Where it has an e-mail and mail goes out, the link is mailed, too.
    """
    must_manage(by)
    checks.one_of(role, Role, field="role")
    must_outrank(role, by)
    for space_id in space_ids or []:
        access.space(session, space_id, by)
    if role == Role.GUEST and not space_ids:
        raise Invalid(
            "A guest sees only what is shared: choose at least one space.", field="spaces"
        )
    # Whoever may invite may list everybody, so this tells them nothing new.
    if email and people.has_account(session, email):
        raise Conflict(f"{checks.email(email)} already has an account.")
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_hash=passwords.digest(token),
        email=checks.email(email) if email else "",
        role=role,
        space_ids=space_ids or [],
        created_by=by.user_id or 0,
        created_at=now,
        expires_at=now + timedelta(days=DAYS),
    )
    session.add(invitation)
    session.flush()
    record(
        session,
        Kind.INVITED,
        of_workspace(),
        {
            "invitation_id": [None, invitation.id],
            "role": [None, role],
            "email": [None, invitation.email],
        },
        by=by,
    )
    if invitation.email and mail.is_set(session):
        letter = letters.invitation(session, token, who=by.name or "Somebody", days=DAYS)
        until = invitation.expires_at
        key = _mail_of(invitation)
        letters.post(session, letter, to=invitation.email, key=key, now=now, expires_at=until)
    return invitation, token


def find(session: Session, token: str, *, now: datetime) -> Invitation:
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
    invitation = find(session, token, now=now)
    if invitation.email and checks.email(email) != invitation.email:
        raise Invalid(f"This invitation is for {invitation.email}.", field="email")
    if people.has_account(session, email):
        raise NotThisAddress
    user = people.add(
        session, email=email, name=name, role=invitation.role, password=password, by=None, at=now
    )
    invitation.accepted_at, invitation.accepted_by = now, user.id
    alive = session.exec(
        select(Space).where(
            col(Space.id).in_(invitation.space_ids), col(Space.deleted_at).is_(None)
        )
    ).all()
    for space in alive:
        session.add(SpaceMember(space_id=space.id or 0, user_id=user.id or 0))
        shared: Changes = {"member": [None, user.id]}
        record(session, Kind.SPACE_SHARED, of_space(space), shared, by=access.machine(session))
    session.flush()
    record(
        session,
        Kind.INVITATION_ACCEPTED,
        of_user(user.id or 0),
        {"invitation_id": [None, invitation.id]},
        by=access.actor(session, user.id or 0),
    )
    return user


def revoke(session: Session, invitation_id: int, *, by: Actor, now: datetime) -> None:
    must_manage(by)
    invitation = session.get(Invitation, invitation_id)
    if invitation is None or invitation.accepted_at:
        raise NotFound("invitation")
    if invitation.revoked_at is None:
        invitation.revoked_at = now
        outbox.withdraw(session, _mail_of(invitation))
        changes: Changes = {
            "invitation_id": [invitation.id, None],
            "email": [invitation.email, None],
        }
        record(session, Kind.INVITATION_REVOKED, of_workspace(), changes, by=by)


def _mail_of(invitation: Invitation) -> str:
    return f"invitation:{invitation.token_hash}"
