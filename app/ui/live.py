"""Tells each open tab what changed of what its person may see, so that a page reads again only what it shows."""

import asyncio
import contextlib
import threading
from datetime import UTC, datetime

import reflex as rx
from reflex_base.event import Event as Signal

from app import db
from app.domain.errors import NotSignedIn
from app.reads import live
from app.reads.live import Change, Heard
from app.ui.base import run
from app.ui.guard import cookie_of
from app.work import sessions

# Seconds between looks at the log (another process may have written), and after telling the tabs
# (a bulk change tells them once).
LOOK, REST = 0.5, 0.25
# Changes kept for tabs that lag behind; who lags further reads everything again.
KEPT = 2000


class Feed:
    """The latest changes of the log, read once for all tabs; `since` answers from memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changes: list[Change] = []
        self._from = 0  # the event after which nothing is missing
        self.version = 0

    def start(self) -> None:
        """Begin at the end of the log: what was before is on every page that opens."""
        with db.reading() as session:
            self.version = self._from = live.newest(session)
        self._changes = []

    def look(self) -> int | None:
        """Read what the log has gained; the event it was read up to before, or None when there is nothing."""
        with db.reading() as session:
            version = live.newest(session)
            if version == self.version:
                return None
            found = live.since(session, self.version) if version > self.version else None
        with self._lock:
            before = self.version
            if found is None:
                self._changes, self._from = [], version
            else:
                self._changes = [*self._changes, *found][-KEPT:]
                if len(self._changes) == KEPT:
                    self._from = self._changes[0].id
            self.version = version
            return min(before, version)

    def since(self, event_id: int) -> list[Change] | None:
        """The changes after an event, or None when some are no longer kept."""
        with self._lock:
            if event_id < self._from:
                return None
            return [one for one in self._changes if one.id > event_id]

    def heard(self, token: str, after: int) -> Heard:
        """What whoever the cookie speaks for is told; raises NotSignedIn."""
        changes = self.since(after)
        with db.reading() as session:
            actor = sessions.actor_of(session, token, now=datetime.now(UTC))
        return live.heard(changes, version=self.version, actor=actor)


feed = Feed()


class Live(rx.State):
    """What changed last, by topic; a page reads again when one of its topics is touched."""

    version: int = 0
    touched: list[str] = []
    _seen: int = 0

    @rx.event
    async def heard(self, after: int) -> None:
        """The log grew beyond the event `after`. Whoever calls it learns what their cookie may see."""
        token = cookie_of(self)
        if not token:
            return
        try:
            found = await run(feed.heard, token, max(self._seen, after))
        except NotSignedIn:
            # The page reads again, and that leads to the sign-in page.
            self.touched, self.version = [live.ACCESS], self.version + 1
            return
        self._seen = found.version
        if found.topics:
            self.touched, self.version = list(found.topics), found.version


async def watch(reflex_app: rx.App) -> None:
    """Run for the life of the server: every change of the log reaches the tabs it concerns."""
    loop, grown = asyncio.get_running_loop(), asyncio.Event()

    def committed() -> None:
        loop.call_soon_threadsafe(grown.set)

    stop = db.on_commit(committed)
    try:
        await run(feed.start)
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(grown.wait(), LOOK)
            grown.clear()
            before = await run(feed.look)
            if before is not None:
                await tell(reflex_app, before)
                await asyncio.sleep(REST)
    finally:
        stop()


async def tell(app: rx.App, after: int) -> None:
    """Send every open tab the signal; a tab that closed meanwhile is passed over."""
    namespace = app.event_namespace
    if namespace is None:
        return
    with app.set_contexts():
        for token in list(namespace.token_to_sid):
            with contextlib.suppress(KeyError):
                signal = Signal.from_event_type(Live.heard(after))[0]
                await app.event_processor.enqueue(token, signal)
