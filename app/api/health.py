"""How the machine is, for whoever watches it; and upkeep for this machine's command line."""

from dataclasses import asdict
from typing import Any

from fastapi import Request, Response
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app import db, locking, wiring
from app.api import routing
from app.api.caller import caller
from app.api.schemas.health import Health
from app.assist.model import chosen
from app.consumers import clock, consumer, upkeep
from app.consumers.loop import catch_up
from app.domain.errors import NotAllowed

router = routing.router("health", prefix="")


@router.get("/api/health", response_model=Health, responses={503: {"model": Health}})
def get_health(response: Response) -> dict[str, Any]:
    """Database, how far the index is behind, and the state of embedder and model."""
    running = wiring.current()
    try:
        with db.reading() as session:
            session.connection().execute(text("SELECT 1"))
            behind = consumer.lag(session, "indexer")
            model = chosen(session)
            given_up = [asdict(one) for one in clock.troubles(session)]
        database = "ok"
    except OperationalError as error:
        database, behind, model, given_up = f"failing: {error.orig}", -1, None, []
    documents, units, waiting = running.library.counts()
    response.status_code = 200 if database == "ok" else 503
    return {
        "status": "ok" if database == "ok" else "failing",
        "database": database,
        "index": {
            "unread_events": behind,
            "documents": documents,
            "units": units,
            "to_embed": waiting,
        },
        "writes": asdict(locking.holds.held()),
        "jobs_given_up": given_up,
        "embedder": running.library.state,
        "model": model.name if model else "none",
    }


@router.post("/api/local/{task}", include_in_schema=False)
def local(task: str, request: Request) -> dict[str, Any]:
    """Upkeep asked for by this machine's own command line (proved by a file only it can read)."""
    if not caller(request).local_as:
        raise NotAllowed("Only this machine's command line may ask for this.")
    running = wiring.current()
    if task == "catch-up":
        handled = catch_up(running.consumers)
        upkeep.embed(running.library, _quiet)
        return {"handled": handled}
    if task == "reindex":
        return {"records": upkeep.reindex(running.library, _quiet)}
    if task in ("doctor", "repair"):
        return upkeep.doctor(running.library, repair=task == "repair").plain()
    raise NotAllowed("There is no such upkeep.")


def _quiet(_done: int, _all: int, _what: str) -> None:
    """The caller waits for the end; it can't be told of steps on the way."""
