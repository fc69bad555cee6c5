"""An import comes in step by step and shows at once; it can be cut off anywhere, and taken away whole."""

import contextlib
import multiprocessing
import os
import random
import re
import signal
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, func, select

from app import access, db
from app.assist import documents
from app.consumers.indexer import Indexer
from app.importing import removing, runs
from app.importing.plan import (
    AttachmentPlan,
    CommentPlan,
    DocPlan,
    GoalPlan,
    ImportRefused,
    PersonPlan,
    Plan,
    RelationPlan,
    StatusPlan,
    Step,
    TaskPlan,
)
from app.models import (
    Doc,
    Event,
    ExternalRef,
    ImportRun,
    StagedEvent,
    Tag,
    Task,
    TaskList,
    User,
    metadata,
)
from app.reads import goals as goal_reads
from app.reads import people as people_reads
from app.reads import tasks as task_reads
from app.work import tasks
from tests.conftest import NOW, assemble
from tests.consumers.conftest import ALICE, World

CLOCK = re.compile(r"20[^\"]+T[\d:.]+\+00:00")
THEN = datetime(2025, 3, 3, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch):
    """Nobody waits for the lock here."""
    monkeypatch.setattr(runs, "REST", 0.0)
    monkeypatch.setattr(removing, "REST", 0.0)


def a_plan(count: int = 12, *, key: str = "XY") -> Plan:
    """A project with everything a plan can hold."""
    people = [PersonPlan("ada", "Ada Lovelace"), PersonPlan("bob", "Bob", "bob@example.com")]

    def one(number: int) -> TaskPlan:
        made = THEN + timedelta(days=number)
        return TaskPlan(
            external_id=f"{key}-{number}",
            number=number,
            title=f"Zebra {number}",
            text=f"About zebra {number}",
            author="ada",
            created=made,
            updated=made + timedelta(days=2),
            steps=[Step("Open", made), Step("Ready", made + timedelta(days=1), "bob")],
            assignees=["bob"],
            tags=["striped"],
            parent=f"{key}-{number - 1}" if number % 4 == 0 else "",
            comments=[CommentPlan(f"c{number}", "ada", made, None, f"Zebra word {number}")],
            attachments=[AttachmentPlan(f"a{number}", "z.png", 3, "image/png", "ada", made)],
        )

    return Plan(
        source=f"test:{key}",
        key=key,
        name="Zebras",
        list_name="Zebra work",
        people=people,
        statuses=[StatusPlan("Open", "unstarted"), StatusPlan("Ready", "done")],
        tasks=[one(number) for number in range(1, count + 1)],
        relations=[RelationPlan("blocks", f"{key}-1", f"{key}-2")],
        docs=[
            DocPlan("top", "Zebra page", "See (doc:below) and zebras"),
            DocPlan("below", "Zebra page below", "More zebras", parent="top"),
        ],
        goals=[
            GoalPlan(
                "g",
                "Zebra goal",
                "Zebras win",
                "ada",
                "in_progress",
                THEN.date(),
                THEN.date() + timedelta(days=90),
                doc="top",
            )
        ],
    )


def _in(plan: Plan, folder: Path, **more: Any) -> dict[str, Any]:
    return runs.run_import(plan, now=NOW, folder=folder, **more).plain()


def _seen() -> dict[str, Any]:
    """What anybody could notice of zebras, as the owner sees it."""
    with db.reading() as session:
        owner = access.actor(session, ALICE)
        machine = access.machine(session)
        ids = documents.of(session, documents.every_id(session))[0]
        return {
            "tasks": len(task_reads.rows(session, [], actor=owner, limit=1000)),
            "machine": len(task_reads.rows(session, [], actor=machine, limit=1000)),
            "events": session.exec(select(func.count()).select_from(Event)).one(),
            "people": sorted(p.name for p in people_reads.everyone(session, actor=owner)),
            "members": len(people_reads.members(session, actor=owner)),
            "documents": sorted(d.id for d in ids),
            "places": (owner.spaces, owner.lists, machine.spaces, machine.lists),
            "goals": sorted(goal_reads.lines(session, actor=owner, now=NOW, today=NOW.date())),
        }


