"""Signing in and out, the first owner, and invitations: cookie endpoints for the pages."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path, Request, Response

from app import db
from app.api import proxies, routing, tries
from app.api.caller import COOKIE, from_our_pages
from app.api.schemas import auth as shape
from app.domain.errors import NotFound
from app.settings import load
from app.work import invitations, mail, passwords, people, resets, sessions

router = routing.router("sign-in", prefix="/api/auth")
# Of these an address has few tries: what an invitation answers to one tells that somebody has the account.
TAKEN = "address of an invitation"
Secret = Annotated[str, Path(min_length=1, max_length=200)]


@router.post("/login")
@routing.refusing(401, 403, 404)
def sign_in(body: shape.SignIn, request: Request, response: Response) -> shape.Okay:
    """Sign in with e-mail and password; sets the cookie."""
    from_our_pages(request, load())
    address = _address(request)
    tries.check(address, body.email)
    with db.reading() as session:
        known = sessions.credentials(session, body.email)
    if not passwords.fits(body.password, known.password_hash) or known.user_id is None:
        tries.count(address, body.email)
        _note_failure(known.user_id)
        raise sessions.WrongPassword
    tries.forgive(address, body.email)
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
    tries.count(_address(request), "welcome")
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
    with tries.counting_failures(_address(request), "invitation"), db.reading() as session:
        found = invitations.find(session, token, now=datetime.now(UTC))
        return shape.Invitation.model_validate(found)


@router.post("/invitations")
@routing.refusing(403)
def accept_invitation(body: shape.Acceptance, request: Request, response: Response) -> shape.Okay:
    """Take up an invitation; signs in."""
    from_our_pages(request, load())
    address, now = _address(request), datetime.now(UTC)
    # Looked at before the password is hashed, which takes long: a guess costs us little.
    with tries.counting_failures(address, "invitation"), db.reading() as session:
        invitations.find(session, body.token, now=now)
    tries.check(address, TAKEN)
    link = passwords.digest(body.token)
    if not tries.takes_addresses(link):
        tries.count(address, TAKEN)
        raise invitations.NotThisAddress
    password = passwords.hashed(body.password)
    try:
        with tries.counting_failures(address, "invitation"), db.writing() as session:
            user = invitations.accept(
                session, body.token, email=body.email, name=body.name, password=password, now=now
            )
    except invitations.NotThisAddress:
        tries.count_address(link)
        tries.count(address, TAKEN)
        raise
    _start(user.id or 0, request, response)
    return shape.Okay(ok=True)


@router.post("/resets")
@routing.refusing(403)
def reset_password(body: shape.NewPassword, request: Request, response: Response) -> shape.Okay:
    """Choose a new password with a reset link; ends all sessions and tokens, and signs in."""
    from_our_pages(request, load())
    address, now = _address(request), datetime.now(UTC)
    with tries.counting_failures(address, "reset link"), db.reading() as session:
        resets.find(session, body.token, now=now)
    password = passwords.hashed(body.password)
    with tries.counting_failures(address, "reset link"), db.writing() as session:
        user = resets.use(session, body.token, password_hash=password, now=now)
        tries.forgive(address, user.email)
    _start(user.id or 0, request, response)
    return shape.Okay(ok=True)


@router.post("/reset-checks")
@routing.refusing(403, 404)
def check_reset(body: shape.ResetLink, request: Request) -> shape.Okay:
    """Whether a link for a new password is still good; nothing is said of whose it is."""
    from_our_pages(request, load())
    with tries.counting_failures(_address(request), "reset link"), db.reading() as session:
        resets.find(session, body.token, now=datetime.now(UTC))
    return shape.Okay(ok=True)


@router.post("/reset-requests")
@routing.refusing(403)
def request_reset(body: shape.ForgottenPassword, request: Request) -> shape.Okay:
    """Have a link for a new password mailed; the answer is the same whether anybody has the address."""
    from_our_pages(request, load())
    with db.reading() as session:
        if not mail.is_set(session):
            raise NotFound("page")
    if tries.may_be_mailed(_address(request), body.email):
        with db.writing() as session:
            resets.ask(session, body.email, now=datetime.now(UTC))
    return shape.Okay(ok=True)


def _note_failure(user_id: int | None) -> None:
    """Told alike whether somebody has the account or not, so that it takes the same time."""
    if tries.is_noted():
        with db.writing() as session:
            sessions.note_failure(session, user_id)


def _address(request: Request) -> str:
    return proxies.address_of(request.scope)


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
