"""One archives while others write: what is written stands before it in the log, or is refused."""

import threading

import pytest
from sqlmodel import Session, select

from app import access, db
from app.domain.errors import Archived
from app.domain.events import Kind
from app.models import Event, TaskList
from app.work import comments, lists, spaces, tasks
from tests.conftest import assemble

ALICE, BOB = 1, 2


@pytest.fixture
def place(database) -> tuple[int, int, int]:
    """A space, a list and a task in it, committed: others may write."""
    with db.writing() as session:
        cast = assemble(session)
        space = spaces.create(session, key="ENG", name="Engineering", by=cast.alice)
        alice = access.actor(session, ALICE)
        home = lists.create(session, space.id or 0, name="Platform", by=alice)
        task = tasks.create(session, home.id or 0, title="Rotate", by=access.actor(session, ALICE))
        return space.id or 0, home.id or 0, task.id or 0


def _write(session: Session, place: tuple[int, int, int], nth: int) -> None:
    _, home, task = place
    bob = access.actor(session, BOB)
    if nth % 3 == 0:
        tasks.create(session, home, title=f"T{nth}", by=bob)
    elif nth % 3 == 1:
        tasks.edit(session, task, title=f"T{nth}", by=bob)
    else:
        comments.add(session, ("task", task), text=f"T{nth}", by=bob)


@pytest.mark.parametrize("kind", ["list", "space"])
def test_who_waited_for_the_archiving_is_refused(place, kind):
    space, home, _ = place
    outcome = []

    def write():
        try:
            with db.writing() as session:
                _write(session, place, 1)
        except Archived as refusal:
            outcome.append(str(refusal))

    with db.writing() as session:
        alice = access.actor(session, ALICE)
        if kind == "list":
            lists.archive(session, home, by=alice)
        else:
            spaces.archive(session, space, by=alice)
        waiting = threading.Thread(target=write)
        waiting.start()
    waiting.join()

    assert outcome == ["This list is archived: unarchive it to change it."]


def test_nothing_is_written_after_the_archiving_and_nothing_acknowledged_is_lost(place):
    _, home, _ = place
    begin, done, refused = threading.Barrier(5), [], []

    def write(first):
        begin.wait()
        for nth in range(first, first + 6):
            try:
                with db.writing() as session:
                    _write(session, place, nth)
                done.append(nth)
            except Archived:
                refused.append(nth)

    def archive():
        begin.wait()
        with db.writing() as session:
            lists.archive(session, home, by=access.actor(session, ALICE))

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 6, 12, 18)]
    threads.append(threading.Thread(target=archive))
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    with db.reading() as session:
        log = session.exec(select(Event).order_by(Event.id)).all()
    [archived] = [one.id for one in log if one.kind == Kind.LIST_ARCHIVED]
    theirs = [one for one in log if one.actor_id == BOB]
    assert len(done) + len(refused) == 24
    assert len({one.batch for one in theirs}) == len(done)
    assert all(one.id < archived for one in theirs)


def test_two_who_archive_and_unarchive_at_once_leave_one_story(place):
    _, home, _ = place
    begin = threading.Barrier(4)

    def turn(verb):
        begin.wait()
        for _ in range(4):
            with db.writing() as session:
                verb(session, home, by=access.actor(session, ALICE))

    threads = [
        threading.Thread(target=turn, args=(verb,)) for verb in (lists.archive, lists.unarchive) * 2
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    with db.reading() as session:
        told = [
            one.kind == Kind.LIST_ARCHIVED
            for one in session.exec(select(Event).order_by(Event.id))
            if one.kind in (Kind.LIST_ARCHIVED, Kind.LIST_UNARCHIVED)
        ]
        is_archived = session.get_one(TaskList, home).archived_at is not None
    # Each event turns the one before it.
    assert told == [n % 2 == 0 for n in range(len(told))]
    assert is_archived == (len(told) % 2 == 1)