def _records() -> dict[str, list[Any]]:
    """All that was made, but for what differs by nature: batches and hashes of passwords."""
    queries = {
        "tasks": "SELECT * FROM task ORDER BY id",
        "comments": "SELECT * FROM comment ORDER BY id",
        # That there was an import stays told, whatever becomes of it. What a verb dates by the clock differs from run to run; what the source dates does not.
        "events": "SELECT id, CASE WHEN at > '2026-11-19' THEN 'now' ELSE at END, actor_kind, actor_id, kind, subject_kind, subject_id, list_id,"
        " space_id, changes FROM event WHERE kind NOT LIKE 'security.import%' ORDER BY id",
        "refs": "SELECT source, kind, external_id, local_id, content_hash, run_id"
        " FROM external_ref ORDER BY id",
        "spaces": "SELECT * FROM space ORDER BY id",
        "lists": "SELECT * FROM task_list ORDER BY id",
        "statuses": "SELECT * FROM status ORDER BY id",
        "docs": "SELECT * FROM doc ORDER BY id",
        "goals": "SELECT id, title, state, owner_id, space_id FROM goal ORDER BY id",
        "people": "SELECT id, email, name, import_run_id FROM user ORDER BY id",
        "relations": "SELECT kind, from_id, to_id FROM relation ORDER BY id",
        "assignees": "SELECT * FROM task_assignee ORDER BY 1, 2",
        "attachments": "SELECT * FROM attachment ORDER BY id",
    }
    with db.reading() as session:
        return {
            name: [
                tuple(CLOCK.sub("now", v) if isinstance(v, str) else v for v in row)
                for row in session.connection().execute(text(query))
            ]
            for name, query in queries.items()
        }


def _until(step: int):
    """A progress that ends the process (as far as the code can tell) after some steps."""

    def tell(done: int, _all: int) -> None:
        if done >= step:
            raise KeyboardInterrupt

    return tell


def test_nobody_sees_an_import_before_it_is_whole(world: World, tmp_path, monkeypatch):
    """At every point of the staging: not in lists, counts, people, goals, search or the log."""
    before, looks = _seen(), []
    monkeypatch.setattr(runs, "HOLD", 0.0)  # a step a transaction

    def look(done: int, _all: int) -> None:
        with db.reading() as session:
            state = session.exec(select(ImportRun.state)).one()
        if state == "staging" and done % 5 == 0:
            looks.append(_seen() == before)

    _in(a_plan(), tmp_path, progress=look)

    assert len(looks) > 5
    assert all(looks)
    after = _seen()
    assert (after["tasks"], after["machine"]) == (before["tasks"] + 12, before["machine"] + 12)
    assert "Ada Lovelace" in after["people"]
    assert len(after["goals"]) == len(before["goals"]) + 1


def test_it_is_found_as_soon_as_it_is_published(world: World, tmp_path):
    _in(a_plan(), tmp_path)
    world.catch_up()

    assert {"task:1", "doc:1", "goal:1"} <= set(world.finds("zebra"))


