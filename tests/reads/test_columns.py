"""Every registered field has SQL that selects what the model holds."""

from datetime import date

import pytest
from sqlalchemy import select

from app.domain import fields
from app.domain.fields import Field
from app.domain.fields.chosen import Tags
from app.domain.fields.values import Flag
from app.domain.fields.words import Words
from app.reads import columns
from app.work import tasks
from tests.conftest import a_task

SCALARS = [
    (noun, field)
    for noun, known in fields.NOUNS.items()
    for field in known.values()
    if not field.is_set
]
SETS = [
    (noun, field.name)
    for noun, known in fields.NOUNS.items()
    for field in known.values()
    if field.is_set
]


@pytest.mark.parametrize(("noun", "field"), SCALARS, ids=[f"{n}.{f.name}" for n, f in SCALARS])
def test_a_column_may_be_null_exactly_when_its_field_may_be_empty(session, noun, field):
    column = columns.expression(noun, field.name)

    session.connection().execute(select(column).order_by(column)).all()
    assert column.property.columns[0].nullable == field.is_nullable


@pytest.mark.parametrize(("noun", "name"), SETS)
def test_a_set_has_members_and_no_column(session, noun, name):
    members = columns.members(noun, name)
    item_id = columns.identity(noun)

    assert session.connection().execute(select(item_id).where(members.none(item_id))).all() == []
    with pytest.raises(LookupError, match="is a set"):
        columns.expression(noun, name)


def test_members_find_tasks_by_people_and_tags(session, alice, bob, home):
    first = a_task(session, home, alice, assignees=[bob.user_id], tags=["audit", "later"])
    second = a_task(session, home, alice, due=date(2026, 12, 4))
    tasks.delete(session, second.id, by=alice)
    session.flush()
    people, tags = columns.members("task", "assignees"), columns.members("task", "tags")
    task_id = columns.identity("task")

    def found(where):
        return list(session.connection().execute(select(task_id).where(where)).scalars())

    assert found(people.any(task_id, people.value == bob.user_id)) == [first.id]
    assert found(people.any(task_id, people.value == alice.user_id)) == []
    assert found(tags.any(task_id, tags.value.in_(["later", "x"]))) == [first.id]
    assert found(tags.none(task_id)) == [second.id]
    assert found(columns.expression("task", "due") == date(2026, 12, 4)) == [second.id]


@pytest.mark.parametrize(
    ("field", "missing"),
    [
        (
            Field("energy", Flag(), "Energy", Words("energy")),
            "the model Task has no column “energy”",
        ),
        (Field("places", Tags(), "Places", Words("places")), "name them in MEMBERS of"),
    ],
)
def test_a_step_that_was_forgotten_is_named(monkeypatch, field, missing):
    monkeypatch.setattr(
        fields, "NOUNS", {**fields.NOUNS, "task": {**fields.TASK, field.name: field}}
    )
    ask = columns.members if field.is_set else columns.expression

    with pytest.raises(LookupError, match=missing):
        ask("task", field.name)
    with pytest.raises(LookupError, match="declares none"):
        columns.expression("task", "colour")
    with pytest.raises(LookupError, match="name its model in MODELS"):
        columns.model_of("dream")
