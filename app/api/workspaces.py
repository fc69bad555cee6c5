"""The workspace itself, and the caller's inbox in it."""

from datetime import UTC, datetime
from typing import Annotated, get_args

from fastapi import APIRouter, Query
from sqlmodel import Session

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.schemas import workspaces as shape
from app.domain.errors import NotFound
from app.lookups import workspace
from app.reads import inbox as reading
from app.work import inbox, workspaces

router: APIRouter = routing.router("workspace")
WEEK: tuple[shape.Weekday, ...] = get_args(shape.Weekday)
MostNotices = Annotated[int, Query(ge=1, le=500, description="Most notices of the answer.")]


@router.get("/workspace", response_model=shape.Workspace)
def get_workspace(who: Who, version: Versioned) -> shape.Workspace:
    """The workspace's name, and the clock and calendar its days go by."""
    with db.reading() as session:
        who.actor(session)
        return _shown(session, version)


@router.patch("/workspace", response_model=shape.Workspace)
@routing.refusing(404)
def change_workspace(body: shape.WorkspaceChange, who: Who, version: Versioned) -> shape.Workspace:
    """Rename the workspace; set its time zone, working days, country. For owners and admins."""
    with db.writing() as session:
        actor = who.actor(session)
        version.check_shown(_shown(session, version))
        given = body.model_dump(exclude_unset=True)
        if "working_days" in given:
            given["working_days"] = "".join("01"[day in body.working_days] for day in WEEK)
        workspaces.edit(session, by=actor, **given)
        session.flush()
        return _shown(session, version)


@router.get("/inbox", response_model=shape.Inbox)
def get_inbox(who: Who, limit: MostNotices = 100) -> shape.Inbox:
    """What was said to the caller; reading it marks nothing as read."""
    with db.reading() as session:
        actor = who.actor(session)
        since = reading.last_look(session, actor=actor)
        found = reading.notices(session, actor=actor, since=since, limit=limit)
        return shape.Inbox(
            notices=[shape.Notice.model_validate(one) for one in found],
            unread=sum(one.is_unread for one in found),
            looked_at=since,
        )


@router.post("/inbox/looked", status_code=204)
def mark_inbox_looked(who: Who) -> None:
    """What was said to the caller until now is no longer unread."""
    with db.writing() as session:
        inbox.looked(session, by=who.actor(session), now=datetime.now(UTC))


def _shown(session: Session, version: Versioned) -> shape.Workspace:
    home = workspace(session)
    if home is None:
        raise NotFound("workspace")
    shown = shape.Workspace(
        name=home.name,
        zone=home.zone,
        working_days=[
            day for day, works in zip(WEEK, home.working_days, strict=True) if works == "1"
        ],
        country=home.country,
        trash_days=home.trash_days,
    )
    version.mark(shown)
    return shown
