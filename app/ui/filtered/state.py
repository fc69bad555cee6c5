"""The tasks of a filter, the filter as chips in words, and changing either."""

from typing import Any, TypedDict

import reflex as rx

from agents.reading.names import Gazetteer
from app.assist import names, searchline
from app.domain import filters
from app.domain.errors import Invalid
from app.domain.filters import EVERYTHING, Every, Filter
from app.reads import filtering
from app.reads import tasks as read_tasks
from app.ui import rows
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.ui.rows import Option, TaskLine
from app.work import tasks

MOST_LINES = 200
LONGEST_LINE = 400
ORDER = "due,priority"


class Chip(TypedDict):
    """One part of the filter; `rest` is the address without it."""

    words: str
    rest: str


class Shown(TypedDict):
    """What the page shows of a filter."""

    words: str
    chips: list[Chip]
    lines: list[TaskLine]
    choices: dict[str, list[Option]]
    total: int


class LineForm(TypedDict):
    """A search line."""

    line: str


class Filtered(Page, rx.State):
    """One filter and what fits it."""

    where: str = ""
    words: str = ""
    refusal: str = ""
    chips: list[Chip] = []
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
            self.refusal, self.chips, self.lines, self.total = refusal.sentence, [], [], 0
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
    async def add(self, form: LineForm) -> Any:
        """Narrow by what a search line says, like `due:<today+7 -tag:later`."""
        line = form["line"][:LONGEST_LINE]
        base = EVERYTHING if self.refusal else read(self.where)
        wanted = await self._read(lambda d: narrowed(d, base, line))
        return rx.redirect(address(wanted))

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


def address(wanted: Filter) -> str:
    """The page of a filter."""
    return f"/tasks?where={filters.to_text(wanted)}" if wanted != EVERYTHING else "/tasks"


def fitting(context: RequestContext, wanted: Filter) -> Shown:
    """The tasks that fit, soonest first, and the filter in words its reader may know."""
    session, actor, today = context.session, context.actor, context.today
    where = [filtering.compile(session, wanted, actor=actor, today=today)]
    order = filtering.order(ORDER)
    found = read_tasks.rows(session, where, actor=actor, order=order, limit=MOST_LINES)
    choices = rows.statuses(session, {row.list_id for row in found}, actor=actor)
    known, parts = filtering.names_for(session, actor), parts_of(wanted)
    return Shown(
        words=filters.sentence(wanted, known),
        chips=[
            Chip(
                words=filters.sentence(part, known),
                rest=address(Every((*parts[:i], *parts[i + 1 :]))),
            )
            for i, part in enumerate(parts)
        ],
        lines=rows.lines(session, found, actor=actor, today=today),
        choices=choices,
        total=read_tasks.count(session, where, actor=actor),
    )


def parts_of(wanted: Filter) -> tuple[Filter, ...]:
    """What a filter asks at once, each a chip."""
    return wanted.parts if isinstance(wanted, Every) else (wanted,)


def narrowed(context: RequestContext, base: Filter, line: str) -> Filter:
    """The filter with what a search line asks besides; its free words stand in the text.

    Raises Invalid for a filter nobody can fulfil, and for one that grew too large.
    """
    known = Gazetteer.of(names.visible(context.session, context.actor))
    found = searchline.read(line, known, today=context.today)
    if found.unknown:
        raise Invalid(f"“{found.unknown[0]}” names nothing here.")
    more = parts_of(found.wanted) if found.wanted is not None else ()
    if found.words:
        more = (*more, filters.Leaf("text", filters.Op.CONTAINS, (found.words,)))
    # Read again, so that what an address carries keeps within the limits of one.
    return filters.parse(filters.to_json(Every((*parts_of(base), *more))))
