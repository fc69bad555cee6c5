"""At what time of a day things happened: some working hour, each after the one before."""

import random
from datetime import datetime, timedelta

from app.sample.words import working


class Hours:
    """The moments of one task's life, asked for from the first to the last; the same for the same title."""

    def __init__(self, title: str, now: datetime) -> None:
        self._dice = random.Random(title)
        self._now = now
        self._last = datetime.min.replace(tzinfo=now.tzinfo)

    def on(self, days_ago: int) -> datetime:
        """A moment of that day, or of the next working day; never ahead of now."""
        dice = self._dice
        at = working(self._now - timedelta(days=days_ago)).replace(
            hour=dice.randint(8, 16), minute=dice.randint(0, 59), second=dice.randint(0, 59)
        )
        at = min(at, self._now - timedelta(minutes=dice.randint(5, 90)))
        after = self._last + timedelta(minutes=dice.randint(3, 40)) if self._last.year > 1 else at
        self._last = min(max(at, after), self._now)
        return self._last
