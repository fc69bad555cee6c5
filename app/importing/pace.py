"""How many steps of a kind fit into one short transaction, learned from how long they took."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

MOST = 100  # steps taken at once: what they write is one statement a table


class Pace:
    """Cuts work by the time it takes: a slow machine, or heavy records, get smaller portions."""

    def __init__(self) -> None:
        self._each: dict[Callable[..., object], float] = {}  # seconds a step of this kind takes
        self._last: dict[Callable[..., object], int] = {}
        self._began = self._hold = 0.0
        self._is_first = True

    def begin(self, hold: float) -> "Pace":
        """A transaction begins that should work for `hold` seconds; one step is taken at least."""
        self._began, self._hold, self._is_first = time.perf_counter(), hold, True
        return self

    def many(self, do: Callable[..., object]) -> int:
        """How many steps of this kind there is time for; 0: none."""
        left = self._hold - (time.perf_counter() - self._began)
        fit = int(left / self._each[do]) if do in self._each else int(left > 0)
        # What was quick once may be slow next time: no more than twice as many as then.
        fit = min(MOST, fit, 2 * self._last.get(do, 1))
        return max(fit, 1) if self._is_first else max(fit, 0)

    @contextmanager
    def timed(self, do: Callable[..., object], count: int) -> Generator[None]:
        """Learn from these steps, while they are done."""
        self._is_first = False
        began = time.perf_counter()
        yield
        self._each[do] = (time.perf_counter() - began) / count
        self._last[do] = count
