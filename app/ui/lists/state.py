"""What the list page knows, and what it can do; the rows themselves are fetched by the browser."""

import functools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, NotRequired, TypedDict

import reflex as rx

from app.domain import fields, removal
from app.domain.errors import Invalid
from app.domain.fields import Field, Verb
from app.reads import trash
from app.ui import making, understood, words
from app.ui.archiving import Archiving
from app.ui.arguments import changed, id_in, member_of, parse_id
from app.ui.base import (
    RequestContext,
    cookie_of,
    handler,
    loader,
    planning_as,
    run,
    toast,
)
from app.ui.confirming import Confirming
from app.ui.lists import many
from app.ui.lists.head import ListFacts, ServedGoal, head
from app.ui.lists.many import Keys
from app.ui.saving import saver
from app.ui.shapes import nothing_yet
from app.work import tasks
from app.work.task_edits import TaskEdit, TaskEdits
from app.work.task_removals import TaskRemovals


class Numbered(TypedDict):
    """A change the browser shows ahead, by its number; none where it does not wait for it."""

    number: NotRequired[int | None]


class FieldChange(Numbered):
    """One field of some tasks; of a set, the value is {add, remove}."""

    keys: list[str]
    field: str
    value: Any  # the field's own type parses it


class CardMove(Numbered):
    """A card put into a column, between two others by their keys."""

    key: str
    status_id: int
    before: NotRequired[str | None]
    after: NotRequired[str | None]


class NewTitles(TypedDict):
    """Tasks by their titles, in this order; in the first status where none is named."""

    list_id: int
    titles: list[str]
    outline: NotRequired[making.Outline | None]
    status_id: NotRequired[int | None]


class Removal(Numbered):
    """Tasks put away."""

    keys: list[str]


def answering(change: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Tells the browser that a change of its is done or refused: what it shows ahead can then go."""

    @functools.wraps(change)
    async def answered(self: "ListPage", what: FieldChange | CardMove | Removal) -> Any:
        try:
            return await change(self, what)
        finally:
            self.answered = max(self.answered, what.get("number") or 0)

    return answered


class ListPage(Archiving, Confirming, rx.State):
    """One list."""

    task_list: ListFacts = nothing_yet(ListFacts)
    goal: ServedGoal | None = None
    answered: int = 0  # the number of the browser's last change that is done or refused

    @loader
    async def load(self) -> None:
        """Read the head of the list the address names."""
        list_id = id_in(str(self.router.url.path).rstrip("/").rsplit("/", 1)[-1])
        self.task_list, self.goal, self.archive = await self._read(lambda d: head(d, list_id))
        self.ready = True

    async def _archived(self) -> None:
        list_id = self.task_list["id"]
        self.task_list, self.goal, self.archive = await self._read(lambda d: head(d, list_id))

    @handler
    @answering
    async def change(self, what: FieldChange) -> Any:
        """Set one field of some tasks."""
        keys, field = keys_of(what), fields.named("task", what["field"])
        if field.verb not in (Verb.EDIT, Verb.MOVE) or not (field.is_editable and field.is_shown):
            raise Invalid("This field can't be set here.")
        locale, keyed = self._locale(), what["keys"]
        found = understood.reading(field, what["value"], locale=locale)
        value = found.value

        def plan(context: RequestContext, keys: Keys) -> Keys:
            _planned(context, keys, field, value)
            return keys

        def do(context: RequestContext, part: Keys) -> None:
            _planned(context, part, field, value).write()

        done = await run(partial(many.change, plan=plan, do=do), cookie_of(self), keys)
        count = len(keys) - len(done.left)
        which = words.many(count, "task") if len(keys) > 1 else keys[0]
        told = f"{field.subject.lower()} changed"
        if field.type in understood.WRITTEN and value is not None:  # as it was understood
            told = f"{field.subject.lower()} {field.values.written(value, locale)}"
        other = understood.offer(
            field,
            found,
            lambda meant: ListPage.change({"keys": keyed, "field": field.name, "value": meant}),
            locale=locale,
        )
        return toast(f"{which}: {told}.{done.sentence}", done.batch, other=other)

    @handler
    @answering
    async def move(self, what: CardMove) -> Any:
        """Move a card within its column or to another."""
        key, status_id = what["key"], what["status_id"]
        before, after = what.get("before") or None, what.get("after") or None
        task, batch = await self._write(
            lambda d: tasks.move(
                d.session, key, to=status_id, before=before, after=after, by=d.actor
            )
        )
        return toast(f"{task.key} moved.", batch)

    @saver
    async def create(self, what: NewTitles) -> Any:
        """Make one task or many, all or none, with one undo for all of them."""
        list_id, titles, status_id = what["list_id"], what["titles"], what.get("status_id") or None
        made, batch = await self._write(
            lambda d: making.make(
                d, list_id, titles, outline=what.get("outline"), status_id=status_id
            )
        )
        return toast(f"{made} made.", batch)

    @handler
    @answering
    async def remove(self, what: Removal) -> Any:
        """Put tasks away; asks first when others go along."""
        wanted = keys_of(what)
        under, days = await self._read(lambda d: _under(d, wanted))
        if under:
            # Nothing is done yet: what the browser shows ahead goes back until the answer.
            question = removal.question_many(wanted, under, days=days)
            self._ask(question, yes="Delete", do=self._remove, on=(wanted,))
            return None
        return await self._remove(wanted)

    async def _remove(self, wanted: list[str]) -> Any:
        moment = datetime.now(UTC)

        def plan(context: RequestContext, keys: Keys) -> Keys:
            return TaskRemovals(context.session, by=context.actor).planned(keys)

        def do(context: RequestContext, part: Keys) -> None:
            tasks.delete_many(context.session, part, by=context.actor, at=moment)

        # With what stands under them they may be too many for one transaction.
        every = await run(planning_as, cookie_of(self), lambda context: plan(context, wanted))
        keys = every if len(every) > many.AT_ONCE else wanted
        done = await run(partial(many.change, plan=plan, do=do), cookie_of(self), keys)
        count = sum(key not in done.left for key in wanted)
        which = f"{count}" if len(wanted) > 1 else wanted[0]
        under = words.with_subtasks(len(set(every) - set(wanted)))
        return toast(f"{which} deleted{under}.{done.sentence}", done.batch)


def _under(context: RequestContext, keys: list[str]) -> tuple[int, int]:
    """How many tasks that were not chosen go along, and how long the trash keeps them."""
    planned = TaskRemovals(context.session, by=context.actor).planned(keys)
    return len(set(planned) - set(keys)), trash.days(context.session)


def keys_of(what: FieldChange | Removal) -> list[str]:
    """The tasks named; raises Invalid for none or too many."""
    keys = what["keys"]
    if not keys or len(keys) > making.MOST:
        raise Invalid(f"Choose 1 to {making.MOST} tasks.")
    return keys


def _planned(context: RequestContext, keys: Keys, field: Field, value: Any) -> TaskEdits:
    """One field of some tasks, made sure of and not written yet; of a set, {add, remove}."""
    edits = TaskEdits(context.session, by=context.actor)
    status_id = parse_id(value) if field.verb is Verb.MOVE else None
    plain = {} if field.is_set or status_id is not None else {field.name: value}
    edits.expect([(key, TaskEdit(plain)) for key in keys])
    for key in keys:
        if status_id is not None:
            edits.move(key, to=status_id)
        elif field.is_set:
            held = edits.known.held(field.name, edits.known.task(key))
            edits.edit(key, {field.name: changed(held, value, member_of(field))})
        else:
            edits.edit(key, plain)
    return edits
