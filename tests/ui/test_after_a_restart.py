"""What a browser kept while the server was away arrives before the page is read again: nothing of it is passed over."""

import pytest
from sqlmodel import select

from app import access, db
from app.domain.errors import NotFound
from app.models import Goal as GoalRecord
from app.models import Space as SpaceRecord
from app.models import Target, Task
from app.ui.goals.goal_state import Goal
from app.ui.saving import Answers
from app.ui.spaces.state import Space
from app.ui.tasks.state import TaskPage
from app.work import goals, targets
from tests.ui.tab import of


@pytest.fixture
def target(place) -> tuple[str, int]:
    """Where the goal is, and its target's id."""
    with db.writing() as session:
        alice = access.actor(session, 1)
        goal = goals.create(session, title="EU launch", by=alice).id or 0
        made = targets.add(
            session, goal, name="Customers", kind="number", by=alice, target_value=200
        )
        return f"/goals/{goal}", made.id or 0


async def test_a_value_typed_meanwhile_is_recorded(target, tab_of):
    path, target_id = target
    changed, _ = await tab_of("alice").fire(Goal.set_current(target_id, "50", 7), path=path)

    assert of(changed, Answers)["done"] == 7
    assert not of(changed, Answers).get("refusals")
    with db.reading() as session:
        assert session.get_one(Target, target_id).current_value == 50


async def test_a_targets_form_says_which_it_is_about(target, tab_of):
    path, target_id = target
    form = {"id": str(target_id), "name": "Users", "target": "300"}
    await tab_of("alice").fire(Goal.change_target(form, 7), path=path)

    with db.reading() as session:
        kept = session.get_one(Target, target_id)
        assert (kept.name, kept.target_value) == ("Users", 300)


async def test_a_closing_says_how_it_ends(target, tab_of):
    path, _ = target
    form = {"state": "dropped", "reason": "Nobody asked for it"}
    await tab_of("alice").fire(Goal.close(form, 7), path=path)

    with db.reading() as session:
        assert session.exec(select(GoalRecord.state)).one() == "dropped"


async def test_fields_of_goals_and_tasks_are_set(place, target, tab_of):
    path, _ = target
    await tab_of("alice").fire(Goal.set_field("weight", "2.5", 7), path=path)
    task = f"/tasks/{place.mine.key}"
    await tab_of("alice").fire(TaskPage.set_field("estimate_minutes", "90m", 8), path=task)

    with db.reading() as session:
        assert session.exec(select(GoalRecord.weight)).one() == 2.5
        assert session.get_one(Task, place.mine.id).estimate_minutes == 90


async def test_a_list_is_made_in_the_space_that_is_shown(place, tab_of):
    with db.reading() as session:
        space = session.exec(select(SpaceRecord.id)).first()
    path = f"/spaces/{space}"
    changed, _ = await tab_of("alice").fire(Space.add_list({"name": "Backlog"}, 7), path=path)

    assert not of(changed, Answers).get("refusals")
    assert "Backlog" in str(of(changed, Space)["list_groups"])


async def test_what_is_gone_is_refused_in_words(target, tab_of):
    path, target_id = target
    changed, _ = await tab_of("alice").fire(Goal.set_current(target_id + 1, "50", 7), path=path)

    assert of(changed, Answers)["refusals"]["7"] == NotFound("target").sentence
