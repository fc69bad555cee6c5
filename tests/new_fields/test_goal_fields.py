"""A choice of goals, declared in the registry and the model alone."""

from app import access, db
from app.models import Goal as GoalRow
from app.reads import activity
from app.ui.goals.goal_state import Goal
from app.work import goals, undo
from tests.assist.conftest import on
from tests.ui.tab import of


async def test_it_is_edited_on_the_goals_page_told_and_undone(place, tab_of):
    with db.writing() as session:
        goal = goals.create(session, title="EU launch", by=access.actor(session, 1)).id or 0
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    changed, sent = await tab.fire(Goal.set_field("ambition", "bold"))

    assert "Ambition changed." in str(sent)
    facts = of(changed, Goal)["goal"]
    assert (facts["values"]["ambition"], facts["words"]["ambition"]) == ("bold", "Bold")
    with db.writing() as session:
        alice = access.actor(session, 1)
        happened = activity.of_item(session, "goal", goal, actor=alice)[0]
        assert happened.words == "changed the ambition to bold"
        undo.undo(session, happened.batch, by=alice)
    with db.reading() as session:
        assert session.get_one(GoalRow, goal).ambition is None


def test_the_api_sets_and_answers_it(as_):
    alice = as_("alice")
    made = alice("POST", "/api/v1/goals", json={"title": "EU launch", "ambition": "modest"}).json()
    assert made["ambition"] == "modest"

    address = f"/api/v1/goals/{made['id']}"
    assert alice("PATCH", address, json={"ambition": "moonshot"}).json()["ambition"] == "moonshot"
    assert alice("PATCH", address, json={"title": "Launch"}).json()["ambition"] == "moonshot"
    assert alice("PATCH", address, json={"ambition": None}).json()["ambition"] is None
    assert alice("PATCH", address, json={"ambition": "small"}).status_code == 422


def test_the_assistant_answers_it_with_its_last_change(session, alice, bob, texts):
    goal = goals.create(session, title="EU launch", by=alice, at=on(11, 1))
    goals.edit(session, goal.id or 0, by=bob, ambition="bold", at=on(11, 9))

    assert texts("what is the ambition of EU launch?") == [
        "The ambition of EU launch is bold; set on Mon 9 Nov by Bob Okafor."
    ]
