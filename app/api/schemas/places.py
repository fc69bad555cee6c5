"""Spaces, folders, lists and statuses."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import LEFT_OUT, Category, Id, MaybeZero, Name, Page, Request, Shape, Text

SpaceKey = Annotated[
    str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]{1,9}$", max_length=10, examples=["ENG"])
]
WipLimit = Annotated[int, Field(ge=1, le=100_000)]


class NewSpace(Request):
    """A space to make."""

    key: SpaceKey
    name: Name
    description: Text = ""
    is_private: bool = False


class SpaceChange(Request):
    """What to change of a space; fields left out stay."""

    name: Name | None = None
    description: Text | None = None
    is_private: bool | None = None


class NewFolder(Request):
    """A folder to make."""

    name: Name
    goal_id: Id | None = None


class FolderChange(Request):
    """What to change of a folder; 0 unties the goal."""

    name: Name = LEFT_OUT
    goal_id: MaybeZero = LEFT_OUT


class NewList(Request):
    """A list to make."""

    name: Name
    folder_id: Id | None = None
    description: Text = ""
    is_private: bool = False
    is_upkeep: bool = False
    goal_id: Id | None = None


class ListChange(Request):
    """What to change of a list; 0 unties folder or goal."""

    name: Name | None = None
    description: Text | None = None
    folder_id: MaybeZero | None = None
    goal_id: MaybeZero | None = None
    is_upkeep: bool | None = None
    is_private: bool | None = None


class NewStatus(Request):
    """A status to add."""

    name: Name
    category: Category
    list_id: Id | None = None
    wip_limit: WipLimit | None = None


class StatusChange(Request):
    """What to change of a status; `wip_limit` 0 lifts the limit."""

    name: Name = LEFT_OUT
    category: Category = LEFT_OUT
    position: Annotated[int, Field(ge=0, le=1000)] = LEFT_OUT
    wip_limit: Annotated[int, Field(ge=0, le=100_000)] = LEFT_OUT


class StatusPage(Page["Status"]):
    """Statuses by id."""


class NewMember(Request):
    """Somebody to share with."""

    user_id: Id


class Status(Shape):
    """A status of a workflow."""

    id: int
    space_id: int
    list_id: int | None
    name: str
    category: Category
    position: int
    wip_limit: int | None


class ListNode(Shape):
    """A list in the tree; `open` counts its open tasks."""

    id: int
    name: str
    open: int
    is_private: bool
    goal_id: int | None


class FolderNode(Shape):
    """A folder in the tree."""

    id: int
    name: str
    goal_id: int | None
    lists: list[ListNode]


class SpaceNode(Shape):
    """A space with what the caller sees in it."""

    id: int
    key: str
    name: str
    is_private: bool
    open: int
    lists: list[ListNode]
    folders: list[FolderNode]


class SpaceNodePage(Page[SpaceNode]):
    """Spaces by id."""


class Space(Shape):
    """A space."""

    id: int
    key: str
    name: str
    description: str
    is_private: bool
    is_archived: bool = False


class SpaceDetail(Space):
    """A space with its default statuses and the ids of its members."""

    statuses: list[Status]
    members: list[int]


class Folder(Shape):
    """A folder of a space; archived by itself, or with the space."""

    id: int
    space_id: int
    name: str
    goal_id: int | None
    is_archived: bool = False


class FolderPage(Page[Folder]):
    """Folders by id."""


class List(Shape):
    """A list of tasks; archived by itself, or with its folder or space: read, not changed."""

    id: int
    space_id: int
    folder_id: int | None
    name: str
    description: str
    is_private: bool
    is_upkeep: bool
    goal_id: int | None
    is_archived: bool = False


class ListPage(Page[List]):
    """Lists by id."""


class ListDetail(List):
    """A list with its statuses, and the ids of those it is shared with by name."""

    statuses: list[Status]
    members: list[int]
