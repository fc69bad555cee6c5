"""A small workspace of random rows: each nullable value often empty, much of it private or deleted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from sqlmodel import Session

from app.models import (
    Comment,
    Folder,
    Goal,
    Link,
    ListMember,
    Relation,
    Space,
    SpaceMember,
    Status,
    Tag,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
)
from tests.random_filters import TODAY

T = TypeVar("T")
ALICE, BOB, CAROL = 1, 2, 3
MADE = datetime(2026, 1, 1, tzinfo=UTC)
STAMPS = {"created_at": MADE, "updated_at": MADE}
GOALS, LISTS, TASKS = list(range(1, 6)), list(range(1, 7)), list(range(1, 11))
STATUSES = (
    ("Review", "started"),
    ("review", "started"),
    ("Done", "done"),
    ("Prüfung", "backlog"),
    ("PRÜFUNG", "unstarted"),
    ("Doing", "cancelled"),
)
TAGS = ("later", "Über", "x_y", "xzy", "Größe")
TITLES = ("Rotate keys", "über alles", "ÜBER 100%", "a_b", "back\\slash", "B")
TEXTS = ("", "", "KEYS 100 %", "Über a", "zz")


@dataclass
class Dice:
    """Chance, from one seed."""

    rng: Random

    def maybe(self, value: T, often: float = 0.5) -> T | None:
        return value if self.rng.random() < often else None

    def some(self, pool: list[int], often: float) -> list[int]:
        return [one for one in pool if self.rng.random() < often]

    def gone(self) -> datetime | None:
        return self.maybe(MADE, 0.12)

    def moment(self) -> datetime:
        return datetime(2026, 11, 18, 0, 30, tzinfo=UTC) + timedelta(
            hours=self.rng.randint(-200, 200)
        )

    def day(self) -> date:
        return TODAY + timedelta(days=self.rng.randint(-12, 12))


def populate(session: Session, rng: Random) -> None:
    """Fill an empty workspace in which the cast is there already."""
    dice = Dice(rng)
    _places(session, dice)
    for number in TASKS:
        session.add(_task(number, dice))
        session.flush()
    _around_tasks(session, dice)
    _targets(session, dice)
    for user in (BOB, CAROL):
        session.add_all(SpaceMember(space_id=i, user_id=user) for i in dice.some([1, 3], 0.4))
        session.add_all(ListMember(list_id=i, user_id=user) for i in dice.some(LISTS, 0.4))
    session.flush()


def _places(session: Session, dice: Dice) -> None:
    for i in (1, 2, 3):
        session.add(Space(id=i, key=f"S{i}", name=f"Space {i}", is_private=i == 3, created_at=MADE))
    session.flush()
    for i in GOALS:
        space, parent = dice.maybe(dice.rng.randint(1, 3)), dice.maybe(dice.rng.randint(1, i))
        above = parent if parent != i else None
        session.add(
            Goal(
                id=i,
                title=f"Goal {i}",
                space_id=space,
                parent_id=above,
                deleted_at=dice.gone(),
                **STAMPS,
            )
        )
        session.flush()
    for i in (1, 2, 3):
        goal = dice.maybe(dice.rng.choice(GOALS))
        session.add(
            Folder(
                id=i,
                space_id=i,
                name=f"Folder {i}",
                goal_id=goal,
                deleted_at=dice.gone(),
                created_at=MADE,
            )
        )
    session.flush()
    for i in LISTS:
        space = (i - 1) % 3 + 1
        session.add(
            TaskList(
                id=i,
                space_id=space,
                folder_id=dice.maybe(space),
                name=f"List {i}",
                is_private=dice.rng.random() < 0.3,
                is_upkeep=dice.rng.random() < 0.2,
                goal_id=dice.maybe(dice.rng.choice(GOALS), 0.4),
                deleted_at=dice.gone(),
                created_at=MADE,
            )
        )
    for i, (name, category) in enumerate(STATUSES, 1):
        session.add(Status(id=i, space_id=1, name=name, category=category))
    session.add_all(Tag(id=i, name=name) for i, name in enumerate(TAGS, 1))
    session.flush()


def _task(number: int, dice: Dice) -> Task:
    rng, maybe = dice.rng, dice.maybe
    home, status = rng.choice(LISTS), rng.randint(1, len(STATUSES))
    parent = maybe(rng.randint(1, number))
    return Task(
        id=number,
        space_id=(home - 1) % 3 + 1,
        number=number,
        key=f"{'ENG' if number % 2 else 'SEC'}-{number}",
        list_id=home,
        parent_id=parent if parent != number else None,
        title=rng.choice(TITLES),
        description=rng.choice(TEXTS),
        status_id=status,
        category=STATUSES[status - 1][1],
        priority=rng.randint(0, 4),
        start=maybe(dice.day()),
        due=maybe(dice.day()),
        estimate_minutes=maybe(rng.randint(0, 4)),
        points=maybe(rng.choice((0, 0.5, 1, 2, 3))),
        is_upkeep=rng.random() < 0.3,
        created_by=maybe(rng.randint(1, 3), 0.7),
        created_at=dice.moment(),
        updated_at=dice.moment(),
        started_at=maybe(dice.moment()),
        done_at=maybe(dice.moment()),
        deleted_at=dice.gone(),
    )


def _around_tasks(session: Session, dice: Dice) -> None:
    rng, add, add_all = dice.rng, session.add, session.add_all
    for task in TASKS:
        add_all(TaskAssignee(task_id=task, user_id=i) for i in dice.some([1, 2, 3], 0.3))
        add_all(TaskTag(task_id=task, tag_id=i) for i in dice.some([1, 2, 3, 4, 5], 0.2))
        for goal in dice.some(GOALS, 0.12):
            add(Link(from_kind="task", from_id=task, to_kind="goal", to_id=goal, created_at=MADE))
        for other in dice.some([i for i in TASKS if i != task], 0.12):
            kind = rng.choice(("blocks", "blocks", "relates"))
            add(Relation(kind=kind, from_id=task, to_id=other, created_at=MADE))
        for _ in range(rng.choice((0, 0, 1, 3))):
            kind = rng.choice(("task", "task", "goal"))
            add(
                Comment(
                    subject_kind=kind,
                    subject_id=task,
                    text="hm",
                    deleted_at=dice.gone(),
                    created_at=MADE,
                )
            )
    session.flush()


def _targets(session: Session, dice: Dice) -> None:
    for i in (1, 2):
        goal = dice.rng.choice(GOALS)
        session.add(
            Target(id=i, goal_id=goal, name="Done", kind="tasks", deleted_at=dice.gone(), **STAMPS)
        )
    session.flush()
    for i in (1, 2):
        session.add_all(TargetTask(target_id=i, task_id=t) for t in dice.some(TASKS, 0.15))
        session.add_all(TargetList(target_id=i, list_id=t) for t in dice.some(LISTS, 0.15))
    session.flush()
