"""What a task's page knows, and what can be done on it."""

import re
from typing import Any

import reflex as rx

from app.domain.errors import Invalid
from app.lookups import assignees_of
from app.ui.base import Page, handler, loader, said
from app.ui.lists.state import a_day
from app.ui.talk import Talks
from app.ui.tasks import view
from app.work import relations, tasks

INVERSE = {"blocked_by": "blocks", "duplicated_by": "duplicates"}
KEY = re.compile(r"([A-Za-z][A-Za-z0-9]{1,9}-\d+)")


class TaskPage(Talks, Page, rx.State):
    """One task."""

    task: dict[str, Any] = {}
    children: list[dict[str, Any]] = []
    relations: list[view.RelationLine] = []
    refusal: str = ""

    def _subject(self) -> tuple[str, int]:
        return "task", int(self.task["id"])

    @loader
    async def load(self) -> Any:
        """Read the task the address names; an old key goes on to the new one."""
        asked = str(self.key)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - a route argument
        await self._show(asked)
        await self._tell()
        self.ready = True
        if asked.upper() != self.task["key"]:
            return rx.redirect(f"/tasks/{self.task['key']}")
        return None

    async def _show(self, key: str) -> None:
        found = await self._read(lambda d: view.read(d, key))
        self.children, self.relations = found.pop("children"), found.pop("relations")
        self.task, self.refusal = found, ""

    async def _edit(self, words: str, **values: Any) -> Any:
        """Change the task, show it as it is now, and say so."""
        key = str(self.task["key"])
        _, batch = await self._write(lambda d: tasks.edit(d.session, key, by=d.actor, **values))
        await self._show(key)
        await self._tell()
        return said(words, batch)

    @handler
    async def set_title(self, title: str) -> Any:
        return await self._edit("Title changed.", title=title)

    @handler
    async def set_text(self, text: str) -> Any:
        return await self._edit("Description saved.", description=text)

    @handler
    async def set_status(self, status_id: int) -> Any:
        key = str(self.task["key"])
        waits = [
            one["task"]["key"]
            for one in self.relations
            if one["kind"] == "blocked_by" and one["task"]["category"] not in ("done", "cancelled")
        ]
        _, batch = await self._write(lambda d: tasks.move(d.session, key, to=status_id, by=d.actor))
        await self._show(key)
        await self._tell()
        warn = (
            f" It still waits for {', '.join(waits)}."
            if waits and self.task["category"] == "done"
            else ""
        )
        return said(f"{key} is in {self.task['status']}.{warn}", batch)

    @handler
    async def set_priority(self, value: int) -> Any:
        return await self._edit("Priority changed.", priority=value)

    @handler
    async def toggle_person(self, user_id: int) -> Any:
        """Put somebody on the task, or take them off."""
        task_id, key = int(self.task["id"]), str(self.task["key"])

        def do(desk: Any) -> None:
            now = assignees_of(desk.session, task_id)
            wanted = [i for i in now if i != user_id] if user_id in now else [*now, user_id]
            tasks.edit(desk.session, key, assignees=wanted, by=desk.actor)

        _, batch = await self._write(do)
        await self._show(key)
        await self._tell()
        return said("People changed.", batch)

    @handler
    async def set_start(self, value: str) -> Any:
        return (
            await self._edit("Start changed.", start=a_day(value))
            if value != self.task["start"]
            else None
        )

    @handler
    async def set_due(self, value: str) -> Any:
        return (
            await self._edit("Due date changed.", due=a_day(value))
            if value != self.task["due"]
            else None
        )

    @handler
    async def set_points(self, value: str) -> Any:
        return (
            await self._edit("Points changed.", points=a_number(value))
            if value != self.task["points"]
            else None
        )

    @handler
    async def set_hours(self, value: str) -> Any:
        if value == self.task["hours"]:
            return None
        hours = a_number(value)
        return await self._edit(
            "Estimate changed.", estimate_minutes=None if hours is None else round(hours * 60)
        )

    @handler
    async def set_tags(self, value: str) -> Any:
        if value == self.task["tags"]:
            return None
        return await self._edit(
            "Tags changed.", tags=[one for one in re.split(r"[,;\n]", value) if one.strip()]
        )

    @handler
    async def add_child(self, form: dict[str, Any]) -> Any:
        """Make a subtask in the same list."""
        parent, title = int(self.task["id"]), str(form.get("title", ""))
        list_id = int(str(self.task["crumbs"][1]["to"]).rsplit("/", 1)[-1])
        made, batch = await self._write(
            lambda d: tasks.create(d.session, list_id, title=title, parent_id=parent, by=d.actor)
        )
        await self._show(str(self.task["key"]))
        return said(f"{made.key} made.", batch)

    @handler
    async def relate(self, form: dict[str, Any]) -> Any:
        """Tie this to another task, given by key; a circle is refused naming its path."""
        kind, other = str(form.get("kind", "")), KEY.search(str(form.get("other", "")))
        mine = str(self.task["key"])
        if other is None:
            self.refusal = "Name the other task by its key, like ENG-12."
            return None
        first, second = (other.group(1), mine) if kind in INVERSE else (mine, other.group(1))
        try:
            _, batch = await self._write(
                lambda d: relations.relate(
                    d.session, first, kind=INVERSE.get(kind, kind), to_task=second, by=d.actor
                )
            )
        except Invalid as refused:
            self.refusal = refused.sentence
            return None
        await self._show(mine)
        await self._tell()
        return said("Relation added.", batch)

    @handler
    async def unrelate(self, kind: str, other: str) -> Any:
        mine = str(self.task["key"])
        first, second = (other, mine) if kind in INVERSE else (mine, other)
        _, batch = await self._write(
            lambda d: relations.unrelate(
                d.session, first, kind=INVERSE.get(kind, kind), to_task=second, by=d.actor
            )
        )
        await self._show(mine)
        await self._tell()
        return said("Relation removed.", batch)

    @handler
    async def delete(self) -> Any:
        key, home = str(self.task["key"]), str(self.task["crumbs"][1]["to"])
        _, batch = await self._write(lambda d: tasks.delete(d.session, key, by=d.actor))
        return [said(f"{key} deleted.", batch), rx.redirect(home)]


def a_number(value: str) -> float | None:
    try:
        return float(value.replace(",", ".")) if value.strip() else None
    except ValueError as error:
        raise Invalid(f"“{value}” is no number.") from error
