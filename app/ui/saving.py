"""Handlers whose caller waits for the answer, so that what was typed stays until it is kept.

A field or form of the browser numbers what it sends. It hears when that number is done, or why it was
refused, and says the refusal beside itself. A number is done once, however often it is sent.
"""

import functools
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

import reflex as rx

from app.domain.errors import NotSignedIn, WorkError
from app.ui.base import acquaint, refused

# A browser asks about the few things it sent last.
MOST_REFUSALS = 20
MOST_KEPT = 20
FAILED = "That did not work on the server. Try again in a moment."


class Answers(rx.State):
    """What one tab sent by number: all up to `done` is answered; the refused ones with their sentence."""

    done: int = 0
    refusals: dict[str, str] = {}
    # The last that were done: what a browser kept of them goes, also after a reload.
    kept: list[int] = []
    # Of those refused the ones that are about one field, with its name.
    fields: dict[str, str] = {}


def saver(function: Callable[..., Awaitable[Any]]) -> Any:
    """An event handler that answers the number it is asked under; without one, a refusal is a toast."""

    @functools.wraps(function)
    async def saved(self: Any, *args: Any, ask: int = 0, **kwargs: Any) -> Any:
        answers = await self.get_state(Answers) if ask else None
        if answers and (ask in answers.kept or str(ask) in answers.refusals):
            return None
        refusal, field = FAILED, ""
        try:
            await acquaint(self)
            came = await function(self, *args, **kwargs)
            refusal = ""
        except NotSignedIn:
            refusal = "You are signed out: sign in, then try again."
            return rx.redirect("/signin")
        except WorkError as no:
            refusal, field = no.sentence, getattr(no, "field", "")
            return None if answers else refused(no)
        finally:
            if answers:
                tell(answers, ask, refusal, field)
        return came

    number = inspect.Parameter(
        "ask", inspect.Parameter.POSITIONAL_OR_KEYWORD, default=0, annotation=int
    )
    own = inspect.signature(function)
    signature = own.replace(parameters=[*own.parameters.values(), number])
    saved.__signature__ = signature  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - how inspect is told
    saved.__annotations__ = {**function.__annotations__, "ask": int}
    return rx.event(saved)


def tell(answers: Answers, ask: int, refusal: str, field: str = "") -> None:
    """Note that a number is answered; `field` is what a refusal is about, as its form names it."""
    if field:
        answers.fields = {**_newest(answers.fields), str(ask): field}
    if refusal:
        answers.refusals = {**_newest(answers.refusals), str(ask): refusal}
    else:
        answers.kept = [*answers.kept, ask][-MOST_KEPT:]
    answers.done = max(answers.done, ask)


def _newest(kept: dict[str, str]) -> dict[str, str]:
    """All but the oldest, where there would be too many."""
    return dict(list(kept.items())[1 - MOST_REFUSALS :])
