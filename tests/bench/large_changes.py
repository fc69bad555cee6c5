"""What a person's largest changes cost while they hold the write lock: processor time, and statements.

Processor time is what the change itself needs; how long it took beside others says `write_lock`.
Run it with `python -m tests.bench.large_changes`.
"""

import random
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from app import access, db, locking, sample
from app.domain.access import Actor
from app.importing import runs
from app.lookups import statuses_of
from app.models import Task, TaskList, metadata
from app.work import lists, people, spaces, statuses, tasks
from app.work.undo import stack
from tests.bench.write_lock import plan
from tests.statements import counted

TASKS, MANY = 10_000, 1_000
BUDGET = 100  # milliseconds

Do = Callable[[Session, Actor], object]


def told(name: str, do: Callable[[], object]) -> None:
    """Do it and print its longest hold."""
    locking.holds.forget()
    began = time.perf_counter()
    with counted() as statements:
        do()
    took = (time.perf_counter() - began) * 1000
    worked, held = locking.holds.worked(), locking.holds.held()
    mark = "" if worked.longest <= BUDGET else "  ABOVE THE BUDGET"
    print(
        f"{name:52} {held.count:5} writes  longest {worked.longest:7.1f} ms CPU ({held.longest:7.1f} ms)"
        f"  {len(statements):6} statements  {took / 1000:6.1f} s{mark}",
        flush=True,
    )


def one(do: Do) -> Callable[[], object]:
    """As one operation of the owner."""

    def done() -> object:
        with db.writing() as session:
            return do(session, access.actor(session, 1))

    return done


@contextmanager
def big(count: int) -> Generator[Path]:
    """A workspace with a list of so many tasks (the import itself is told)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        metadata.create_all(db.connect(f"sqlite:///{folder}/goalward.db"))
        with db.writing() as session:
            people.found(
                session,
                email="a@example.com",
                name="Alice",
                password="correct horse",
                workspace="A",
            )
        one(lambda s, by: spaces.create(s, key="BIG", name="Big", by=by))()
        one(lambda s, by: lists.create(s, 1, name="Work", by=by))()
        made = plan(random.Random(7), count)
        told(
            f"import of {count} tasks into a list that was here",
            lambda: runs.run_import(made, now=datetime.now(UTC), folder=folder),
        )
        db.tune()
        yield folder
        db.close()


def main(count: int = TASKS, many: int = MANY) -> None:
    with big(count) as folder:
        with db.reading() as session:
            home = session.exec(select(Task.list_id)).first() or 0
            keys = list(session.exec(select(Task.key).order_by(col(Task.id)).limit(many)))
            parent_id = session.exec(select(func.max(Task.id))).one() or 0
        last = one(lambda s, by: stack.undo_last(s, by=by))
        again = one(lambda s, by: stack.redo_last(s, by=by))
        told(f"deleting {many} tasks", one(lambda s, by: tasks.delete_many(s, keys, by=by)))
        told("  undo", last)
        told("  redo", again)
        told("  undo", last)
        _under(home, parent_id, many=4 * many)
        told(
            f"deleting a task with {4 * many} subtasks",
            one(lambda s, by: tasks.delete(s, parent_id, by=by)),
        )
        told("  undo", last)
        _in_one_status(home)
        with db.reading() as session:
            status_id, other_id = _two_statuses(session, home)
        told(
            f"a status of {count} tasks means something else",
            one(lambda s, by: statuses.edit(s, status_id, category="started", by=by)),
        )
        told("  undo", last)
        told(
            f"removing a status of {count} tasks",
            one(lambda s, by: statuses.remove(s, status_id, into=other_id, by=by)),
        )
        told("  undo", last)
        for noun, verb, back in (
            (f"list of {count} tasks", lists.delete, lists.restore),
            (f"space of {count} tasks", spaces.delete, spaces.restore),
        ):
            subject = home if verb is lists.delete else 1
            told(f"deleting a {noun}", one(lambda s, by, v=verb, i=subject: v(s, i, by=by)))
            told("  undo", last)
            told("  redo", again)
            told("  restoring it", one(lambda s, by, v=back, i=subject: v(s, i, by=by)))
        with db.reading() as session:
            owner = access.actor(session, 1)
        now = datetime.now(UTC)
        told("the sample company", lambda: sample.make(by=owner, now=now, folder=folder))
        told("  taking it away", lambda: sample.remove(now=now, folder=folder))


def _under(home: int, parent_id: int, *, many: int) -> None:
    """Put so many tasks under one, without events: it is how they stand, not what is measured."""
    with db.writing() as session:
        some = select(Task.id).where(Task.list_id == home, Task.id != parent_id).limit(many)
        session.exec(update(Task).where(col(Task.id).in_(some)).values(parent_id=parent_id))


def _in_one_status(home: int) -> None:
    """Put all tasks of a list in one status, without events."""
    with db.writing() as session:
        status_id, _ = _two_statuses(session, home)
        session.exec(
            update(Task)
            .where(col(Task.list_id) == home)
            .values(status_id=status_id, category="unstarted", started_at=None, done_at=None)
        )


def _two_statuses(session: Session, home: int) -> tuple[int, int]:
    """One for open work, and another of the list."""
    every = statuses_of(session, session.get_one(TaskList, home))
    first = next(one for one in every if one.category == "unstarted")
    other = next(one for one in every if one.category == "started")
    return first.id or 0, other.id or 0


if __name__ == "__main__":
    main()
