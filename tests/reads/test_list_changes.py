"""Whatever people do, a list's old rows with its changes put in are the list as it is now."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app import access
from app.domain import filters
from app.domain.errors import WorkError
from app.domain.filters import Every, Leaf, Not, Op
from app.models import Task
from app.reads import filtering, list_changes, live, tasks
from app.work import comments, lists, relations
from app.work import tasks as working

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "edit",
                "status",
                "parent",
                "blocks",
                "relates",
                "move away",
                "bring back",
                "delete",
                "restore",
                "comment",
                "tags",
                "people",
                "create",
                "rank",
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=6,
)


# Filters that follow from a task and what is tied to it.
ASKED = [
    '{"field": "blocked", "op": "is", "value": true}',
    '{"field": "blocks", "op": "is", "value": true}',
    '{"field": "has_subtasks", "op": "is", "value": true}',
    '{"field": "due", "op": "lt", "value": "today+1"}',
    '{"field": "tags", "op": "has_any", "value": ["x1", "x2"]}',
    '{"field": "assignees", "op": "has_none", "value": [1]}',
    '{"field": "text", "op": "contains", "value": "new"}',
]


@pytest.fixture
def work(session, home, space, alice):
    """Six tasks in the list, a second list everybody sees and one only Alice sees."""
    others = [
        lists.create(session, space.id, name="Open", by=alice),
        lists.create(session, space.id, name="Secret", is_private=True, by=alice),
    ]
    session.flush()
    alice = access.actor(session, alice.user_id)
    made = [working.create(session, home.id, title=f"t{i}", by=alice) for i in range(6)]
    session.flush()
    return alice, made, [one.id for one in others]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(earlier=STEPS, steps=STEPS)
@example(earlier=[("blocks", 0, 1)], steps=[("status", 0, 3)])
@example(earlier=[("blocks", 0, 1)], steps=[("delete", 1, 0)])
@example(earlier=[("parent", 0, 1)], steps=[("delete", 1, 0)])
@example(earlier=[("parent", 0, 1)], steps=[("move away", 1, 1)])
@example(earlier=[("parent", 0, 1), ("move away", 1, 0)], steps=[("delete", 1, 0)])
@example(earlier=[("parent", 0, 1)], steps=[("parent", 0, 2)])
def test_old_rows_and_changes_make_the_new_rows(session, home, bob, work, earlier, steps):
    alice, made, others = work
    session.flush()
    saved = session.begin_nested()
    for step in earlier:
        _do(session, home, alice, made, others, *step)
    session.flush()
    bob = access.actor(session, bob.user_id)
    old = {row.id: row for row in tasks.of_list(session, home.id, actor=bob)}
    fitted = {text: _fitting(session, home, text, bob) for text in ASKED}
    before = live.newest(session)
    for step in steps:
        _do(session, home, alice, made, others, *step)
    session.flush()

    changed = list_changes.since(session, home.id, before, actor=bob)
    merged = {i: row for i, row in old.items() if i not in changed.gone}
    merged |= {row.id: row for row in changed.rows}
    assert merged == {row.id: row for row in tasks.of_list(session, home.id, actor=bob)}
    among, version = list_changes.touched(session, before, actor=bob)
    assert version == changed.version <= live.newest(session)
    for text, known in fitted.items():
        now = _fitting(session, home, text, bob)
        assert (known - among) | (now & among) == now, text
    saved.rollback()
    session.expire_all()


def _fitting(session, home, text, actor):
    """The list's tasks that a filter of rows leaves."""
    wanted = filters.from_text(text)
    assert filtering.is_of_rows(wanted)
    where = filtering.compile(session, wanted, actor=actor, today=date(2026, 12, 3))
    return {*tasks.ids(session, [Task.list_id == home.id, where], actor=actor)}


@pytest.mark.parametrize("field", ["goal_id", "helps_goal", "is_upkeep"])
def test_what_follows_from_goals_is_asked_of_all_rows(field):
    leaf = Leaf(field, Op.IS, (True if field == "is_upkeep" else 1,))
    assert not filtering.is_of_rows(Every((Not(leaf),)))


def test_what_stands_around_the_rows_has_all_of_them_asked_again(session, home, alice, bob):
    task = working.create(session, home.id, title="Rotate keys", by=alice)
    session.flush()
    before = live.newest(session)
    working.edit(session, task.id, title="Rotate all keys", by=alice)
    session.flush()
    assert list_changes.touched(session, before, actor=bob) == ({task.id}, live.newest(session))

    lists.edit(session, home.id, name="Keys", by=alice)
    session.flush()
    assert list_changes.touched(session, before, actor=bob) is None


def test_a_status_that_changed_costs_its_row_and_not_the_list(session, home, alice, bob):
    task = working.create(session, home.id, title="Rotate keys", by=alice)
    session.flush()
    before = live.newest(session)
    working.move(session, task.id, to=4, by=alice)
    session.flush()

    changed = list_changes.since(session, home.id, before, actor=bob)

    assert [row.id for row in changed.rows] == [task.id]
    assert not changed.is_frame_changed


def _do(session, home, alice, made, others, what, first, second):
    """One step; what the verbs refuse (a circle, a deleted task) is no step."""
    one, two = made[first], made[second]
    steps = {
        "edit": lambda: working.edit(session, one.id, due=date(2026, 12, 1 + second), by=alice),
        "status": lambda: working.move(session, one.id, to=1 + second % 4, by=alice),
        "rank": lambda: working.move(session, one.id, to=one.status_id, after=two.key, by=alice),
        "parent": lambda: working.edit(session, one.id, parent_id=two.id, by=alice),
        "blocks": lambda: relations.relate(
            session, one.id, kind="blocks", to_task=two.key, by=alice
        ),
        "relates": lambda: relations.relate(
            session, one.id, kind="relates", to_task=two.key, by=alice
        ),
        "move away": lambda: working.transfer(
            session, one.id, to_list=others[second % 2], by=alice
        ),
        "bring back": lambda: working.transfer(session, one.id, to_list=home.id, by=alice),
        "delete": lambda: working.delete(session, one.id, by=alice),
        "restore": lambda: working.restore(session, one.id, by=alice),
        "comment": lambda: comments.add(session, ("task", one.id), text="Hm", by=alice),
        "tags": lambda: working.edit(session, one.id, tags=[f"x{second}"], by=alice),
        "people": lambda: working.edit(session, one.id, assignees=[1 + second % 2], by=alice),
        "create": lambda: working.create(session, home.id, title="new", parent_id=one.id, by=alice),
    }
    try:
        steps[what]()
    except WorkError:
        return
