"""Makes a workspace of 10,000 tasks and 50,000 comments, and measures what people wait for."""

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlmodel import Session

from agents.reading.names import Gazetteer
from agents.reading.read import read as understand
from app import access, db
from app.api.views import plain_row
from app.assist import assistant, results
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.models import Comment, Event, TaskList, metadata
from app.reads import goals, goto, spaces, taskpage, tasks
from app.work import comments, lists, people, relations
from app.work import goals as planning
from app.work import spaces as places
from app.work import tasks as working
from knowledge.embedding import OnnxEmbedder
from knowledge.library import Library
from tests.bench import growth, screens, vectors
from tests.bench.measure import measure, of, tell
from tests.bench.words import WORDS
from tests.fakes import WordEmbedder

TASKS, COMMENTS, LISTS = 10_000, 50_000, 20
SERVED = 5_000  # comments where a server embeds all there is
ROOT = Path(__file__).resolve().parents[2]


def fill(session: Session, dice: random.Random, now: datetime, *, said: int = COMMENTS) -> None:
    """A workspace of the size the budgets speak of."""
    by = access.machine(session)
    home = places.create(
        session, key="ENG", name="Engineering", by=by, at=now - timedelta(days=400)
    )
    made: list[TaskList] = []
    for number in range(LISTS):
        by = access.machine(session)
        made.append(
            lists.create(
                session, home.id or 0, name=f"Team {number}", by=by, at=now - timedelta(days=400)
            )
        )
    by = access.machine(session)
    goal = planning.create(
        session,
        title="EU launch",
        state="in_progress",
        by=by,
        period_start=now.date() - timedelta(days=45),
        period_end=now.date() + timedelta(days=46),
    )
    lists.edit(session, made[0].id or 0, goal_id=goal.id, by=by)
    keys: list[int] = []
    for number in range(TASKS):
        at = now - timedelta(days=dice.randint(1, 360), seconds=number)
        due = now.date() + timedelta(days=dice.randint(-200, 200)) if number % 3 else None
        # Half of the work is in one large list, as it is in life.
        where = made[0] if number % 10 == 0 else made[number % LISTS]
        task = working.create(
            session,
            where.id or 0,
            title=" ".join(dice.sample(WORDS, 6)),
            description=" ".join(dice.choices(WORDS, k=40)),
            by=by,
            at=at,
            due=due,
            priority=dice.randint(0, 4),
            assignees=[dice.randint(1, 12)],
            tags=[dice.choice(WORDS)],
        )
        keys.append(task.id or 0)
    for number in range(0, 800, 2):
        relations.relate(
            session, keys[number], kind="blocks", to_task=keys[number + 1], by=by, at=now
        )
    for number in range(said):
        task_id = dice.choice(keys)
        row = Comment(
            subject_kind="task",
            subject_id=task_id,
            author_id=1 + number % 12,
            text=" ".join(dice.choices(WORDS, k=25)),
            created_at=now - timedelta(days=dice.randint(0, 300)),
        )
        session.add(row)
    session.add(
        Event(
            at=now,
            actor_kind="system",
            kind="workspace.changed",
            subject_kind="workspace",
            subject_id=1,
            batch="bench",
        )
    )


