"""Signing in and out, passwords, and personal tokens for programs; each leaves a `security.*` event."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from app import access, identity
from app.domain.access import Actor, must_comment
from app.domain.errors import Invalid, NotFound, NotSignedIn
from app.domain.events import Kind
from app.models import ApiToken, SignIn, User
from app.work import checks, passwords
from app.work.recording import Changes, of_user, of_workspace, record

SESSION_DAYS = 30
# A session is touched at most this often, so that reading a page is rarely a write.
TOUCH = timedelta(minutes=10)
WRONG = "E-mail or password is wrong."


class WrongPassword(NotSignedIn):
    """The one answer to every failed sign-in."""

    code = "wrong-password"

    def __init__(self) -> None:
        Exception.__init__(self, WRONG)


@dataclass(frozen=True)
class Credentials:
    """What is needed to check a password outside of any transaction."""

    user_id: int | None
    password_hash: str | None


def credentials(session: Session, email: str) -> Credentials:
    """The stored hash of an active person, or empties: check them with `passwords.fits`."""
    try:
        address = checks.email(email)
    except Invalid:
        return Credentials(None, None)
    user = session.exec(select(User).where(User.email == address)).first()
    if user is None or not user.is_active:
        return Credentials(None, None)
    return Credentials(user.id, user.password_hash)


def start(
    session: Session, user_id: int, *, now: datetime, address: str = "", browser: str = ""
) -> str:
    """Sign a checked person in; returns the cookie's token (kept only as its hash)."""
    token = secrets.token_urlsafe(32)
    session.exec(delete(SignIn).where(col(SignIn.expires_at) < now))  # type: ignore[call-overload]
    session.add(
        SignIn(
            user_id=user_id,
            token_hash=passwords.digest(token),
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=SESSION_DAYS),
            address=address[:64],
            browser=browser[:200],
        )
    )
    record(session, Kind.SIGNED_IN, of_user(user_id), by=access.actor(session, user_id))
    return token


def note_failure(session: Session, user_id: int | None) -> None:
    """Somebody failed to sign in as a person; None when nobody has the address they gave."""
    about = of_workspace() if user_id is None else of_user(user_id)
    record(session, Kind.SIGN_IN_FAILED, about, by=access.machine(session))


def sign_in_of(session: Session, token: str, *, now: datetime) -> SignIn:
    """The living session behind a cookie; raises NotSignedIn."""
    found = session.exec(select(SignIn).where(SignIn.token_hash == passwords.digest(token))).first()
    if found is None or found.expires_at <= now:
        raise NotSignedIn
    return found


def actor_of(session: Session, token: str, *, now: datetime) -> Actor:
    """Who a cookie speaks for; raises NotSignedIn (also for disabled people)."""
    return identity.of_sign_in(session, passwords.digest(token), now=now)


def is_stale(sign_in: SignIn, *, now: datetime) -> bool:
    """Time to `touch` it."""
    return now - sign_in.last_seen_at > TOUCH


def touch(session: Session, token: str, *, now: datetime) -> None:
    found = sign_in_of(session, token, now=now)
    found.last_seen_at = now
    found.expires_at = now + timedelta(days=SESSION_DAYS)


def end(session: Session, token: str) -> None:
    """Sign out the browser with this cookie; a session that is over already is fine."""
    found = session.exec(select(SignIn).where(SignIn.token_hash == passwords.digest(token))).first()
    if found is not None:
        by = access.actor(session, found.user_id)
        session.delete(found)
        record(session, Kind.SIGNED_OUT, of_user(found.user_id), by=by)


def revoke(session: Session, sign_in_id: int, *, by: Actor) -> None:
    """End one of the actor's own sessions."""
    found = session.get(SignIn, sign_in_id)
    if found is None or found.user_id != by.user_id:
        raise NotFound("session")
    session.delete(found)
    record(session, Kind.SESSION_ENDED, of_user(found.user_id), by=by)


