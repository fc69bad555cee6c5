"""Who calls: a personal token, the browser's cookie, or this machine's own command line."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlmodel import Session, select

from app import access
from app.api import tries
from app.api.proxies import address_of
from app.domain import numbers
from app.domain.access import Actor
from app.domain.errors import Invalid, NotAllowed, NotSignedIn
from app.lookups import zone
from app.models import User
from app.settings import Settings, load
from app.work import passwords, sessions, token_uses

COOKIE = "goalward"
SAFE = ("GET", "HEAD", "OPTIONS")
LOCAL, ASKED_AS = "x-goalward-local", "x-goalward-as"


@dataclass(frozen=True)
class Caller:
    """What a request brought to prove who it is; resolved inside the session that serves it."""

    bearer: str = ""
    cookie: str = ""
    local_as: str = ""
    address: str = ""
    # How who sits at the browser writes numbers and days; programs write as English does.
    locale: str = numbers.PLAIN

    @property
    def secret(self) -> str:
        """What tells this caller from any other."""
        return self.bearer or self.cookie or self.local_as

    def actor(self, session: Session) -> Actor:
        """Raises NotSignedIn when nothing proves anybody."""
        if self.bearer:
            actor = self._of_token(session)
            token_uses.note(passwords.digest(self.bearer), at=datetime.now(UTC))
            return actor
        if self.local_as:
            return by_email(session, self.local_as)
        if self.cookie:
            return sessions.actor_of(session, self.cookie, now=datetime.now(UTC))
        raise NotSignedIn

    def _of_token(self, session: Session) -> Actor:
        try:
            return sessions.actor_of_token(session, self.bearer)
        except NotSignedIn:
            raise tries.refused_token(self.address) from None


def by_email(session: Session, email: str) -> Actor:
    """An active person by address (for the command line)."""
    user = session.exec(select(User).where(User.email == email.strip().lower())).first()
    if user is None or user.id is None:
        raise Invalid(f"Nobody here has the address {email}: `goalward user list` names everybody.")
    return access.actor(session, user.id)


def caller(request: Request) -> Caller:
    """Read the request's proof; a cookie may only change things from our own pages."""
    found = proof(request)
    # Without a cookie nobody acts, and there is nothing another site could use.
    if found.cookie and request.method not in SAFE:
        from_our_pages(request, load())
    return found


def proof(request: Request) -> Caller:
    """The same wherever the request came from."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and secret:
        return Caller(bearer=secret.strip(), address=address_of(request.scope))
    if local := request.headers.get(LOCAL):
        if not hmac.compare_digest(local, load().local_token()):
            raise NotSignedIn
        return Caller(local_as=request.headers.get(ASKED_AS, ""))
    written = request.headers.get("accept-language") or numbers.PLAIN
    return Caller(cookie=request.cookies.get(COOKIE, ""), locale=written)


def from_our_pages(request: Request, settings: Settings) -> None:
    """Refuse a change asked for by another site's page."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site == "same-origin" or (origin is not None and origin.rstrip("/") in settings.origins):
        return
    raise NotAllowed("This request did not come from Goalward's own pages.")


def zone_of(session: Session) -> ZoneInfo:
    return zone(session)


async def _who(request: Request) -> Caller:
    """Asynchronous, so that FastAPI calls it at once and not through a thread."""
    return caller(request)


Who = Annotated[Caller, Depends(_who)]
