"""Deleting on any page: what takes something along is asked about first, once, with what goes with it."""

from collections.abc import Callable, Mapping
from typing import Any

import reflex as rx

from app import access
from app.domain import removal
from app.models import Doc, Goal, Task
from app.reads import contents, trash
from app.ui import web
from app.ui.base import Page, RequestContext, handler
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


class AskFirst(web.Browser):
    """A question over the page, while there is one."""

    library = web.source("parts/ask-first.tsx")
    tag = "AskFirst"
    question: rx.Var[str]
    yes: rx.Var[str]
    on_yes: rx.EventHandler[rx.event.no_args_event_spec]
    on_no: rx.EventHandler[rx.event.no_args_event_spec]


class Deleting(Page, mixin=True):
    """Gives a page's state the question before a deletion; the page says in `_deleted` what follows one."""

    question: str = ""
    _doomed: tuple[str, int] = ("", 0)

    async def _delete(self, kind: str, item_id: int) -> Any:
        """Delete it, or ask first when something goes along."""
        question = await self._read(lambda d: asked(d, kind, item_id))
        if question:
            self.question, self._doomed = question, (kind, item_id)
            return None
        return await self._do_delete(kind, item_id)

    async def _do_delete(self, kind: str, item_id: int) -> Any:
        sentence, batch = await self._write(lambda d: put_away(d, kind, item_id))
        return await self._deleted(sentence, batch)

    async def _deleted(self, sentence: str, batch: str) -> Any:
        raise NotImplementedError

    @handler
    async def delete_asked(self) -> Any:
        """Yes."""
        kind, item_id = self._doomed
        self.question, self._doomed = "", ("", 0)
        return await self._do_delete(kind, item_id) if kind else None

    @handler
    async def keep_asked(self) -> None:
        """No."""
        self.question, self._doomed = "", ("", 0)


def ask_first(state: type[Deleting]) -> rx.Component:
    """The question of a page's state, over the page."""
    return AskFirst.create(
        question=state.question,
        yes="Delete",
        on_yes=state.delete_asked,
        on_no=state.keep_asked,
    )


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
