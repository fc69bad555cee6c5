"""Runs the followers in one thread: woken by a commit, and looking twice a second for others'."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from app import db
from app.followers import follower
from app.followers.follower import Follower

log = logging.getLogger(__name__)
LOOK = 0.5  # seconds between looks at what other processes wrote
TRIES = 3  # before a stretch is left behind with a note


class Loop:
    """Followers at work. `idle` is called when all have read everything; it returns True for more work."""

    def __init__(
        self, followers: Sequence[Follower], *, idle: Callable[[], bool] | None = None
    ) -> None:
        self._followers = followers
        self._idle = idle
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._failures: dict[str, int] = {}
        self._thread = threading.Thread(target=self._run, name="followers", daemon=True)
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
            handled = sum(self._step(one) for one in self._followers)
            busy = handled > 0 or self._rest()
            if not busy:
                self._woken.wait(LOOK)
            self._woken.clear()

    def _rest(self) -> bool:
        try:
            return bool(self._idle and self._idle())
        except Exception:
            log.exception("the followers' spare-time work failed")
            return False

    def _step(self, one: Follower) -> int:
        try:
            handled = follower.step(one)
        except Exception as error:  # noqa: BLE001 - noted as a Stumble, then the log goes on
            self._stumbled(one, error)
            return 0
        self._failures[one.name] = 0
        return handled

    def _stumbled(self, one: Follower, error: Exception) -> None:
        log.error("%s stumbled", one.name, exc_info=error)
        self._failures[one.name] = self._failures.get(one.name, 0) + 1
        if self._failures[one.name] >= TRIES:
            self._failures[one.name] = 0
            follower.skip(one, error, now=datetime.now(UTC))
        else:
            self._stopping.wait(min(5.0, 0.2 * 2 ** self._failures[one.name]))


def catch_up(followers: Sequence[Follower]) -> int:
    """Run the followers until nothing is unread; returns how many events were handled."""
    total = 0
    while handled := sum(follower.step(one) for one in followers):
        total += handled
    return total
