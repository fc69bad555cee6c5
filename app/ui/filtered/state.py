"""The tasks of a filter, and the filter in words."""

from typing import Any, TypedDict

import reflex as rx

from app.domain import filters
from app.domain.errors import Invalid
from app.domain.filters import EVERYTHING, Filter
from app.reads import filtering
from app.reads import tasks as read_tasks
from app.ui import rows
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.ui.rows import Option, TaskLine
from app.work import tasks

MOST_LINES = 200
ORDER = "due,priority"


class Shown(TypedDict):
    """What the page shows of a filter."""

    words: str
    lines: list[TaskLine]
    choices: dict[str, list[Option]]
    total: int


class Filtered(Page, rx.State):
    """One filter and what fits it."""

    where: str = ""
    words: str = ""
    refusal: str = ""
    lines: list[TaskLine] = []
    choices: dict[str, list[Option]] = {}
    total: int = 0

    @loader
    async def load(self) -> None:
        """Read the filter the address names; what is none is said, and nothing is shown for it."""
        self.where = self.router.url.query_parameters.get("where", "")
        try:
            wanted = read(self.where)
        except Invalid as refusal:
            self.refusal, self.lines, self.total = refusal.sentence, [], 0
            self.words, self.ready = "", True
            return
        self.refusal = ""
        await self._show(wanted)

    @handler
    async def refresh(self) -> None:
        """Read the same filter again."""
        if not self.refusal:
            await self._show(read(self.where))

    @handler
    async def move(self, key: str, status_id: int) -> Any:
        """Give a task another status."""
        task, batch = await self._write(
            lambda d: tasks.move(d.session, key, to=status_id, by=d.actor)
        )
        await self._show(read(self.where))
        return toast(f"{task.key} moved.", batch)

    async def _show(self, wanted: Filter) -> None:
        self._take(await self._read(lambda d: fitting(d, wanted)))
        self.ready = True


def read(where: str) -> Filter:
    """The filter of an address; raises Invalid."""
    return filters.from_text(where) if where else EVERYTHING


def fitting(context: RequestContext, wanted: Filter) -> Shown:
    """The tasks that fit, soonest first, and the filter in words its reader may know."""
    session, today = context.session, context.today
    actor = filtering.actor_for(wanted, context.actor)
    where = [filtering.compile(session, wanted, actor=actor, today=today)]
    order = filtering.order(ORDER)
    found = read_tasks.rows(session, where, actor=actor, order=order, limit=MOST_LINES)
    choices = rows.statuses(session, {row.list_id for row in found}, actor=actor)
    return Shown(
        words=filters.sentence(wanted, filtering.names_for(session, actor)),
        lines=rows.lines(session, found, actor=actor, today=today),
        choices=choices,
        total=read_tasks.count(session, where, actor=actor),
    )
