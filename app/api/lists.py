"""Lists of tasks, and the folders that group them."""

from fastapi import APIRouter
from sqlmodel import Session

from app import access, db
from app.api import placed, routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.paging import After, Archived, ById, Id, Limit, Slice, page
from app.api.removals import removing
from app.api.schemas import places as shape
from app.api.schemas.trash import Deleted
from app.domain.access import Actor
from app.lookups import statuses_of
from app.reads import places
from app.work import folders, lists

router: APIRouter = routing.router("spaces and lists")


@router.get("/lists", response_model=shape.ListPage)
def list_lists(
    who: Who,
    space_id: ById = None,
    folder_id: ById = None,
    after: After = 0,
    limit: Limit = 100,
    archived: Archived = False,  # noqa: FBT002 - a parameter of the query
) -> Slice[shape.List]:
    """The lists the caller sees by id, a page at a time; of one space or folder."""
    with db.reading() as session:
        actor = who.actor(session)
        found = places.lists(
            session,
            actor=actor,
            space_id=space_id,
            folder_id=folder_id,
            after=after,
            limit=limit + 1,
            archived=archived,
        )
        return page(placed.lists(session, found, actor), limit)


@router.get("/lists/{list_id}", response_model=shape.ListDetail)
def get_list(list_id: Id, who: Who, version: Versioned) -> shape.ListDetail:
    """A list with its statuses and whom it is shared with."""
    with db.reading() as session:
        return detail(session, list_id, who.actor(session), version)


def detail(session: Session, list_id: int, actor: Actor, version: Versioned) -> shape.ListDetail:
    home = access.task_list(session, list_id, actor)
    ties = places.ties(session, list_id, actor=actor)
    own = placed.as_seen(home, actor, goal_id=ties.goal_id)
    workflow = [shape.Status.model_validate(one) for one in statuses_of(session, home)]
    shown = shape.ListDetail(**dict(own), statuses=workflow, members=ties.members)
    return version.mark(shown, shape.ListChange.model_fields)


@router.patch("/lists/{list_id}", response_model=shape.ListDetail)
def change_list(
    list_id: Id, body: shape.ListChange, who: Who, version: Versioned
) -> shape.ListDetail:
    """Change a list."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, list_id, actor, version)
        lists.edit(session, list_id, by=actor, **body.model_dump(exclude={"is_private"}))
        if body.is_private is not None:
            lists.set_private(session, list_id, is_private=body.is_private, by=actor)
        session.flush()
        return detail(session, list_id, actor, version)


@router.delete("/lists/{list_id}", response_model=Deleted)
def delete_list(list_id: Id, who: Who, version: Versioned) -> Deleted:
    """Put a list with its tasks into the trash; the answer says how many."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, list_id, actor, version)
        name = access.task_list(session, list_id, actor).name
        answer = removing(session, "list", list_id, name, actor=actor)
        lists.delete(session, list_id, by=actor)
        return answer


def _check(session: Session, list_id: int, actor: Actor, version: Versioned) -> None:
    access.task_list(session, list_id, actor)
    version.check(lambda: detail(session, list_id, actor, version))


@router.post("/lists/{list_id}/members", status_code=204)
def share_list(list_id: Id, body: shape.NewMember, who: Who) -> None:
    """Let somebody into a list."""
    with db.writing() as session:
        lists.share(session, list_id, with_user=body.user_id, by=who.actor(session))


@router.delete("/lists/{list_id}/members/{user_id}", status_code=204)
def unshare_list(list_id: Id, user_id: Id, who: Who) -> None:
    """Take somebody out of a list."""
    with db.writing() as session:
        lists.unshare(session, list_id, with_user=user_id, by=who.actor(session))


@router.get("/folders", response_model=shape.FolderPage)
def list_folders(
    who: Who,
    space_id: ById = None,
    after: After = 0,
    limit: Limit = 100,
    archived: Archived = False,  # noqa: FBT002 - a parameter of the query
) -> Slice[shape.Folder]:
    """The folders the caller sees by id, a page at a time; of one space."""
    with db.reading() as session:
        actor = who.actor(session)
        found = places.folders(
            session,
            actor=actor,
            space_id=space_id,
            after=after,
            limit=limit + 1,
            archived=archived,
        )
        return page(placed.folders(session, found, actor), limit)


@router.get("/folders/{folder_id}", response_model=shape.Folder)
def get_folder(folder_id: Id, who: Who, version: Versioned) -> shape.Folder:
    """A folder."""
    with db.reading() as session:
        actor = who.actor(session)
        return _folder(session, folder_id, actor, version)


@router.patch("/folders/{folder_id}", response_model=shape.Folder)
def change_folder(
    folder_id: Id, body: shape.FolderChange, who: Who, version: Versioned
) -> shape.Folder:
    """Rename a folder, or tie it to a goal."""
    with db.writing() as session:
        actor = who.actor(session)
        access.folder(session, folder_id, actor)
        version.check(lambda: _folder(session, folder_id, actor, version))
        folders.edit(session, folder_id, by=actor, **body.model_dump(exclude_unset=True))
        session.flush()
        return _folder(session, folder_id, actor, version)


@router.delete("/folders/{folder_id}", response_model=Deleted)
def delete_folder(folder_id: Id, who: Who, version: Versioned) -> Deleted:
    """Put a folder into the trash; its lists stay in the space."""
    with db.writing() as session:
        actor = who.actor(session)
        name = access.folder(session, folder_id, actor).name
        version.check(lambda: _folder(session, folder_id, actor, version))
        answer = removing(session, "folder", folder_id, name, actor=actor)
        folders.delete(session, folder_id, by=actor)
        return answer


def _folder(session: Session, folder_id: int, actor: Actor, version: Versioned) -> shape.Folder:
    return version.mark(placed.folder(session, access.folder(session, folder_id, actor), actor))
