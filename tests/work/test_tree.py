"""One tree: parents of tasks, goals and docs; circles and too deep nesting are refused, never walked for ever."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app import access, tree
from app.domain import nesting
from app.domain.errors import Conflict, Cycle
from app.models import Doc, Goal, Task
from app.reads import docs as doc_reads
from app.reads import goals as goal_reads
from app.reads import serving, taskpage
from app.work import docs, goals, lists, spaces, tasks
from tests.conftest import NOW, a_task

TODAY = date(2026, 11, 16)


def make(session, home, by, table, title, parent=None):
    if table is Task:
        return a_task(session, home, by, title, parent_id=parent)
    if table is Goal:
        return goals.create(session, title=title, parent_id=parent, by=by)
    return docs.create(session, title=title, parent_id=parent, by=by)


def nest(session, by, table, item, parent):
    if table is Task:
        return tasks.edit(session, item, parent_id=parent, by=by)
    if table is Goal:
        return goals.edit(session, item, parent_id=parent, by=by)
    return docs.move(session, item, parent_id=parent, by=by)


def circle(session, table, *ids):
    """Close a circle past the verbs, as an older version or another program could."""
    for one, parent in zip(ids, [*ids[1:], ids[0]], strict=True):
        session.exec(update(table).where(col(table.id) == one).values(parent_id=parent))
    session.expire_all()


TABLES = pytest.mark.parametrize("table", [Task, Goal, Doc])


@TABLES
def test_what_is_above_and_below_is_found_level_by_level(session, home, alice, table):
    top = make(session, home, alice, table, "A")
    middle = make(session, home, alice, table, "B", top.id)
    bottom = make(session, home, alice, table, "C", middle.id)

    assert tree.above(session, table, bottom.id) == [middle.id, top.id]
    assert tree.below(session, table, top.id) == [middle.id, bottom.id]
    assert tree.above(session, table, top.id) == tree.below(session, table, bottom.id) == []


@TABLES
def test_a_circle_is_refused_naming_its_path(session, home, alice, table):
    top = make(session, home, alice, table, "A")
    middle = make(session, home, alice, table, "B", top.id)
    bottom = make(session, home, alice, table, "C", middle.id)
    names = [one.key if table is Task else one.title for one in (top, middle, bottom, top)]

    with pytest.raises(Cycle, match=f"nest in a circle: {' > '.join(names)}"):
        nest(session, alice, table, top.id, bottom.id)
    with pytest.raises(Cycle, match=f"nest in a circle: {names[0]} > {names[0]}"):
        nest(session, alice, table, top.id, top.id)
    assert session.get(table, top.id).parent_id is None


@TABLES
def test_nesting_too_deep_is_refused_counting_what_comes_along(session, home, alice, table):
    chain = [make(session, home, alice, table, "0").id]
    for level in range(1, tree.DEEPEST + 1):
        chain.append(make(session, home, alice, table, str(level), chain[-1]).id)
    branch = make(session, home, alice, table, "branch")
    make(session, home, alice, table, "leaf", branch.id)

    with pytest.raises(Conflict, match=f"nest at most {tree.DEEPEST} deep"):
        make(session, home, alice, table, "one more", chain[-1])
    with pytest.raises(Conflict, match="deep"):
        nest(session, alice, table, branch.id, chain[-2])
    nest(session, alice, table, branch.id, chain[-3])
    assert session.get(table, branch.id).parent_id == chain[-3]


@TABLES
def test_a_circle_in_the_database_ends_every_walk_and_is_named(session, home, alice, table):
    first, second = (make(session, home, alice, table, t) for t in "AB")
    hanging = make(session, home, alice, table, "C", second.id)
    circle(session, table, first.id, second.id)
    other = make(session, home, alice, table, "D")

    assert tree.above(session, table, hanging.id) == [second.id, first.id]
    assert tree.below(session, table, first.id) == [second.id, hanging.id]
    assert set(session.exec(tree.with_above(table, [hanging.id]))) == {
        first.id,
        second.id,
        hanging.id,
    }
    with pytest.raises(Conflict, match="in a circle already"):
        nest(session, alice, table, other.id, hanging.id)
    # Taking one out repairs it.
    nest(session, alice, table, first.id, None)
    assert tree.above(session, table, hanging.id) == [second.id, first.id]
    nest(session, alice, table, other.id, hanging.id)


def test_pages_over_circles_still_answer(session, home, alice):
    rows = {}
    for table in (Task, Goal, Doc):
        pair = [make(session, home, alice, table, t) for t in "AB"]
        circle(session, table, *(one.id for one in pair))
        rows[table] = pair
    session.flush()

    page = taskpage.page(session, rows[Task][0].key, actor=alice, now=NOW, today=TODAY)
    assert page.row.id == rows[Task][0].id
    assert doc_reads.page(session, rows[Doc][0].id, actor=alice).parents == [(rows[Doc][1].id, "B")]
    assert set(goal_reads.lines(session, actor=alice, now=NOW, today=TODAY)) == {
        one.id for one in rows[Goal]
    }
    assert serving.of_tasks(session, [rows[Task][0].id], actor=alice) == {}
    for table, verbs in ((Task, tasks), (Doc, docs)):
        verbs.delete(session, rows[table][0].id, by=alice)
        assert all(session.get(table, one.id).deleted_at for one in rows[table])
    goals.delete(session, rows[Goal][0].id, by=alice)
    assert session.exec(select(Goal.id).where(col(Goal.deleted_at).is_(None))).all() == [
        rows[Goal][1].id
    ]


def test_what_the_actor_may_not_see_is_not_named(session, cast, alice, bob):
    hidden = spaces.create(session, key="SEC", name="Secret", by=alice, is_private=True, at=NOW)
    owner = access.actor(session, alice.user_id)
    vault = lists.create(session, hidden.id, name="Vault", by=owner)
    owner = access.actor(session, alice.user_id)
    open_home = lists.create(
        session,
        spaces.create(session, key="OPN", name="Open", by=owner).id,
        name="Open",
        by=access.actor(session, alice.user_id),
    )
    owner, member = (access.actor(session, who) for who in (alice.user_id, bob.user_id))
    top = a_task(session, open_home, owner, "top")
    secret = a_task(session, vault, owner, "secret", parent_id=top.id)
    bottom = a_task(session, open_home, owner, "bottom", parent_id=secret.id)

    with pytest.raises(Cycle) as refused:
        tasks.edit(session, top.id, parent_id=bottom.id, by=member)
    assert refused.value.path == [top.key, bottom.key, top.key]


@pytest.mark.parametrize(
    ("parents", "order"),
    [
        ({1: None, 2: 1, 3: 1, 4: 2}, [(1, 0), (2, 1), (4, 2), (3, 1)]),
        ({4: 2, 2: 1, 1: None}, [(1, 0), (2, 1), (4, 2)]),
        ({2: 99, 1: None}, [(2, 0), (1, 0)]),
        ({1: 2, 2: 1, 3: 2}, [(1, 0), (2, 1), (3, 2)]),
        ({1: 1}, [(1, 0)]),
    ],
)
def test_rows_read_already_stand_in_order_each_once(parents, order):
    assert nesting.depth_first(parents) == order


def test_a_walk_over_rows_ends_at_what_was_met():
    assert nesting.above(1, {1: 2, 2: 3, 3: 1}) == [2, 3]
    assert nesting.reached(1, {1: {2}, 2: {3}, 3: {1, 2}}.get) == {2, 3}
