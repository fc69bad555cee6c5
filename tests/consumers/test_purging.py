"""The trash is emptied when its time is over, a few records at a time, and goes on after a crash."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import func, select

from app import access, db, locking
from app.consumers import purging
from app.models import (
    Comment,
    Doc,
    Event,
    Folder,
    Goal,
    Link,
    Purge,
    Space,
    Task,
    TaskList,
    TaskTag,
)
from app.reads import trash as reading
from app.work import (
    comments,
    docs,
    folders,
    goals,
    lists,
    relations,
    spaces,
    tasks,
    undo,
    workspaces,
)
from app.work import purging as verbs
from app.work.changing import create_many

NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=31)


def _count(table) -> int:
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


@pytest.fixture
def full(session, cast):
    """A space with everything in it, in the trash; another one stays."""
    alice = cast.alice
    space = spaces.create(session, key="OLD", name="Old", by=alice)
    alice = access.actor(session, 1)
    home = lists.create(session, space.id or 0, name="Work", by=alice)
    folders.create(session, space.id or 0, name="Box", by=alice)
    alice = access.actor(session, 1)
    made = create_many(
        session,
        [{"list_id": home.id, "title": f"T{n}", "tags": ["x"]} for n in range(30)],
        by=alice,
    )
    tasks.edit(session, made[3], parent_id=made[2], by=alice)
    page = docs.create(session, title="Page", text="words", space_id=space.id, by=alice)
    goal = goals.create(session, title="Why", space_id=space.id, by=alice)
    relations.link(session, ("task", made[0]), ("goal", goal.id or 0), by=alice)
    comments.add(session, ("doc", page.id or 0), text="said", by=alice)
    kept = spaces.create(session, key="NEW", name="New", by=alice)
    alice = access.actor(session, 1)
    other = lists.create(session, kept.id or 0, name="Kept", by=alice)
    folders.create(session, kept.id or 0, name="Kept", by=alice)
    alice = access.actor(session, 1)
    tasks.create(session, other.id or 0, title="Kept", by=alice)
    docs.create(session, title="Kept", space_id=kept.id, by=alice)
    goals.create(session, title="Kept", by=alice)
    spaces.delete(session, space.id or 0, by=alice, at=NOW)
    session.commit()
    return space.id


def test_nothing_goes_before_its_time(full):
    purging.purge({}, NOW + timedelta(days=29))
    assert _count(Task) == 31


def test_all_of_it_goes_when_the_time_is_over_and_the_rest_stays(full):
    purging.purge({}, LATER)

    for table in (Space, TaskList, Folder, Task, Doc, Goal):
        assert _count(table) == 1, table
    for table in (Comment, Link, TaskTag, Purge):
        assert _count(table) == 0, table
    with db.reading() as session:
        about = select(Event.kind).where(Event.subject_kind == "space", Event.subject_id == full)
        assert list(session.exec(about)) == ["space.purged"]
    purging.purge({}, LATER)
    assert _count(Task) == 1


def test_what_is_overdue_within_what_is_overdue_goes_with_it(session, alice, space, home):
    lost = tasks.create(session, home.id or 0, title="Lost", by=alice)
    tasks.delete(session, lost.key, by=alice, at=NOW)
    lists.delete(session, home.id or 0, by=alice, at=NOW)
    spaces.delete(session, space.id or 0, by=alice, at=NOW)
    session.commit()

    purging.purge({}, LATER)

    with db.reading() as other:
        assert reading.entries(other, actor=access.actor(other, 1), limit=9) == []
        names = other.exec(select(TaskList.name)).all() + other.exec(select(Space.name)).all()
        assert {one for one in names if one} == set()


def test_the_workspace_says_how_long(full, session, cast):
    workspaces.edit(session, trash_days=5, by=access.actor(session, 1))
    session.commit()
    purging.purge({}, NOW + timedelta(days=6))
    assert _count(Space) == 1


def test_the_newest_row_stays_empty_so_that_its_id_is_not_given_again(session, alice, home):
    newest = tasks.create(session, home.id or 0, title="Secret", description="words", by=alice)
    tasks.delete(session, newest.key, by=alice, at=NOW)
    session.commit()

    purging.purge({}, LATER)

    with db.reading() as other:
        shell = other.get_one(Task, newest.id)
        assert (shell.title, shell.description) == ("", "")
        assert reading.entries(other, actor=access.actor(other, 1), limit=9) == []
    following = tasks.create(session, home.id or 0, title="Next", by=alice)
    session.commit()
    assert following.id != newest.id
    purging.purge({}, LATER)
    assert _count(Purge) == 0
    assert _count(Task) == 1


def test_cut_off_anywhere_it_goes_on_and_ends_alike(full, monkeypatch):
    class Killed(BaseException):
        pass

    writes = [0]
    real = db.writing

    def dying(limit):
        def writing(batch=""):
            writes[0] += 1
            if writes[0] > limit:
                raise Killed
            return real(batch)

        return writing

    for limit in range(12):
        writes[0] = 0
        monkeypatch.setattr(db, "writing", dying(limit))
        try:
            purging.purge({}, LATER)
        except Killed:
            with db.reading() as session:
                # Nothing half gone is ever offered.
                found = reading.entries(session, actor=access.actor(session, 1), limit=99)
                assert [one.title for one in found] in ([], ["Old"])
    monkeypatch.setattr(db, "writing", real)
    purging.purge({}, LATER)
    assert (_count(Task), _count(Space), _count(Purge)) == (1, 1, 0)


def test_of_a_restore_and_a_purge_at_once_one_wins(full, session, cast, monkeypatch):
    monkeypatch.setattr(db._home, "has_gate", True)
    outcomes: list[str] = []

    def do(name, verb):
        try:
            with db.writing() as other:
                verb(other, access.actor(other, 1))
            outcomes.append(name)
        except Exception as refusal:  # noqa: BLE001 - told below
            outcomes.append(type(refusal).__name__)

    threads = [
        threading.Thread(
            target=do, args=("restored", lambda s, by: undo.restore(s, "space", full, by=by))
        ),
        threading.Thread(
            target=do,
            args=("purged", lambda s, by: verbs.purge(s, "space", full, by=by, now=LATER)),
        ),
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(outcomes) in (["NotFound", "restored"], ["NotFound", "purged"])
    with db.reading() as other:
        is_going = other.get(Purge, ("space", full)) is not None
        assert (other.get_one(Space, full).deleted_at is None) != is_going


def test_it_lets_others_write_in_between(full):
    locking.holds.forget()
    purging.purge({}, LATER)
    assert locking.holds.held().count > 5
