"""The sample company is made and taken away in short transactions, and nobody ever sees half of it."""

import json
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import func, select

from app import access, db, sample
from app.consumers import due
from app.importing import kept_plans, runs
from app.importing.plan import ImportRefused
from app.models import Event, ImportRun, User, metadata
from app.reads import goals as goal_reads
from app.reads import people as people_reads
from app.sample import erasing, making
from app.work import lists, people, spaces, tasks
from tests.importing.test_runs import a_plan
from tests.sample.test_company import NOW

# What differs by nature, and what only says how it came about.
PASSING = {"import_run", "staged_event", "job", "workspace"}
BY_NATURE = {"batch", "password_hash", "run_id"}


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch):
    for module in (making, erasing, runs):
        monkeypatch.setattr(module, "REST", 0.0)


@pytest.fixture
def folder(tmp_path):
    """A workspace with its owner, Alice."""
    _found(tmp_path)
    yield tmp_path
    db.close()


@pytest.fixture(scope="module")
def once_made(tmp_path_factory):
    """Made once, for the tests that begin with a workspace that has it."""
    folder = tmp_path_factory.mktemp("made")
    _found(folder)
    _make(folder)
    db.close()
    return folder


@pytest.fixture
def made(once_made, tmp_path):
    """The same, for one test."""
    shutil.copytree(once_made, tmp_path, dirs_exist_ok=True)
    db.connect(f"sqlite:///{tmp_path / 'goalward.db'}")
    yield tmp_path
    db.close()


def _found(folder: Path) -> None:
    metadata.create_all(db.connect(f"sqlite:///{folder / 'goalward.db'}"))
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice",
            password="correct horse",
            workspace="Acme",
            at=NOW,
        )


def _make(folder: Path) -> None:
    with db.reading() as session:
        by = access.actor(session, 1)
    sample.make(by=by, now=NOW, folder=folder)


def _remove(folder: Path) -> None:
    sample.remove(now=NOW, folder=folder)


def _records() -> dict[str, list[str]]:
    """All that is in the workspace."""
    with db.reading() as session:
        found = {
            name: sorted(
                json.dumps({k: v for k, v in row.items() if k not in BY_NATURE}, default=str)
                for row in session.connection().execute(text(f'SELECT * FROM "{name}"')).mappings()
            )
            for name in metadata.tables
            if name not in PASSING
        }
    return {name: rows for name, rows in found.items() if rows}


def _seen() -> tuple[Any, ...]:
    """What Alice, and the workspace's own hands, notice of it."""
    with db.reading() as session:
        owner, machine = access.actor(session, 1), access.machine(session)
        return (
            sample.is_here(session),
            len(owner.lists),
            len(machine.spaces),
            len(goal_reads.lines(session, actor=owner, now=NOW, today=NOW.date())),
            len(people_reads.everyone(session, actor=owner)),
        )


NOTHING, ALL = (False, 0, 0, 0, 1), (True, 17, 3, 8, 14)


def test_made_in_parts_it_is_what_it_is_made_at_once(made, tmp_path_factory):
    in_parts = _records()
    _found(tmp_path_factory.mktemp("at-once"))
    with db.writing() as session:
        sample.create(session, by=access.actor(session, 1), now=NOW)

    assert _records() == in_parts


def test_whoever_looks_after_any_transaction_sees_nothing_or_all(folder):
    seen = []
    stop = db.on_commit(lambda: seen.append(_seen()))
    _make(folder)
    made = len(seen)
    _remove(folder)
    stop()

    assert made > 50
    assert len(seen) - made > 10
    assert [one for one in seen if one not in (NOTHING, ALL)] == []
    changes = [one for one, before in zip(seen, [None, *seen], strict=False) if one != before]
    assert changes == [NOTHING, ALL, NOTHING]


def test_its_events_share_one_batch(made):
    with db.reading() as session:
        first = session.exec(select(func.min(Event.id))).one()  # Alice was here before
        batches = session.exec(select(Event.batch).where(Event.id > first).distinct()).all()
        assert len(batches) == 1
        assert session.exec(select(ImportRun.state)).all() == ["done"]


