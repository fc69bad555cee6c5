"""Links that let one person choose a new password, once: made by an owner, or mailed to whoever forgot theirs."""

import secrets
import uuid
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor, Role
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.events import Kind
from app.models import Delivery, PasswordReset, User
from app.work import jobs, letters, mail, passwords, sessions
from app.work.recording import of_user, record

HOURS = 24  # until a link is no longer good
MAILED_HOURS = 1  # the same of one that was mailed
JOB = "reset_mail"


def make(session: Session, user_id: int, *, by: Actor, now: datetime) -> str:
    """A link's token, shown once; links made before are no longer good. It lets nobody in who is locked out."""
    if by.role is not Role.OWNER or not by.writes:
        raise NotAllowed("Only an owner can make a reset link.")
    user = access.user(session, user_id, by)
    if not user.is_active:
        raise Invalid(f"{user.name} is locked out: let them in first.")
    _end_links(session, user_id, now=now)
    token = _new_link(session, user_id, made_by=by.user_id or 0, now=now, hours=HOURS)
    record(session, Kind.RESET_LINK_MADE, of_user(user_id), by=by)
    return token


def ask(session: Session, email: str, *, now: datetime) -> None:
    """Somebody without a session wants a link mailed.

    Whether anybody has the address is looked up later, so that the answer, and its time, are the same.
    """
    if not mail.is_set(session):
        raise NotFound("page")
    key = f"{JOB}:{uuid.uuid4().hex}"
    wanted = {"email": email.strip().lower(), "key": key}
    jobs.schedule(session, JOB, key=key, due_at=now, payload=wanted)


def mail_link(session: Session, email: str, *, key: str, now: datetime) -> bool:
    """Put the mail with a link into the outbox, once for a key; False where nobody who may come in has the address.

    Links made before stay good: whoever asks again and again takes away nobody's.
    """
    known = sessions.credentials(session, email)
    user = session.get(User, known.user_id) if known.user_id else None
    is_done = session.exec(select(Delivery.id).where(Delivery.key == key)).first() is not None
    if user is None or is_done or not mail.is_set(session):
        return False
    token = _new_link(session, user.id or 0, made_by=user.id or 0, now=now, hours=MAILED_HOURS)
    letter = letters.reset(session, token, person=user.name)
    good_until = now + timedelta(hours=MAILED_HOURS)
    letters.post(session, letter, to=user.email, key=key, now=now, expires_at=good_until)
    by = access.machine(session)  # nobody has proved who they are
    record(session, Kind.RESET_REQUESTED, of_user(user.id or 0), by=by)
    return True


def note_mailed(session: Session, sent: Delivery) -> None:
    """Tell in the log what came of a mail with a link, when it was handed over or given up; of others nothing."""
    if not sent.key.startswith(f"{JOB}:"):
        return
    known = sessions.credentials(session, sent.target)
    if known.user_id is not None:
        kind = Kind.RESET_MAILED if sent.state == "sent" else Kind.RESET_NOT_MAILED
        record(session, kind, of_user(known.user_id), by=access.machine(session))


def use(session: Session, token: str, *, password_hash: str, now: datetime) -> User:
    """Set the new password (hashed outside the transaction); every session and token of the person ends.

    Raises NotFound when the link was used, replaced or is too old, or the person is locked out.
    """
    user = find(session, token, now=now)
    user_id = user.id or 0
    _end_links(session, user_id, now=now)
    by = access.machine(session)  # nobody has proved who they are, only that they have the link
    sessions.change_password(session, user_id, password_hash=password_hash, by=by)
    sessions.revoke_all_tokens(session, user_id, by=by, now=now)
    return user


def find(session: Session, token: str, *, now: datetime) -> User:
    """Whose password a link sets; raises NotFound as `use` does."""
    found = session.exec(
        select(PasswordReset).where(PasswordReset.token_hash == passwords.digest(token))
    ).first()
    user = session.get(User, found.user_id) if found else None
    is_good = found is not None and not found.ended_at and found.expires_at > now
    if user is None or not is_good or not user.is_active:
        raise NotFound("reset link")
    return user


def _new_link(session: Session, user_id: int, *, made_by: int, now: datetime, hours: int) -> str:
    token = secrets.token_urlsafe(32)
    session.add(
        PasswordReset(
            user_id=user_id,
            token_hash=passwords.digest(token),
            created_by=made_by,
            created_at=now,
            expires_at=now + timedelta(hours=hours),
        )
    )
    return token


def _end_links(session: Session, user_id: int, *, now: datetime) -> None:
    open_links = select(PasswordReset).where(
        PasswordReset.user_id == user_id, col(PasswordReset.ended_at).is_(None)
    )
    for one in session.exec(open_links):
        one.ended_at = now
