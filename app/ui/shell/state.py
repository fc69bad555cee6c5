"""What the frame shows: who is here, the tree of spaces, and what is unread."""

from typing import TypedDict

import reflex as rx

from app.lookups import workspace
from app.models import User
from app.reads import inbox, people, spaces
from app.reads.spaces import ListNode, SpaceNode
from app.ui.base import Page, RequestContext, loader
from app.ui.shapes import PersonView, nothing_yet, person_view


class Me(TypedDict):
    """The person signed in, and what they may do."""

    person: PersonView
    role: str
    edits: bool
    manages: bool


class ListPlace(TypedDict):
    """A list in the sidebar; `open` counts its open tasks."""

    id: int
    name: str
    open: int
    is_private: bool
    goal_id: int | None


class FolderPlace(TypedDict):
    """A folder in the sidebar."""

    id: int
    name: str
    goal_id: int | None
    lists: list[ListPlace]


class SpacePlace(TypedDict):
    """A space in the sidebar; `whole` where all of it is shared with the reader."""

    id: int
    key: str
    name: str
    description: str
    is_private: bool
    whole: bool
    folders: list[FolderPlace]
    lists: list[ListPlace]
    open: int


class FrameView(TypedDict):
    """What the frame shows."""

    me: Me
    workspace: str
    tree: list[SpacePlace]
    unread: int
    rows: str


class Shell(Page, rx.State):
    """The person signed in and the places open to them."""

    me: Me = nothing_yet(Me)
    workspace: str = ""
    tree: list[SpacePlace] = []
    unread: int = 0
    rows: str = "normal"

    @loader
    async def load(self) -> None:
        """Fill the frame; every page calls it first."""
        self._take(await self._read_shared(_frame))
        self.ready = True


def _frame(context: RequestContext) -> FrameView:
    session, actor = context.session, context.actor
    house, user = workspace(session), session.get_one(User, actor.user_id)
    return FrameView(
        me=Me(
            person=person_view(people.person(user)),
            role=str(actor.role),
            edits=actor.edits,
            manages=actor.manages,
        ),
        workspace=house.name if house else "Goalward",
        tree=[_space(one) for one in spaces.tree(session, actor=actor.current)],
        unread=inbox.unread(session, actor=actor, since=user.last_visit_at),
        rows=user.row_height,
    )


def _space(one: SpaceNode) -> SpacePlace:
    return SpacePlace(
        id=one.id,
        key=one.key,
        name=one.name,
        description=one.description,
        is_private=one.is_private,
        whole=one.whole,
        folders=[
            FolderPlace(
                id=folder.id,
                name=folder.name,
                goal_id=folder.goal_id,
                lists=[_list(inside) for inside in folder.lists],
            )
            for folder in one.folders
        ],
        lists=[_list(inside) for inside in one.lists],
        open=one.open,
    )


def _list(one: ListNode) -> ListPlace:
    return ListPlace(
        id=one.id, name=one.name, open=one.open, is_private=one.is_private, goal_id=one.goal_id
    )