def mine(session: Session, *, by: Actor, now: datetime) -> list[SignIn]:
    """The actor's living sessions, newest first."""
    return list(
        session.exec(
            select(SignIn)
            .where(SignIn.user_id == by.user_id, col(SignIn.expires_at) > now)
            .order_by(col(SignIn.last_seen_at).desc())
        )
    )


def change_password(
    session: Session,
    user_id: int,
    *,
    password_hash: str,
    by: Actor,
    keep_token: str | None = None,
) -> None:
    """Set a new hash (made outside the transaction) and end all other sessions.

    One's own, or anybody's by the machine's owner at the command line.
    """
    _own_or_machines(user_id, by)
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("person")
    user.password_hash = password_hash
    others = delete(SignIn).where(col(SignIn.user_id) == user_id)
    if keep_token:
        others = others.where(col(SignIn.token_hash) != passwords.digest(keep_token))
    session.exec(others)  # type: ignore[call-overload]
    kind = Kind.PASSWORD_CHANGED if by.user_id == user_id else Kind.PASSWORD_RESET
    record(session, kind, of_user(user_id), by=by)


def end_all(session: Session, user_id: int, *, by: Actor) -> None:
    """Sign out a person who was locked out, everywhere."""
    found = session.exec(select(SignIn).where(SignIn.user_id == user_id)).all()
    for one in found:
        session.delete(one)
    if found:
        record(session, Kind.SESSIONS_ENDED, of_user(user_id), by=by)


# -- tokens ------------------------------------------------------------------------------------------


def make_token(
    session: Session, user_id: int, *, name: str, scope: str, now: datetime, by: Actor
) -> tuple[ApiToken, str]:
    """A personal token; returns it with the secret, which is shown once.

    One's own, or anybody's by the machine's owner at the command line.
    """
    _own_or_machines(user_id, by)
    must_comment(by)  # a read-only token must not make itself a writing one
    if scope not in ("read", "write"):
        raise Invalid("A token's scope is read or write.", field="scope")
    secret = "gw_" + secrets.token_urlsafe(32)
    token = ApiToken(
        user_id=user_id,
        name=checks.title(name, field="name", noun="token name"),
        token_hash=passwords.digest(secret),
        scope=scope,
        created_at=now,
    )
    session.add(token)
    session.flush()
    changes: Changes = {
        "token_id": [None, token.id],
        "token": [None, token.name],
        "scope": [None, scope],
    }
    record(session, Kind.TOKEN_CREATED, of_user(user_id), changes, by=by)
    return token, secret


def actor_of_token(session: Session, secret: str) -> Actor:
    """Who a bearer token speaks for, with its scope; raises NotSignedIn."""
    return identity.of_token(session, passwords.digest(secret))


def tokens(session: Session, *, by: Actor) -> list[ApiToken]:
    return list(
        session.exec(
            select(ApiToken)
            .where(ApiToken.user_id == by.user_id, col(ApiToken.revoked_at).is_(None))
            .order_by(col(ApiToken.id))
        )
    )


def revoke_token(session: Session, token_id: int, *, by: Actor, now: datetime) -> None:
    must_comment(by)
    token = session.get(ApiToken, token_id)
    if token is None or token.user_id != by.user_id or token.revoked_at:
        raise NotFound("token")
    _revoke(session, token, by=by, now=now)


def revoke_all_tokens(session: Session, user_id: int, *, by: Actor, now: datetime) -> int:
    """Every token of a person, whoever may have got one; returns how many there were."""
    _own_or_machines(user_id, by)
    living = select(ApiToken).where(ApiToken.user_id == user_id, col(ApiToken.revoked_at).is_(None))
    found = session.exec(living.order_by(col(ApiToken.id))).all()
    for token in found:
        _revoke(session, token, by=by, now=now)
    return len(found)


def _revoke(session: Session, token: ApiToken, *, by: Actor, now: datetime) -> None:
    token.revoked_at = now
    changes: Changes = {"token_id": [token.id, None], "token": [token.name, None]}
    record(session, Kind.TOKEN_REVOKED, of_user(token.user_id), changes, by=by)


def _own_or_machines(user_id: int, by: Actor) -> None:
    if by.user_id != user_id and by.kind != "system":
        raise NotFound("person")
