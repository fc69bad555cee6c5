"""One goal on its page, and every change that can be made there."""

from typing import Any, TypedDict

import reflex as rx

from app import access
from app.domain.errors import Invalid
from app.reads import goals as reads
from app.ui.arguments import TitleForm, parse_day
from app.ui.base import RequestContext, handler, loader, toast
from app.ui.comments import CommentThreads
from app.ui.goals.goal_view import DocLink, GoalFacts, ListLink, SubGoal, TargetView, view
from app.ui.rows import TaskLine
from app.ui.shapes import Choice, Crumb, nothing_yet
from app.work import goals, relations, targets

CLOSED = ("achieved", "missed", "dropped")


class ClosingForm(TypedDict):
    """Why a goal ends."""

    reason: str


class HealthForm(TypedDict):
    """A health set by hand, or none, and why."""

    health: str
    reason: str


class TargetForm(TypedDict, total=False):
    """A new target; which lines the form has depends on its kind."""

    name: str
    kind: str
    list: str
    start: str
    target: str
    unit: str


class KeyForm(TypedDict):
    """The key of a task."""

    key: str


class Goal(CommentThreads, rx.State):
    """A goal, what it is made of, and its discussion."""

    number: int = 0
    goal: GoalFacts = nothing_yet(GoalFacts)
    crumbs: list[Crumb] = []
    targets: list[TargetView] = []
    below: list[SubGoal] = []
    tasks: list[TaskLine] = []
    closed_tasks: int = 0
    lists: list[ListLink] = []
    docs: list[DocLink] = []
    parents: list[Choice] = []
    all_lists: list[Choice] = []
    all_docs: list[Choice] = []
    judging: bool = False
    closing: str = ""
    adding: str = ""

    def _subject(self) -> tuple[str, int]:
        return "goal", self.number

    @loader
    async def load(self) -> None:
        goal_id = str(self.router.url.path).rstrip("/").rsplit("/", 1)[-1]
        number = int(goal_id) if goal_id.isdigit() else 0
        if number != self.number:
            self.ready = False
            self.judging, self.closing, self.adding = False, "", ""
        self.number = number
        await self._show()
        await self._tell()
        self.ready = True

    async def _show(self) -> None:
        number = self.number
        self._take(await self._read(lambda d: view(d, number)))

    async def _change(self, what: str, **values: Any) -> Any:
        number = self.number
        _, batch = await self._write(lambda d: goals.edit(d.session, number, by=d.actor, **values))
        await self._show()
        await self._tell()
        return toast(what, batch)

    @handler
    async def set_title(self, title: str) -> Any:
        return await self._change("Title changed.", title=title)

    @handler
    async def set_description(self, text: str) -> Any:
        return await self._change("Description saved.", description=text)

    @handler
    async def set_owner(self, user_id: int) -> Any:
        return await self._change("Owner changed.", owner_id=user_id or None)

    @handler
    async def set_parent(self, goal_id: int) -> Any:
        return await self._change("Moved in the tree.", parent_id=goal_id or None)

    @handler
    async def set_kind(self, kind: str) -> Any:
        return await self._change(
            f"This is now {'an initiative' if kind == 'initiative' else 'a goal'}.", kind=kind
        )

    @handler
    async def set_start(self, day: str) -> Any:
        return await self._change("Period changed.", period_start=parse_day(day))

    @handler
    async def set_end(self, day: str) -> Any:
        return await self._change("Period changed.", period_end=parse_day(day))

    @handler
    async def set_weight(self, weight: str) -> Any:
        return await self._change("Weight changed.", weight=parse_number(weight))

    @handler
    async def set_state(self, state: str) -> Any:
        """Planned and in progress follow at once; closing asks for a word first."""
        if state in CLOSED:
            self.closing = state
            return None
        if self.goal["state"] in CLOSED:
            number = self.number
            _, batch = await self._write(lambda d: goals.reopen(d.session, number, by=d.actor))
            await self._show()
            await self._tell()
            return toast("Reopened: its number is computed again.", batch)
        return await self._change("State changed.", state=state)

    @handler
    async def close(self, form: ClosingForm) -> Any:
        """Freeze the number and say why it ends."""
        number, as_, reason = self.number, self.closing, form["reason"]

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
        await self._show()
        await self._tell()
        return toast(f"Closed as {as_}: its number is frozen.", batch)

    @handler
    async def stop_closing(self) -> None:
        self.closing = ""

    @handler
    async def open_judging(self) -> None:
        self.judging = not self.judging

    @handler
    async def override_health(self, form: HealthForm) -> Any:
        """See the health differently, with the reason."""
        number, health, reason = self.number, form["health"] or None, form["reason"]
        _, batch = await self._write(
            lambda d: goals.override_health(
                d.session, number, health=health, reason=reason, by=d.actor
            )
        )
        self.judging = False
        await self._show()
        await self._tell()
        return toast("Health set." if health else "Health follows the numbers again.", batch)

    @handler
    async def delete(self) -> Any:
        number = self.number
        _, batch = await self._write(lambda d: goals.delete(d.session, number, by=d.actor))
        return [rx.redirect("/goals"), toast("Goal deleted.", batch)]

    @handler
    async def start_adding(self, what: str) -> None:
        """Open one of the small forms (target, task, doc, goal), or close it."""
        self.adding = "" if self.adding == what else what

    @handler
    async def add_target(self, form: TargetForm) -> Any:
        number, kind = self.number, form.get("kind", "number")
        counted = kind in ("number", "currency", "percent")
        counted_list = form.get("list", "")
        lists = [int(counted_list)] if counted_list.isdigit() and kind == "tasks" else []
        values = {
            "start": parse_number(form.get("start") or "0") if counted else 0.0,
            "target": parse_number(form.get("target") or "1") if counted else 1.0,
        }
        await self._write(
            lambda d: targets.add(
                d.session,
                number,
                name=form.get("name", ""),
                kind=kind,
                by=d.actor,
                unit=form.get("unit", "").strip(),
                lists=lists,
                **values,
            )
        )
        self.adding = ""
        await self._show()
        await self._tell()

    @handler
    async def set_current(self, target_id: int, value: str) -> Any:
        shown = next((one for one in self.targets if one["id"] == target_id), None)
        number = parse_number(value)
        if shown is None or shown["current"] == number:
            return None
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, current=number, by=d.actor)
        )
        await self._show()
        await self._tell()
        return toast("Value recorded.", batch)

    @handler
    async def set_done(self, target_id: int, done: bool) -> Any:
        _, batch = await self._write(
            lambda d: targets.edit(d.session, target_id, current=1.0 if done else 0.0, by=d.actor)
        )
        await self._show()
        await self._tell()
        return toast("Reached." if done else "Open again.", batch)

    @handler
    async def drop_target(self, target_id: int) -> Any:
        _, batch = await self._write(lambda d: targets.delete(d.session, target_id, by=d.actor))
        await self._show()
        await self._tell()
        return toast("Target removed.", batch)

    @handler
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
        await self._show()
        await self._tell()

    @handler
    async def add_doc(self, doc_id: int) -> Any:
        number = self.number
        _, batch = await self._write(
            lambda d: relations.link(d.session, ("doc", doc_id), ("goal", number), by=d.actor)
        )
        await self._show()
        await self._tell()
        return toast("Doc linked.", batch)

    @handler
    async def drop_link(self, kind: str, item_id: int) -> Any:
        number = self.number
        _, batch = await self._write(
            lambda d: relations.unlink(d.session, (kind, item_id), ("goal", number), by=d.actor)
        )
        await self._show()
        await self._tell()
        return toast("Link removed.", batch)

    @handler
    async def add_goal(self, form: TitleForm) -> Any:
        """Make a goal under this one, in its period."""
        number, title = self.number, form["title"]
        start, end, space = self.goal["start"], self.goal["end"], self.goal["space_id"]
        await self._write(
            lambda d: goals.create(
                d.session,
                title=title,
                by=d.actor,
                owner_id=d.actor.user_id,
                parent_id=number,
                period_start=parse_day(start),
                period_end=parse_day(end),
                space_id=space,
            )
        )
        await self._show()
        await self._tell()


def parse_number(value: str) -> float:
    """A number as people write it."""
    try:
        return float(value.replace(" ", "").replace(",", ".") or 0)
    except ValueError as error:
        raise Invalid(f"“{value}” is no number.") from error
