"""One calm question before what can't be taken back, or takes much along: the same on every page."""

from collections.abc import Awaitable, Callable
from typing import Any

import reflex as rx

from app.ui import web
from app.ui.base import Page, handler


class AskFirst(web.Browser):
    """A question over the page, while there is one."""

    library = web.source("parts/ask-first.tsx")
    tag = "AskFirst"
    question: rx.Var[str]
    yes: rx.Var[str]
    on_yes: rx.EventHandler[rx.event.no_args_event_spec]
    on_no: rx.EventHandler[rx.event.no_args_event_spec]


class Confirming(Page, mixin=True):
    """Gives a page's state the question; a yes does what it was asked about, and that once."""

    question: str = ""
    yes: str = ""
    _act: str = ""
    _on: tuple[Any, ...] = ()

    def _ask(
        self, question: str, *, yes: str, do: Callable[..., Awaitable[Any]], on: tuple[Any, ...]
    ) -> None:
        """Ask before the state's own method is called with these arguments."""
        self.question, self.yes, self._act, self._on = question, yes, do.__name__, on

    def _ask_no_more(self) -> None:
        self.question, self._act, self._on = "", "", ()

    @handler
    async def do_asked(self) -> Any:
        """Yes."""
        act, on = self._act, self._on
        self._ask_no_more()
        return await getattr(self, act)(*on) if act else None

    @handler
    async def keep_asked(self) -> None:
        """No."""
        self._ask_no_more()


def ask_first(state: type[Confirming]) -> rx.Component:
    """The question of a page's state, over the page."""
    return AskFirst.create(
        question=state.question, yes=state.yes, on_yes=state.do_asked, on_no=state.keep_asked
    )
