"""One goal on its page, and every change that can be made there."""

from typing import Any, NotRequired, TypedDict

import reflex as rx

from app.domain import fields
from app.domain.errors import Invalid, NotFound
from app.domain.fields import Field, Type
from app.reads import goals as reads
from app.ui import calls, understood
from app.ui.archiving import Archiving
from app.ui.arguments import TitleForm, id_in
from app.ui.base import RequestContext, handler, loader, toast
from app.ui.comments import CommentThreads
from app.ui.deleting import Deleting
from app.ui.goals.goal_shapes import DocLink, GoalFacts, ListLink, SubGoal, WorkCounts
from app.ui.goals.goal_view import FACTS, view
from app.ui.goals.link_state import LinkChanges
from app.ui.goals.target_state import TargetChanges
from app.ui.rows import TaskLine
from app.ui.saving import saver
from app.ui.shapes import Choice, Crumb, nothing_yet
from app.work import goals

CLOSED = ("achieved", "missed", "dropped")


class ClosingForm(TypedDict):
    """Why a goal ends, and how."""

    reason: str
    state: NotRequired[str]


class HealthForm(TypedDict):
    """A health set by hand, or none, and why."""

    health: str
    reason: str


class Goal(TargetChanges, LinkChanges, CommentThreads, Deleting, Archiving, rx.State):
    """A goal, what it is made of, and its discussion."""

    goal: GoalFacts = nothing_yet(GoalFacts)
    crumbs: list[Crumb] = []
    below: list[SubGoal] = []
    tasks: list[TaskLine] = []
    work: WorkCounts = nothing_yet(WorkCounts)
    lists: list[ListLink] = []
    docs: list[DocLink] = []
    parents: list[Choice] = []
    all_lists: list[Choice] = []
    all_docs: list[Choice] = []
    judging: bool = False
    closing: str = ""

    def _subject(self) -> tuple[str, int]:
        return "goal", self.number

    @loader
    async def load(self) -> None:
        goal_id = str(self.router.url.path).rstrip("/").rsplit("/", 1)[-1]
        number = id_in(goal_id)
        if number != self.number:
            self.ready = False
            self.judging, self.closing, self.adding, self.changing = False, "", "", 0
        self.number = number
        await self._reread()
        self.ready = True

    async def _reread(self) -> None:
        number, locale = self.number, self._locale()
        self._take(await self._read(lambda d: view(d, number, locale=locale)))
        await self._tell()

    async def _archived(self) -> None:
        await self._reread()

    async def _change(self, what: str, *, other: calls.Button | None = None, **values: Any) -> Any:
        number = self.number
        _, batch = await self._write(lambda d: goals.edit(d.session, number, by=d.actor, **values))
        await self._reread()
        return toast(what, batch, other=other)

    @saver
    async def set_field(self, name: str, value: Any) -> Any:
        """Set one of the facts beside the goal, by its registered name; an id of 0 takes the thing away."""
        field = _fact(name)
        if not self.goal:
            raise NotFound("goal")
        if value == self.goal["values"].get(name):
            return None
        given = None if value == 0 and field.type is Type.ITEM else value
        locale = self._locale()
        found = understood.reading(field, given, locale=locale)
        words = understood.said(field, found, locale=locale, otherwise=f"{field.subject} changed.")
        other = understood.offer(
            field, found, lambda meant: Goal.set_field(name, meant), locale=locale
        )
        return await self._change(words, other=other, **{name: found.value})

    @handler
    async def set_state(self, state: str) -> Any:
        """Planned and in progress follow at once; closing asks for a word first."""
        if state in CLOSED:
            self.closing = state
            return None
        if self.goal["state"] in CLOSED:
            number = self.number
            _, batch = await self._write(lambda d: goals.reopen(d.session, number, by=d.actor))
            await self._reread()
            return toast("Reopened: its number is computed again.", batch)
        return await self._change("State changed.", state=state)

    @saver
    async def close(self, form: ClosingForm) -> Any:
        """Freeze the number and say why it ends."""
        number, as_, reason = self.number, form.get("state", self.closing), form["reason"]
        if as_ not in CLOSED:
            raise Invalid("Choose how it ends first.")

        def do(context: RequestContext) -> None:
            lines = reads.lines(
                context.session, actor=context.actor, now=context.now, today=context.today
            )
            actual = lines[number].actual if number in lines else None
            goals.close(
                context.session, number, as_=as_, progress=actual, reason=reason, by=context.actor
            )

        _, batch = await self._write(do)
        self.closing = ""
        await self._reread()
        return toast(f"Closed as {as_}: its number is frozen.", batch)

    @handler
    async def stop_closing(self) -> None:
        self.closing = ""

    @handler
    async def open_judging(self) -> None:
        self.judging = not self.judging

    @saver
    async def override_health(self, form: HealthForm) -> Any:
        """See the health differently, with the reason."""
        number, health, reason = self.number, form["health"] or None, form["reason"]
        _, batch = await self._write(
            lambda d: goals.override_health(
                d.session, number, health=health, reason=reason, by=d.actor
            )
        )
        self.judging = False
        await self._reread()
        return toast("Health set." if health else "Health follows the numbers again.", batch)

    @handler
    async def delete(self) -> Any:
        return await self._delete("goal", self.number)

    async def _deleted(self, sentence: str, batch: str) -> Any:
        return [rx.redirect("/goals"), toast(sentence, batch)]

    @handler
    async def start_adding(self, what: str) -> None:
        """Open one of the small forms (target, task, doc, goal), or close it."""
        self.adding = "" if self.adding == what else what

    @saver
    async def add_goal(self, form: TitleForm) -> Any:
        """Make a goal under this one, in its period."""
        number, title = self.number, form["title"]
        held, space = self.goal["values"], self.goal["space_id"]
        await self._write(
            lambda d: goals.create(
                d.session,
                title=title,
                by=d.actor,
                owner_id=d.actor.user_id,
                parent_id=number,
                period_start=held["period_start"],
                period_end=held["period_end"],
                space_id=space,
            )
        )
        await self._reread()


def _fact(name: str) -> Field:
    """A field that is changed beside the goal; raises Invalid for any other."""
    field = fields.named("goal", name)
    if field.name != name or field not in FACTS or name == "state":  # closing asks for a word
        raise Invalid("This field can't be set here.", field=name)
    return field
