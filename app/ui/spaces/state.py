"""A space on its page, and setting it up."""

from typing import Any, NotRequired, TypedDict

import reflex as rx

from app.domain import fields
from app.domain.errors import Invalid, NotFound
from app.reads import spaces as reads
from app.ui import words
from app.ui.archiving import Archiving
from app.ui.arguments import NameForm, id_in
from app.ui.base import handler, loader, toast
from app.ui.deleting import Deleting
from app.ui.goal_lines import GoalView
from app.ui.saving import saver
from app.ui.shapes import Choice, PersonView, nothing_yet
from app.ui.spaces.view import UPKEEP, DocLink, ListGroup, SpaceFacts, StatusLine, view
from app.work import folders, lists, spaces, statuses

NEW = "new"  # where a space is made: /spaces/new


class SpaceForm(TypedDict):
    """A new space; without a key it follows the name."""

    name: str
    key: NotRequired[str]
    private: NotRequired[bool]


class ListForm(TypedDict):
    """A new list, and the folder it goes into: its id, 0 for none."""

    name: str
    folder: NotRequired[str]


class StatusForm(TypedDict):
    """A new column of the workflow, and what it means."""

    name: str
    category: str


class Space(Deleting, Archiving, rx.State):
    """What is in a space, who belongs to it, and how its work flows."""

    number: int = 0
    space: SpaceFacts = nothing_yet(SpaceFacts)
    has_archive: bool = False
    list_groups: list[ListGroup] = []
    members: list[PersonView] = []
    others: list[Choice] = []
    columns: list[StatusLine] = []
    goals: list[GoalView] = []
    all_goals: list[Choice] = []
    docs: list[DocLink] = []
    refusal: str = ""
    # A status in use that is to go: the question where its tasks go, and where they may.
    leaving: int = 0
    where_to: str = ""
    elsewhere: list[Choice] = []

    @loader
    async def load(self) -> None:
        """The space the address names, or what the form for a new one needs."""
        last = str(self.router.url.path).rstrip("/").rsplit("/", 1)[-1]
        if last == NEW:
            await self._read(lambda d: d.actor)
            self.refusal, self.ready = "", True
            return
        self.number = id_in(last)
        await self._show()
        self.ready = True

    async def _show(self) -> None:
        number = self.number
        self._take(await self._read(lambda d: view(d, number)))

    async def _archived(self) -> None:
        await self._show()

    async def _do(self, what: str, change: Any) -> Any:
        _, batch = await self._write(change)
        await self._show()
        return toast(what, batch)

    @saver
    async def create(self, form: SpaceForm) -> Any:
        """Make a space and open it."""
        name, key = form["name"], form.get("key", "").strip()
        private = form.get("private", False)
        made, _ = await self._write(
            lambda d: spaces.create(
                d.session,
                key=key or spaces.suggested_key(d.session, name),
                name=name,
                by=d.actor,
                is_private=private,
            )
        )
        return rx.redirect(f"/spaces/{made.id}")

    @handler
    async def turn_private(self) -> Any:
        number, private = self.number, not self.space["is_private"]
        return await self._do(
            "Only members see this space now."
            if private
            else "Every member of the workspace sees this space now.",
            lambda d: spaces.edit(d.session, number, is_private=private, by=d.actor),
        )

    @handler
    async def delete(self) -> Any:
        return await self._delete("space", self.number)

    async def _deleted(self, sentence: str, batch: str) -> Any:
        """A list or folder is gone from the page; the space itself is gone with it."""
        try:
            await self._show()
        except NotFound:
            return [rx.redirect("/"), toast(sentence, batch)]
        return toast(sentence, batch)

    @saver
    async def add_list(self, form: ListForm) -> Any:
        number, name, folder = self.number, form["name"], form.get("folder", "")
        return await self._do(
            "List made.",
            lambda d: lists.create(
                d.session,
                number,
                name=name,
                by=d.actor,
                folder_id=id_in(folder) or None,
            ),
        )

    @saver
    async def add_folder(self, form: NameForm) -> Any:
        number, name = self.number, form["name"]
        return await self._do(
            "Folder made.", lambda d: folders.create(d.session, number, name=name, by=d.actor)
        )

    @handler
    async def rename_list(self, list_id: int, name: str) -> Any:
        return await self._do(
            "List renamed.", lambda d: lists.edit(d.session, list_id, name=name, by=d.actor)
        )

    @handler
    async def serve(self, list_id: int, goal_id: int) -> Any:
        """Say which goal all of a list's work serves, or that it is upkeep and needs none."""
        is_upkeep = goal_id == UPKEEP
        serves = "Its work serves this goal now." if goal_id else "Its work serves no goal now."
        goal = goal_id if goal_id > 0 else None
        return await self._do(
            "Its work is upkeep now: needed, without a goal." if is_upkeep else serves,
            lambda d: lists.edit(d.session, list_id, goal_id=goal, is_upkeep=is_upkeep, by=d.actor),
        )

    @handler
    async def turn_list_private(self, list_id: int, private: bool) -> Any:
        return await self._do(
            "Only whom it is shared with sees this list now."
            if private
            else "Everybody in the space sees this list now.",
            lambda d: lists.set_private(d.session, list_id, is_private=private, by=d.actor),
        )

    @handler
    async def delete_list(self, list_id: int) -> Any:
        return await self._delete("list", list_id)

    @handler
    async def delete_folder(self, folder_id: int) -> Any:
        return await self._delete("folder", folder_id)

    @handler
    async def share(self, user_id: int) -> Any:
        number = self.number
        return await self._do(
            "Member added.",
            lambda d: spaces.share(d.session, number, with_user=user_id, by=d.actor),
        )

    @handler
    async def unshare(self, user_id: int) -> Any:
        number = self.number
        return await self._do(
            "Member taken out.",
            lambda d: spaces.unshare(d.session, number, with_user=user_id, by=d.actor),
        )

    @saver
    async def add_status(self, form: StatusForm) -> Any:
        number, name, category = self.number, form["name"], form["category"]
        return await self._do(
            "Status added.",
            lambda d: statuses.add(d.session, number, name=name, category=category, by=d.actor),
        )

    @saver
    async def rename_status(self, status_id: int, name: str) -> Any:
        return await self._do(
            "Status renamed.", lambda d: statuses.edit(d.session, status_id, name=name, by=d.actor)
        )

    @saver
    async def limit_status(self, status_id: int, limit: str) -> Any:
        """How many tasks may be in it at once; empty: no limit."""
        clean = limit.strip()
        shown = next((one["limit"] for one in self.columns if one["id"] == status_id), "")
        if clean == shown:
            return None
        try:
            most = fields.STATUS["wip_limit"].read(clean, locale=self._locale()).value
        except Invalid as refusal:
            raise Invalid("A limit is a whole number, or empty.") from refusal
        return await self._do(
            f"Limit set: {most}." if most is not None else "No limit now.",
            lambda d: statuses.edit(d.session, status_id, wip_limit=most, by=d.actor),
        )

    @handler
    async def remove_status(self, status_id: int) -> Any:
        """Take a column out; when tasks are in it, ask where they go."""
        held = await self._read(
            lambda d: reads.tasks_in_status(d.session, status_id, actor=d.actor)
        )
        own = next((one for one in self.columns if one["id"] == status_id), None)
        if not held or own is None:
            # What is in the trash, or hidden, goes to the nearest of the same meaning.
            alike = (
                one["id"] for one in self.columns if own and one["category"] == own["category"]
            )
            return await self._remove_status(
                status_id, next((one for one in alike if one != status_id), 0)
            )
        name = own["name"]
        are, they = ("is", "it goes") if held == 1 else ("are", "they go")
        self.leaving = status_id
        self.where_to = f"{words.many(held, 'task')} {are} in “{name}”: say where {they}."
        self.elsewhere = [
            Choice(value=one["id"], label=one["name"])
            for one in self.columns
            if one["id"] != status_id
        ]
        return None

    @handler
    async def keep_status(self) -> None:
        self.leaving, self.where_to = 0, ""

    @handler
    async def move_out(self, into: int) -> Any:
        """The column that is leaving goes; its tasks go where it was said."""
        status_id = self.leaving
        self.leaving, self.where_to = 0, ""
        return await self._remove_status(status_id, into)

    async def _remove_status(self, status_id: int, into: int) -> Any:
        return await self._do(
            "Status removed.",
            lambda d: statuses.remove(d.session, status_id, into=into or None, by=d.actor),
        )
