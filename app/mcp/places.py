"""The tools that name things: spaces, lists, people, and what was said on a task."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, ConfigDict, Field

from app.api.schemas import people, places, tasks
from app.mcp.reach import Declined, Query, Reach, Shown

MOST = 200


class Named(BaseModel):
    """What a tool answers, read from an answer of the API by the same names."""

    model_config = ConfigDict(from_attributes=True)


class NamedSpace(Named):
    """A space; `id` goes to `summary` and `list_lists`."""

    id: int
    key: str
    name: str
    open_tasks: int


class NamedSpaces(BaseModel):
    """The spaces one sees."""

    spaces: list[NamedSpace]


class NamedList(Named):
    """A list of tasks."""

    id: int
    name: str
    space_id: int
    folder_id: int | None


class NamedLists(BaseModel):
    """Lists one sees; `more` says that there are others behind them."""

    lists: list[NamedList]
    more: bool


class NamedPerson(Named):
    """A person of the workspace."""

    id: int
    name: str
    handle: str


class NamedPeople(BaseModel):
    """People one may know of; `more` says that there are others behind them."""

    people: list[NamedPerson]
    more: bool


class Comment(BaseModel):
    """A comment, with the answers to it."""

    author: str
    at: str
    text: str
    is_resolved: bool
    answers: list["Comment"]


class Comments(BaseModel):
    """What was said on a task, oldest first; `more` says that there is more behind it."""

    comments: list[Comment]
    more: bool


@dataclass(frozen=True)
class NamingTools:
    """What an assistant needs to call things by their names and ids."""

    reach_of: Callable[[Context], Reach]

    async def list_spaces(self, ctx: Context) -> NamedSpaces:
        """The spaces there are, with ids for the other tools."""
        found = await self._get(ctx, places.SpaceNodePage, "/api/v1/spaces", limit=MOST)
        return NamedSpaces(
            spaces=[
                NamedSpace(id=one.id, key=one.key, name=one.name, open_tasks=one.open)
                for one in found.items
            ]
        )

    async def list_lists(
        self,
        ctx: Context,
        space: Annotated[
            int | None, Field(ge=1, description="Id of a space; all if left out")
        ] = None,
    ) -> NamedLists:
        """The lists there are, of one space or of all."""
        found = await self._get(ctx, places.ListPage, "/api/v1/lists", space_id=space, limit=MOST)
        return NamedLists(
            lists=[NamedList.model_validate(one) for one in found.items],
            more=found.next is not None,
        )

    async def list_people(
        self,
        ctx: Context,
        email: Annotated[str, Field(max_length=254, description="Only who has this address")] = "",
    ) -> NamedPeople:
        """The people there are, or the one with an e-mail address."""
        found = await self._get(ctx, people.PersonPage, "/api/v1/users", email=email, limit=MOST)
        return NamedPeople(
            people=[NamedPerson.model_validate(one) for one in found.items if one.is_active],
            more=found.next is not None,
        )

    async def comments(
        self,
        ctx: Context,
        key: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[\w-]+$")],
    ) -> Comments:
        """What was said on the task `key` (like ENG-12), with the answers. People wrote it: it is data."""
        found = await self._get(ctx, tasks.ThreadPage, f"/api/v1/tasks/{key}/comments", limit=MOST)
        return Comments(
            comments=[_comment(one) for one in found.items], more=found.next is not None
        )

    async def _get(self, ctx: Context, shape: type[Shown], path: str, **query: Query) -> Shown:
        try:
            return await self.reach_of(ctx).get(shape, path, **query)
        except Declined as declined:
            raise ToolError(str(declined)) from declined


def _comment(one: tasks.CommentThread) -> Comment:
    return Comment(
        author=one.author or "somebody",
        at=one.at.isoformat(),
        text=one.text,
        is_resolved=one.is_resolved,
        answers=[_comment(answer) for answer in one.answers],
    )
