"""What the telling of the sample company needs, and what it has made so far."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from app import access
from app.domain.access import Actor
from app.models import ExternalRef, Goal, Space, Task, TaskList, User
from app.models.imports import SAMPLE

WEEKS = 12


@dataclass
class Story:
    """One telling. Its session is another one after each pause; what it made before is known by id."""

    session: Session
    by: Actor  # who asked for it
    now: datetime
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    staff: dict[str, User] = field(default_factory=dict[str, User])
    actors: dict[str, Actor] = field(default_factory=dict[str, Actor])
    spaces: dict[str, Space] = field(default_factory=dict[str, Space])
    goals: dict[str, Goal] = field(default_factory=dict[str, Goal])
    lists: dict[str, TaskList] = field(default_factory=dict[str, TaskList])
    tasks: dict[str, Task] = field(default_factory=dict[str, Task])
    statuses: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def begin(self) -> datetime:
        return self.now - timedelta(weeks=WEEKS)

    def machine(self) -> Actor:
        """The workspace's own hands, with the places made so far open to them."""
        return access.machine(self.session)

    def moment(self, day: datetime) -> datetime:
        """Some working hour of the day, or of the next working day."""
        while day.weekday() > 4:
            day += timedelta(days=1)
        at = day.replace(
            hour=self.dice.randint(8, 16),
            minute=self.dice.randint(0, 59),
            second=self.dice.randint(0, 59),
        )
        return min(at, self.now - timedelta(minutes=self.dice.randint(5, 90)))

    def mark(self, kind: str, name: str, local_id: int) -> None:
        """Remember that a person, space or goal is sample; all else hangs on these."""
        ref = ExternalRef(source=SAMPLE, kind=kind, external_id=name, local_id=local_id)
        self.session.add(ref)
