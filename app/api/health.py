"""How the machine is, for whoever watches it; and upkeep for this machine's command line."""

from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app import db, locking, wiring
from app.api import routing
from app.api.caller import caller
from app.api.schemas.health import Health, HealthDetails, IndexHealth, WriteTimes
from app.assist.model import chosen
from app.consumers import clock, consumer, upkeep
from app.consumers.loop import catch_up
from app.domain.access import Role
from app.domain.errors import Busy, NotAllowed, WorkError
from app.serving import address
from app.settings import load

router = routing.router("health", prefix="")
LOOK_AGAIN = 5  # seconds


@router.get("/api/health", response_model=Health, responses={503: {"model": Health}})
def get_health(request: Request, response: Response) -> Health:
    """Database, index, embedder and model, each in a word; owners are told numbers and causes, too."""
    running = wiring.current()
    try:
        with db.reading() as session:
            session.connection().execute(text("SELECT 1"))
            behind = consumer.lag(session, "indexer")
            model = chosen(session)
            given_up = len(clock.troubles(session))
            is_owner = _is_owner(request, session)
        database = "ok" if _has_space() else "full: nothing can be written until there is space"
    except OperationalError as error:
        database, behind, model, given_up = f"failing: {error.orig}", -1, None, -1
        is_owner = False
    documents, units, waiting = running.library.counts()
    if database != "ok":
        response.status_code = 503
        response.headers["Retry-After"] = str(LOOK_AGAIN)
    index = IndexHealth(unread_events=behind, documents=documents, units=units, to_embed=waiting)
    details = HealthDetails(
        database=database,
        embedder=running.library.state,
        index=index,
        writes=WriteTimes.model_validate(locking.holds.held()),
        jobs_given_up=given_up,
        model=model.name if model else "none",
    )
    return _told(details, is_ready=running.library.ready, is_owner=is_owner)


def _told(details: HealthDetails, *, is_ready: bool, is_owner: bool) -> Health:
    index = details.index
    is_known = index.unread_events >= 0
    return Health.model_validate(
        {
            "status": "ok" if details.database == "ok" else "failing",
            "database": details.database.partition(":")[0],
            "index": ("behind" if index.unread_events or index.to_embed else "ok")
            if is_known
            else "unknown",
            "embedder": "ready" if is_ready else "not ready",
            "model": ("none" if details.model == "none" else "chosen") if is_known else "unknown",
            "details": details if is_owner else None,
        }
    )


def _is_owner(request: Request, session: Session) -> bool:
    """Whoever proves nothing is a stranger here, and no failure."""
    try:
        return caller(request).actor(session).role is Role.OWNER
    except WorkError:
        return False


@router.get(address.PROOF, include_in_schema=False)
def proof(nonce: Annotated[str, Query(min_length=16, max_length=128)]) -> PlainTextResponse:
    """Shows the command line that this is its own server, before it sends a token."""
    settings = load()
    return PlainTextResponse(address.prove(settings.local_token(), nonce, port=settings.port))


@router.post("/api/local/{task}", include_in_schema=False)
def local(task: str, request: Request) -> JSONResponse:
    """Upkeep asked for by this machine's own command line (proved by a file only it can read)."""
    if not caller(request).local_as:
        raise NotAllowed("Only this machine's command line may ask for this.")
    running = wiring.current()
    if task == "catch-up":
        handled = catch_up(running.consumers)
        upkeep.embed(running.library, _quiet)
        return JSONResponse({"handled": handled})
    if task == "reindex":
        return JSONResponse({"records": upkeep.reindex(running.library, _quiet)})
    if task in ("doctor", "repair"):
        found = upkeep.doctor(running.library, repair=task == "repair")
        return JSONResponse(found.plain())
    raise NotAllowed("There is no such upkeep.")


def _has_space() -> bool:
    """Whether what is written is kept: after a write that found no space, tried with next to nothing."""
    if not db.is_full():
        return True
    try:
        with db.writing() as session:
            if session.get_bind().dialect.name == "sqlite":
                connection = session.connection()
                version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
                connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    except Busy:  # NoSpace is one
        return False
    return True


def _quiet(_done: int, _all: int, _what: str) -> None:
    """The caller waits for the end; it can't be told of steps on the way."""
