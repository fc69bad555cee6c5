"""One socket as the server sees it: where it comes from, who sits behind it, and what it has cost."""

import asyncio
import logging
import time
from collections import Counter
from dataclasses import dataclass, field

from app.ui.sockets.budget import Allowance, Bucket, Buckets

log = logging.getLogger(__name__)
# Events and bytes of one socket, of all sockets nobody signed in has opened from one address, and of all tabs of
# one session. Who sends more waits (the socket is not read meanwhile); nothing that was sent is lost by it.
OF_SOCKET = Allowance(25, 120)
BYTES_OF_SOCKET = Allowance(256 * 1024, 2 * 1024 * 1024)
OF_ADDRESS, BYTES_OF_ADDRESS = Allowance(60, 240), Allowance(512 * 1024, 2 * 1024 * 1024)
OF_SESSION, BYTES_OF_SESSION = Allowance(100, 400), Allowance(1024 * 1024, 8 * 1024 * 1024)
# New sockets of nobody from one address. Each costs a state tree.
NEW = Allowance(1, 40)
# An event that fits no handler costs as much as so many that do; after so many of them a socket is closed.
UNFIT_COSTS, MOST_UNFIT = 10, 20
# Open sockets of nobody from one address, of one session, and of all.
MOST_OF_ADDRESS, MOST_OF_SESSION, MOST = 40, 100, 4_000
# Seconds until a socket that was not greeted (or has lost its person) is closed.
GREETED_WITHIN = 10.0
# Characters of one message: of somebody signed in (a doc's text may be long), and of nobody.
LONGEST, LONGEST_OF_NOBODY = 1_000_000, 64_000

events_of = {True: Buckets(OF_SESSION), False: Buckets(OF_ADDRESS)}
bytes_of = {True: Buckets(BYTES_OF_SESSION), False: Buckets(BYTES_OF_ADDRESS)}
opened = Buckets(NEW)
# Lines in the log about what was refused: a few at once, then one every ten seconds.
lines = Buckets(Allowance(0.1, 5))
open_links: Counter[str] = Counter()


@dataclass(eq=False)
class Link:
    """A socket; `session` is the digest of the session it was opened with, or nothing."""

    address: str
    session: str = ""
    is_greeted: bool = False
    is_closed: bool = False
    unfit: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _events: Bucket = field(
        default_factory=lambda: Bucket(OF_SOCKET, OF_SOCKET.at_once, time.monotonic())
    )
    _bytes: Bucket = field(
        default_factory=lambda: Bucket(BYTES_OF_SOCKET, BYTES_OF_SOCKET.at_once, time.monotonic())
    )

    @property
    def key(self) -> str:
        """Whose budget it shares: the person's session, else the address's."""
        return self.session or self.address

    @property
    def longest(self) -> int:
        return LONGEST if self.session else LONGEST_OF_NOBODY

    def is_one_too_many(self) -> bool:
        most = MOST_OF_SESSION if self.session else MOST_OF_ADDRESS
        return open_links[self.key] >= most or open_links.total() >= MOST

    def wait(self, size: int) -> float:
        """Note a message of so many characters; returns the seconds until the next may be read."""
        known, now = bool(self.session), time.monotonic()
        return max(
            self._events.take(1, now=now),
            self._bytes.take(size, now=now),
            events_of[known].take(self.key),
            bytes_of[known].take(self.key, size),
        )

    def blame(self, why: str) -> None:
        """What came fits nothing: it costs more, and too much of it ends the socket."""
        self.unfit += 1
        self._events.take(UNFIT_COSTS, now=time.monotonic())
        events_of[bool(self.session)].take(self.key, UNFIT_COSTS)
        note(why)
        if self.unfit >= MOST_UNFIT:
            self.end()

    def end(self) -> None:
        self.ended.set()


def note(why: str) -> None:
    """One plain line in the log, now and then."""
    if lines.allows("refused"):
        log.warning("refused on a socket: %s", why)
