"""How long the write lock is held, and how long savers wait, while the heaviest work runs.

One process does the heavy work on a workspace of 10,000 tasks; another saves a task every 20 ms.
Run it with `python -m tests.bench.write_lock`; what single changes cost says `tests.bench.large_changes`.
"""

import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event as Flag
from pathlib import Path
from typing import Any

from app import access, db, locking
from app.consumers import snapshots, upkeep
from app.importing import runs
from app.importing.plan import CommentPlan, PersonPlan, Plan, StatusPlan, Step, TaskPlan
from app.models import metadata
from app.work import lists, people, spaces, tasks
from knowledge.library import Library
from tests.bench.words import WORDS
from tests.fakes import WordEmbedder

TASKS, PEOPLE = 10_000, 50
EVERY = 0.02  # seconds between saves


def plan(dice: random.Random, count: int) -> Plan:
    """A project of `count` tasks with two comments and three steps each."""
    begin = datetime(2025, 1, 6, 9, tzinfo=UTC)
    who = [PersonPlan(f"p{n}", f"Person {n}") for n in range(PEOPLE)]

    def one(number: int) -> TaskPlan:
        made = begin + timedelta(minutes=number * 40)
        names = ("Open", "In progress", "Done")
        return TaskPlan(
            external_id=f"T-{number}",
            number=number,
            title=" ".join(dice.sample(WORDS, 6)),
            text=" ".join(dice.choices(WORDS, k=40)),
            author=dice.choice(who).external_id,
            created=made,
            updated=made + timedelta(days=3),
            steps=[Step(name, made + timedelta(days=day)) for day, name in enumerate(names)],
            assignees=[dice.choice(who).external_id],
            tags=[dice.choice(WORDS)],
            parent=f"T-{number - 1}" if number % 10 == 0 else "",
            comments=[
                CommentPlan(
                    f"C-{number}-{n}",
                    dice.choice(who).external_id,
                    made + timedelta(hours=n),
                    None,
                    " ".join(dice.choices(WORDS, k=30)),
                )
                for n in range(2)
            ],
        )

    return Plan(
        source="bench:T",
        key="BIG",
        name="Big",
        list_name="Work",
        people=who,
        statuses=[
            StatusPlan("Open", "unstarted"),
            StatusPlan("In progress", "started"),
            StatusPlan("Done", "done"),
        ],
        tasks=[one(number) for number in range(1, count + 1)],
    )


def save(url: str, task_id: int, begun: Flag, done: Flag, told: Any) -> None:
    """Another process: a person who saves again and again; reports waits and failures."""
    db.connect(url)
    waits: list[float] = []
    failed = 0
    number = 0
    begun.set()
    while not done.is_set():
        number += 1
        started = time.perf_counter()
        try:
            with db.writing() as session:
                tasks.edit(session, task_id, title=f"Title {number}", by=access.actor(session, 1))
        except Exception:  # noqa: BLE001 - whatever it is, somebody's save failed
            failed += 1
        waits.append(time.perf_counter() - started)
        time.sleep(EVERY)
    told.put((waits, failed))


def during(name: str, url: str, task_id: int, job: Callable[[], object]) -> None:
    """Do the job while another process saves; print what both saw."""
    context = multiprocessing.get_context("spawn")
    begun, done, told = context.Event(), context.Event(), context.Queue()
    saver = context.Process(target=save, args=(url, task_id, begun, done, told))
    saver.start()
    begun.wait(60)
    locking.holds.forget()
    started = time.perf_counter()
    job()
    took = time.perf_counter() - started
    done.set()
    waits, failed = told.get(timeout=120)
    saver.join(timeout=60)
    held, worked = locking.holds.held(), locking.holds.worked()
    _tell(f"{name}, {took:.1f} s: lock held", held.count, held.p50, held.p99, held.longest)
    _tell("    of that at work", worked.count, worked.p50, worked.p99, worked.longest)
    found = sorted(one * 1000 for one in waits)
    p99 = found[int(len(found) * 0.99)]
    _tell("    a save elsewhere took", len(found), statistics.median(found), p99, found[-1])
    print(f"    saves that failed: {failed} of {len(waits)}", flush=True)


def _tell(name: str, count: int, p50: float, p99: float, longest: float) -> None:
    print(
        f"{name:50} n {count:6}  p50 {p50:8.1f} ms  p99 {p99:8.1f} ms  max {longest:8.1f} ms",
        flush=True,
    )


def main(count: int = TASKS) -> None:
    """Import, reindex and take snapshots, each under a stream of saves."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/goalward.db"
        metadata.create_all(db.connect(url))
        now = datetime.now(UTC)
        with db.writing() as session:
            people.found(
                session,
                email="a@example.com",
                name="Alice",
                password="correct horse",
                workspace="Acme",
            )
        with db.writing() as session:
            home = spaces.create(session, key="ENG", name="Eng", by=access.actor(session, 1))
        with db.writing() as session:
            by = access.actor(session, 1)
            place = lists.create(session, home.id or 0, name="Platform", by=by)
        with db.writing() as session:
            task_id = tasks.create(
                session, place.id or 0, title="Mine", by=access.actor(session, 1)
            ).id
        made = plan(random.Random(7), count)
        library = Library(Path(folder) / "library", embedder=WordEmbedder())
        for name, job in (
            (f"import of {count} tasks", lambda: imported(made, Path(folder))),
            ("the same again", lambda: imported(made, Path(folder))),
            ("snapshots of goals, ten times", lambda: _snapshots(now)),
            ("reindex", lambda: upkeep.reindex(library, lambda *_: None)),
            ("removing the import", lambda: runs.remove(1, folder=Path(folder))),
        ):
            during(name, url, task_id or 0, job)
        library.close()
        db.close()


def imported(made: Plan, folder: Path) -> None:
    runs.bring_in(made, now=datetime.now(UTC), folder=folder)


def _snapshots(now: datetime) -> None:
    for _ in range(10):
        snapshots.take(now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TASKS)
