"""What the list page knows, and what it can do; the rows themselves are fetched by the browser."""

import functools
from collections.abc import Awaitable, Callable
from typing import Any

import reflex as rx

from app import access
from app.domain import fields
from app.domain.errors import Invalid
from app.domain.fields import Field, Verb
from app.models import Space, TaskList
from app.reads import columns, goals
from app.ui.arguments import changed, member_of, parse_id
from app.ui.base import Page, RequestContext, handler, loader, toast
from app.work import lists, tasks

# More than this at once is a slip of the hand.
MOST = 1000


def answering(change: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Tells the browser that a change of its is done or refused: what it shows ahead can then go."""

    @functools.wraps(change)
    async def answered(self: "ListPage", what: dict[str, Any]) -> Any:
        try:
            return await change(self, what)
        finally:
            self.answered = max(self.answered, number_of(what))

    return answered


class ListPage(Page, rx.State):
    """One list."""

    home: dict[str, Any] = {}
    goal: dict[str, Any] = {}
    answered: int = 0  # the number of the browser's last change that is done or refused

    @loader
    async def load(self) -> None:
        """Read the head of the list the address names."""
        list_id = parse_id(self.list_id)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - a route argument
        self.home, self.goal = await self._read(lambda d: head(d, list_id))
        self.ready = True

    @handler
    async def rename(self, name: str) -> Any:
        list_id = parse_id(self.home.get("id"))
        _, batch = await self._write(
            lambda d: lists.edit(d.session, list_id, name=name, by=d.actor)
        )
        self.home, self.goal = await self._read(lambda d: head(d, list_id))
        return toast("List renamed.", batch)

    @handler
    @answering
    async def change(self, what: dict[str, Any]) -> Any:
        """Set one field of some tasks: {number, keys, field, value}."""
        keys, field = keys_of(what), fields.named("task", str(what.get("field")))
        if field.verb not in (Verb.EDIT, Verb.MOVE) or not (field.is_editable and field.is_shown):
            raise Invalid("This field can't be set here.")
        value = what.get("value")
        _, batch = await self._write(lambda d: [_set(d, key, field, value) for key in keys])
        many = f"{len(keys)} tasks" if len(keys) > 1 else keys[0]
        return toast(f"{many}: {field.subject.lower()} changed.", batch)

    @handler
    @answering
    async def move(self, what: dict[str, Any]) -> Any:
        """Move a card: {number, key, status_id, before, after}; before and after are keys or null."""
        key, status_id = str(what.get("key")), parse_id(what.get("status_id"))
        before, after = (str(what[n]) if what.get(n) else None for n in ("before", "after"))
        task, batch = await self._write(
            lambda d: tasks.move(
                d.session, key, to=status_id, before=before, after=after, by=d.actor
            )
        )
        return toast(f"{task.key} moved.", batch)

    @handler
    async def create(self, what: dict[str, Any]) -> Any:
        """Make a task: {title, status_id}."""
        list_id, title = parse_id(self.home.get("id")), str(what.get("title", ""))
        status_id = parse_id(what["status_id"]) if what.get("status_id") else None
        task, batch = await self._write(
            lambda d: tasks.create(d.session, list_id, title=title, status_id=status_id, by=d.actor)
        )
        return toast(f"{task.key} made.", batch)

    @handler
    @answering
    async def remove(self, what: dict[str, Any]) -> Any:
        """Put tasks away: {number, keys}."""
        wanted = keys_of(what)
        _, batch = await self._write(
            lambda d: [tasks.delete(d.session, key, by=d.actor) for key in wanted]
        )
        return toast(
            f"{len(wanted)} deleted." if len(wanted) > 1 else f"{wanted[0]} deleted.", batch
        )


def head(context: RequestContext, list_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The list and the goal it serves, as plain values."""
    home = access.task_list(context.session, list_id, context.actor)
    space = context.session.get_one(Space, home.space_id)
    goal = goal_of(context, home)
    return (
        {
            "id": list_id,
            "name": home.name,
            "about": home.description,
            "is_private": home.is_private,
            "edits": context.actor.edits,
            "crumbs": [
                {
                    "to": f"/spaces/{space.id}" if space.id in context.actor.spaces else "",
                    "label": space.name,
                },
                {"to": f"/lists/{list_id}", "label": home.name},
            ],
        },
        goal,
    )


def goal_of(context: RequestContext, home: TaskList) -> dict[str, Any]:
    """The goal a list serves, or nothing."""
    line = (
        goals.standing(
            context.session,
            home.goal_id,
            actor=context.actor,
            now=context.now,
            today=context.today,
        )
        if home.goal_id
        else None
    )
    if line is None:
        return {}
    return {
        "id": line.id,
        "url": f"/goals/{line.id}",
        "title": line.title,
        "label": line.label,
        "health": line.health,
    }


def number_of(what: dict[str, Any]) -> int:
    """A change's number; 0 where the browser gave none."""
    number = what.get("number")
    return number if isinstance(number, int) else 0


def keys_of(what: dict[str, Any]) -> list[str]:
    keys = what.get("keys")
    if not isinstance(keys, list) or not keys or len(keys) > MOST:
        raise Invalid(f"Choose 1 to {MOST} tasks.")
    return [str(key) for key in keys]


def _set(context: RequestContext, key: str, field: Field, value: Any) -> None:
    """One field of one task, through its verb; of a set, {add, remove}."""
    if field.verb is Verb.MOVE:
        tasks.move(context.session, key, to=parse_id(value), by=context.actor)
        return
    if field.is_set:
        task = access.task(context.session, key, context.actor)
        now = columns.held(context.session, "task", field.name, task.id or 0)
        value = changed(now, value, member_of(field))
    tasks.edit(context.session, key, by=context.actor, **{field.name: value})
