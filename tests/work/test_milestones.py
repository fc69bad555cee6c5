"""A milestone is a field like any other: declared once, it works everywhere."""

import pytest
from sqlalchemy import select

from app.api.schemas import tasks as shape
from app.api.views import plain_row
from app.assist import acting
from app.domain import fields
from app.domain.fields import Type
from app.reads import activity, columns, tasks
from app.ui.components.facts import CONTROLS
from app.ui.tasks import view
from app.work import tasks as verbs
from app.work import undo
from tests.conftest import a_task


@pytest.fixture
def launch(session, alice, home):
    session.info["batch"] = "made"
    return a_task(session, home, alice, title="Launch", is_milestone=True)


def test_it_is_made_changed_told_and_undone(session, alice, launch):
    session.info["batch"] = "changed"
    verbs.edit(session, launch.id, is_milestone=False, by=alice)
    session.flush()
    assert not launch.is_milestone
    session.info["batch"] = "undone"
    undo.undo(session, "changed", by=alice)
    session.flush()

    assert launch.is_milestone
    told = [one.words for one in activity.of_item(session, "task", launch.id, actor=alice)]
    assert told == ["made this a milestone", "made this no milestone", "made this task"]


def test_it_is_in_rows_requests_and_answers(session, alice, home, launch):
    session.flush()
    [row] = tasks.of_list(session, home.id, actor=alice)

    assert plain_row(row)["is_milestone"] is True
    for model in (shape.NewTask, shape.TaskChange, shape.Task):
        assert "is_milestone" in model.model_fields


def test_it_can_be_filtered_sorted_and_grouped(session, home, alice, launch):
    other = a_task(session, home, alice)
    session.flush()
    field, column = fields.named("task", "milestone"), columns.expression("task", "is_milestone")
    found = session.connection().execute(
        select(columns.identity("task")).where(column).order_by(column)
    )

    assert list(found.scalars()) == [launch.id]
    assert other.id != launch.id
    assert field.is_sortable
    assert field.is_groupable


def test_it_stands_beside_the_task_and_a_card_may_set_it(session, alice, launch):
    session.flush()
    assert fields.TASK["is_milestone"] in view.FACTS
    assert Type.FLAG in CONTROLS
    act = {"do": "edit", "key": launch.key, "set": {"is_milestone": False}}
    acting.perform(session, [act | {"was": {"is_milestone": True}}], by=alice)

    assert not launch.is_milestone
