"""Signing in and out, the first owner, and invitations: cookie endpoints for the pages."""

import threading
import time
from collections import defaultdict, deque
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path, Request, Response

from app import db
from app.api import routing
from app.api.caller import COOKIE, from_our_pages
from app.api.schemas import auth as shape
from app.domain.errors import TooMany
from app.settings import load
from app.work import passwords, people, sessions

router = routing.router("sign-in", prefix="/api/auth")
Secret = Annotated[str, Path(min_length=1, max_length=200)]
# Tries per address and account, and per address alone, in this many seconds.
WINDOW, PER_ACCOUNT, PER_ADDRESS = 900.0, 8, 40
REFUSED = routing.problems(401, 403)
_tries: dict[str, deque[float]] = defaultdict(deque)
_lock = threading.Lock()


@router.post("/login", response_model=shape.Okay, responses=REFUSED)
def sign_in(body: shape.SignIn, request: Request, response: Response) -> dict[str, bool]:
    """Sign in with e-mail and password; sets the cookie."""
    from_our_pages(request, load())
    address = _address(request)
    count_try(address, body.email)
    with db.reading() as session:
        known = sessions.credentials(session, body.email)
    if not passwords.fits(body.password, known.password_hash) or known.user_id is None:
        raise sessions.WrongPassword
    forget_tries(address, body.email)
    _start(known.user_id, request, response)
    return {"ok": True}


@router.post("/logout", response_model=shape.Okay, responses=REFUSED)
def sign_out(request: Request, response: Response) -> dict[str, bool]:
    """End this browser's session."""
    from_our_pages(request, load())
    if token := request.cookies.get(COOKIE):
        with db.writing() as session:
            sessions.end(session, token)
    response.delete_cookie(COOKIE, path="/")
    return {"ok": True}


@router.post("/welcome", response_model=shape.Okay, responses=REFUSED)
def found_workspace(body: shape.Welcome, request: Request, response: Response) -> dict[str, bool]:
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
    return {"ok": True}


@router.get("/invitations/{token}", response_model=shape.Invitation)
def get_invitation(token: Secret, request: Request) -> dict[str, str]:
    """What an invitation link offers."""
    count_try(_address(request), "invitation")
    with db.reading() as session:
        found = people.open_invitation(session, token, now=datetime.now(UTC))
        return {"email": found.email, "role": found.role}


@router.post("/invitations", response_model=shape.Okay, responses=REFUSED)
def accept_invitation(
    body: shape.Acceptance, request: Request, response: Response
) -> dict[str, bool]:
    """Take up an invitation; signs in."""
    from_our_pages(request, load())
    count_try(_address(request), "invitation")
    password = passwords.hashed(body.password)
    with db.writing() as session:
        user = people.accept(
            session,
            body.token,
            email=body.email,
            name=body.name,
            password=password,
            now=datetime.now(UTC),
        )
    _start(user.id or 0, request, response)
    return {"ok": True}


def count_try(address: str, account: str) -> None:
    """Note a try; raises TooMany with how long to wait."""
    now = time.monotonic()
    with _lock:
        for key, most in (
            (f"{address}|{account.strip().lower()}", PER_ACCOUNT),
            (address, PER_ADDRESS),
        ):
            tries = _tries[key]
            while tries and now - tries[0] > WINDOW:
                tries.popleft()
            if len(tries) >= most:
                minutes = int((WINDOW - (now - tries[0])) // 60) + 1
                raise TooMany(f"Too many tries: wait {minutes} minutes, then try again.")
            tries.append(now)


def forget_tries(address: str = "", account: str = "") -> None:
    """A success clears the account's count; with no arguments all counts (tests)."""
    with _lock:
        if not address:
            _tries.clear()
        else:
            _tries.pop(f"{address}|{account.strip().lower()}", None)


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
        secure=load().url.startswith("https://"),
    )
