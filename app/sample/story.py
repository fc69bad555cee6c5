"""What the telling of the sample company needs, and what it has made so far."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from app import access
from app.domain.access import Actor
from app.models import ExternalRef, Goal, Space, Task, TaskList, User
from app.models.imports import SAMPLE
from app.sample.cast import FULL_NAMES
from app.sample.words import Words

WEEKS = 12


@dataclass
class Story:
    """One telling. Its session is another one after each pause; what it made before is known by id."""

    session: Session
    by: Actor  # who asked for it
    now: datetime
    staff: dict[str, User] = field(default_factory=dict[str, User])
    actors: dict[str, Actor] = field(default_factory=dict[str, Actor])
    spaces: dict[str, Space] = field(default_factory=dict[str, Space])
    goals: dict[str, Goal] = field(default_factory=dict[str, Goal])
    lists: dict[str, TaskList] = field(default_factory=dict[str, TaskList])
    tasks: dict[str, Task] = field(default_factory=dict[str, Task])
    keys: dict[str, str] = field(default_factory=dict[str, str])  # of tasks, by title

    @property
    def begin(self) -> datetime:
        return self.now - timedelta(weeks=WEEKS)

    def machine(self) -> Actor:
        """The workspace's own hands, with the places made so far open to them."""
        return access.machine(self.session)

    def actor(self, first_name: str) -> Actor:
        """Somebody of the cast by first name."""
        return self.actors[FULL_NAMES[first_name]]

    def worded(self, text: str, at: datetime) -> str:
        """A text with its days and tasks filled in, as it was written at a moment."""
        return Words(at, self.now, self.keys).fill(text)

    def mark(self, kind: str, name: str, local_id: int) -> None:
        """Remember that a person, space or goal is sample; all else hangs on these."""
        ref = ExternalRef(source=SAMPLE, kind=kind, external_id=name, local_id=local_id)
        self.session.add(ref)