def main() -> None:
    dice, now = random.Random(3), datetime.now(UTC)
    print(
        f"{TASKS:,} tasks, {COMMENTS:,} comments · load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    with tempfile.TemporaryDirectory() as folder:
        metadata.create_all(db.connect(f"sqlite:///{folder}/goalward.db"))
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
            fill(session, dice, now)
        db.tune()
        library = Library(Path(folder) / "library", embedder=WordEmbedder())
        began = time.perf_counter()
        catch_up([Indexer(library)])
        with db.reading() as session:
            said = [f"comment:{i}" for i in range(1, COMMENTS + 1)]
        Indexer(library).file(said)
        print(
            f"filed by words in {time.perf_counter() - began:.0f} s: {library.counts()[1]:,} units"
        )
        library.warm_up()
        while library.embed_pending(512):
            pass
        _reads(library, now)
        _writes()
        library.close()
    _embedder()
    vectors.main()
    growth.main()
    screens.main(partial(fill, said=SERVED))
    print(
        f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most"
    )


def _reads(library: Library, now: datetime) -> None:
    def ask(question: str) -> Callable[[], object]:
        def job() -> object:
            with db.reading() as session:
                return assistant.ask(
                    session, access.actor(session, 1), question, now=now, library=library
                )

        return job

    def read(job: Callable[[Session, object], object]) -> Callable[[], object]:
        def once() -> object:
            with db.reading() as session:
                return job(session, access.actor(session, 1))

        return once

    for question in (
        "What is overdue?",
        "How is EU launch going?",
        "who works on what?",
        "what was added last week?",
        "how many open tasks by status",
        "why did the postgres migration fail?",
        "what is Person Number3 working on?",
    ):
        measure(f"ask: {question}", "150 / 400", ask(question), times=8)

    with db.reading() as session:
        actor = access.actor(session, 1)
        gateway = assistant.gateway_of(session, actor, now=now, library=library)
        names = Gazetteer.of(gateway.names())
        me = names.by_ref["person:1"]
        for question in (
            "who works on what?",
            "overdue urgent tasks in Team 3 that are not Bob's, due before friday",
        ):
            measure(
                f"reading: {question}",
                "10",
                partial(understand, question, names, today=gateway.today, me=me, zone=gateway.zone),
            )

    def search(words: str) -> Callable[[], object]:
        return read(lambda s, a: results.search(s, a, words, library=library, now=now))

    # Words that two units of five hold: read from FTS5 when first asked for, kept from then on.
    first = of([_spent(search(words)) for words in ("quota ledger retry", "vendor pilot draft")])
    tell("search: three common words, for the first time", first, "60")
    measure("search: token rollout outage", "30", search("token rollout outage"))
    measure(
        "list of about 1,400 tasks, as the browser gets it",
        "60",
        read(lambda s, a: [plain_row(r) for r in tasks.of_list(s, 1, actor=a)]),
        times=10,
    )
    measure(
        "200 tasks for the API",
        "12",
        read(lambda s, a: tasks.rows(s, [], actor=a, limit=201, order=[tasks.T.id])),
    )
    measure(
        "a task's page",
        "12",
        read(lambda s, a: taskpage.page(s, "ENG-1", actor=a, now=now, today=now.date())),
    )
    measure("goals", "50", read(lambda s, a: goals.lines(s, actor=a, now=now, today=now.date())))
    measure("sidebar", "50", read(lambda s, a: spaces.tree(s, actor=a)))
    measure("palette: “latency”", "50", read(lambda s, a: goto.matches(s, "latency", actor=a)))


def _spent(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def _writes() -> None:
    def create() -> object:
        with db.writing() as session:
            return working.create(session, 1, title="One more", by=access.actor(session, 1))

    def comment() -> object:
        with db.writing() as session:
            return comments.add(
                session, ("task", 1), text="One more word on #ENG-2", by=access.actor(session, 1)
            )

    measure("create a task", "6", create)
    measure("comment on a task", "6", comment)


def _embedder() -> None:
    embedder = OnnxEmbedder(ROOT / ".cache" / "models")
    began = time.perf_counter()
    embedder.warm()
    print(f"embedder loads in {time.perf_counter() - began:.1f} s")
    measure("embed a question", "5", lambda: embedder.embed(["what is overdue in engineering?"]))
    text = " ".join(random.Random(1).choices(WORDS, k=60))
    began = time.perf_counter()
    embedder.embed([text] * 128)
    print(f"embeds {128 / (time.perf_counter() - began):.0f} texts of 60 words a second")


if __name__ == "__main__":
    sys.exit(main())
