"""What the list, the board and the palette fetch: compact rows, read with the browser's cookie."""

from datetime import UTC, datetime
from operator import attrgetter
from typing import Annotated

from fastapi import Query, Response
from pydantic_core import to_json
from sqlmodel import select

from app import access, db
from app.api import etags, routing
from app.api.caller import Caller, Who
from app.api.paging import Id, SinceEvent
from app.api.schemas import views as shape
from app.api.schemas.fields import Values
from app.domain import fields
from app.domain.access import Actor
from app.lookups import statuses_of
from app.models import Space, TaskList
from app.reads import goto, list_changes, people, places, tasks
from app.reads.tasks import Row

router = routing.router("views")
Words = Annotated[str, Query(max_length=200)]
Few = Annotated[int, Query(ge=1, le=50)]


@router.get("/lists/{list_id}/view", response_model=shape.ListView | shape.ListDelta)
def view_list(list_id: Id, who: Who, since: SinceEvent = None) -> Response:
    """A list as the list and board screens show it: whole, or what changed after the event `since`."""
    found = list_view(list_id, who, since)
    # When it was read is said last, and is no part of its version.
    when = {name: found[name] for name in ("version", "as_of")}
    # Written at once: checking what we read ourselves would cost more than reading it.
    content = to_json({name: value for name, value in found.items() if name not in when})
    tag = {"etag": etags.of_all_but(content)}
    whole = content[:-1] + b"," + to_json(when)[1:]
    return Response(whole, media_type="application/json", headers=tag)


def list_view(
    list_id: int, who: Caller, since: int | None = None
) -> shape.ListValues | shape.DeltaValues:
    """What `shape.ListView` or `shape.ListDelta` describes, as plain values."""
    with db.reading() as session:
        actor = who.actor(session)
        changed = (
            list_changes.since(session, list_id, since, actor=actor) if since is not None else None
        )
        if changed is not None and not changed.is_frame_changed:
            return {
                "full": False,
                "rows": [plain_row(row) for row in changed.rows],
                "gone": changed.gone,
                "version": changed.version,
                "as_of": datetime.now(UTC).isoformat(),
            }
        home = access.task_list(session, list_id, actor)
        version = list_changes.newest_seen(session, actor)
        seen = select(Space, places.seen_goal(actor, TaskList.goal_id), version).join(TaskList)
        space, goal_id, version = session.exec(seen.where(TaskList.id == list_id)).one()
        rows = tasks.of_list(session, list_id, actor=actor)
        return {
            "full": True,
            "list": shape.ViewedList(
                id=list_id,
                name=home.name,
                space_id=home.space_id,
                space_key=space.key,
                space_name=space.name,
                can_edit=actor.edits,
                goal_id=goal_id,
            ),
            "statuses": [shape.ViewedStatus.model_validate(s) for s in statuses_of(session, home)],
            "people": people.everyone(session, actor=actor),
            "tags": sorted({tag for row in rows for tag in row.tags}, key=str.casefold),
            "fields": fields.described(fields.TASK.values()),
            "rows": [plain_row(row) for row in rows],
            "version": version,
            "as_of": datetime.now(UTC).isoformat(),
        }


@router.get("/goto", response_model=shape.GoToResults)
def go_to(who: Who, q: Words = "", limit: Few = 12) -> shape.GoToResults:
    """Things by key or name, at once: for the palette and the ask box."""
    with db.reading() as session:
        actor: Actor = who.actor(session)
        found = goto.matches(session, q, actor=actor, limit=limit)
        return shape.GoToResults(results=[shape.GoTo.model_validate(one) for one in found])


def plain_row(row: Row) -> Values:
    """A row for the browser: what a list or card shows."""
    more = {name: to_log(row.more[name]) for name, to_log in _MORE}
    return dict(zip(_NAMES, _values(row), strict=True)) | more


_NAMES = [name for name in shape.ViewedTask.model_fields if name not in tasks.MORE]
_values = attrgetter(*_NAMES)
_MORE = [(name, fields.TASK[name].to_log) for name in tasks.MORE]
