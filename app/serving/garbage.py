"""What is no longer needed: Python's garbage collector, out of the way of whoever waits, and memory given back.

A full collection stops every thread while it looks at every object: 0.3 to 1 s with two hundred tabs open, and Python
begins one whenever a quarter more objects are there, which is exactly when many people come. So what is loaded for
good is left out of it, and a full collection waits for a moment in which nobody does.

What was freed stays with the process in holes between what is still used, in as many heaps as threads asked at once:
some 15 MB a minute with fifty people at work. Few heaps, and giving back each minute what is whole, holds it level.
"""

import ctypes
import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.consumers.pace import Pace

# New objects until the young ones are looked at; that many times until the middle ones are; the old ones: never by itself.
YOUNG, MIDDLE, NEVER = 10_000, 10, 1_000_000
# Looks at the middle ones (each 100,000 objects that stayed) after which a full collection is worth its while.
ENOUGH = 30
# How many heaps glibc may have (eight a core, unless told), as its `mallopt` is told so.
HEAPS, MOST_HEAPS = 2, -8
GIVEN_BACK = 60.0  # seconds from one giving back to the next; it takes some 20 ms, without the interpreter's lock
QUIET = 0.5  # seconds without a request after which nobody is likely to wait for it
LONGEST = 600.0  # seconds it waits for that


def settle() -> None:
    """Leave what is loaded now out of every later collection: it stays until the process ends."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)


def few_heaps() -> None:
    """Let this process and those it forks have few heaps; nothing where the C library has no such choice."""
    if set_option := _of_the_c_library("mallopt"):
        set_option(MOST_HEAPS, HEAPS)


def give_back() -> None:
    """Hand whole pages that nothing uses to the system; nothing where the C library does so by itself."""
    if trim := _of_the_c_library("malloc_trim"):
        trim(0)


def _of_the_c_library(name: str) -> Callable[..., int] | None:
    return getattr(ctypes.CDLL(None), name, None)


@dataclass
class Tidying:
    """A full collection when enough has gathered: at the first quiet moment, or when that does not come.

    Memory that is free is given back every minute.
    """

    pace: Pace
    now: Callable[[], float] = time.monotonic
    give_back: Callable[[], None] = give_back
    _due_since: float | None = field(default=None)
    _given_back: float = field(default=float("-inf"))

    def look(self) -> bool:
        """Do what it is time for; False, for there is never more to do at once."""
        self._collect()
        if self.now() - self._given_back >= GIVEN_BACK:
            self.give_back()
            self._given_back = self.now()
        return False

    def _collect(self) -> None:
        if gc.get_count()[2] < ENOUGH:
            return
        if self._due_since is None:
            self._due_since = self.now()
        if self.pace.quiet_seconds >= QUIET or self.now() - self._due_since >= LONGEST:
            gc.collect()
            self._due_since = None
