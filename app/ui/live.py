"""Tells each open tab what changed of what its person may see, so that a page reads again only what it shows."""

import asyncio
import contextlib
import threading
from collections.abc import Collection
from datetime import UTC, datetime
from typing import TypedDict

import reflex as rx

from app import db, identity
from app.domain.errors import NotSignedIn
from app.reads import live
from app.reads.changes import Change
from app.reads.live import Heard
from app.ui.base import run
from app.ui.sockets.namespace import Sockets
from app.ui.sockets.seats import NOBODY

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

    def heard(self, sessions: Collection[str], after: int) -> dict[str, Heard]:
        """What each of these browsers' sessions (digests) is told: worked out once, however many tabs it has."""
        changes = self.since(after)
        now, told = datetime.now(UTC), dict[str, Heard]()
        with db.reading() as session:
            for digest in sessions:
                try:
                    actor = identity.of_sign_in(session, digest, now=now)
                except NotSignedIn:
                    # The page reads again, and that leads to the sign-in page.
                    told[digest] = Heard(self.version, (live.ACCESS,))
                else:
                    mine = changes
                    if mine is None:  # what is hidden from them may be all that was much
                        mine = live.since_for(session, after, actor=actor)
                    told[digest] = live.heard(mine, version=self.version, actor=actor)
        return told


feed = Feed()


class Told(TypedDict):
    """What a tab is sent of `Live`."""

    version: int
    touched: list[str]


class Live(rx.State):
    """What changed last, by topic; a page reads again when one of its topics is touched.

    It is told to each socket as it is (`tell`): nothing of it is kept in the tabs' states, where each change would
    cost every tab an event of its own.
    """

    version: int = 0
    touched: list[str] = []


async def watch(sockets: Sockets) -> None:
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
                await tell(sockets, before)
                await asyncio.sleep(REST)
    finally:
        stop()


async def tell(sockets: Sockets, after: int) -> None:
    """Send every open tab what it may know of; one whose person may know of nothing is passed over."""
    seated = {sid: seat.session for sid, seat in sockets.seats.items() if seat != NOBODY}
    if not seated:
        return
    heard = await run(feed.heard, set(seated.values()), after)
    for sid, session in seated.items():
        if heard[session].topics:
            await sockets.show(sid, Live, _told(heard[session]))


def _told(heard: Heard) -> Told:
    return Told(version=heard.version, touched=list(heard.topics))
