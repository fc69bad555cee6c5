"""Deleting on any page: what takes something along is asked about first, once, with what goes with it."""

from collections.abc import Callable, Mapping
from typing import Any

from app import access
from app.domain import removal
from app.models import Doc, Goal, Task
from app.reads import contents, trash
from app.ui.base import RequestContext
from app.ui.confirming import Confirming
from app.work import docs, folders, goals, lists, spaces, tasks

VERBS: Mapping[str, Callable[..., Any]] = {
    "space": spaces.delete,
    "folder": folders.delete,
    "list": lists.delete,
    "task": tasks.delete,
    "doc": docs.delete,
    "goal": goals.delete,
}
DOORS: Mapping[str, Callable[..., Any]] = {
    "space": access.space,
    "folder": access.folder,
    "list": access.task_list,
    "task": access.task,
    "doc": access.doc,
    "goal": access.goal,
}


class Deleting(Confirming, mixin=True):
    """Gives a page's state the question before a deletion; the page says in `_deleted` what follows one."""

    async def _delete(self, kind: str, item_id: int) -> Any:
        """Delete it, or ask first when something goes along."""
        question = await self._read(lambda d: asked(d, kind, item_id))
        if question:
            self._ask(question, yes="Delete", do=self._do_delete, on=(kind, item_id))
            return None
        return await self._do_delete(kind, item_id)

    async def _do_delete(self, kind: str, item_id: int) -> Any:
        sentence, batch = await self._write(lambda d: put_away(d, kind, item_id))
        return await self._deleted(sentence, batch)

    async def _deleted(self, sentence: str, batch: str) -> Any:
        raise NotImplementedError


def asked(context: RequestContext, kind: str, item_id: int) -> str:
    """The question before a deletion; nothing where nothing goes along (a space always asks)."""
    session, actor = context.session, context.actor
    name = _name(DOORS[kind](session, item_id, actor))
    held = contents.one(session, kind, item_id, actor=actor)
    if not held and kind != "space":
        return ""
    return removal.question(kind, name, held, days=trash.days(session))


def put_away(context: RequestContext, kind: str, item_id: int) -> str:
    """Delete it, and say what went along."""
    session, actor = context.session, context.actor
    name = _name(DOORS[kind](session, item_id, actor))
    held = contents.one(session, kind, item_id, actor=actor)
    VERBS[kind](session, item_id, by=actor)
    return removal.sentence(kind, name, held, days=trash.days(session))


def _name(row: Any) -> str:
    """A task by key and title, the rest by title or name."""
    if isinstance(row, Task):
        return f"{row.key} {row.title}"
    return row.title if isinstance(row, Doc | Goal) else row.name
