"""What every page's state shares: who asks, one way to the database, refusals as sentences, undo."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import reflex as rx
from sqlmodel import Session

from app import db
from app.domain import numbers
from app.domain.access import Actor
from app.domain.errors import NotFound, NotSignedIn, WorkError
from app.lookups import zone
from app.models import Event
from app.reads import live
from app.reads.live import ALL
from app.sharing import readings
from app.ui import calls
from app.ui.guard import cookie_of, sign_in_from
from app.work import numbered, sessions
from app.work import undo as undoing

T = TypeVar("T")
TOAST_MS = 6000
# Longer, where there is something to decide.
READ_MS = 3 * TOAST_MS
# Threads begin at the first call, never at import: Reflex forks its workers.
_pool = ThreadPoolExecutor(4, thread_name_prefix="ui")


@dataclass
class Sent:
    """The number under which a browser sent what is being done; 0 where it waits for no answer."""

    number: int = 0


sending: ContextVar[Sent | None] = ContextVar("sending", default=None)


@dataclass(frozen=True)
class RequestContext:
    """What a read or verb called from a screen is given: a session, who asks, and their clock."""

    session: Session
    actor: Actor
    now: datetime
    zone: ZoneInfo
    locale: str = numbers.PLAIN  # how the person writes numbers and days

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def clock(self) -> str:
        """The time an answer is true: “14:03”."""
        return f"{self.now.astimezone(self.zone):%H:%M}"


async def run(job: Callable[..., T], *args: Any) -> T:
    """Do slow work on the screens' own threads, never on the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_pool, functools.partial(job, *args))


class Page(rx.State, mixin=True):
    """Gives a page's state its ways to the database. `ready` when there is something to show."""

    ready: bool = False
    missing: bool = False

    def _locale(self) -> str:
        """How the person's browser writes numbers, as it says with each connection."""
        return self.router.headers.accept_language or numbers.PLAIN

    async def _read(self, ask: Callable[[RequestContext], T]) -> T:
        """Answer from one snapshot, as the person signed in; raises NotSignedIn."""
        return await run(reading_as, cookie_of(self), ask, self._locale())

    async def _read_shared(self, ask: Callable[[RequestContext], T]) -> T:
        """The same, read once for all tabs of the person: `ask` is a function by name, and nobody changes its value."""
        return await run(reading_as, cookie_of(self), partial(shared, ask), self._locale())

    async def _write(self, do: Callable[[RequestContext], T]) -> tuple[T, str]:
        """One operation, all of it or nothing; returns its result, and its batch if it can be undone."""
        sent = sending.get() or Sent()
        write = partial(writing_as, locale=self._locale(), number=sent.number)
        done = await run(write, cookie_of(self), do)
        sent.number = 0  # what else it writes is no second time
        return done

    def _take(self, values: Mapping[str, object]) -> None:
        """Show what was read; only what differs is sent to the browser."""
        for name, value in values.items():
            if getattr(self, name) != value:
                setattr(self, name, value)


def reading_as(token: str, ask: Callable[[RequestContext], T], locale: str = numbers.PLAIN) -> T:
    """Answer from one snapshot as whoever the cookie speaks for (for background handlers)."""
    with db.reading() as session:
        return ask(_context(session, token, locale))


def shared(ask: Callable[[RequestContext], T], context: RequestContext) -> T:
    """What was read a moment ago for the same person under the same rights, if nothing was written since."""
    key = ask, context.actor, context.zone, context.today, context.locale
    return readings.shared(context.session, key, lambda: ask(context))


def planning_as(token: str, plan: Callable[[RequestContext], T]) -> T:
    """Plan as whoever the cookie speaks for; nothing of it is written."""
    with db.planning() as session:
        return plan(_context(session, token, numbers.PLAIN))


def writing_as(
    token: str,
    do: Callable[[RequestContext], T],
    *,
    batch: str = "",
    locale: str = numbers.PLAIN,
    number: int = 0,
) -> tuple[T, str]:
    """One operation as whoever the cookie speaks for, and its batch, if some of it can be undone.

    With `batch` it is one more part of an operation. With `number` it was sent under that, and raises
    DoneBefore where that is done.
    """
    with db.writing(batch) as session:
        context = _context(session, token, locale)
        if number:
            numbered.note(session, context.actor.user_id or 0, number, now=context.now)
        done = do(context)
        return done, undoing.offered(session, session.info["batch"])