def _left(folder: Path, tmp_path_factory) -> dict[str, Any]:
    """What is there that a workspace with nothing but Alice has not, but for events."""
    left = _records()
    _found(tmp_path_factory.mktemp("empty"))
    empty = _records()
    db.connect(f"sqlite:///{folder / 'goalward.db'}")
    differing = {name for name in left | empty if left.get(name) != empty.get(name)}
    return {name: left.get(name) for name in differing - {"event", "external_ref"}}


def test_removing_it_leaves_only_what_people_made(made, tmp_path_factory):
    _remove(made)

    with db.reading() as session:
        kinds = set(session.exec(select(Event.kind)))
    # That it is gone is told to whoever keeps the search true.
    assert kinds == {"user.added", "workspace.changed"}
    assert _left(made, tmp_path_factory) == {}


def test_it_can_be_made_again_and_twice_is_once(made):
    _remove(made)
    _remove(made)
    _make(made)
    once = _records()
    _make(made)

    assert _records() == once
    assert _seen() == ALL


def test_who_did_something_that_stays_becomes_inactive(made):
    with db.writing() as session:
        home = spaces.create(session, key="OWN", name="Own", by=access.actor(session, 1))
        at = lists.create(session, home.id, name="Ours", by=access.actor(session, 1))
        mara = session.exec(select(User).where(User.name == "Mara Lindqvist")).one()
        tasks.create(session, at.id, title="Ours", by=access.actor(session, mara.id))
    _remove(made)

    with db.reading() as session:
        left = session.exec(select(User).where(User.id != 1)).all()
        assert [(one.name, one.is_active, one.import_run_id) for one in left] == [
            ("Mara Lindqvist", False, None)
        ]


def test_what_goes_wrong_half_way_leaves_nothing(folder, monkeypatch):
    before = _records()

    def fails(*_args: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr("app.sample.company._tie", fails)
    with pytest.raises(RuntimeError, match="half way"):
        _make(folder)

    assert _records() == before


def test_one_at_a_time(folder):
    with kept_plans.alone(folder), pytest.raises(ImportRefused, match="is running"):
        _make(folder)


CUT = """
    from datetime import datetime
    from pathlib import Path
    from app import access, db, sample
    from app.importing import runs
    folder = Path({folder!r})
    db.connect(f"sqlite:///{{folder / 'goalward.db'}}")
    with db.reading() as session:
        by = access.actor(session, 1)
    db.on_commit(lambda: print("committed", flush=True))
    runs.HOLD = 0.0
    {what}
"""


def _killed(folder: Path, what: str, *, after: int) -> None:
    """Do `what` in a process of its own and kill it after so many transactions."""
    code = textwrap.dedent(CUT).format(folder=str(folder), what=what)
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for _ in range(after):
        assert child.stdout.readline() == "committed\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


MAKING = f"sample.make(by=by, now=datetime.fromisoformat({NOW.isoformat()!r}), folder=folder)"
REMOVING = f"sample.remove(now=datetime.fromisoformat({NOW.isoformat()!r}), folder=folder)"


def _clock(folder: Path) -> None:
    """A server starts, and its clock does all that is due."""
    clock = due.clock(folder)
    while clock.look():
        pass


@pytest.mark.parametrize("after", [1, 2, 15, 60])
def test_killed_while_it_is_made_nobody_sees_it_and_a_server_takes_it_away(folder, after):
    before = _records()
    _killed(folder, MAKING, after=after)
    assert _seen() == NOTHING

    _clock(folder)

    assert _records() == before


def test_killed_while_it_is_made_it_can_be_made_anew_and_imports_go_on(folder):
    _killed(folder, MAKING, after=20)

    runs.run_import(a_plan(3), now=NOW, folder=folder)
    _make(folder)

    with db.reading() as session:
        assert sample.is_here(session)
        assert runs.unfinished(session) == []


@pytest.mark.parametrize("after", [1, 2, 4, 12])
def test_killed_while_it_is_taken_away_it_is_gone_at_once_and_wholly_when_a_server_starts(
    made, tmp_path_factory, after
):
    _killed(made, REMOVING, after=after)
    assert _seen() == NOTHING

    _clock(made)

    assert _left(made, tmp_path_factory) == {}
    with db.reading() as session:
        assert session.exec(select(ImportRun.state)).all() == ["removed"]
