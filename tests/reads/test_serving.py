"""What serves a goal, and through what: the page, the why-line, the assistant and filters all agree."""

from datetime import date
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from agents.facts import TaskFilter
from app import access
from app.assist.gateway import DatabaseGateway
from app.domain import filters, nesting
from app.models import Task
from app.reads import filtering, goalwork, serving, taskpage
from app.reads import goals as goal_reads
from app.work import docs, folders, goals, lists, relations, spaces, targets
from tests.conftest import NOW, a_task
from tests.random_workspace import ALICE, BOB, CAROL, populate


def _goals(session, alice, *titles):
    return [goals.create(session, title=title, by=alice).id for title in titles]


def _path(session, task, actor):
    """The nearest goal, and through what."""
    session.flush()
    ways = serving.of_tasks(session, [task.id], actor=actor).get(task.id, [])
    return (ways[0].goal_id, ways[0].via) if ways else None


def test_the_nearest_goal_wins(session, alice, space, home):
    own, above, of_list, of_folder = _goals(session, alice, "Own", "Above", "List", "Folder")
    top = a_task(session, home, alice)
    middle = a_task(session, home, alice, parent_id=top.id)
    task = a_task(session, home, alice, parent_id=middle.id)
    assert _path(session, task, alice) is None

    folder = folders.create(session, space.id, name="F", goal_id=of_folder, by=alice)
    lists.edit(session, home.id, folder_id=folder.id, by=alice)
    assert _path(session, task, alice) == (of_folder, "folder")
    lists.edit(session, home.id, goal_id=of_list, by=alice)
    assert _path(session, task, alice) == (of_list, "list")
    relations.link(session, ("task", top.id), ("goal", above), by=alice)
    assert _path(session, task, alice) == (above, "parent")
    relations.link(session, ("goal", own), ("task", task.id), by=alice)
    assert _path(session, task, alice) == (own, "own")


def test_a_goal_put_away_leads_nowhere_and_does_not_hide_the_next(session, alice, home):
    own, of_list = _goals(session, alice, "Own", "List")
    task = a_task(session, home, alice)
    relations.link(session, ("task", task.id), ("goal", own), by=alice)
    lists.edit(session, home.id, goal_id=of_list, by=alice)
    goals.delete(session, own, by=alice)
    assert _path(session, task, alice) == (of_list, "list")

    goals.delete(session, of_list, by=alice)
    assert _path(session, task, alice) is None


def test_of_two_own_goals_the_first_tied_is_told(session, alice, home):
    first, second = _goals(session, alice, "First", "Second")
    task = a_task(session, home, alice)
    for goal in (second, first):
        relations.link(session, ("task", task.id), ("goal", goal), by=alice)

    assert _path(session, task, alice) == (second, "own")


def test_a_filter_by_a_goal_follows_the_same_path(session, alice, space, home):
    """A task with a goal of its own does not help the one of its list, nor its subtasks; others do."""
    own, of_list = _goals(session, alice, "Own", "List")
    lists.edit(session, home.id, goal_id=of_list, by=alice)
    plain, tied = a_task(session, home, alice), a_task(session, home, alice)
    part = a_task(session, home, alice, parent_id=tied.id)
    relations.link(session, ("task", tied.id), ("goal", own), by=alice)

    def helping(goal_id):
        wanted = filters.parse({"field": "helps_goal", "op": "is", "value": goal_id})
        where = filtering.compile(session, wanted, actor=alice, today=date(2026, 11, 26))
        return set(session.exec(select(Task.id).where(where)))

    assert helping(of_list) == {plain.id}
    assert helping(own) == {tied.id, part.id}
    for goal_id in (of_list, own):
        assert all(
            _path(session, session.get(Task, i), alice)[0] == goal_id for i in helping(goal_id)
        )


