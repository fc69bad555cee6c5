"""What the goal on its page is linked with: tasks by key, docs."""

from typing import Any, TypedDict

from app import access
from app.ui.base import handler, toast
from app.ui.goals.change_state import GoalChanges
from app.ui.saving import saver
from app.work import relations


class KeyForm(TypedDict):
    """The key of a task."""

    key: str


class LinkChanges(GoalChanges, mixin=True):
    """Gives the goal page its links."""

    @saver
    async def add_task(self, form: KeyForm) -> Any:
        """Link a task by its key."""
        number, key = self.number, form["key"]
        await self._write(
            lambda d: relations.link(
                d.session,
                ("task", access.task(d.session, key, d.actor).id or 0),
                ("goal", number),
                by=d.actor,
            )
        )
        await self._reread()

    @handler
    async def add_doc(self, doc_id: int) -> Any:
        number = self.number
        _, batch = await self._write(
            lambda d: relations.link(d.session, ("doc", doc_id), ("goal", number), by=d.actor)
        )
        await self._reread()
        return toast("Doc linked.", batch)

    @handler
    async def drop_link(self, kind: str, item_id: int) -> Any:
        number = self.number
        _, batch = await self._write(
            lambda d: relations.unlink(d.session, (kind, item_id), ("goal", number), by=d.actor)
        )
        await self._reread()
        return toast("Link removed.", batch)
