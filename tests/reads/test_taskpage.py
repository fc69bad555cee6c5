"""The page of a task: all of it, as far as the reader may see."""

from datetime import date, timedelta

import pytest

from app import access
from app.domain.errors import NotFound
from app.lookups import statuses_of
from app.reads import taskpage
from app.ui.tasks.view import why
from app.work import comments, docs, goals, lists, relations, spaces, tasks
from tests.conftest import NOW, a_task

TODAY = date(2026, 11, 18)


def _page(session, key, actor):
    session.flush()
    return taskpage.page(session, key, actor=actor, now=NOW, today=TODAY)


def _keys(rows):
    return [row.key for row in rows]


@pytest.fixture
def board(session, alice, space):
    """A list only Alice sees."""
    return lists.create(session, space.id, name="Board", is_private=True, by=alice)


def test_its_place_its_family_and_its_author(session, alice, bob, home):
    top = a_task(session, home, alice, title="Audit")
    task = a_task(session, home, bob, parent_id=top.id, assignees=[alice.user_id])
    child = a_task(session, home, alice, parent_id=task.id)
    page = _page(session, task.key.lower(), bob)

    assert (page.list_name, page.space_key, page.author.name) == ("Platform", "ENG", "Bob Okafor")
    assert (_keys(page.parents), _keys(page.children)) == ([top.key], [child.key])
    assert page.people[alice.user_id].initials == "AM"
    assert page.statuses[0].name == "Backlog"


def test_each_relation_is_told_from_this_side(session, alice, home):
    task, first, second, third, fourth = (a_task(session, home, alice, title=t) for t in "ABCDE")
    for kind, one, other in (
        ("blocks", first, task),
        ("blocks", task, second),
        ("relates", third, task),
        ("duplicates", fourth, task),
    ):
        relations.relate(session, one.id, kind=kind, to_task=other.id, by=alice)
    page = _page(session, task.key, alice)

    assert {name: _keys(rows) for name, rows in page.relations.items() if rows} == {
        "blocked_by": [first.key],
        "blocks": [second.key],
        "relates": [third.key],
        "duplicated_by": [fourth.key],
    }
    assert (page.row.blocked_by, page.row.blocking) == (1, 1)


def test_what_is_hidden_is_neither_shown_nor_counted(session, alice, bob, home, board):
    alice = access.actor(session, alice.user_id)
    hidden = a_task(session, board, alice, title="Acquire Initech")
    task = a_task(session, home, alice, parent_id=hidden.id)
    a_task(session, board, alice, title="Secret step", parent_id=task.id)
    relations.relate(session, hidden.id, kind="blocks", to_task=task.id, by=alice)
    comments.add(session, ("task", hidden.id), text=f"See #{task.key}", by=alice)
    closed = spaces.create(session, key="MNA", name="Deals", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    goal = goals.create(session, title="Initech goal", space_id=closed.id, by=alice)
    doc = docs.create(session, title="Initech memo", space_id=closed.id, by=alice)
    relations.link(session, ("task", task.id), ("goal", goal.id), by=alice)
    relations.link(session, ("task", task.id), ("doc", doc.id), by=alice)

    hers = _page(session, task.key, alice)
    assert _keys(hers.parents) == _keys(hers.relations["blocked_by"]) == [hidden.key]
    assert {item.title for item in hers.links} == {"Initech goal", "Initech memo"}
    assert [item.key for item in hers.mentioned_in] == [hidden.key]

    his = _page(session, task.key, bob)
    assert "Initech" not in repr(his)
    assert (his.parents, his.children, his.links, his.mentioned_in) == ([], [], [], [])
    assert (his.row.blocked_by, his.row.subtasks, his.row.parent_key) == (0, None, None)
    assert (his.why.goal, his.why.via) == (None, "")
    with pytest.raises(NotFound):
        _page(session, hidden.key, bob)


def test_the_why_line_names_the_goal_and_who_waits(session, alice, home):
    goal = goals.create(session, title="EU launch", by=alice)
    lists.edit(session, home.id, goal_id=goal.id, by=alice)
    task, second, third, done = (a_task(session, home, alice, title=t) for t in "ABCD")
    for one, other in ((task, second), (second, third), (task, done)):
        relations.relate(session, one.id, kind="blocks", to_task=other.id, by=alice)
    statuses = {s.name: s.id for s in statuses_of(session, home)}
    tasks.move(session, done.id, to=statuses["Done"], by=alice)
    tasks.move(
        session, task.id, to=statuses["In progress"], by=alice, at=NOW - timedelta(days=2, hours=1)
    )
    why = _page(session, task.key, alice).why

    assert (why.goal.title, why.via, why.waiting) == ("EU launch", "list", 2)
    assert (why.started_days, why.usual_days) == (3, None)  # too little is finished to say


def test_what_is_usual_is_the_median_of_what_was_finished(session, alice, home):
    statuses = {s.name: s.id for s in statuses_of(session, home)}
    for days in (1, 2, 3, 10, 40):
        one = a_task(session, home, alice)
        tasks.move(session, one.id, to=statuses["In progress"], by=alice, at=NOW - timedelta(days))
        tasks.move(session, one.id, to=statuses["Done"], by=alice, at=NOW)
    task = a_task(session, home, alice)

    assert _page(session, task.key, alice).why.usual_days == 4


def test_the_old_key_opens_it_for_those_who_may(session, alice, bob, home):
    task = a_task(session, home, alice)
    old = task.key
    closed = spaces.create(session, key="MNA", name="Deals", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    there = lists.create(session, closed.id, name="Run", by=alice)
    alice = access.actor(session, alice.user_id)
    tasks.transfer(session, task.id, to_list=there.id, by=alice)

    assert _page(session, old, alice).row.key == "MNA-1"
    with pytest.raises(NotFound):
        _page(session, old, bob)


def test_none_is_told_alike_whether_something_is_hidden_or_there_is_nothing(
    session, alice, bob, home, board
):
    alice = access.actor(session, alice.user_id)
    closed = spaces.create(session, key="MNA", name="Deals", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    goal = goals.create(session, title="Initech goal", space_id=closed.id, by=alice)
    served, alone = a_task(session, home, alice), a_task(session, home, alice)
    relations.link(session, ("task", served.id), ("goal", goal.id), by=alice)

    told = [why(_page(session, one.key, bob).why) for one in (served, alone)]

    assert told == ["Serves no goal you can see"] * 2
    assert why(_page(session, alone.key, alice).why) == "Serves no goal yet"
