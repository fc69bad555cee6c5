"""Statuses of spaces, and of lists that have their own."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel import Session

from app import access, db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.paging import After, Id, Limit, Slice, paged
from app.api.schemas import places as shape
from app.api.schemas.base import LARGEST
from app.domain.access import Actor
from app.lookups import statuses_of, statuses_of_space
from app.models import Status
from app.work import statuses

router: APIRouter = routing.router("spaces and lists")
Into = Annotated[
    int | None, Query(ge=1, le=LARGEST, description="The status its tasks go to, where it has any.")
]


@router.get("/spaces/{space_id}/statuses", response_model=shape.StatusPage)
def list_statuses(space_id: Id, who: Who, after: After = 0, limit: Limit = 100) -> Slice[Status]:
    """The statuses a space's lists have unless they have their own."""
    with db.reading() as session:
        access.space(session, space_id, who.actor(session))
        return paged(statuses_of_space(session, space_id), after, limit)


@router.get("/lists/{list_id}/statuses", response_model=shape.StatusPage)
def list_statuses_of_list(
    list_id: Id, who: Who, after: After = 0, limit: Limit = 100
) -> Slice[Status]:
    """The statuses a list's tasks can have."""
    with db.reading() as session:
        found = access.task_list(session, list_id, who.actor(session))
        return paged(statuses_of(session, found), after, limit)


@router.get("/statuses/{status_id}", response_model=shape.Status)
def get_status(status_id: Id, who: Who, version: Versioned) -> shape.Status:
    """A status."""
    with db.reading() as session:
        return _status(session, status_id, who.actor(session), version)


@router.patch("/statuses/{status_id}", response_model=shape.Status)
def change_status(
    status_id: Id, body: shape.StatusChange, who: Who, version: Versioned
) -> shape.Status:
    """Rename, move or limit a status; a new category carries its tasks along."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, status_id, actor, version)
        statuses.edit(session, status_id, by=actor, **body.model_dump(exclude_unset=True))
        session.flush()
        return _status(session, status_id, actor, version)


@router.delete("/statuses/{status_id}", status_code=204)
def remove_status(status_id: Id, who: Who, version: Versioned, into: Into = None) -> None:
    """Take a status away; its tasks go to `into`."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, status_id, actor, version)
        statuses.remove(session, status_id, into=into, by=actor)


def _status(session: Session, status_id: int, actor: Actor, version: Versioned) -> shape.Status:
    return version.mark(shape.Status.model_validate(access.status(session, status_id, actor)))


def _check(session: Session, status_id: int, actor: Actor, version: Versioned) -> None:
    access.status(session, status_id, actor)
    version.check(lambda: _status(session, status_id, actor, version))


@router.post("/lists/{list_id}/statuses", status_code=201, response_model=shape.StatusPage)
def give_own_statuses(list_id: Id, who: Who) -> Slice[shape.Status]:
    """Give a list its own copy of the space's statuses."""
    with db.writing() as session:
        made = statuses.override(session, list_id, by=who.actor(session))
        session.flush()
        return Slice(made, None).shown(shape.Status.model_validate)


@router.delete("/lists/{list_id}/statuses", status_code=204)
def inherit_statuses(list_id: Id, who: Who) -> None:
    """Let a list use its space's statuses again."""
    with db.writing() as session:
        statuses.inherit(session, list_id, by=who.actor(session))
