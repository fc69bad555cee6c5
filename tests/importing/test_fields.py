"""What a plan may say of a task's fields: all the registry edits plainly, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from app import access, db
from app.domain.errors import Invalid
from app.importing import kept_plans, runs
from app.importing.apply_tasks import content
from app.importing.context import fingerprint
from app.importing.plan import ImportRefused, Plan, StatusPlan, Step, TaskPlan
from app.models import Event, Task
from app.work import tasks
from tests.conftest import NOW
from tests.consumers.conftest import ALICE, World

THEN = datetime(2025, 3, 3, 9, tzinfo=UTC)
EVERY = {
    "priority": 2,
    "due": "2025-04-01",
    "start": date(2025, 3, 4),
    "points": 3.0,
    "estimate_minutes": 90,
    "is_upkeep": True,
    "is_milestone": True,
}


def one(**values) -> TaskPlan:
    return TaskPlan(
        "XY-1", 1, "Zebra", "About", "", THEN, THEN, [Step("Open", THEN)], values=values
    )


def a_plan(**values) -> Plan:
    statuses = [StatusPlan("Open", "unstarted")]
    return Plan("test:XY", "XY", "Zebras", statuses=statuses, tasks=[one(**values)])


def _task() -> Task:
    with db.reading() as session:
        return session.exec(select(Task).where(Task.key == "XY-1")).one()


def test_any_plain_field_comes_in_and_is_logged(world: World, tmp_path):
    runs.run_import(a_plan(**EVERY), now=NOW, folder=tmp_path)

    made = _task()
    assert made.due == date(2025, 4, 1)
    assert {name: getattr(made, name) for name in EVERY if name != "due"} == {
        name: value for name, value in EVERY.items() if name != "due"
    }
    with db.reading() as session:
        [event] = session.exec(select(Event).where(Event.kind == "task.created"))
        assert event.changes["due"] == [None, "2025-04-01"]
        assert set(EVERY) <= set(event.changes)


def test_what_the_source_does_not_speak_of_stays_as_it_is_here(world: World, tmp_path):
    runs.run_import(a_plan(due="2025-04-01"), now=NOW, folder=tmp_path)
    with db.writing() as session:
        tasks.edit(session, "XY-1", by=access.actor(session, ALICE), points=5)

    runs.run_import(a_plan(due=None, is_milestone=True), now=NOW, folder=tmp_path)

    made = _task()
    assert (made.due, made.points, made.is_milestone) == (None, 5, True)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"status": 3}, "can't set “status”"),
        ({"assignees": [1]}, "can't set “assignees”"),
        ({"parent_id": 1}, "can't set “parent_id”"),
        ({"colour": "red"}, "can't set “colour”"),
        ({"due": "soon"}, "no date"),
    ],
)
def test_what_is_no_plain_field_or_no_value_is_refused(values, refusal):
    with pytest.raises(Invalid, match=refusal):
        one(**values)


def test_a_task_imported_before_fields_were_open_reads_as_unchanged():
    """The fingerprints are those of the plans that had five named fields."""
    full = replace(
        one(priority=2, due=date(2025, 4, 1), estimate_minutes=90, points=3.0),
        author="ada",
        assignees=["bob"],
        tags=["striped"],
    )
    bare = TaskPlan("XY-2", None, "Zebra", "", "", THEN, THEN, [Step("Open", THEN)])

    assert fingerprint(content(full)) == "5116f160e435317d1b9ff997"
    assert fingerprint(content(bare)) == "a6b8027d3b755042e2242b27"


def test_a_plan_is_kept_with_its_values(tmp_path):
    plan = a_plan(**EVERY)
    keeper = kept_plans.Kept(tmp_path)

    assert keeper.read(keeper.write(plan)) == plan


def test_a_plan_another_version_kept_is_refused(tmp_path):
    keeper = kept_plans.Kept(tmp_path)
    name = keeper.write(a_plan())
    path = tmp_path / "imports" / f"{name}.json"
    path.write_text(path.read_text().replace('"values":{}', '"priority":2'))

    with pytest.raises(ImportRefused, match="another version"):
        keeper.read(name)
