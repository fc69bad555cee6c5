"""`Idempotency-Key`: a change sent twice is done once and answered alike."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import event
from sqlmodel import Session

from app import db
from app.api.caller import Caller
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.settings import load
from app.work import idempotency, passwords, replaying
from app.work.encryption import decrypt, encrypt
from app.work.idempotency import Asked
from app.work.replaying import Kept

HEADER = "idempotency-key"
KEY = re.compile(r"^[!-~]{1,200}$")


@dataclass
class Claim:
    """A request that is being done: by whom, and the operations it committed so far."""

    id: int
    by: Actor
    batches: set[str] = field(default_factory=set[str])


# What it commits says so in the same transaction.
_claim: ContextVar[Claim | None] = ContextVar("idempotency_claim", default=None)


async def once(request: Request, who: Caller, do: Callable[[], Awaitable[Response]]) -> Response:
    """Do a request unless it was done; answers as it was answered then."""
    asked = Asked(
        caller=passwords.digest(who.secret),
        route=f"{request.method} {request.url.path}?{request.url.query}",
        key=_key(request),
        body_hash=hashlib.sha256(await request.body()).hexdigest(),
    )
    begun = await run_in_threadpool(_begin, who, asked)
    if isinstance(begun, Response):
        return begun
    try:
        response = await _claimed(begun, do)
    except Exception:
        # Whoever hung up is not here: what they asked for may still be done.
        await run_in_threadpool(_forget, begun.id)
        raise
    body = getattr(response, "body", None)  # an answer that streams has none
    if response.status_code >= 300 or not isinstance(body, bytes):
        await run_in_threadpool(_forget, begun.id)
        return response
    etag = response.headers.get("etag", "")
    await run_in_threadpool(_keep, begun, response.status_code, body, etag)
    return response


async def _claimed(claim: Claim, do: Callable[[], Awaitable[Response]]) -> Response:
    """Do it, so that what it commits notes the claim."""
    mark = _claim.set(claim)
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


def _begin(who: Caller, asked: Asked) -> Claim | Response:
    with db.writing() as session:
        actor = who.actor(session)  # whose token is revoked gets no old answer
        row = idempotency.claim(session, asked, now=datetime.now(UTC))
        if row.status is None:
            return Claim(row.id or 0, actor)
        text = decrypt(row.answer, load().secret())
        status, etag = row.status, row.etag
    if text is None:
        raise idempotency.AnswerLost
    kept = replaying.unpacked(text)
    with db.reading() as session:
        replaying.must_be_open(session, kept, who.actor(session))
    headers = {"idempotent-replayed": "true"} | ({"etag": etag} if etag else {})
    media = "application/json" if kept.body else None
    return Response(kept.body or None, status, headers, media)


def _keep(claim: Claim, status: int, body: bytes, etag: str) -> None:
    kept = Kept.of(body.decode(), claim.by, claim.batches)
    sealed = encrypt(kept.packed(), load().secret())
    with db.writing() as session:
        idempotency.keep(session, claim.id, status=status, answer=sealed, etag=etag)


def _forget(claim_id: int) -> None:
    with db.writing() as session:
        idempotency.release(session, claim_id)


@event.listens_for(Session, "before_commit")
def _committed(session: Session) -> None:
    claim = _claim.get()
    if claim is not None and "batch" in session.info:
        claim.batches.add(session.info["batch"])
        idempotency.commit_with(session, claim.id)
