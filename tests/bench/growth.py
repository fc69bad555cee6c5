"""What a hundred times the tasks costs: the same pages and questions at 1,000 and at 100,000."""

import os
import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session

from app import access, db
from app.assist import assistant
from app.domain.access import Actor
from app.models import metadata
from app.reads import goals, goto, home, spaces, taskpage, tasks
from app.work import goals as planning
from app.work import lists, people, relations
from app.work import spaces as places
from app.work import tasks as working
from knowledge.library import Library
from tests.bench.measure import spans
from tests.bench.words import WORDS
from tests.fakes import WordEmbedder

SMALL, TIMES, LISTS = 1_000, 100, 10


def main() -> None:
    """Print the p95 at both sizes and their ratio; the budget is at most twice."""
    print(f"growth {SMALL:,} to {SMALL * TIMES:,} tasks · load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        metadata.create_all(db.connect(f"sqlite:///{folder}/goalward.db"))
        _fill()
        db.tune()
        library = Library(Path(folder) / "library", embedder=WordEmbedder())
        before = {name: spans(job, times=20).p95 for name, job in _jobs(library).items()}
        _multiply()
        db.tune()
        for name, job in _jobs(library).items():
            after = spans(job, times=10).p95
            print(
                f"{name:32} {before[name]:8.1f} ms → {after:8.1f} ms   × {after / before[name]:.1f}",
                flush=True,
            )
        library.close()
        db.close()


def _fill() -> None:
    dice = random.Random(3)
    now = datetime.now(UTC)
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice Moreau",
            password="correct horse",
            workspace="Bench",
        )
        for number in range(2, 13):
            people.add(
                session,
                email=f"p{number}@example.com",
                name=f"Person Number{number}",
                role="member",
                by=None,
            )
    with db.writing() as session:
        space = places.create(session, key="ENG", name="Engineering", by=access.machine(session))
        made = [
            lists.create(session, space.id or 0, name=f"Team {n}", by=access.machine(session))
            for n in range(LISTS)
        ]
        by = access.machine(session)
        goal = planning.create(
            session,
            title="EU launch",
            state="in_progress",
            by=by,
            period_start=now.date().replace(day=1),
            period_end=now.date().replace(month=12, day=31),
        )
        lists.edit(session, made[0].id or 0, goal_id=goal.id, by=by)
        ids = [
            working.create(
                session,
                made[n % LISTS].id or 0,
                title=" ".join(dice.sample(WORDS, 6)),
                by=by,
                priority=dice.randint(0, 4),
                assignees=[1 + n % 12],
                tags=[dice.choice(WORDS)],
            ).id
            or 0
            for n in range(SMALL)
        ]
        for n in range(0, 80, 2):
            relations.relate(session, ids[n], kind="blocks", to_task=ids[n + 1], by=by)


def _multiply() -> None:
    """Ninety-nine more of everything, in lists and spaces of their own."""
    with db.writing() as session:
        run = session.connection().execute
        for copy in range(1, TIMES):
            shift = {"t": copy * 1_000_000, "l": copy * 1_000, "s": copy}
            if copy % 10 == 0:  # a space for every ten thousand tasks
                run(
                    text(
                        "INSERT INTO space (id, key, name, description, is_private, next_number, rank, created_at) SELECT id + :s, key || :s, name || ' ' || :s, '', 0, next_number, rank, created_at FROM space WHERE id = 1"
                    ),
                    shift,
                )
            _copy(
                session,
                "task_list",
                "id < 100",
                {
                    "id": "id + :l",
                    "space_id": "1 + (:s / 10) * 10",
                    "name": "name || ' of ' || :s",
                    "goal_id": "NULL",
                },
                shift,
            )
            _copy(
                session,
                "task",
                "id < 1000000",
                {
                    "id": "id + :t",
                    "key": "key || 'X' || :s",
                    "number": "number + :t",
                    "list_id": "list_id + :l",
                    "space_id": "1 + (:s / 10) * 10",
                },
                shift,
            )
            run(
                text(
                    "INSERT INTO task_assignee SELECT task_id + :t, user_id FROM task_assignee WHERE task_id < 1000000"
                ),
                shift,
            )
            run(
                text(
                    "INSERT INTO task_tag SELECT task_id + :t, tag_id FROM task_tag WHERE task_id < 1000000"
                ),
                shift,
            )


def _copy(
    session: Session, table: str, where: str, changed: dict[str, str], shift: dict[str, int]
) -> None:
    columns = [row[1] for row in session.connection().execute(text(f"PRAGMA table_info({table})"))]
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    session.connection().execute(
        text(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {where}"), shift
    )


def _jobs(library: Library) -> dict[str, Callable[[], object]]:
    now = datetime.now(UTC)

    def read(job: Callable[[Session, Actor], object]) -> Callable[[], object]:
        def once() -> object:
            with db.reading() as session:
                return job(session, access.actor(session, 1))

        return once

    def ask(question: str) -> Callable[[], object]:
        return read(lambda s, a: assistant.ask(s, a, question, now=now, library=library))

    return {
        "a list of 100": read(lambda s, a: tasks.of_list(s, 1, actor=a)),
        "200 tasks for the API": read(
            lambda s, a: tasks.rows(s, [], actor=a, limit=201, order=[tasks.T.id])
        ),
        "a task's page": read(
            lambda s, a: taskpage.page(s, "ENG-1", actor=a, now=now, today=now.date())
        ),
        "goals": read(lambda s, a: goals.lines(s, actor=a, now=now, today=now.date())),
        "sidebar": read(lambda s, a: spaces.tree(s, actor=a)),
        "my work": read(lambda s, a: home.own_work(s, actor=a, today=now.date())),
        "palette": read(lambda s, a: goto.matches(s, "latency", actor=a)),
        "ask: how is EU launch going?": ask("how is EU launch going?"),
        "ask: what is overdue in Team 1?": ask("what is overdue in Team 1?"),
        "ask: how many open tasks in Team 1": ask("how many open tasks in Team 1?"),
    }
