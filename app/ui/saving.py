"""Handlers whose caller waits for the answer, so that what was typed stays until it is kept.

A field or form of the browser numbers what it sends. It hears when that number is done, or why it was
refused, and says the refusal beside itself. A number is done once, however often it is sent: that it is done
is written in the transaction that does it (`work/numbered.py`), so a server that died in between knows it too.
"""

import functools
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

import reflex as rx

from app.domain.errors import NotSignedIn, WorkError
from app.ui.base import Sent, acquaint, reading_as, refused, run, sending, toast
from app.ui.guard import cookie_of
from app.work import numbered
from app.work.numbered import DoneBefore

# A browser asks about the few things it sent last.
MOST_REFUSALS = 20
MOST_KEPT = 20
MOST_ASKED = 200
FAILED = "That did not work on the server. Try again in a moment."
# Of what was done and not answered any more; and where the answer is shown only once.
DONE_BEFORE = "Done already, just before the connection broke."
LOST = "It was made just before the connection broke, and what is shown once is lost: take it back and make another."


class Answers(rx.State):
    """What one tab sent by number: all up to `done` is answered; the refused ones with their sentence."""

    done: int = 0
    refusals: dict[str, str] = {}
    # The last that were done: what a browser kept of them goes, also after a reload.
    kept: list[int] = []
    # Of those refused the ones that are about one field, with its name.
    fields: dict[str, str] = {}

    @rx.event
    async def look_up(self, sent: list[int]) -> None:
        """Another page sent these and did not hear what became of them: those that are done are kept."""
        if len(sent) > MOST_ASKED:
            return
        found = await _done_of(self, sent)
        self.kept = [*self.kept, *(one for one in found if one not in self.kept)][-MOST_ASKED:]


def saver(function: Callable[..., Awaitable[Any]]) -> Any:
    """An event handler that answers the number it is asked under; without one, a refusal is a toast."""
    return _saver(function, DONE_BEFORE)


def secret_saver(function: Callable[..., Awaitable[Any]]) -> Any:
    """Like `saver`, for what shows a secret once: an answer that was lost is said to be."""
    return _saver(function, LOST)


def _saver(function: Callable[..., Awaitable[Any]], again: str) -> Any:
    @functools.wraps(function)
    async def saved(self: Any, *args: Any, ask: int = 0, **kwargs: Any) -> Any:
        answers = await self.get_state(Answers) if ask else None
        if answers and (ask in answers.kept or str(ask) in answers.refusals):
            return None
        refusal, field = FAILED, ""
        mark = sending.set(Sent(ask))
        try:
            await acquaint(self)
            came = await function(self, *args, **kwargs)
            refusal = ""
        except NotSignedIn:
            refusal = "You are signed out: sign in, then try again."
            return rx.redirect("/signin")
        except WorkError as no:
            if isinstance(no, DoneBefore) or (answers and await _done_of(self, [ask])):
                refusal = ""
                return toast(again)
            refusal, field = no.sentence, getattr(no, "field", "")
            return None if answers else refused(no)
        finally:
            sending.reset(mark)
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


async def _done_of(state: rx.State, sent: list[int]) -> list[int]:
    """Those of these numbers that are done, by whoever is signed in."""
    return await run(
        reading_as,
        cookie_of(state),
        lambda d: numbered.done_of(d.session, d.actor.user_id or 0, sent),
    )


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
