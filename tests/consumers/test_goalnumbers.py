"""Each goal's number is kept, and equals what its work says at any moment."""

import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, delete, select

from app import access, db
from app.consumers import consumer, goalnumbers, upkeep
from app.consumers.goalnumbers import GoalNumbers
from app.consumers.loop import catch_up
from app.domain.errors import WorkError
from app.lookups import statuses_of
from app.models import Event, Goal, GoalNumber, Space, Target, Task, TaskList, metadata
from app.reads import goalnumbers as numbers
from app.reads import goals as reading
from app.work import goals, lists, spaces, targets, tasks, undo
from tests.conftest import NOW, assemble
from tests.consumers.conftest import Twice, World
from tests.statements import counted

FEW = st.integers(0, 4)
ACTS = st.lists(st.tuples(st.integers(0, 15), FEW, FEW, st.booleans()), max_size=24)


def _act(session: Session, by, kind: int, first: int, second: int) -> None:  # noqa: C901
    """One of the verbs that move numbers, on some rows; refusals are part of the game."""

    def one(model, at, **where):
        rows = session.exec(select(model).filter_by(**where).order_by(model.id)).all()
        return rows[at % len(rows)] if rows else None

    goal, other = one(Goal, first), one(Goal, second)
    task, target = one(Task, first), one(Target, first)
    home, place = one(TaskList, second), one(Space, second)
    match kind:
        case 0:
            goals.create(session, title="G", parent_id=goal and goal.id, by=by, space_id=place.id)
        case 1 if goal and other:
            goals.edit(session, goal.id, parent_id=other.id, weight=second, by=by)
        case 2 if goal:
            goals.close(
                session,
                goal.id,
                as_=("achieved", "dropped")[second % 2],
                progress=40.0,
                reason="",
                by=by,
            )
        case 3 if goal:
            goals.reopen(session, goal.id, by=by)
        case 4 if goal:
            goals.delete(session, goal.id, by=by)
        case 5 if goal:
            targets.add(session, goal.id, name="N", kind="number", target=10, current=second, by=by)
        case 6 if goal:
            counts = {"tasks": [task.id] if task else [], "lists": [home.id]}
            targets.add(
                session, goal.id, name="W", kind="tasks", by_estimate=second > 2, by=by, **counts
            )
        case 7 if target and target.kind == "number":
            targets.edit(session, target.id, current=second, weight=first, by=by)
        case 8 if target and target.kind == "tasks":
            targets.edit(session, target.id, tasks=[task.id] if task else [], lists=[], by=by)
        case 9 if target:
            targets.delete(session, target.id, by=by)
        case 10:
            tasks.create(session, home.id, title="T", estimate_minutes=second * 10, by=by)
        case 11 if task:
            where = session.get_one(TaskList, task.list_id)
            flow = statuses_of(session, where)
            tasks.move(session, task.id, to=flow[second % len(flow)].id, by=by)
        case 12 if task:
            tasks.edit(session, task.id, estimate_minutes=second * 7, by=by)
        case 13 if task:
            tasks.transfer(session, task.id, to_list=home.id, by=by)
        case 14 if task:
            (tasks.restore if task.deleted_at else tasks.delete)(session, task.id, by=by)
        case 15 if home.deleted_at is None:
            lists.delete(session, home.id, by=by)
        case 15:
            put_away = select(Event.batch).where(Event.kind == "list.deleted")
            batch = session.exec(put_away.where(Event.subject_id == home.id)).all()[-1]
            undo.undo(session, batch, by=by)
        case _:
            pass


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two spaces, a list in each, and a goal below another."""
    path = tmp_path_factory.mktemp("template") / "goalward.db"
    metadata.create_all(db.connect(f"sqlite:///{path}"))
    with db.writing() as session:
        cast = assemble(session)
        for key in ("ENG", "OPS"):
            made = spaces.create(session, key=key, name=key, by=cast.alice)
            lists.create(session, made.id, name=key, by=access.actor(session, 1))
        root = goals.create(session, title="Root", by=cast.alice)
        goals.create(session, title="Below", parent_id=root.id, by=cast.alice)
    db.close()
    return path


@contextmanager
def _copy_of(template: Path) -> Iterator[None]:
    with TemporaryDirectory() as folder:
        shutil.copy(template, folder)
        db.connect(f"sqlite:///{folder}/{template.name}")
        yield
        db.close()


@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # to shorten an example costs minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_kept_equals_computed_at_any_moment(template: Path, acts):
    with _copy_of(template):
        for kind, first, second, reads in acts:
            with db.writing() as session:
                try:
                    _act(session, access.actor(session, 1), kind, first, second)
                except WorkError:
                    session.rollback()
            if reads:
                catch_up([Twice(GoalNumbers())])
            # Also while the consumer is behind.
            assert goalnumbers.wrong() == []
        catch_up([Twice(GoalNumbers())])
        assert goalnumbers.wrong() == []
        with db.reading() as session:
            living = numbers.computed(session)
            kept = {row.goal_id: row.actual for row in session.exec(select(GoalNumber))}
        assert {i: kept[i] for i in living} == {i: one.actual for i, one in living.items()}


@pytest.fixture
def goal(world: World) -> int:
    """A goal that counts the world's list, below another; one of two tasks is done."""

    def make(session, by):
        top = goals.create(session, title="Top", by=by)
        below = goals.create(session, title="Below", parent_id=top.id, by=by)
        targets.add(session, below.id, name="Work", kind="tasks", lists=[world.home], by=by)
        first = tasks.create(session, world.home, title="First", by=by)
        tasks.create(session, world.home, title="Second", by=by)
        _finish(session, first, by)
        return below.id

    return world.do(make)


