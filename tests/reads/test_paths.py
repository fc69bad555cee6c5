"""A task serves the nearest goal: its own, else its ancestors', its list's, its folder's."""

from datetime import date

from sqlmodel import select

from app.domain import filters
from app.models import Task
from app.reads import filtering
from app.reads.paths import Path, to_goals
from app.work import folders, goals, lists, relations
from tests.conftest import a_task


def _goals(session, alice, *titles):
    return [goals.create(session, title=title, by=alice).id for title in titles]


def _path(session, task):
    session.flush()
    return to_goals(session, [task.id]).get(task.id)


def test_the_nearest_goal_wins(session, alice, space, home):
    own, above, of_list, of_folder = _goals(session, alice, "Own", "Above", "List", "Folder")
    top = a_task(session, home, alice)
    middle = a_task(session, home, alice, parent_id=top.id)
    task = a_task(session, home, alice, parent_id=middle.id)
    assert _path(session, task) is None

    folder = folders.create(session, space.id, name="F", goal_id=of_folder, by=alice)
    lists.edit(session, home.id, folder_id=folder.id, by=alice)
    assert _path(session, task) == Path(of_folder, "folder")
    lists.edit(session, home.id, goal_id=of_list, by=alice)
    assert _path(session, task) == Path(of_list, "list")
    relations.link(session, ("task", top.id), ("goal", above), by=alice)
    assert _path(session, task) == Path(above, "parent")
    relations.link(session, ("goal", own), ("task", task.id), by=alice)
    assert _path(session, task) == Path(own, "own")


def test_a_goal_put_away_leads_nowhere_and_does_not_hide_the_next(session, alice, home):
    own, of_list = _goals(session, alice, "Own", "List")
    task = a_task(session, home, alice)
    relations.link(session, ("task", task.id), ("goal", own), by=alice)
    lists.edit(session, home.id, goal_id=of_list, by=alice)
    goals.delete(session, own, by=alice)
    assert _path(session, task) == Path(of_list, "list")

    goals.delete(session, of_list, by=alice)
    assert _path(session, task) is None


def test_of_two_own_goals_the_first_tied_is_told(session, alice, home):
    first, second = _goals(session, alice, "First", "Second")
    task = a_task(session, home, alice)
    for goal in (second, first):
        relations.link(session, ("task", task.id), ("goal", goal), by=alice)

    assert _path(session, task) == Path(second, "own")


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
            _path(session, session.get(Task, i)).goal_id == goal_id for i in helping(goal_id)
        )
