"""How much may come in: a bucket that fills again with time, for each socket and for each origin of sockets."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Allowance:
    """So many a second, and so many at once after a rest."""

    a_second: float
    at_once: float


@dataclass
class Bucket:
    """What is left of an allowance. Taking more than there is means waiting."""

    allowance: Allowance
    left: float
    at: float

    def take(self, cost: float, *, now: float) -> float:
        """Take it in any case; returns the seconds to wait before going on."""
        most, pace = self.allowance.at_once, self.allowance.a_second
        self.left = min(most, self.left + (now - self.at) * pace) - cost
        self.at = now
        return max(0.0, -self.left / pace)

    def is_full(self, *, now: float) -> bool:
        return self.left + (now - self.at) * self.allowance.a_second >= self.allowance.at_once


@dataclass
class Buckets:
    """A bucket for each key, forgotten when it is full again."""

    allowance: Allowance
    clock: Callable[[], float] = time.monotonic
    _found: dict[str, Bucket] = field(default_factory=dict[str, Bucket])
    _swept_at: float = 0.0

    def take(self, key: str, cost: float = 1) -> float:
        """Seconds to wait before going on."""
        now = self.clock()
        self._sweep(now)
        bucket = self._found.get(key)
        if bucket is None:
            bucket = self._found[key] = Bucket(self.allowance, self.allowance.at_once, now)
        return bucket.take(cost, now=now)

    def allows(self, key: str) -> bool:
        """Take one, if there is one; what is refused costs nothing."""
        if self.take(key) == 0:
            return True
        self.take(key, -1)
        return False

    def __len__(self) -> int:
        return len(self._found)

    def _sweep(self, now: float) -> None:
        if now - self._swept_at < SWEEP:
            return
        self._swept_at = now
        full = [key for key, bucket in self._found.items() if bucket.is_full(now=now)]
        for key in full:
            del self._found[key]


SWEEP = 30.0  # seconds between looks for buckets that are full again