def test_what_a_target_counts_serves_its_goal_with_all_that_is_under_it(session, alice, home):
    [goal] = _goals(session, alice, "Launch")
    top = a_task(session, home, alice)
    part = a_task(session, home, alice, parent_id=top.id)
    other = a_task(session, home, alice)
    made = targets.add(session, goal, name="Moved", kind="tasks", tasks=[top.id], by=alice)
    session.flush()
    ways = serving.of_tasks(session, [top.id, part.id, other.id], actor=alice)
    assert {i: [w.words for w in found] for i, found in ways.items()} == {
        top.id: ["through target Moved"],
        part.id: [f"through {top.key}"],
    }

    targets.edit(session, made.id, tasks=[], lists=[home.id], by=alice)
    session.flush()
    ways = serving.of_tasks(session, [top.id, other.id], actor=alice)
    assert {w.words for found in ways.values() for w in found} == {f"through list {home.name}"}
    assert set(ways) == {top.id, other.id}
    assert serving.of_lists(session, [home.id], actor=alice)[home.id][0].goal_id == goal


def test_a_goal_that_is_hidden_does_not_hide_the_next(session, alice, bob, cast, home):
    """The goal's page, the why-line and a filter agree on what somebody sees who may not see all."""
    secret = spaces.create(session, key="SEC", name="Secret", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    hidden = goals.create(session, title="Hidden", space_id=secret.id, by=alice).id
    [of_list] = _goals(session, alice, "List")
    lists.edit(session, home.id, goal_id=of_list, by=alice)
    task = a_task(session, home, alice)
    relations.link(session, ("task", task.id), ("goal", hidden), by=alice)

    assert _path(session, task, alice) == (hidden, "own")
    assert _path(session, task, bob) == (of_list, "list")


def test_a_doc_serves_what_the_nearest_page_above_it_serves(session, alice, space):
    [goal] = _goals(session, alice, "Launch")
    top = docs.create(session, title="Plan", text="", space_id=space.id, by=alice)
    below = docs.create(session, title="Risks", text="", parent_id=top.id, by=alice)
    relations.link(session, ("doc", top.id), ("goal", goal), by=alice)
    session.flush()
    work = goalwork.of_goal(session, goal, actor=alice, today=NOW.date())
    assert [(one.title, words) for one, words in work.docs] == [
        ("Plan", ""),
        ("Risks", "through page Plan"),
    ]
    assert below.id


@pytest.mark.parametrize("seed", range(40))
def test_all_who_tell_what_serves_a_goal_agree(session: Session, cast, seed):
    """Page, filter, ways, the assistant and the summary, on random workspaces, for three readers."""
    populate(session, Random(seed))
    for user_id in (ALICE, BOB, CAROL):
        actor = access.actor(session, user_id)
        gateway = DatabaseGateway(session, actor, None, now=NOW, zone=ZoneInfo("UTC"))
        seen = set(session.exec(select(Task.id).where(access.tasks_open_to(actor))))
        ways = serving.of_tasks(session, seen, actor=actor)
        lines = goal_reads.lines(session, actor=actor, now=NOW, today=NOW.date())
        above = {
            i: {i, *nesting.above(i, {g: one.parent_id for g, one in lines.items()})} for i in lines
        }
        for goal_id in lines:
            told = {
                i for i, found in ways.items() if any(goal_id in above[w.goal_id] for w in found)
            }
            wanted = filters.parse({"field": "helps_goal", "op": "is", "value": goal_id})
            where = filtering.compile(session, wanted, actor=actor, today=NOW.date())
            filtered = set(session.exec(select(Task.id).where(access.tasks_open_to(actor), where)))
            page = goalwork.of_goal(session, goal_id, actor=actor, today=NOW.date())
            asked = gateway.tasks(TaskFilter(goal=goal_id))
            assert told == filtered == set(asked.ids), (seed, user_id, goal_id)
            assert page.count == len(told)
            assert {row.id for row in page.open} <= told
        unaligned = set(gateway.tasks(TaskFilter(unaligned=True)).ids)
        upkeep = set(
            session.exec(select(Task.id).where(col(Task.id).in_(seen), serving.upkeep(actor)))
        )
        assert unaligned == seen - set(ways) - upkeep
        for task_id in seen:
            key = session.get_one(Task, task_id).key
            why = taskpage.record(session, key, actor=actor, now=NOW, today=NOW.date()).why
            first = ways.get(task_id, [None])[0]
            assert (why.goal.id if why.goal else None) == (first.goal_id if first else None)
            assert why.is_upkeep == (task_id in upkeep)
