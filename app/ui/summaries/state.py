"""One week of one goal, one space or the workspace, chosen by the address."""

from typing import Any

import reflex as rx

from app.assist import kept_summaries, summaries
from app.domain.access import must_edit
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.ui.shapes import Choice
from app.ui.summaries import view
from app.ui.summaries.shapes import GoalView, Part, Step


class Summaries(Page, rx.State):
    """The summary that is open, and where one can go from it."""

    subjects: list[Choice] = []
    chosen: str = ""
    week: str = ""
    heading: str = ""
    span: str = ""
    before: str = ""
    after: str = ""
    is_running: bool = False
    parts: list[Part] = []
    goals: list[GoalView] = []
    more_goals: list[GoalView] = []
    sums: list[Step] = []
    identity: str = ""
    text: str = ""
    headline: str = ""
    lead: list[str] = []
    written: str = ""
    clock: str = ""
    can_write: bool = False
    title: str = ""
    url: str = ""
    model: str = ""
    question: str = ""
    reading: list[str] = []  # the question's chips: which week of what

    @loader
    async def load(self) -> None:
        query = self.router.url.query_parameters
        week, subject = query.get("week", ""), query.get("of", "")
        await self._show(week, subject)
        self.ready = True

    async def _show(self, week: str, subject: str) -> None:
        head, summary = await self._read(lambda d: view.page(d, week, subject))
        self._take(head)
        self._take(summary or {"parts": [], "goals": [], "more_goals": []})

    @handler
    async def choose(self, subject: str) -> Any:
        return rx.redirect(f"/summaries?of={subject}&week={self.week}")

    @handler
    async def write(self) -> Any:
        """Keep this week's summary now, without waiting for Monday."""
        week, chosen = self.week, self.chosen
        composed = await self._read(lambda d: _composed(d, week, chosen))
        await self._write(lambda d: _keep(d, composed, week, chosen))
        await self._show(week, chosen)
        return toast("Written. The same week again changes what changed.")


def _composed(context: RequestContext, week: str, chosen: str) -> kept_summaries.Composed:
    """The summary to keep: it takes a while, so nobody waits for it with the write lock."""
    subject = _subject(context, chosen)
    return kept_summaries.compose(context.session, week=week, subject=subject, now=context.now)


def _keep(
    context: RequestContext, composed: kept_summaries.Composed, week: str, chosen: str
) -> None:
    subject = _subject(context, chosen)
    kept_summaries.keep(context.session, composed, week=week, subject=subject, now=context.now)


def _subject(context: RequestContext, chosen: str) -> tuple[str, int]:
    """What the actor may sum up; raises what the access doors raise."""
    must_edit(context.actor)
    # What can't be seen can't be summed up.
    summaries.title_of(context.session, context.actor, chosen)
    return summaries.subject_of(chosen)
