"""Spaces and their members."""

from sqlmodel import Session

from app import access, db
from app.api import placed, routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.lists import detail
from app.api.paging import After, Archived, Id, Limit, Slice, paged
from app.api.removals import removing
from app.api.schemas import places as shape
from app.api.schemas.trash import Deleted
from app.domain.access import Actor
from app.lookups import statuses_of_space
from app.models import Space, Status
from app.reads import spaces as reading
from app.work import folders, lists, spaces, statuses

router = routing.router("spaces and lists")
OWN_SPACE = shape.SpaceChange.model_fields.keys()


@router.get("/spaces", response_model=shape.SpaceNodePage)
def list_spaces(
    who: Who,
    after: After = 0,
    limit: Limit = 100,
    archived: Archived = False,  # noqa: FBT002 - a parameter of the query
) -> Slice[reading.SpaceNode]:
    """The spaces the caller sees, with folders, lists and open counts; a page at a time."""
    with db.reading() as session:
        actor = who.actor(session)
        if not archived:
            return paged(reading.tree(session, actor=actor.current), after, limit)
        every = reading.tree(session, actor=actor)
        return paged((one for one in every if one.id in actor.archived.spaces), after, limit)


@router.post("/spaces", status_code=201, response_model=shape.Space)
@routing.refusing(404)
def create_space(body: shape.NewSpace, who: Who, version: Versioned) -> Space:
    """Make a space with the default statuses."""
    with db.writing() as session:
        made = spaces.create(session, by=who.actor(session), **body.model_dump())
        session.flush()
        version.mark_read(_detail(session, made.id or 0, who.actor(session), version), OWN_SPACE)
        return made


@router.get("/spaces/{space_id}", response_model=shape.SpaceDetail)
def get_space(space_id: Id, who: Who, version: Versioned) -> shape.SpaceDetail:
    """A space with its default statuses."""
    with db.reading() as session:
        return _detail(session, space_id, who.actor(session), version)


def _detail(session: Session, space_id: int, actor: Actor, version: Versioned) -> shape.SpaceDetail:
    space = access.space(session, space_id, actor)
    own = shape.Space.model_validate(space)
    own.is_archived = space.archived_at is not None
    shown = shape.SpaceDetail(
        **dict(own),
        statuses=[shape.Status.model_validate(s) for s in statuses_of_space(session, space_id)],
        members=reading.members(session, space_id, actor=actor),
    )
    return version.mark(shown, OWN_SPACE)


@router.patch("/spaces/{space_id}", response_model=shape.SpaceDetail)
def change_space(
    space_id: Id, body: shape.SpaceChange, who: Who, version: Versioned
) -> shape.SpaceDetail:
    """Rename, describe, open or close a space."""
    with db.writing() as session:
        actor = who.actor(session)
        access.space(session, space_id, actor)
        version.check(lambda: _detail(session, space_id, actor, version))
        spaces.edit(session, space_id, by=actor, **body.model_dump())
        session.flush()
        return _detail(session, space_id, actor, version)


@router.delete("/spaces/{space_id}", response_model=Deleted)
def delete_space(space_id: Id, who: Who, version: Versioned) -> Deleted:
    """Put a space with all in it into the trash; the answer says how much that is."""
    with db.writing() as session:
        actor = who.actor(session)
        name = access.space(session, space_id, actor).name
        version.check(lambda: _detail(session, space_id, actor, version))
        answer = removing(session, "space", space_id, name, actor=actor)
        spaces.delete(session, space_id, by=actor)
        return answer


@router.post("/spaces/{space_id}/members", status_code=204)
def share_space(space_id: Id, body: shape.NewMember, who: Who) -> None:
    """Let somebody in."""
    with db.writing() as session:
        spaces.share(session, space_id, with_user=body.user_id, by=who.actor(session))


@router.delete("/spaces/{space_id}/members/{user_id}", status_code=204)
def unshare_space(space_id: Id, user_id: Id, who: Who) -> None:
    """Take somebody out."""
    with db.writing() as session:
        spaces.unshare(session, space_id, with_user=user_id, by=who.actor(session))


@router.post("/spaces/{space_id}/folders", status_code=201, response_model=shape.Folder)
def create_folder(space_id: Id, body: shape.NewFolder, who: Who) -> shape.Folder:
    """Make a folder."""
    with db.writing() as session:
        actor = who.actor(session)
        made = folders.create(session, space_id, by=actor, **body.model_dump())
        session.flush()
        return placed.folder(session, made, actor)


@router.post("/spaces/{space_id}/lists", status_code=201, response_model=shape.List)
def create_list(space_id: Id, body: shape.NewList, who: Who, version: Versioned) -> shape.List:
    """Make a list."""
    with db.writing() as session:
        actor = who.actor(session)
        made = lists.create(session, space_id, by=actor, **body.model_dump())
        session.flush()
        # Read as whoever made it may see it now.
        shown = detail(session, made.id or 0, who.actor(session), version)
        version.mark_read(shown, shape.ListChange.model_fields)
        return placed.task_list(session, made, actor)


@router.post("/spaces/{space_id}/statuses", status_code=201, response_model=shape.Status)
def add_status(space_id: Id, body: shape.NewStatus, who: Who) -> Status:
    """Add a status to the space's defaults, or to a list that has its own."""
    with db.writing() as session:
        return statuses.add(session, space_id, by=who.actor(session), **body.model_dump())
