"""Writes last week's summaries, on Mondays at 08:00 workspace time or as soon after as it runs."""

import time
from datetime import UTC, datetime

from app import db
from app.assist import summaries

LOOK = 60.0  # seconds between looks at the clock


class WeeklyScheduler:
    """Call `look` in spare time; it acts at most once a minute."""

    def __init__(self) -> None:
        self._next = 0.0

    def look(self) -> bool:
        """Write one summary that is due; True when there may be more to write."""
        if time.monotonic() < self._next:
            return False
        with db.reading() as session:
            due = summaries.due(session, now=datetime.now(UTC))
        if not due:
            self._next = time.monotonic() + LOOK
            return False
        week, kind, item_id = due[0]
        with db.writing() as session:
            summaries.write(session, week=week, subject=(kind, item_id), now=datetime.now(UTC))
        return len(due) > 1
