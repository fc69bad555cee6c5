"""`Idempotency-Key`: a change sent twice is done once and answered alike."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import event
from sqlmodel import Session

from app import db
from app.api.caller import Caller
from app.domain.errors import Invalid
from app.settings import load
from app.work import idempotency, passwords
from app.work.encryption import decrypt, encrypt
from app.work.idempotency import Asked

HEADER = "idempotency-key"
KEY = re.compile(r"^[!-~]{1,200}$")
# The claim of the request that is being done; what it commits says so in the same transaction.
_claim: ContextVar[int | None] = ContextVar("idempotency_claim", default=None)


async def once(request: Request, who: Caller, do: Callable[[], Awaitable[Response]]) -> Response:
    """Do a request unless it was done; answers as it was answered then."""
    asked = Asked(
        caller=passwords.digest(who.secret),
        route=f"{request.method} {request.url.path}?{request.url.query}",
        key=_key(request),
        body_hash=hashlib.sha256(await request.body()).hexdigest(),
    )
    claim_id, kept = await run_in_threadpool(_begin, who, asked)
    if kept is not None:
        return kept
    try:
        response = await _claimed(claim_id, do)
    except Exception:
        # Whoever hung up is not here: what they asked for may still be done.
        await run_in_threadpool(_forget, claim_id)
        raise
    body = getattr(response, "body", None)  # an answer that streams has none
    if response.status_code >= 300 or not isinstance(body, bytes):
        await run_in_threadpool(_forget, claim_id)
        return response
    etag = response.headers.get("etag", "")
    await run_in_threadpool(_keep, claim_id, response.status_code, body, etag)
    return response


async def _claimed(claim_id: int, do: Callable[[], Awaitable[Response]]) -> Response:
    """Do it, so that what it commits notes the claim."""
    mark = _claim.set(claim_id)
    try:
        return await do()
    finally:
        _claim.reset(mark)


def _key(request: Request) -> str:
    key = request.headers[HEADER]
    if not KEY.match(key):
        raise Invalid(
            "An Idempotency-Key has 1 to 200 letters, digits or signs, without a space.",
            field="Idempotency-Key",
        )
    return key


def _begin(who: Caller, asked: Asked) -> tuple[int, Response | None]:
    with db.writing() as session:
        who.actor(session)  # whose token is revoked gets no old answer
        row = idempotency.claim(session, asked, now=datetime.now(UTC))
        if row.status is None:
            return row.id or 0, None
        body = decrypt(row.answer, load().secret())
        if body is None:
            raise idempotency.AnswerLost
        headers = {"idempotent-replayed": "true"} | ({"etag": row.etag} if row.etag else {})
        media = "application/json" if body else None
        return 0, Response(body or None, row.status, headers, media)


def _keep(claim_id: int, status: int, body: bytes, etag: str) -> None:
    sealed = encrypt(body.decode(), load().secret())
    with db.writing() as session:
        idempotency.keep(session, claim_id, status=status, answer=sealed, etag=etag)


def _forget(claim_id: int) -> None:
    with db.writing() as session:
        idempotency.release(session, claim_id)


@event.listens_for(Session, "before_commit")
def _committed(session: Session) -> None:
    claim_id = _claim.get()
    if claim_id is not None and "batch" in session.info:
        idempotency.commit_with(session, claim_id)
