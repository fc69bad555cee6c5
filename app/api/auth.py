"""Signing in and out, the first owner, and invitations: cookie endpoints for the pages."""

import functools
import time
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path, Request, Response
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app import db
from app.api import routing
from app.api.caller import COOKIE, from_our_pages
from app.api.schemas import auth as shape
from app.domain.errors import TooMany
from app.settings import load
from app.work import invitations, passwords, people, sessions

router = routing.router("sign-in", prefix="/api/auth")
Secret = Annotated[str, Path(min_length=1, max_length=200)]
# Tries per address and account, and per address alone, in so many minutes.
MINUTES, PER_ACCOUNT, PER_ADDRESS = 15, 8, 40
OF_ACCOUNT = RateLimitItemPerMinute(PER_ACCOUNT, MINUTES, namespace="sign-in of an account")
# Failed sign-ins that are put in the log, of all accounts together: nobody can fill it.
NOTED = RateLimitItemPerMinute(100, MINUTES, namespace="failed sign-ins in the log")
OF_ADDRESS = RateLimitItemPerMinute(PER_ADDRESS, MINUTES, namespace="sign-in from an address")


@router.post("/login")
@routing.refusing(401, 403, 404)
def sign_in(body: shape.SignIn, request: Request, response: Response) -> shape.Okay:
    """Sign in with e-mail and password; sets the cookie."""
    from_our_pages(request, load())
    address = _address(request)
    check_tries(address, body.email)
    with db.reading() as session:
        known = sessions.credentials(session, body.email)
    if not passwords.fits(body.password, known.password_hash) or known.user_id is None:
        count_try(address, body.email)
        _note_failure(known.user_id)
        raise sessions.WrongPassword
    forget_tries(address, body.email)
    _start(known.user_id, request, response)
    return shape.Okay(ok=True)


@router.post("/logout")
@routing.refusing(403)
def sign_out(request: Request, response: Response) -> shape.Okay:
    """End this browser's session."""
    from_our_pages(request, load())
    if token := request.cookies.get(COOKIE):
        with db.writing() as session:
            sessions.end(session, token)
    response.delete_cookie(COOKIE, path="/")
    return shape.Okay(ok=True)


@router.post("/welcome")
@routing.refusing(403, 404, 409)
def found_workspace(body: shape.Welcome, request: Request, response: Response) -> shape.Okay:
    """Make the workspace and its owner; works only once."""
    from_our_pages(request, load())
    count_try(_address(request), "welcome")
    password = passwords.hashed(body.password)
    with db.writing() as session:
        owner = people.found(
            session,
            email=body.email,
            name=body.name,
            password=password,
            workspace=body.workspace,
            zone=body.zone,
        )
    _start(owner.id or 0, request, response)
    return shape.Okay(ok=True)


@router.get("/invitations/{token}")
def get_invitation(token: Secret, request: Request) -> shape.Invitation:
    """What an invitation link offers."""
    count_try(_address(request), "invitation")
    with db.reading() as session:
        found = invitations.find(session, token, now=datetime.now(UTC))
        return shape.Invitation.model_validate(found)


@router.post("/invitations")
@routing.refusing(403)
def accept_invitation(body: shape.Acceptance, request: Request, response: Response) -> shape.Okay:
    """Take up an invitation; signs in."""
    from_our_pages(request, load())
    count_try(_address(request), "invitation")
    password = passwords.hashed(body.password)
    with db.writing() as session:
        user = invitations.accept(
            session,
            body.token,
            email=body.email,
            name=body.name,
            password=password,
            now=datetime.now(UTC),
        )
    _start(user.id or 0, request, response)
    return shape.Okay(ok=True)


def count_try(address: str, account: str) -> None:
    """Note a try; raises TooMany with how long to wait."""
    for limit, key in _limits(address, account):
        if not _limiter().hit(limit, key):
            raise _too_many(limit, key)


def check_tries(address: str, account: str) -> None:
    """Raises TooMany where too many failed; an office behind one address may sign in as often as it likes."""
    for limit, key in _limits(address, account):
        if not _limiter().test(limit, key):
            raise _too_many(limit, key)


def _limits(address: str, account: str) -> tuple[tuple[RateLimitItem, str], ...]:
    return (OF_ACCOUNT, _account(address, account)), (OF_ADDRESS, address)


def _too_many(limit: RateLimitItem, key: str) -> TooMany:
    seconds = _limiter().get_window_stats(limit, key).reset_time - time.time()
    return TooMany(
        f"Too many tries: wait {int(seconds // 60) + 1} minutes, then try again.",
        retry_after_seconds=int(seconds) + 1,
    )


def forget_tries(address: str = "", account: str = "") -> None:
    """A success clears the account's count; with no arguments all counts (tests)."""
    if address:
        _limiter().clear(OF_ACCOUNT, _account(address, account))
    else:
        _limiter.cache_clear()


def _note_failure(user_id: int | None) -> None:
    """Told alike whether somebody has the account or not, so that it takes the same time."""
    if _limiter().hit(NOTED):
        with db.writing() as session:
            sessions.note_failure(session, user_id)


def _account(address: str, account: str) -> str:
    return f"{address}|{account.strip().lower()}"


@functools.cache
def _limiter() -> MovingWindowRateLimiter:
    """The tries of the last minutes, counted in this process."""
    return MovingWindowRateLimiter(MemoryStorage())


def _address(request: Request) -> str:
    hops = load().trusted_proxies
    forwarded = request.headers.get("x-forwarded-for", "").split(",")
    if hops and len(forwarded) >= hops and forwarded[-hops].strip():
        return forwarded[-hops].strip()
    return request.client.host if request.client else "unknown"


def _start(user_id: int, request: Request, response: Response) -> None:
    """Begin a session and hand its token to the browser."""
    with db.writing() as session:
        token = sessions.start(
            session,
            user_id,
            now=datetime.now(UTC),
            address=_address(request),
            browser=request.headers.get("user-agent", ""),
        )
    response.set_cookie(
        COOKIE,
        token,
        max_age=sessions.SESSION_DAYS * 86400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https" or load().url.startswith("https://"),
    )
