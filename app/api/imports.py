"""What was imported: each run with its state, counts and problems; and taking one away. For owners and admins."""

from datetime import UTC, datetime

from sqlmodel import Session

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.paging import After, Id, Limit, Slice, paged
from app.api.schemas import imports as shape
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.importing import removal_requests
from app.models import ImportRun
from app.reads import imports

router = routing.router("imports")


@router.get("/imports", response_model=shape.ImportPage)
@routing.refusing(403)
def list_imports(who: Who, after: After = 0, limit: Limit = 100) -> Slice[shape.Import]:
    """The imports there were, each with its state and what it made, changed and could not carry."""
    with db.reading() as session:
        found = imports.runs(session, actor=who.actor(session))
        return paged(found, after, limit).shown(_shown)


@router.get("/imports/{import_id}", response_model=shape.Import)
@routing.refusing(403)
def get_import(import_id: Id, who: Who, version: Versioned) -> shape.Import:
    """One import."""
    with db.reading() as session:
        return _import(session, import_id, who.actor(session), version)


@router.delete("/imports/{import_id}", status_code=202, response_model=shape.Import)
def remove_import(import_id: Id, who: Who, version: Versioned) -> shape.Import:
    """Take away all a finished import made, with what was said on it, a few records at a time.

    It goes on by itself; `state` is `removing`, then `removed`. What was only changed stays changed.
    """
    with db.writing() as session:
        actor = who.actor(session)
        version.check_shown(_import(session, import_id, actor, version))
        removal_requests.remove(session, import_id, by=actor, now=datetime.now(UTC))
        session.flush()
        return _import(session, import_id, actor, version)


def _import(session: Session, import_id: int, actor: Actor, version: Versioned) -> shape.Import:
    found = next((one for one in imports.runs(session, actor=actor) if one.id == import_id), None)
    if found is None:
        raise NotFound("import")
    shown = _shown(found)
    version.mark(shown)
    return shown


def _shown(run: ImportRun) -> shape.Import:
    return shape.Import(
        id=run.id or 0,
        source=run.source,
        space_key=run.space_key,
        state=run.state,
        created=shape.Counts.model_validate(run.report["created"]),
        updated=shape.Counts.model_validate(run.report["updated"]),
        problems=[shape.NotCarried.model_validate(one) for one in run.report["not_carried"]],
        started_at=run.started_at,
        finished_at=run.finished_at,
    )
