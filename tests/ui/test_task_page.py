"""The facts beside a task, and many tasks at once: every registered field by its own control."""

from datetime import date

import pytest

from app import db
from app.domain import fields
from app.lookups import assignees_of, tags_of
from app.models import Task
from app.ui.components.facts import CONTROLS
from app.ui.lists.state import ListPage
from app.ui.tasks import facts, view
from app.ui.tasks.state import TaskPage
from tests.ui.tab import of


@pytest.fixture
async def opened(place, tab_of):
    """Alice's tab on her task."""
    tab = tab_of("alice")
    shown, _ = await tab.fire(TaskPage.load(), f"/tasks/{place.mine.key}")
    assert not tab.errors
    return tab, of(shown, TaskPage)["task"]


async def test_what_stands_beside_a_task_is_what_the_registry_shows(opened):
    _, task = opened

    names = {field.name for field in fields.TASK.values() if field.is_editable and field.is_shown}
    assert {field.name for field in view.FACTS} == names - {"title"}
    assert all(field.name in facts.FACTS_OF.own or field.type in CONTROLS for field in view.FACTS)
    assert set(task["values"]) == {field.name for field in view.PLAIN}


@pytest.mark.parametrize(
    ("name", "typed", "kept", "words"),
    [
        ("start", "2026-01-05", date(2026, 1, 5), "Start changed."),
        ("due", "", None, "Due date changed."),
        ("priority", 1, 1, "Priority changed."),
        ("estimate_minutes", "1.5", 90, "Estimate changed."),
        ("estimate_minutes", "90 min", 90, "Estimate changed."),
        ("points", "2,5", 2.5, "Points changed."),
    ],
)
async def test_a_fact_is_changed_where_it_stands(place, opened, name, typed, kept, words):
    tab, _ = opened
    shown, sent = await tab.fire(TaskPage.set_field(name, typed))

    assert words in str(sent)
    with db.reading() as session:
        assert getattr(session.get_one(Task, place.mine.id), name) == kept
    field = fields.TASK[name]
    assert field.parse(of(shown, TaskPage)["task"]["values"][name]) == kept


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("points", "many", "This is no number."),
        ("due", "soon", "This is no date"),
        ("done_at", "2026-01-05", "be set here."),
        ("status", "1", "be set here."),
        ("colour", "red", "has no field"),
    ],
)
async def test_what_does_not_fit_is_refused_in_words(place, opened, name, typed, sentence):
    tab, _ = opened
    _, sent = await tab.fire(TaskPage.set_field(name, typed))

    assert sentence in str(sent)
    with db.reading() as session:
        assert session.get_one(Task, place.mine.id).updated_at == place.mine.updated_at


async def test_people_and_tags_are_added_and_taken_off(place, opened):
    tab, _ = opened
    await tab.fire(TaskPage.change_members("assignees", {"add": [2], "remove": [1]}))
    await tab.fire(TaskPage.change_members("tags", {"add": ["audit"]}))

    with db.reading() as session:
        assert assignees_of(session, place.mine.id) == [2]
        assert tags_of(session, place.mine.id) == ["audit"]


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("due", "2026-01-05", date(2026, 1, 5)),
        ("priority", 2, 2),
        ("estimate_minutes", "2 h", 120),
        ("points", 3, 3.0),
    ],
)
async def test_a_field_of_many_tasks_is_set_at_once(place, tab_of, name, value, kept):
    keys = [place.mine.key, place.waiting.key]
    _, sent = await tab_of("alice").fire(
        ListPage.change({"keys": keys, "field": name, "value": value})
    )

    assert "2 tasks" in str(sent)
    with db.reading() as session:
        assert {
            getattr(session.get_one(Task, one.id), name) for one in (place.mine, place.waiting)
        } == {kept}


async def test_a_set_of_many_tasks_keeps_what_each_had(place, tab_of):
    keys = [place.mine.key, place.waiting.key]
    await tab_of("alice").fire(
        ListPage.change({"keys": keys, "field": "assignees", "value": {"add": [2]}})
    )

    with db.reading() as session:
        assert assignees_of(session, place.mine.id) == [1, 2]
        assert assignees_of(session, place.waiting.id) == [2]
