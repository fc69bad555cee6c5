"""Runs the consumers in one thread: woken by a commit, and looking twice a second for others'."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy.exc import OperationalError

from app import db
from app.consumers import consumer
from app.consumers.consumer import STRETCH, Consumer
from app.consumers.pace import LONGEST, SHORTEST, Pace
from app.domain.errors import Busy

log = logging.getLogger(__name__)
LOOK = 0.5  # seconds between looks at what other processes wrote
TRIES = 3  # before events are handled one by one and the bad one is left behind with a note
PAUSE = 30.0  # seconds until spare-time work that failed is tried again
# The machine's trouble, not the events': tried again until it passes, nothing is left behind.
PASSING = (Busy, OSError, MemoryError, sqlite3.OperationalError, OperationalError)
# How libraries of the index tell of a full disk, in errors of their own.
NO_SPACE = ("No space left", "disk is full", "StorageFull")


class Loop:
    """Consumers at work. `idle` is called when all have read what they could; it returns True for more work."""

    def __init__(
        self,
        consumers: Sequence[Consumer],
        *,
        idle: Callable[[], bool] | None = None,
        pace: Pace | None = None,
    ) -> None:
        """With a `pace` it rests between two looks while requests are answered."""
        self._consumers = consumers
        self._idle = idle
        self._pace = pace or Pace()
        self._rest_until = 0.0
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._failures: dict[str, int] = {}
        self._thread = threading.Thread(target=self._run, name="consumers", daemon=True)
        self._unhook: Callable[[], None] | None = None

    def start(self) -> None:
        self._unhook = db.on_commit(self._woken.set)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end, and wait until it has."""
        self._stopping.set()
        self._woken.set()
        if self._unhook:
            self._unhook()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            # Cleared first: what is written meanwhile is looked for again.
            self._woken.clear()
            handled = [self._step(one) for one in self._consumers]
            much = max(handled, default=0) >= STRETCH
            more = not much and self._rest()
            if not any(handled) and not more:
                self._woken.wait(LOOK)
            self._pace.rest(self._stopping, longest=SHORTEST if much or more else LONGEST)

    def _rest(self) -> bool:
        if self._idle is None or time.monotonic() < self._rest_until:
            return False
        try:
            return bool(self._idle())
        except Exception:
            log.exception("the consumers' spare-time work failed")
            self._rest_until = time.monotonic() + PAUSE
            return False

    def _step(self, one: Consumer) -> int:
        try:
            if self._failures.get(one.name, 0) < TRIES:
                handled = consumer.step(one)
            else:
                handled = self._one_by_one(one)
        except Exception as error:
            log.exception("%s stumbled", one.name)
            self._count(one, error)
            return 0
        self._failures[one.name] = 0
        return handled

    def _count(self, one: Consumer, error: Exception) -> None:
        """Wait a little longer each time; trouble that passes is never held against the events."""
        failures = self._failures.get(one.name, 0) + 1
        self._failures[one.name] = min(failures, TRIES - 1) if _passes(error) else failures
        self._stopping.wait(min(5.0, 0.2 * 2**failures))

    def _one_by_one(self, one: Consumer) -> int:
        """Handle the stretch event by event, and leave only those behind that can't be handled."""
        events = consumer.unread(one.name)
        for event in events:
            try:
                one.handle([event])
            except Exception as error:
                if _passes(error):
                    raise
                log.exception("%s leaves event %s behind", one.name, event.id)
                consumer.pass_over(one.name, event, error, now=datetime.now(UTC))
            else:
                consumer.move(one.name, event.id or 0)
        return len(events)


def catch_up(consumers: Sequence[Consumer]) -> int:
    """Run the consumers until nothing is unread; returns how many events were handled."""
    total = 0
    while handled := sum(consumer.step(one) for one in consumers):
        total += handled
    return total


def _passes(error: Exception) -> bool:
    return isinstance(error, PASSING) or any(words in str(error) for words in NO_SPACE)
