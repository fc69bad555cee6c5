"""Python's garbage collector, out of the way of whoever waits.

A full collection stops every thread while it looks at every object: 0.3 to 1 s with two hundred tabs open, and Python
begins one whenever a quarter more objects are there, which is exactly when many people come. So what is loaded for
good is left out of it, and a full collection waits for a moment in which nobody does.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.consumers.pace import Pace

# New objects until the young ones are looked at; that many times until the middle ones are; the old ones: never by itself.
YOUNG, MIDDLE, NEVER = 10_000, 10, 1_000_000
# Looks at the middle ones (each 100,000 objects that stayed) after which a full collection is worth its while.
ENOUGH = 30
QUIET = 0.5  # seconds without a request after which nobody is likely to wait for it
LONGEST = 600.0  # seconds it waits for that


def settle() -> None:
    """Leave what is loaded now out of every later collection: it stays until the process ends."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)


@dataclass
class Tidying:
    """A full collection when enough has gathered: at the first quiet moment, or when that does not come."""

    pace: Pace
    now: Callable[[], float] = time.monotonic
    _due_since: float | None = field(default=None)

    def look(self) -> bool:
        """Collect if it is time; False, for there is never more to do at once."""
        if gc.get_count()[2] < ENOUGH:
            return False
        if self._due_since is None:
            self._due_since = self.now()
        if self.pace.quiet_seconds >= QUIET or self.now() - self._due_since >= LONGEST:
            gc.collect()
            self._due_since = None
        return False
