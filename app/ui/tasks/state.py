"""What a task's page knows, and what can be done on it."""

from typing import Any

import reflex as rx

from app import access
from app.domain import fields
from app.domain.errors import Cycle, Invalid, NotFound
from app.domain.fields import Field
from app.reads import columns
from app.ui import calls, making, understood
from app.ui.archiving import Archiving
from app.ui.arguments import Found, SetChange, changed, member_of, parse_id
from app.ui.base import RequestContext, handler, loader, toast
from app.ui.comments import CommentThreads
from app.ui.deleting import Deleting
from app.ui.rows import TaskLine
from app.ui.saving import saver
from app.ui.shapes import nothing_yet
from app.ui.tasks import view
from app.work import relations, tasks

INVERSE = {"blocked_by": "blocks", "duplicated_by": "duplicates"}


class TaskPage(CommentThreads, Deleting, Archiving, rx.State):
    """One task."""

    task: view.TaskFacts = nothing_yet(view.TaskFacts)
    children: list[TaskLine] = []
    relations: list[view.RelationLine] = []
    refusal: str = ""

    def _subject(self) -> tuple[str, int]:
        return "task", self.task["id"]

    @loader
    async def load(self) -> Any:
        """Read the task the address names; an old key goes on to the new one."""
        wanted = str(self.router.url.path).rstrip("/").rsplit("/", 1)[-1]
        await self._show(wanted)
        await self._tell()
        self.ready = True
        if wanted.upper() != self.task["key"]:
            return rx.redirect(f"/tasks/{self.task['key']}")
        return None

    @loader
    async def refresh(self) -> Any:
        """Read the task again when the log has grown since it was read."""
        if not self.task or await self._read(view.version) == self.task["version"]:
            return None
        await self._show(self.task["key"])
        await self._tell()
        return None

    async def _show(self, key: str) -> None:
        self._take(await self._read(lambda d: view.read(d, key)))
        self.refusal = ""

    async def _archived(self) -> None:
        await self._show(self.task["key"])
        await self._tell()

    async def _edit(self, words: str, *, other: calls.Button | None = None, **values: Any) -> Any:
        """Change the task, show the change at once and say so; what is around it is read next."""
        key = self.task["key"]
        own, batch = await self._write(
            lambda d: view.edited(d, tasks.edit(d.session, key, by=d.actor, **values))
        )
        self.task = {**self.task, **own}
        return [toast(words, batch, other=other), TaskPage.refresh()]

    @handler
    async def set_status(self, status_id: int) -> Any:
        key = self.task["key"]
        waits = [
            one["task"]["key"]
            for one in self.relations
            if one["kind"] == "blocked_by" and one["task"]["category"] not in ("done", "cancelled")
        ]
        own, batch = await self._write(
            lambda d: view.edited(d, tasks.move(d.session, key, to=status_id, by=d.actor))
        )
        self.task = {**self.task, **own}
        warn = (
            f" It still waits for {', '.join(waits)}."
            if waits and self.task["category"] == "done"
            else ""
        )
        return [toast(f"{key} is in {self.task['status']}.{warn}", batch), TaskPage.refresh()]

    @saver
    async def set_field(self, name: str, value: Any) -> Any:
        """Set one of the facts beside the task, by its registered name."""
        field = _fact(name)
        if not self.task:
            raise NotFound("task")
        if value == self.task["values"].get(name):
            return None
        locale = self._locale()
        found = understood.reading(field, value, locale=locale)
        words = understood.said(field, found, locale=locale, otherwise=f"{field.subject} changed.")
        other = understood.offer(
            field, found, lambda meant: TaskPage.set_field(name, meant), locale=locale
        )
        return await self._edit(words, other=other, **{name: found.value})

    @handler
    async def change_members(self, name: str, what: SetChange) -> Any:
        """Put people or tags on the task and take others off: {add, remove}."""
        field, task_id, key = _fact(name), self.task["id"], self.task["key"]

        def do(context: RequestContext) -> list[Any]:
            access.task(context.session, key, context.actor)
            now = columns.held(context.session, "task", name, task_id)
            wanted: Any = changed(now, what, member_of(field))  # ids or tags, as the field says
            tasks.edit(context.session, key, by=context.actor, **{name: wanted})
            return wanted

        wanted, batch = await self._write(do)
        self._show_members(name, wanted)
        return [toast(f"{field.subject} changed.", batch), TaskPage.refresh()]

    def _show_members(self, field: str, wanted: list[Any]) -> None:
        """Show people or tags just chosen."""
        if field == "tags":
            self.task["tags"] = wanted
            return
        known = {one["value"]: one["person"] for one in self.task["who"] if "person" in one}
        self.task["assigned"] = wanted
        self.task["assignees"] = [known[i] for i in wanted if i in known]

    @handler
    async def move_to_list(self, found: Found) -> Any:
        """Into another list; in another space it gets a new key."""
        key, list_id = self.task["key"], parse_id(found.get("id"))
        task, batch = await self._write(
            lambda d: tasks.transfer(d.session, key, to_list=list_id, by=d.actor)
        )
        await self._show(task.key)
        await self._tell()
        there = [rx.redirect(f"/tasks/{task.key}")] if task.key != key else []
        return [toast(f"{task.key} is in {self.task['list_name']}.", batch), *there]

    @handler
    async def set_parent(self, found: Found) -> Any:
        """Make it part of another task; nothing found makes it stand alone."""
        parent = found.get("id") or None
        return await self._edit("Its place changed.", parent_id=parent)

    @handler
    async def link(self, found: Found) -> Any:
        """Tie it to a goal or doc."""
        task_id, other = self.task["id"], (found.get("kind", ""), parse_id(found.get("id")))
        _, batch = await self._write(
            lambda d: relations.link(d.session, ("task", task_id), other, by=d.actor)
        )
        await self._show(self.task["key"])
        await self._tell()
        return toast("Link added.", batch)

    @handler
    async def unlink(self, kind: str, item_id: int) -> Any:
        task_id = self.task["id"]
        _, batch = await self._write(
            lambda d: relations.unlink(d.session, ("task", task_id), (kind, item_id), by=d.actor)
        )
        await self._show(self.task["key"])
        await self._tell()
        return toast("Link removed.", batch)

    @saver
    async def add_children(self, titles: list[str], outline: making.Outline | None = None) -> Any:
        """Make subtasks in the same list, all or none."""
        parent = self.task["id"]
        list_id = int(self.task["crumbs"][1]["to"].rsplit("/", 1)[-1])
        made, batch = await self._write(
            lambda d: making.make(d, list_id, titles, outline=outline, parent_id=parent)
        )
        await self._show(self.task["key"])
        return toast(f"{made} made.", batch)

    @handler
    async def relate(self, kind: str, found: Found) -> Any:
        """Tie this to another task; a circle is refused naming its path."""
        mine, other = self.task["key"], found.get("key", "")
        first, second = (other, mine) if kind in INVERSE else (mine, other)
        try:
            _, batch = await self._write(
                lambda d: relations.relate(
                    d.session, first, kind=INVERSE.get(kind, kind), to_task=second, by=d.actor
                )
            )
        except (Invalid, Cycle) as refused:
            self.refusal = refused.sentence
            return None
        await self._show(mine)
        await self._tell()
        return toast("Relation added.", batch)

    @handler
    async def unrelate(self, kind: str, other: str) -> Any:
        mine = self.task["key"]
        first, second = (other, mine) if kind in INVERSE else (mine, other)
        _, batch = await self._write(
            lambda d: relations.unrelate(
                d.session, first, kind=INVERSE.get(kind, kind), to_task=second, by=d.actor
            )
        )
        await self._show(mine)
        await self._tell()
        return toast("Relation removed.", batch)

    @handler
    async def delete(self) -> Any:
        key = self.task["key"]
        task = await self._read(lambda d: access.task(d.session, key, d.actor))
        return await self._delete("task", task.id or 0)

    async def _deleted(self, sentence: str, batch: str) -> Any:
        return [toast(sentence, batch), rx.redirect(self.task["crumbs"][1]["to"])]


def _fact(name: str) -> Field:
    """A field that is changed beside the task; raises Invalid for any other."""
    field = fields.named("task", name)
    if field.name != name or field not in view.FACTS:
        raise Invalid("This field can't be set here.", field=name)
    return field
