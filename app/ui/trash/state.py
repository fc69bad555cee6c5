"""The trash on its page: found, restored, erased."""

from datetime import UTC, datetime
from typing import Any, TypedDict

import reflex as rx

from app.domain.errors import Invalid, NotAllowed
from app.reads import trash as reading
from app.ui import words
from app.ui.arguments import id_in
from app.ui.base import RequestContext, handler, loader, run, toast, writing_as
from app.ui.confirming import Confirming
from app.ui.guard import cookie_of
from app.ui.shapes import Choice, Crumb
from app.ui.trash import view
from app.ui.trash.view import NAMES, TrashRow
from app.work import purging, undo

FOR_GOOD = "Delete for good"
AT_ONCE = 100  # entries begun to be erased in one transaction


class TrashForm(TypedDict):
    """What to look for: words, and a kind or none."""

    words: str
    kind: str


class Trash(Confirming, rx.State):
    """What is in the trash of a space, or of all the person sees."""

    space: int = 0
    space_name: str = ""
    crumbs: list[Crumb] = []
    rows: list[TrashRow] = []
    more: bool = False
    count: int = 0
    may_empty: bool = False
    days: str = ""
    lists: list[Choice] = []
    spaces: list[Choice] = []
    line: str = ""
    kind: str = ""

    @loader
    async def load(self) -> None:
        space = id_in(self.router.url.query_parameters.get("space", ""))
        if space != self.space:
            self.line = self.kind = ""
        self.space = space
        await self._show()
        self.ready = True

    async def _show(self) -> None:
        space, kind, line = self.space, self.kind, self.line
        self._take(await self._read(lambda d: view.view(d, space, kind, line)))

    @handler
    async def search(self, form: TrashForm) -> None:
        """Show what has these words, of this kind."""
        if form["kind"] not in NAMES:
            raise Invalid("This is no choice.")
        self.line, self.kind = form["words"].strip()[:200], form["kind"]
        await self._show()

    @handler
    async def show_older(self) -> None:
        space, kind, line = self.space, self.kind, self.line
        before = self.rows[-1]["id"] if self.rows else 0
        found = await self._read(lambda d: view.rows(d, space, kind, line, before=before))
        self.more = len(found) > view.AT_ONCE
        self.rows = [*self.rows, *found[: view.AT_ONCE]]

    @handler
    async def restore(self, kind: str, item_id: int) -> Any:
        return await self._restore(kind, item_id, None)

    @handler
    async def restore_into(self, kind: str, item_id: int, place: int) -> Any:
        """To another list (a task) or space (a doc) than it was in."""
        return await self._restore(kind, item_id, place)

    async def _restore(self, kind: str, item_id: int, into: int | None) -> Any:
        done, batch = await self._write(
            lambda d: undo.restore(d.session, kind, item_id, into=into, by=d.actor)
        )
        await self._show()
        return toast(done.sentence, batch)

    @handler
    async def ask_purge(self, kind: str, item_id: int) -> None:
        """Ask before one thing is erased."""
        found = await self._read(lambda d: reading.entry(d.session, kind, item_id, actor=d.actor))
        if found is None:
            await self._show()
            return
        question = f"Delete “{found.title}” for good? Nobody can bring it back then."
        self._ask(question, yes=FOR_GOOD, do=self._purge, on=(kind, item_id))

    @handler
    async def ask_empty(self) -> None:
        """Ask before all is erased."""
        where = f"the trash of “{self.space_name}”" if self.space else "the whole trash"
        things = words.many(self.count, "thing")
        go, them = ("goes", "it") if self.count == 1 else ("go", "them")
        question = (
            f"Empty {where}? {things} in it {go} for good: nobody can bring {them} back then."
        )
        self._ask(question, yes=FOR_GOOD, do=self._empty, on=())

    async def _purge(self, kind: str, item_id: int) -> Any:
        await self._write(lambda d: purging.purge(d.session, kind, item_id, by=d.actor, now=d.now))
        await self._show()
        return toast("Deleted for good.")

    async def _empty(self) -> Any:
        count = await run(_emptied, cookie_of(self), self.space)
        await self._show()
        return toast(f"{words.many(count, 'thing')} deleted for good.")


def _emptied(token: str, space: int) -> int:
    """Begin to erase all of it, a hundred in a transaction."""
    done = 0

    def some(context: RequestContext) -> int:
        if not view.may_empty(context, space):
            raise NotAllowed("Only an owner can empty this trash.")
        found = reading.entries(
            context.session, actor=context.actor, space_id=space or None, limit=AT_ONCE
        )
        items = [(one.kind, one.item_id) for one in found]
        purging.purge_many(context.session, items, by=context.actor, now=datetime.now(UTC))
        return len(items)

    while count := writing_as(token, some)[0]:
        done += count
    return done
