"""How the machine is, for whoever watches it; and upkeep for this machine's command line."""

from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app import db, locking, wiring
from app.api import routing
from app.api.caller import caller
from app.api.schemas.health import Health, IndexHealth, WriteTimes
from app.assist.model import chosen
from app.consumers import clock, consumer, upkeep
from app.consumers.loop import catch_up
from app.domain.errors import Busy, NotAllowed
from app.serving import address
from app.settings import load

router = routing.router("health", prefix="")
LOOK_AGAIN = 5  # seconds


@router.get("/api/health", response_model=Health, responses={503: {"model": Health}})
def get_health(response: Response) -> Health:
    """Database, how far the index is behind, and the state of embedder and model."""
    running = wiring.current()
    try:
        with db.reading() as session:
            session.connection().execute(text("SELECT 1"))
            behind = consumer.lag(session, "indexer")
            model = chosen(session)
            given_up = len(clock.troubles(session))
        database = "ok" if _has_space() else "full: nothing can be written until there is space"
    except OperationalError as error:
        database, behind, model, given_up = f"failing: {error.orig}", -1, None, -1
    documents, units, waiting = running.library.counts()
    if database != "ok":
        response.status_code = 503
        response.headers["Retry-After"] = str(LOOK_AGAIN)
    return Health(
        status="ok" if database == "ok" else "failing",
        database=database,
        index=IndexHealth(unread_events=behind, documents=documents, units=units, to_embed=waiting),
        writes=WriteTimes.model_validate(locking.holds.held()),
        jobs_given_up=given_up,
        embedder=running.library.state,
        model=model.name if model else "none",
    )


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
