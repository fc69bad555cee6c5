"""The tree of goals, flattened into lines with their depth."""

from datetime import date
from typing import Any, TypedDict

import reflex as rx

from app.domain import nesting
from app.reads import goals, spaces
from app.reads.goals import GoalLine
from app.ui import words
from app.ui.arguments import TitleForm
from app.ui.base import Page, RequestContext, handler, loader
from app.ui.saving import saver
from app.ui.shapes import PersonView, person_view
from app.work import goals as verbs


class Line(TypedDict):
    """A goal in the tree."""

    id: int
    title: str
    url: str
    indent: str
    state: str
    owner: PersonView | None
    actual: float | None
    expected: float | None
    health: str
    label: str
    period: str
    space: str
    kind: str
    is_open: bool


class TreeView(TypedDict):
    """Everything the page shows."""

    lines: list[Line]
    closed: int
    archived: int


class Goals(Page, rx.State):
    """All goals open to the person, open ones first asked for."""

    lines: list[Line] = []
    show_closed: bool = False
    closed: int = 0
    archived: int = 0

    @loader
    async def load(self) -> None:
        await self._show()
        self.ready = True

    async def _show(self) -> None:
        with_closed = self.show_closed
        self._take(await self._read(lambda d: _tree(d, with_closed=with_closed)))

    @handler
    async def turn_closed(self) -> None:
        """Show or hide the closed ones."""
        self.show_closed = not self.show_closed
        await self._show()

    @saver
    async def add(self, form: TitleForm) -> Any:
        """Make a goal and open it."""
        title = form["title"]
        goal, _ = await self._write(
            lambda d: verbs.create(d.session, title=title, by=d.actor, owner_id=d.actor.user_id)
        )
        return rx.redirect(f"/goals/{goal.id}")


def _tree(context: RequestContext, *, with_closed: bool) -> TreeView:
    every = goals.lines(context.session, actor=context.actor, now=context.now, today=context.today)
    found = {i: goal for i, goal in every.items() if not goal.is_archived}
    keys = {space.id: space.key for space in spaces.tree(context.session, actor=context.actor)}
    shown = {i: goal for i, goal in found.items() if goal.is_open or with_closed}
    # A child whose parent is archived, or closed and hidden stands at the top.
    lines = [
        line(shown[one], depth, context.today, keys.get(shown[one].space_id or 0, ""))
        for one, depth in nesting.depth_first({i: goal.parent_id for i, goal in shown.items()})
    ]
    return TreeView(
        lines=lines,
        closed=sum(1 for goal in found.values() if not goal.is_open),
        archived=len(every) - len(found),
    )


def line(goal: GoalLine, depth: int, today: date, space: str) -> Line:
    return Line(
        id=goal.id,
        title=goal.title,
        url=f"/goals/{goal.id}",
        indent=f"{depth * 20}px",
        state=goal.state,
        owner=person_view(goal.owner) if goal.owner else None,
        actual=goal.actual,
        expected=goal.expected if goal.is_open else None,
        health=words.health(goal.health, goal.actual) if goal.is_open else goal.state,
        label=goal.label,
        period=words.period(goal.period_start, goal.period_end, today),
        space=space,
        kind=goal.kind,
        is_open=goal.is_open,
    )