def _finish(session: Session, task: Task, by) -> None:
    flow = statuses_of(session, session.get_one(TaskList, task.list_id))
    tasks.move(session, task.id, to=next(s.id for s in flow if s.category == "done"), by=by)


def _rows() -> dict[int, float | None]:
    with db.reading() as session:
        return {row.goal_id: row.actual for row in session.exec(select(GoalNumber))}


def _shown(goal_id: int) -> float | None:
    with db.reading() as session:
        who = access.actor(session, 1)
        return reading.lines(session, actor=who, now=NOW, today=NOW.date())[goal_id].actual


def test_a_change_moves_the_goal_and_all_above_it(world, goal):
    catch_up([Twice(GoalNumbers())])
    assert set(_rows().values()) == {50.0}

    world.do(lambda s, by: _finish(s, s.exec(select(Task).where(Task.title == "Second")).one(), by))
    assert _shown(goal) == 100.0  # at once
    assert set(_rows().values()) == {50.0}
    catch_up([Twice(GoalNumbers())])
    assert set(_rows().values()) == {100.0}


MOVING = {
    "an estimate": lambda s, by: tasks.edit(s, "ENG-1", estimate_minutes=30, by=by),
    "a deletion": lambda s, by: tasks.delete(s, "ENG-2", by=by),
    "a new task": lambda s, by: tasks.create(s, 1, title="More", estimate_minutes=90, by=by),
    "a weight": lambda s, by: targets.edit(s, 1, weight=3, by=by),
    "a value": lambda s, by: targets.edit(s, 2, current=7, by=by),
    "a target gone": lambda s, by: targets.delete(s, 2, by=by),
    "another parent": lambda s, by: goals.edit(s, 2, parent_id=None, by=by),
    "a closed goal": lambda s, by: goals.close(s, 2, as_="missed", progress=12.0, reason="", by=by),
    "a list gone": lambda s, by: lists.delete(s, 1, by=by),
    "a space gone": lambda s, by: spaces.delete(s, 1, by=by),
}


