"""Spaces, folders, lists and their statuses."""

from typing import Any

from fastapi import APIRouter

from app import access, db
from app.api.caller import Who
from app.api.paging import After, Limit, paged
from app.api.tasks import Strict
from app.lookups import statuses_of, statuses_of_space
from app.models import Status, TaskList
from app.reads import spaces as reading
from app.work import folders, lists, spaces, statuses

router = APIRouter(prefix="/api/v1", tags=["spaces and lists"])


class NewSpace(Strict):
    """A space to make."""

    key: str
    name: str
    description: str = ""
    is_private: bool = False


class SpaceChange(Strict):
    """What to change of a space."""

    name: str | None = None
    description: str | None = None
    is_private: bool | None = None


class NewFolder(Strict):
    """A folder to make."""

    name: str
    goal_id: int | None = None


class NewList(Strict):
    """A list to make."""

    name: str
    folder_id: int | None = None
    description: str = ""
    is_private: bool = False
    is_upkeep: bool = False
    goal_id: int | None = None


class ListChange(Strict):
    """What to change of a list; 0 unties folder or goal."""

    name: str | None = None
    description: str | None = None
    folder_id: int | None = None
    goal_id: int | None = None
    is_upkeep: bool | None = None
    is_private: bool | None = None


class NewStatus(Strict):
    """A column to add."""

    name: str
    category: str
    list_id: int | None = None
    wip_limit: int | None = None


class Member(Strict):
    """Somebody to share with."""

    user_id: int


@router.get("/spaces")
def list_spaces(who: Who, after: After = 0, limit: Limit = 100) -> dict[str, Any]:
    """The spaces the caller sees, with folders, lists and open counts; a page at a time."""
    with db.reading() as session:
        return paged(reading.tree(session, actor=who.actor(session)), _tree, after, limit)


@router.post("/spaces", status_code=201)
def create_space(body: NewSpace, who: Who) -> dict[str, Any]:
    """Make a space with the default statuses."""
    with db.writing() as session:
        made = spaces.create(session, by=who.actor(session), **body.model_dump())
        return {"id": made.id, "key": made.key, "name": made.name}


@router.get("/spaces/{space_id}")
def read_space(space_id: int, who: Who) -> dict[str, Any]:
    """A space with its default statuses."""
    with db.reading() as session:
        actor = who.actor(session)
        space = access.space(session, space_id, actor)
        return {
            "id": space.id,
            "key": space.key,
            "name": space.name,
            "description": space.description,
            "is_private": space.is_private,
            "statuses": [_status(s) for s in statuses_of_space(session, space_id)],
            "members": reading.members(session, space_id, actor=actor),
        }


@router.patch("/spaces/{space_id}")
def change_space(space_id: int, body: SpaceChange, who: Who) -> dict[str, Any]:
    """Rename, describe, open or close a space."""
    with db.writing() as session:
        made = spaces.edit(session, space_id, by=who.actor(session), **body.model_dump())
        return {"id": made.id, "key": made.key, "name": made.name, "is_private": made.is_private}


@router.delete("/spaces/{space_id}", status_code=204)
def delete_space(space_id: int, who: Who) -> None:
    """Put a space away."""
    with db.writing() as session:
        spaces.delete(session, space_id, by=who.actor(session))


@router.post("/spaces/{space_id}/members", status_code=204)
def share_space(space_id: int, body: Member, who: Who) -> None:
    """Let somebody in."""
    with db.writing() as session:
        spaces.share(session, space_id, with_user=body.user_id, by=who.actor(session))


@router.delete("/spaces/{space_id}/members/{user_id}", status_code=204)
def unshare_space(space_id: int, user_id: int, who: Who) -> None:
    """Take somebody out."""
    with db.writing() as session:
        spaces.unshare(session, space_id, with_user=user_id, by=who.actor(session))


@router.post("/spaces/{space_id}/folders", status_code=201)
def create_folder(space_id: int, body: NewFolder, who: Who) -> dict[str, Any]:
    """Make a folder."""
    with db.writing() as session:
        made = folders.create(session, space_id, by=who.actor(session), **body.model_dump())
        return {"id": made.id, "name": made.name}


@router.post("/spaces/{space_id}/lists", status_code=201)
def create_list(space_id: int, body: NewList, who: Who) -> dict[str, Any]:
    """Make a list."""
    with db.writing() as session:
        return _list(lists.create(session, space_id, by=who.actor(session), **body.model_dump()))


@router.post("/spaces/{space_id}/statuses", status_code=201)
def add_status(space_id: int, body: NewStatus, who: Who) -> dict[str, Any]:
    """Add a column to the space's defaults, or to a list that has its own."""
    with db.writing() as session:
        return _status(statuses.add(session, space_id, by=who.actor(session), **body.model_dump()))


@router.get("/lists/{list_id}")
def read_list(list_id: int, who: Who) -> dict[str, Any]:
    """A list with its statuses."""
    with db.reading() as session:
        home = access.task_list(session, list_id, who.actor(session))
        return {**_list(home), "statuses": [_status(s) for s in statuses_of(session, home)]}


@router.patch("/lists/{list_id}")
def change_list(list_id: int, body: ListChange, who: Who) -> dict[str, Any]:
    """Change a list."""
    with db.writing() as session:
        actor = who.actor(session)
        made = lists.edit(session, list_id, by=actor, **body.model_dump(exclude={"is_private"}))
        if body.is_private is not None:
            made = lists.set_private(session, list_id, is_private=body.is_private, by=actor)
        return _list(made)


@router.delete("/lists/{list_id}", status_code=204)
def delete_list(list_id: int, who: Who) -> None:
    """Put a list away with its tasks."""
    with db.writing() as session:
        lists.delete(session, list_id, by=who.actor(session))


@router.post("/lists/{list_id}/members", status_code=204)
def share_list(list_id: int, body: Member, who: Who) -> None:
    """Let somebody into a list."""
    with db.writing() as session:
        lists.share(session, list_id, with_user=body.user_id, by=who.actor(session))


def _tree(node: reading.SpaceNode) -> dict[str, Any]:
    return {
        "id": node.id,
        "key": node.key,
        "name": node.name,
        "is_private": node.is_private,
        "open": node.open,
        "lists": [one.__dict__ for one in node.lists],
        "folders": [
            {
                "id": f.id,
                "name": f.name,
                "goal_id": f.goal_id,
                "lists": [one.__dict__ for one in f.lists],
            }
            for f in node.folders
        ],
    }


def _list(home: TaskList) -> dict[str, Any]:
    return {
        "id": home.id,
        "space_id": home.space_id,
        "folder_id": home.folder_id,
        "name": home.name,
        "description": home.description,
        "is_private": home.is_private,
        "is_upkeep": home.is_upkeep,
        "goal_id": home.goal_id,
    }


def _status(status: Status) -> dict[str, Any]:
    return {
        "id": status.id,
        "name": status.name,
        "category": status.category,
        "position": status.position,
        "wip_limit": status.wip_limit,
    }