def _context(session: Session, token: str, locale: str) -> RequestContext:
    now = datetime.now(UTC)
    actor = sessions.actor_of(session, token, now=now)
    return RequestContext(session, actor, now, zone(session), locale)


def handler(function: Callable[..., Awaitable[Any]]) -> Any:
    """An event handler whose refusals become sentences on the screen; what was typed stays."""

    @functools.wraps(function)
    async def handled(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            await acquaint(self)
            return await function(self, *args, **kwargs)
        except NotSignedIn:
            return rx.redirect("/signin")
        except WorkError as refusal:
            return refused(refusal)

    return rx.event(handled)


def loader(function: Callable[..., Awaitable[Any]]) -> Any:
    """Like `handler`, for filling a page: what can't be seen shows as missing."""

    @functools.wraps(function)
    async def loaded(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            self.missing = False
            return await function(self, *args, **kwargs)
        except NotSignedIn:
            return rx.redirect(sign_in_from(self))
        except NotFound:
            self.missing, self.ready = True, True
            return None
        except WorkError as refusal:
            return refused(refusal)

    return rx.event(loaded)


async def acquaint(page: Any) -> None:
    """Read what the page shows before anything is done on it, where its state knows nothing yet.

    After a restart what a browser kept arrives before the page's own reading.
    """
    if not isinstance(page, Page) or page.ready:
        return
    load = getattr(type(page), "load", None)
    if load is not None:
        await load.fn(page)


def refused(refusal: WorkError) -> Any:
    return calls.toast(refusal.sentence, level="error", milliseconds=TOAST_MS)


def toast(
    what: str, batch: str = "", *, label: str = "Undo", other: calls.Button | None = None
) -> Any:
    """A toast that says what changed; with a batch it offers to undo it.

    `other` is what else may have been meant: such a toast stays until it was read.
    """
    undo = calls.button(label, Undo.undo(batch)) if batch else None
    stays = READ_MS if other else TOAST_MS
    return calls.toast(what, milliseconds=stays, action=undo, other=other)


class Undo(Page, rx.State):
    """Takes back what a toast offered to."""

    @handler
    async def offer(self, what: str, batch: str) -> Any:
        """The browser saved something over the API: say so, and offer to take it back."""
        return toast(what, batch)

    @handler
    async def undo(self, batch: str) -> Any:
        """What a toast or a line of the history offered."""
        undone, again = await self._write(lambda d: undoing.undo(d.session, batch, by=d.actor))
        return toast(undone.sentence, again, label="Redo")

    @handler
    async def undo_last(self, shows: list[str] | None = None) -> Any:
        """Ctrl-z: one's own newest change that the page shows, by its topics; also from before a reload."""
        try:
            undone, again = await self._write(
                lambda d: undoing.undo_last(
                    d.session, by=d.actor, is_meant=_shown(d, shows), shown=shows or ()
                )
            )
        except undoing.Elsewhere as last:
            return toast(last.sentence, last.batch, label="Undo it")
        except undoing.Deletes as last:
            return toast(last.sentence, last.batch, label="Delete it")
        if undone.refusal:
            return refused(undone.refusal)
        return toast(undone.sentence, again, label="Redo")

    @handler
    async def redo_last(self, shows: list[str] | None = None) -> Any:
        """Ctrl-shift-z: what was taken back last of what the page shows."""
        try:
            undone, again = await self._write(
                lambda d: undoing.redo_last(d.session, by=d.actor, is_meant=_shown(d, shows))
            )
        except undoing.Elsewhere as last:
            return toast(last.sentence, last.batch, label="Redo it")
        if undone.refusal:
            return refused(undone.refusal)
        return toast(undone.sentence, again)


def _shown(
    context: RequestContext, shows: list[str] | None
) -> Callable[[Sequence[Event]], bool] | None:
    """Whether a page of these topics shows what some events did; none where it may show anything."""
    if shows is None or ALL in shows:
        return None
    wanted = set(shows)

    def shown(events: Sequence[Event]) -> bool:
        touched = live.touched(context.session, events, actor=context.actor)
        return ALL in touched or not wanted.isdisjoint(touched)

    return shown