@pytest.mark.parametrize("what", MOVING)
def test_each_thing_that_moves_a_number_is_kept(world, goal, what):
    def by_minutes(session, by):
        targets.edit(session, 1, by_estimate=True, by=by)
        targets.add(session, goal, name="N", kind="number", target=10, current=2, by=by)
        tasks.edit(session, "ENG-1", estimate_minutes=60, by=by)
        tasks.edit(session, "ENG-2", estimate_minutes=60, by=by)

    world.do(by_minutes)
    catch_up([GoalNumbers()])
    before = _rows()
    world.do(MOVING[what])
    assert goalnumbers.wrong() == []
    catch_up([Twice(GoalNumbers())])
    assert (goalnumbers.wrong(), _rows() != before) == ([], True)


def test_what_moves_no_number_computes_none(world, goal):
    catch_up([GoalNumbers()])
    world.do(lambda s, by: tasks.edit(s, "ENG-1", title="Other words", by=by))
    before = _written()
    catch_up([GoalNumbers()])
    assert _written() == before


def _written() -> list[datetime]:
    with db.reading() as session:
        return [row.computed_at for row in session.exec(select(GoalNumber))]


def test_kept_numbers_are_read_in_two_statements(world, goal):
    catch_up([GoalNumbers()])
    with db.reading() as session:
        who = access.actor(session, 1)
        with counted() as statements:
            reading.lines(session, actor=who, now=NOW, today=NOW.date())
        assert len(statements) == 2, statements
        with counted() as statements:
            reading.standing(session, goal, actor=who, now=NOW, today=NOW.date())
        assert len(statements) == 1, statements


def test_who_may_not_see_the_goal_sees_no_number(world, goal):
    catch_up([GoalNumbers()])
    with db.reading() as session:
        carol = access.actor(session, 3)
        assert reading.lines(session, actor=carol, now=NOW, today=NOW.date()) == {}
        assert reading.standing(session, goal, actor=carol, now=NOW, today=NOW.date()) is None


def test_a_workspace_of_before_gets_its_numbers_at_the_start(world, goal):
    goalnumbers.resume()
    assert set(_rows().values()) == {50.0}
    with db.reading() as session:
        assert consumer.lag(session, GoalNumbers.name) == 0


def test_doctor_finds_and_mends_a_wrong_number(world, goal):
    catch_up([GoalNumbers()])
    world.catch_up()
    with db.writing() as session:
        session.get_one(GoalNumber, goal).actual = 99.0
    assert upkeep.doctor(world.library, repair=False).numbers == 1
    assert not upkeep.doctor(world.library, repair=True).is_well
    assert upkeep.doctor(world.library, repair=True).numbers == 0
    assert _shown(goal) == 50.0


def test_reindexing_computes_every_number(world, goal):
    upkeep.reindex(world.library, lambda *_: None)
    assert set(_rows().values()) == {50.0}


@pytest.mark.parametrize("after", ["kept", "moved"])
def test_a_killed_consumer_leaves_no_wrong_number(world, goal, database: Path, after):
    """Killed between keeping the numbers and moving its offset, or just after that."""
    script = f"""
        import os, signal
        from app import db
        from app.consumers import consumer
        from app.consumers.goalnumbers import GoalNumbers
        db.connect({f"sqlite:///{database}"!r})
        move = consumer.move
        def die(*args):
            if {after!r} == "moved":
                move(*args)
            os.kill(os.getpid(), signal.SIGKILL)
        consumer.move = die
        consumer.step(GoalNumbers())
    """
    child = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert child.returncode == -signal.SIGKILL
    assert goalnumbers.wrong() == []
    catch_up([GoalNumbers()])
    assert (goalnumbers.wrong(), set(_rows().values())) == ([], {50.0})


def test_a_lost_row_is_computed(world, goal):
    catch_up([GoalNumbers()])
    with db.writing() as session:
        session.exec(delete(GoalNumber))
    assert _shown(goal) == 50.0


def test_later_numbers_are_not_overwritten(world, goal):
    catch_up([GoalNumbers()])
    with db.writing() as session:
        row = session.get_one(GoalNumber, goal)
        row.as_of_event, row.computed_at = 10**9, datetime(2030, 1, 1, tzinfo=UTC)
    goalnumbers.rebuild()
    with db.reading() as session:
        assert session.get_one(GoalNumber, goal).computed_at.year == 2030
