"""One press of ctrl-z takes back one batch or refuses, by item and field; never an older one too."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.domain.errors import Conflict
from app.models import Event
from app.work import tasks, undo
from app.work.undo import stack
from tests.conftest import a_task
from tests.work.test_undo_property import attempted, relaxed
from tests.work.undoing import as_one

DUE = date(2026, 12, 24)


def press(session, verb, by):
    """A press as a request of its own: only the log goes from one to the next."""
    undone = as_one(session, lambda: verb(session, by=by))[0]
    session.expire_all()
    return undone


@pytest.fixture
def two(session, home, alice):
    """Two tasks, made before the log that is read here."""
    return a_task(session, home, alice, "A"), a_task(session, home, alice, "B")


def edit(session, task, by, **values):
    as_one(session, lambda: tasks.edit(session, task.id, by=by, **values))


def test_what_somebody_overwrote_is_refused_alone_and_the_next_press_takes_the_one_before(
    session, two, alice, bob
):
    first, second = two
    edit(session, first, alice, due=DUE)
    edit(session, second, alice, priority=2)
    edit(session, second, bob, priority=4)

    refused = press(session, undo.undo_last, alice)
    assert (first.due, second.priority) == (DUE, 4)
    assert str(refused.refusal) == (
        f"Not taken back: {second.key} B, the priority (Bob Okafor changed it since)."
    )

    taken = press(session, undo.undo_last, alice)
    assert (first.due, second.priority) == (None, 4)
    assert taken.sentence == f"Taken back: {first.key} A, the due date."
    assert press(session, undo.redo_last, alice).sentence == (
        f"Done again: {first.key} A, the due date."
    )
    assert first.due == DUE


def test_a_refused_redo_stops_there_too(session, two, alice, bob):
    first, second = two
    edit(session, second, alice, due=DUE)
    edit(session, first, alice, priority=2)
    press(session, undo.undo_last, alice)
    press(session, undo.undo_last, alice)
    edit(session, second, bob, due=date(2027, 1, 7))

    refused = press(session, undo.redo_last, alice)
    assert (first.priority, second.due) == (0, date(2027, 1, 7))
    assert str(refused.refusal) == (
        f"Not done again: {second.key} B, the due date (Bob Okafor changed it since)."
    )
    assert press(session, undo.redo_last, alice).what == f"{first.key} A, the priority"
    assert first.priority == 2


def test_of_many_tasks_the_rest_is_taken_back_and_what_was_left_is_named(session, home, alice, bob):
    some = [a_task(session, home, alice, f"T{n}") for n in range(6)]
    as_one(
        session,
        lambda: [tasks.edit(session, one.id, due=DUE, priority=2, by=alice) for one in some],
    )
    edit(session, some[1], bob, priority=4)

    undone = press(session, undo.undo_last, alice)
    assert [one.priority for one in some] == [0, 4, 0, 0, 0, 0]
    assert [one.due for one in some] == [None] * 6
    keys = [one.key for one in some]
    assert undone.sentence == (
        f"Taken back: {keys[0]} T0, {keys[1]} T1, {keys[2]} T2 and 3 more: the due date, the priority. "
        f"Not taken back: {keys[1]} T1, the priority (Bob Okafor changed it since)."
    )
    again = press(session, undo.redo_last, alice)
    assert [one.priority for one in some] == [2, 4, 2, 2, 2, 2]
    assert again.left == ()


def test_what_is_as_before_already_takes_one_press_that_says_so(session, two, alice, bob):
    first, second = two
    edit(session, first, alice, due=DUE)
    edit(session, second, alice, priority=2)
    edit(session, second, bob, priority=0)

    already = press(session, undo.undo_last, alice)
    assert already.sentence == (f"Nothing changed, it is so already: {second.key} B, the priority.")
    assert first.due == DUE
    assert press(session, undo.undo_last, alice).what == f"{first.key} A, the due date"


def test_a_passed_change_taken_back_by_its_line_later_can_be_done_again(session, two, alice, bob):
    first, _ = two
    edit(session, first, alice, priority=2)
    batch = session.exec(select(Event.batch).order_by(Event.id.desc())).first()
    edit(session, first, bob, priority=4)
    assert press(session, undo.undo_last, alice).refusal
    edit(session, first, bob, priority=2)

    as_one(session, lambda: undo.undo(session, batch, by=alice))
    assert first.priority == 0
    press(session, undo.redo_last, alice)
    assert first.priority == 2


def test_a_change_somebody_else_had_a_part_in_does_not_get_stuck(session, two, alice, bob):
    first, second = two
    edit(session, first, alice, due=DUE)
    as_one(
        session,
        lambda: (
            tasks.edit(session, second.id, priority=2, by=alice),
            tasks.edit(session, second.id, title="C", by=bob),
        ),
    )

    assert "your last change" in press(session, undo.undo_last, alice).sentence
    assert (first.due, second.priority) == (DUE, 2)
    assert press(session, undo.undo_last, alice).what == f"{first.key} A, the due date"


@pytest.mark.parametrize("order", list(permutations(["A due", "B priority", "bob"])))
def test_in_every_order_of_two_people_a_press_touches_one_task(session, two, alice, bob, order):
    first, second = two
    steps = {
        "A due": lambda: edit(session, first, alice, due=DUE),
        "B priority": lambda: edit(session, second, alice, priority=2),
        "bob": lambda: edit(session, second, bob, priority=4),
    }
    for one in order:
        steps[one]()
    mine = [one for one in order if one != "bob"]
    is_overwritten = order.index("bob") > order.index("B priority")
    for newest in reversed(mine):
        was = {"A due": first.due, "B priority": second.priority}
        pressed = press(session, undo.undo_last, alice)
        now = {"A due": first.due, "B priority": second.priority}
        is_refused = newest == "B priority" and is_overwritten
        assert bool(pressed.refusal) == is_refused
        changed = {name for name in was if was[name] != now[name]}
        assert changed == (set() if is_refused else {newest})


steps = st.lists(
    st.tuples(
        st.sampled_from(["alice", "bob"]),
        st.sampled_from(["edit", "bulk", "undo", "redo"]),
        st.integers(0, 2),
        st.sampled_from(["priority", "points"]),
        st.integers(0, 3),
    ),
    min_size=3,
    max_size=14,
)


@relaxed
@given(steps=steps)
def test_one_press_changes_what_one_batch_changed_and_presses_come_to_an_end(
    session, home, alice, bob, steps
):
    point = session.begin_nested()
    some = [a_task(session, home, alice, t) for t in "ABC"]
    people = {"alice": alice, "bob": bob}
    for who, what, one, field, value in steps:
        by = people[who]
        if what in ("undo", "redo"):
            pressed_once(session, getattr(undo, f"{what}_last"), by)
            continue
        chosen = some if what == "bulk" else [some[one]]
        attempted(  # a press may have put the tasks away
            lambda c=chosen, b=by, f=field, v=value: edit_all(session, c, b, {f: v})
        )
    batches = {one.batch for one in session.exec(select(Event))}
    presses = 0
    while pressed_once(session, undo.undo_last, alice):
        presses += 1
    assert presses <= len(batches)
    point.rollback()


def edit_all(session, some, by, values):
    with session.begin_nested():
        as_one(session, lambda: [tasks.edit(session, one.id, by=by, **values) for one in some])


def pressed_once(session, verb, by):
    """Press; what it wrote must have been caused by one batch, and be told by item. False at the end."""
    last = max(session.exec(select(Event.id)))
    try:
        undone = press(session, verb, by)
    except Conflict:
        return False
    written = session.exec(select(Event).where(Event.id > last)).all()
    causes = [session.get_one(Event, one.caused_by) for one in written]
    assert {one.batch for one in causes} == {undone.of}
    changed = {one.subject_id for one in written if one.kind != "undo.refused"}
    assert changed <= {one.subject_id for one in causes}
    assert bool(changed) != bool(undone.refused or not undone.is_change)
    # Of what was made before with Bob's part in it (the workspace itself) the item is not told.
    assert "ENG-" in undone.sentence or undone.left[0].subject == "change"
    return True


def test_one_large_change_does_not_hide_itself_from_the_next_press(
    session, home, alice, monkeypatch
):
    """It has more events than are read of one's own log at first."""
    monkeypatch.setattr(stack, "EVENTS_READ", 15)
    made = [a_task(session, home, alice, f"Task {n}") for n in range(12)]
    keys = [task.key for task in made]
    as_one(session, lambda: tasks.delete_many(session, keys, by=alice))

    for verb, are_away in (
        (undo.undo_last, False),
        (undo.redo_last, True),
        (undo.undo_last, False),
        (undo.redo_last, True),
    ):
        assert press(session, verb, alice).taken_back == len(made)
        assert [task.deleted_at is not None for task in made] == [are_away] * len(made)
