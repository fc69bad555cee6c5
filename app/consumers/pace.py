"""Whether somebody is being answered: work that can wait lets answers go first, but never waits for long."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

# Seconds without a request after which nobody is waiting.
QUIET = 0.1
# The longest rest between two looks at the log: a change is found at most this, and the filing itself, later.
LONGEST = 0.5
# Rest where much waits, so that four fifths of the time go into the filing however busy the screens are.
SHORTEST = 0.05


@dataclass
class Pace:
    """The requests of this process. Safe to share between threads."""

    _answering: int = 0
    _last: float = field(default=float("-inf"))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def answering(self) -> Generator[None]:
        """A request is answered within."""
        with self._lock:
            self._answering += 1
        try:
            yield
        finally:
            with self._lock:
                self._answering -= 1
                self._last = time.monotonic()

    def note(self) -> None:
        """Somebody asked for something just now."""
        self._last = time.monotonic()

    @property
    def quiet_seconds(self) -> float:
        """For how long nobody has been answered."""
        return 0.0 if self._answering else time.monotonic() - self._last

    @property
    def is_quiet(self) -> bool:
        """Nobody is being answered, and nobody was a moment ago."""
        return not self._answering and self.quiet_seconds >= QUIET

    def rest(self, stopping: threading.Event, *, longest: float) -> None:
        """Return when it is quiet, after `longest` seconds, or when `stopping` is set."""
        until = time.monotonic() + longest
        while not self.is_quiet and (left := until - time.monotonic()) > 0:
            if stopping.wait(min(QUIET, left)):
                return


# One a process, like its requests.
requests = Pace()
