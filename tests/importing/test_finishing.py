"""An import that was shown is finished by itself, and one that goes to a place people see shows at once."""

import pytest
from sqlmodel import func, select

from app import access, db
from app.consumers import due, upkeep
from app.importing import removing, runs
from app.models import Event, ImportRun, Job, StagedEvent, TaskList
from app.reads import tasks as task_reads
from tests.conftest import NOW
from tests.consumers.conftest import ALICE, World
from tests.importing.test_runs import a_changed_plan, a_plan


@pytest.fixture(autouse=True)
def _a_step_a_transaction(monkeypatch):
    for module, name in ((runs, "REST"), (runs, "HOLD"), (removing, "REST")):
        monkeypatch.setattr(module, name, 0.0)


def _bring(plan, folder, progress=None):
    return runs.bring_in(plan, now=NOW, folder=folder, progress=progress)


def _state(session) -> str:
    return session.exec(select(ImportRun.state).order_by(ImportRun.id.desc())).first()


def _while(states: tuple[str, ...]):
    """A progress that ends the process, as far as the code can tell, in one of these states."""

    def tell(_done: int, _all: int) -> None:
        with db.reading() as session:
            if _state(session) in states:
                raise KeyboardInterrupt

    return tell


def _clock(folder, now=None) -> None:
    """A server starts, and its clock does all that is due."""
    clock = due.clock(folder)
    while clock.look(now=now):
        pass


def test_what_goes_to_a_list_people_see_is_all_there_or_not_at_all(world: World, tmp_path):
    """A reader who looks after every transaction sees one change of the list's count, in all reads alike."""
    _bring(a_plan(), tmp_path)
    with db.reading() as session:
        home = session.exec(select(TaskList.id).where(TaskList.name == "Zebra work")).one()
    seen = []

    def look() -> None:
        with db.reading() as session:
            owner = access.actor(session, ALICE)
            rows = task_reads.rows(session, [], actor=owner, limit=1000)
            names = [row.name for row in session.exec(select(TaskList)) if row.id in owner.lists]
            seen.append(
                (
                    len(task_reads.of_list(session, home, actor=owner)),
                    len(rows),
                    names.count("Zebra work"),
                )
            )

    stop = db.on_commit(look)
    _bring(a_changed_plan(a_plan(40)), tmp_path)
    stop()

    assert len(seen) > 100
    assert set(seen) == {(12, 12, 1), (40, 40, 1)}
    assert seen == sorted(seen)


@pytest.mark.parametrize("state", ["publishing", "following"])
def test_cut_off_after_it_was_shown_it_is_finished_when_a_server_starts(
    world: World, tmp_path, monkeypatch, state
):
    _bring(a_plan(), tmp_path)
    if state == "publishing":
        monkeypatch.setattr(runs, "join_log", _die)
    with pytest.raises(KeyboardInterrupt):
        _bring(a_changed_plan(a_plan(15)), tmp_path, _while((state,)))
    monkeypatch.undo()
    with db.reading() as session:
        cut = _state(session)
        diagnosis = upkeep.doctor(world.library, repair=False)
    _clock(tmp_path)

    assert cut == state
    assert diagnosis.imports == (f"import 2 (test:XY>XY): {state}",)
    with db.reading() as session:
        assert _state(session) == "done"
        assert session.exec(select(StagedEvent)).all() == []
        made = select(func.count()).select_from(Event).where(Event.kind == "task.created")
        assert session.exec(made).one() == 15
        renamed = task_reads.by_ids(session, [1], actor=access.actor(session, ALICE))
    assert renamed[0].title == "Zebra renamed"
    assert upkeep.doctor(world.library, repair=False).imports == ()


def _die(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


def test_a_removal_cut_off_is_finished_when_a_server_starts(world: World, tmp_path):
    _bring(a_plan(), tmp_path)
    with pytest.raises(KeyboardInterrupt):
        runs.remove(1, folder=tmp_path, progress=_while(("removing",)))
    _clock(tmp_path)

    with db.reading() as session:
        assert _state(session) == "removed"
        owner = access.actor(session, ALICE)
        assert task_reads.rows(session, [], actor=owner, limit=100) == []


def test_what_nobody_saw_yet_waits_for_whoever_began_it(world: World, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        _bring(a_plan(), tmp_path, _while(("staging",)))
    _clock(tmp_path)

    with db.reading() as session:
        assert _state(session) == "staging"


def test_the_clock_leaves_an_import_at_work_alone(world: World, tmp_path):
    """It looks while another has the import in hand: nothing is done twice, and no try is counted."""
    _bring(a_plan(), tmp_path)

    def look(_done: int, _all: int) -> None:
        with db.reading() as session:
            following = _state(session) == "following"
        if following:
            _clock(tmp_path)

    _bring(a_changed_plan(a_plan(15)), tmp_path, look)

    with db.reading() as session:
        assert _state(session) == "done"
        tried = session.exec(select(Job).where(Job.kind == runs.FINISH)).all()
    assert tried
    assert all(job.tries == 0 for job in tried)
