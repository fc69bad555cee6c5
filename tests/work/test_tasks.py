"""Tasks are made, changed and moved, and every change is in the log."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from sqlmodel import Session, select

from app import access, tree
from app.domain.access import Actor
from app.domain.errors import Conflict, Cycle, Invalid, NotFound
from app.lookups import assignees_of, statuses_of, tags_of
from app.models import Event, Relation, Space, Task, TaskList
from app.work import lists, relations, spaces, tasks, undo
from app.work.new_tasks import NewTasks
from tests.conftest import NOW, a_task


def _events(session: Session, kind: str) -> list[Event]:
    session.flush()
    return list(session.exec(select(Event).where(Event.kind == kind).order_by(Event.id)))


def _status(session: Session, home: TaskList, name: str) -> int:
    return next(s.id or 0 for s in statuses_of(session, home) if s.name == name)


def test_a_task_gets_the_next_key_of_its_space(session, alice, home):
    assert [a_task(session, home, alice).key for _ in range(3)] == ["ENG-1", "ENG-2", "ENG-3"]


def test_an_imported_number_is_kept_and_the_count_goes_on_after_it(session, alice, home):
    a_task(session, home, alice, number=40)

    assert a_task(session, home, alice).key == "ENG-41"


def test_the_count_goes_on_from_a_space_that_was_read_before(session, alice, home):
    space = session.get_one(Space, home.space_id)
    assert space.next_number == 1

    a_task(session, home, alice)
    assert space.next_number == 2
    space.next_number = 7
    assert [a_task(session, home, alice).key for _ in range(2)] == ["ENG-7", "ENG-8"]


def test_many_tasks_take_their_numbers_in_order_each_wanted_one_kept(session, alice, home):
    new = NewTasks(session, by=alice)
    for number in (None, 5, None, 3, None):
        new.draft(home.id, title="Count", number=number)

    assert [task.number for task in new.write()] == [1, 5, 6, 3, 7]
    assert a_task(session, home, alice).number == 8


def test_a_task_that_was_taken_back_leaves_its_id_to_the_next(session, alice, home):
    tried = session.begin_nested()
    a_task(session, home, alice, title="Never was")
    tried.rollback()

    task = a_task(session, home, alice, title="Is")
    session.expire_all()
    assert session.get_one(Task, task.id).title == "Is"
    assert [e.changes["title"][1] for e in _events(session, "task.created")] == ["Is"]


def test_creation_records_every_first_value(session, alice, bob, home):
    a_task(
        session,
        home,
        alice,
        due=date(2026, 12, 4),
        priority=1,
        tags=["keys", "Audit"],
        assignees=[bob.user_id],
    )
    [event] = _events(session, "task.created")

    assert event.changes["due"] == [None, "2026-12-04"]
    assert event.changes["assignees"] == [[], [bob.user_id]]
    assert event.changes["tags"] == [[], ["Audit", "keys"]]
    assert event.changes["category"] == [None, "unstarted"]
    assert event.list_id == home.id


def test_moving_records_status_and_category_and_keeps_the_flows_moments(session, alice, home):
    task = a_task(session, home, alice)
    began, ended = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 5, 9, tzinfo=UTC)
    tasks.move(session, task.id, to=_status(session, home, "In progress"), by=alice, at=began)
    tasks.move(session, task.id, to=_status(session, home, "Done"), by=alice, at=ended)

    assert (task.started_at, task.done_at) == (began, ended)
    assert [e.changes["category"] for e in _events(session, "task.changed")] == [
        ["unstarted", "started"],
        ["started", "done"],
    ]


def test_reopening_forgets_when_it_was_done(session, alice, home):
    task = a_task(session, home, alice)
    tasks.move(session, task.id, to=_status(session, home, "Done"), by=alice)
    tasks.move(session, task.id, to=_status(session, home, "To do"), by=alice)

    assert task.done_at is None


def test_an_edit_that_changes_nothing_records_nothing(session, alice, home):
    task = a_task(session, home, alice, title="Rotate keys")
    tasks.edit(session, task.id, title="Rotate  keys ", by=alice)

    assert _events(session, "task.changed") == []


def test_a_start_after_the_due_day_is_refused_and_says_both(session, alice, home):
    with pytest.raises(Invalid, match=r"start \(5 Dec 2026\) after it is due \(4 Dec 2026\)"):
        a_task(session, home, alice, start=date(2026, 12, 5), due=date(2026, 12, 4))


def test_nesting_in_a_circle_is_refused_naming_the_path(session, alice, home):
    top = a_task(session, home, alice)
    middle = a_task(session, home, alice, parent_id=top.id)
    bottom = a_task(session, home, alice, parent_id=middle.id)

    with pytest.raises(Cycle, match="ENG-1 > ENG-2 > ENG-3 > ENG-1"):
        tasks.edit(session, top.id, parent_id=bottom.id, by=alice)


def test_blocking_in_a_circle_is_refused_naming_the_path(session, alice, home):
    a, b, c = (a_task(session, home, alice, title=t) for t in "ABC")
    relations.relate(session, a.id, kind="blocks", to_task=b.id, by=alice)
    relations.relate(session, b.id, kind="blocks", to_task=c.id, by=alice)

    with pytest.raises(Cycle) as refused:
        relations.relate(session, c.id, kind="blocks", to_task=a.id, by=alice)
    assert refused.value.path == ["ENG-3", "ENG-1", "ENG-2", "ENG-3"]


def _a_row_of_blockers(session, home, by, length):
    row = [a_task(session, home, by, title=f"Step {n}") for n in range(length)]
    for first, second in pairwise(row):
        relations.relate(session, first.id, kind="blocks", to_task=second.id, by=by)
    return row


def test_of_two_ways_round_the_shorter_is_named(session, alice, home):
    row = _a_row_of_blockers(session, home, alice, 5)
    relations.relate(session, row[0].id, kind="blocks", to_task=row[3].id, by=alice)
    keys = [row[i].key for i in (4, 0, 3, 4)]

    with pytest.raises(Cycle, match=" > ".join(keys)):
        relations.relate(session, row[4].id, kind="blocks", to_task=row[0].id, by=alice)


def test_a_circle_of_blockers_in_the_database_ends_the_walk(session, alice, home):
    first, second, other = _a_row_of_blockers(session, home, alice, 3)
    session.add(Relation(kind="blocks", from_id=second.id, to_id=first.id, created_at=NOW))
    session.flush()

    with pytest.raises(Cycle, match=f"{other.key} > {first.key} > {second.key} > {other.key}"):
        relations.relate(session, other.id, kind="blocks", to_task=first.id, by=alice)


def test_a_row_of_blockers_too_long_to_look_through_is_refused(session, alice, home, monkeypatch):
    row = _a_row_of_blockers(session, home, alice, 5)
    waiting = a_task(session, home, alice)
    monkeypatch.setattr(tree, "FURTHEST", 3)

    with pytest.raises(Conflict, match="no circle could be ruled out"):
        relations.relate(session, waiting.id, kind="blocks", to_task=row[0].id, by=alice)
    assert relations.relate(session, waiting.id, kind="blocks", to_task=row[1].id, by=alice)


def test_a_task_in_another_space_gets_a_new_key_and_the_old_one_still_opens_it(
    session, alice, home
):
    task = a_task(session, home, alice)
    other = spaces.create(session, key="OPS", name="Operations", by=alice)
    alice = access.actor(session, alice.user_id)
    there = lists.create(session, other.id, name="Run", by=alice)
    alice = access.actor(session, alice.user_id)
    tasks.transfer(session, task.id, to_list=there.id, by=alice)

    assert task.key == "OPS-1"
    assert access.task(session, "eng-1", alice).id == task.id


def test_undo_sets_back_a_whole_operation(session, alice, bob, home):
    task = a_task(session, home, alice, tags=["keys"])
    session.info["batch"] = "edit"
    tasks.edit(
        session,
        task.id,
        by=alice,
        title="Turn keys",
        due=date(2026, 12, 4),
        tags=[],
        assignees=[bob.user_id],
    )
    tasks.move(session, task.id, to=_status(session, home, "Done"), by=alice)
    session.flush()
    session.info["batch"] = "undo"
    undo.undo(session, "edit", by=alice)

    assert (task.title, task.due, task.category, task.done_at) == (
        "Rotate keys",
        None,
        "unstarted",
        None,
    )
    assert tags_of(session, task.id) == ["keys"]
    assert assignees_of(session, task.id) == []


def test_undo_brings_a_deleted_task_back_with_its_subtasks(session, alice, home):
    top = a_task(session, home, alice)
    child = a_task(session, home, alice, parent_id=top.id)
    session.info["batch"] = "delete"
    tasks.delete(session, top.id, by=alice)
    session.flush()
    assert child.deleted_at is not None
    undo.undo(session, "delete", by=alice)

    assert (top.deleted_at, child.deleted_at) == (None, None)


def test_nobody_undoes_what_another_did(session, alice, bob, home):
    session.info["batch"] = "hers"
    a_task(session, home, alice)
    session.flush()

    with pytest.raises(NotFound):
        undo.undo(session, "hers", by=bob)


@pytest.mark.parametrize(
    "verb",
    [
        lambda s, t, who: tasks.edit(s, t.id, title="x", by=who),
        lambda s, t, who: tasks.move(s, t.id, to=t.status_id, by=who),
        lambda s, t, who: tasks.delete(s, t.id, by=who),
        lambda s, t, who: tasks.transfer(s, t.id, to_list=t.list_id, by=who),
        lambda s, t, who: tasks.restore(s, t.id, by=who),
        lambda s, t, who: relations.relate(s, t.id, kind="relates", to_task=t.id, by=who),
        lambda s, t, who: tasks.create(s, t.list_id, title="x", by=who),
    ],
)
def test_for_a_member_outside_a_private_space_its_tasks_do_not_exist(
    session, alice, bob, home, verb
):
    spaces.edit(session, home.space_id, is_private=True, by=alice)
    task = a_task(session, home, alice)
    outsider: Actor = access.actor(session, bob.user_id)

    with pytest.raises(NotFound):
        verb(session, task, outsider)