def test_an_index_made_anew_meanwhile_files_nothing_hidden(world: World, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        _in(a_plan(), tmp_path, progress=_until(30))
    with db.reading() as session:
        ids = list(documents.every_id(session))
    Indexer(world.library).file(ids)

    assert world.finds("zebra") == []


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_cut_off_anywhere_it_goes_on_to_the_same_end(tmp_path, share):
    """The same rows with the same ids and events as without a cut."""
    _, undisturbed = _played(tmp_path / "whole", [])
    steps, disturbed = _played(tmp_path / "cut", [share, share + 0.02])

    assert disturbed == undisturbed
    assert steps > 40


def _played(folder: Path, cuts: list[float]) -> tuple[int, dict[str, list[Any]]]:
    """Import, change at the source, import again; each cut off where told. Returns steps and rows."""
    _founded(folder)
    most = [0]
    for plan in (a_plan(), a_changed_plan(a_plan(15))):
        for tell in [*(_at(cut, most) for cut in cuts), lambda _done, _all: None]:
            with contextlib.suppress(KeyboardInterrupt):
                _in(plan, folder, progress=tell)
                break
    rows = _records()
    db.close()
    return most[0], rows


def _founded(folder: Path) -> str:
    """A workspace of its own in a new folder, connected; returns its address."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'goalward.db'}"
    metadata.create_all(db.connect(url))
    with db.writing() as session:
        assemble(session)
    return url


def _at(share: float, most: list[int]):
    def tell(done: int, count: int) -> None:
        most[0] = count
        if done >= share * count:
            raise KeyboardInterrupt

    return tell


def a_changed_plan(plan: Plan) -> Plan:
    """The same project some days later: a title, a comment, a page, a status and a link are different."""
    first, *rest = plan.tasks
    said = CommentPlan("new", "bob", THEN + timedelta(days=40), None, "Late word")
    first = replace(
        first,
        title="Zebra renamed",
        comments=[*first.comments, said],
        steps=[*first.steps, Step("Gone", THEN + timedelta(days=50))],
    )
    return replace(
        plan,
        tasks=[first, *rest],
        statuses=[*plan.statuses, StatusPlan("Gone", "cancelled")],
        docs=[*plan.docs, DocPlan("third", "Third page", "Newest zebra")],
        goals=[replace(plan.goals[0], state="achieved")],
        relations=[*plan.relations, RelationPlan("relates", "XY-1", "XY-15")],
    )


def test_what_goes_to_a_place_people_see_stays_hidden_too(world: World, tmp_path, monkeypatch):
    _in(a_plan(), tmp_path)
    before, looks = _seen(), []
    monkeypatch.setattr(runs, "HOLD", 0.0)

    def look(done: int, _all: int) -> None:
        with db.reading() as session:
            state = session.exec(select(ImportRun.state).order_by(col(ImportRun.id).desc())).first()
        if state == "staging" and done % 5 == 0:
            looks.append(_seen() == before)

    report = _in(a_changed_plan(a_plan(15)), tmp_path, progress=look)

    assert looks
    assert all(looks)
    assert (report["created"]["tasks"], report["created"]["docs"]) == (3, 1)
    assert (report["updated"]["tasks"], report["updated"]["goals"]) == (1, 1)
    with db.reading() as session:
        fresh = session.exec(select(Task).where(Task.title == "Zebra 14")).one()
        home = session.exec(select(TaskList).where(TaskList.name == "Zebra work")).one()
        made = session.exec(
            select(Event).where(Event.kind == "task.created", Event.subject_id == fresh.id)
        ).one()
        renamed = session.exec(select(Task).where(Task.key == "XY-1")).one()
        pages = session.exec(select(Doc.space_id)).all()
    assert fresh.list_id == made.list_id == made.changes["list_id"][1] == home.id
    assert len(set(pages)) == 1
    assert (renamed.title, renamed.category) == ("Zebra renamed", "cancelled")


def test_a_second_import_makes_and_changes_nothing(world: World, tmp_path):
    _in(a_plan(), tmp_path)
    rows = _records()
    again = _in(a_plan(), tmp_path)

    assert (again["created"], again["updated"]) == ({}, {})
    assert _records() == rows


def test_events_come_after_what_readers_of_the_log_have_read(world: World, tmp_path):
    """Whoever reads the log by id misses nothing, though it was staged while others wrote."""
    world.do(lambda s, by: tasks.create(s, world.home, title="Before", by=by))
    with pytest.raises(KeyboardInterrupt):
        _in(a_plan(), tmp_path, progress=_until(30))
    world.do(lambda s, by: tasks.create(s, world.home, title="Between", by=by))
    with db.reading() as session:
        read = session.exec(select(func.max(Event.id))).one() or 0
    _in(a_plan(), tmp_path)

    with db.reading() as session:
        later = session.exec(select(Event).where(col(Event.id) > read)).all()
        staged = session.exec(select(StagedEvent)).all()
    assert sum(e.kind == "task.created" for e in later) == 12
    *theirs, told = later
    assert len({e.batch for e in theirs}) == 1
    assert told.kind == "security.imported"
    assert min(e.at for e in later) < NOW - timedelta(days=300)
    assert staged == []


def test_an_import_cut_off_stands_in_the_way_of_others_by_name(world: World, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        _in(a_plan(), tmp_path, progress=_until(30))

    with pytest.raises(ImportRefused, match=r"--resume 1.*--remove 1"):
        _in(a_plan(key="QQ"), tmp_path)
    assert runs.resume(1, folder=tmp_path).plain()["created"]["tasks"] == 12
    assert _in(a_plan(key="QQ"), tmp_path)["created"]["tasks"] == 12


def test_two_imports_at_once_are_refused(world: World, tmp_path):
    begun, go_on = threading.Event(), threading.Event()

    def wait(_done: int, _all: int) -> None:
        begun.set()
        go_on.wait(30)

    first = threading.Thread(target=_in, args=(a_plan(), tmp_path), kwargs={"progress": wait})
    first.start()
    begun.wait(30)
    try:
        with pytest.raises(ImportRefused, match="Another import is running"):
            _in(a_plan(key="QQ"), tmp_path)
    finally:
        go_on.set()
        first.join(60)


def test_what_is_broken_leaves_nothing(world: World, tmp_path):
    before, plan = _records(), a_plan()
    broken = replace(plan, goals=[replace(plan.goals[0], period_end=THEN.date() - timedelta(9))])

    with pytest.raises(Exception, match="end"):
        _in(broken, tmp_path)

    assert _records() == before
    assert not list((tmp_path / "imports").glob("*"))
    assert _in(plan, tmp_path)["created"]["tasks"] == 12


@pytest.mark.parametrize("step", [20, 1000])
def test_removed_as_a_whole_nothing_of_it_is_left(world: World, tmp_path, step):
    """Cut off or complete: the workspace is as before, and nothing of it is found."""
    before = _records()
    with contextlib.suppress(KeyboardInterrupt):
        _in(a_plan(), tmp_path, progress=_until(step))
    world.catch_up()
    runs.remove(1, folder=tmp_path)
    world.catch_up()

    after = _records()
    after["events"] = [e for e in after["events"] if e[4] != "workspace.changed"]
    assert after == before
    assert world.finds("zebra") == []
    with db.reading() as session:
        assert session.exec(select(StagedEvent)).all() == []
        assert session.exec(select(Tag)).all() == []
    assert _in(a_plan(), tmp_path)["created"]["tasks"] == 12


def test_removing_many_lets_others_in_between(world: World, tmp_path):
    """No transaction erases more than a hundred tasks, however quick the machine is."""

    def count() -> int:
        with db.reading() as session:
            return session.exec(select(func.count()).select_from(Task)).one()

    before = count()
    _in(a_plan(130), tmp_path)
    there = [count()]
    stop = db.on_commit(lambda: there.append(count()))
    runs.remove(1, folder=tmp_path)
    stop()

    assert (there[0], there[-1]) == (before + 130, before)
    erased = [one - other for one, other in pairwise(there)]
    assert max(erased) <= 100
    assert sum(one > 0 for one in erased) >= 3


def test_removing_keeps_what_people_made_in_its_place(world: World, tmp_path):
    _in(a_plan(), tmp_path)
    with db.reading() as session:
        home = session.exec(select(TaskList).where(TaskList.name == "Zebra work")).one()
    world.do(lambda s, by: tasks.create(s, home.id or 0, title="Ours", by=by))
    runs.remove(1, folder=tmp_path)

    with db.reading() as session:
        owner = access.actor(session, ALICE)
        titles = [row.title for row in task_reads.rows(session, [], actor=owner, limit=100)]
        assert titles == ["Ours"]
        assert session.exec(select(ExternalRef)).all() == []


def test_a_removal_cut_off_is_gone_on_with(world: World, tmp_path):
    _in(a_plan(), tmp_path)
    with pytest.raises(KeyboardInterrupt):
        runs.remove(1, folder=tmp_path, progress=_until(10))
    with pytest.raises(ImportRefused, match="--remove 1"):
        _in(a_plan(), tmp_path)
    runs.remove(1, folder=tmp_path)

    with db.reading() as session:
        assert session.exec(select(Task)).all() == []
        assert session.exec(select(User).where(User.name == "Ada Lovelace")).all() == []


def _import_in_process(url: str, folder: Path, pause: float) -> None:
    db.connect(url)
    runs.REST = pause
    runs.HOLD = 0.0
    _in(a_plan(), folder)


@pytest.mark.parametrize("seed", [7])
def test_a_process_killed_at_any_moment_leaves_what_can_be_gone_on_with(tmp_path, seed):
    """kill -9, again and again; then the same import to the end: nothing twice, nothing missing."""
    url = _founded(tmp_path / "cut")
    dice = random.Random(seed)
    context = multiprocessing.get_context("spawn")
    for _ in range(2):
        process = context.Process(target=_import_in_process, args=(url, tmp_path / "cut", 0.01))
        process.start()
        _wait_for_steps(dice.randint(5, 60))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
    _in(a_plan(), tmp_path / "cut")
    disturbed = _records()
    db.close()
    undisturbed = _once(tmp_path / "whole")

    assert disturbed == undisturbed


def _wait_for_steps(count: int) -> None:
    """Until the other process has come so far (or is done)."""
    tick = threading.Event()
    for _ in range(6000):
        with db.reading() as session:
            run = session.exec(select(ImportRun)).first()
        if run is not None and (run.steps_done >= count or run.state != "staging"):
            return
        tick.wait(0.01)
    raise AssertionError("the other process never came so far")


def _once(folder: Path) -> dict[str, list[Any]]:
    _founded(folder)
    _in(a_plan(), folder)
    rows = _records()
    db.close()
    return rows
