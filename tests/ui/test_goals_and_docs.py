"""A goal and a doc are changed on their own page; nobody's words are lost."""

import pytest

from app import access, db
from app.reads import goals as reads
from app.ui.docs.state import Doc
from app.ui.goals.goal_state import Goal
from app.work import comments, docs, goals, texts
from tests.ui.tab import of


@pytest.fixture
def goal(place) -> int:
    with db.writing() as session:
        return goals.create(session, title="EU launch", by=access.actor(session, 1)).id or 0


@pytest.fixture
def doc(place) -> int:
    with db.writing() as session:
        made = docs.create(session, title="Guide", text="one", by=access.actor(session, 1))
        return made.id or 0


async def test_a_target_moves_the_goals_number(goal, tab_of):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    form = {"name": "Customers", "kind": "number", "start": "0", "target": "200"}
    changed, _ = await tab.fire(Goal.add_target(form))
    target = of(changed, Goal)["targets"][0]
    changed, _ = await tab.fire(Goal.set_current(target["id"], "50"))

    assert of(changed, Goal)["goal"]["label"] == "25 %"


async def test_a_value_is_understood_as_it_was_written_and_the_other_meaning_is_offered(
    goal, tab_of
):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    form = {"name": "Revenue", "kind": "currency", "unit": "EUR", "start": "0", "target": "€ 1.2M"}
    changed, sent = await tab.fire(Goal.add_target(form))
    target = of(changed, Goal)["targets"][0]
    assert (target["aim"], target["target"]) == ("from €0 to €1,200,000", "1,200,000")
    assert "1,200,000." in str(sent)

    changed, sent = await tab.fire(Goal.set_current(target["id"], "12,500"))
    assert of(changed, Goal)["targets"][0]["current"] == "12,500"
    assert "12,500." in str(sent)
    assert "Make it" not in str(sent)

    changed, sent = await tab.fire(Goal.set_current(target["id"], "13.500"))
    assert of(changed, Goal)["targets"][0]["current"] == "13.5"
    assert "Value recorded: €13.5" in str(sent)
    assert "Make it 13,500" in str(sent)
    changed, _ = await tab.fire(Goal.correct(target["id"], {"current_value": 13500.0}))
    assert of(changed, Goal)["targets"][0]["current"] == "13,500"


async def test_a_targets_own_facts_are_changed_in_one_step_of_the_history(goal, tab_of):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    form = {"name": "Users", "kind": "number", "start": "0", "target": "200", "unit": "users"}
    changed, _ = await tab.fire(Goal.add_target(form))
    target = of(changed, Goal)["targets"][0]
    await tab.fire(Goal.start_changing(target["id"]))
    form = {"name": "People", "start": "1,000", "target": "12,500", "unit": "people", "weight": "2"}
    changed, _ = await tab.fire(Goal.change_target(form))

    shown = of(changed, Goal)
    assert shown["targets"][0]["name"] == "People"
    assert shown["targets"][0]["aim"] == "from 1,000 people to 12,500 people"
    newest = shown["happened"][0]["words"]
    assert all(word in newest for word in ("“People”", "1,000", "12,500", "“people”"))


async def test_closing_a_goal_freezes_its_number_and_says_why(goal, tab_of):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    await tab.fire(Goal.add_target({"name": "Live", "kind": "boolean"}))
    await tab.fire(Goal.set_state("achieved"))
    changed, _ = await tab.fire(Goal.close({"reason": "We are live"}))

    assert of(changed, Goal)["goal"]["state"] == "achieved"
    assert of(changed, Goal)["goal"]["reason"] == "We are live"

    changed, sent = await tab.fire(Goal.set_state("in_progress"))
    assert of(changed, Goal)["goal"]["state"] == "in_progress"
    assert "Reopened" in str(sent)


async def test_a_number_that_is_none_is_refused_in_words(goal, tab_of):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    _, sent = await tab.fire(Goal.set_field("weight", "heavy"))

    assert "is no number" in str(sent)


async def test_a_comment_on_a_goal_appears_with_its_history(goal, tab_of):
    tab = tab_of("bob")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    with db.writing() as session:
        bob = access.actor(session, 2)
        comments.add(session, ("goal", goal), text="How far are we?", by=bob)
    changed, _ = await tab.fire(Goal.load(), path=f"/goals/{goal}")

    shown = of(changed, Goal)
    assert [one["text"] for one in shown["threads"]] == ["How far are we?"]
    assert shown["threads"][0]["is_mine"] is True


async def test_a_save_shows_at_once_and_is_a_version(doc, tab_of):
    tab = tab_of("alice")
    await tab.fire(Doc.load(), path=f"/docs/{doc}")
    _save(doc, "two")
    changed, _ = await tab.fire(Doc.load(), path=f"/docs/{doc}")

    assert (of(changed, Doc)["text"], of(changed, Doc)["version"]) == ("two", 2)


async def test_an_old_version_can_be_the_newest_again(doc, tab_of):
    tab = tab_of("alice")
    _save(doc, "two")
    await tab.fire(Doc.load(), path=f"/docs/{doc}")
    changed, _ = await tab.fire(Doc.restore(1))

    assert of(changed, Doc)["text"] == "one"
    assert of(changed, Doc)["version"] == 3


async def test_the_goal_page_says_what_the_reads_say(goal, tab_of):
    shown = of((await tab_of("bob").fire(Goal.load(), path=f"/goals/{goal}"))[0], Goal)

    assert shown["goal"]["label"] == reads.shown(None)
    assert shown["crumbs"][-1]["label"] == "EU launch"


def _save(doc: int, text: str) -> None:
    """As the browser saves: by the API's verb."""
    with db.writing() as session:
        alice = access.actor(session, 1)
        texts.save(session, "doc", doc, "text", text=text, based_on=1, by=alice)


@pytest.mark.parametrize(
    ("start", "target", "unit", "aim"),
    [
        ("0", "€ 1.2M", "", "from €0 to €1,200,000"),
        ("€100k", "€200k", "", "from €100,000 to €200,000"),
        ("0", "1,5 Mio €", "", "from €0 to €1,500,000"),
        ("0", "$2,500.50", "", "from $0 to $2,500.50"),
        ("0", "100 CHF", "", "from CHF0 to CHF100"),
        ("0", "£5", "GBP", "from £0 to £5"),
    ],
)
async def test_the_currency_written_with_a_number_is_the_targets(
    goal, tab_of, start, target, unit, aim
):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    form = {"name": "ARR", "kind": "currency", "start": start, "target": target, "unit": unit}
    changed, sent = await tab.fire(Goal.add_target(form))

    assert of(changed, Goal)["targets"][0]["aim"].replace("\xa0", " ") == aim
    assert aim.split(" to ")[1] in str(sent).replace("\\xa0", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("kind", "unit", "start", "refusal"),
    [
        ("currency", "", "$1", "A target has one currency: this names EUR and USD."),
        ("currency", "GBP", "0", "A target has one currency: this names EUR and GBP."),
        ("number", "customers", "0", "This is money: measure it as a currency"),
    ],
)
async def test_money_is_measured_in_one_currency_and_as_money(
    goal, tab_of, kind, unit, start, refusal
):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    form = {"name": "ARR", "kind": kind, "start": start, "target": "€ 1.2M", "unit": unit}
    _, sent = await tab.fire(Goal.add_target(form))

    assert refusal in str(sent)


async def test_a_value_written_with_a_currency_gives_it_to_a_target_without_one(goal, tab_of):
    tab = tab_of("alice")
    await tab.fire(Goal.load(), path=f"/goals/{goal}")
    form = {"name": "ARR", "kind": "currency", "start": "0", "target": "1000"}
    changed, _ = await tab.fire(Goal.add_target(form))
    target = of(changed, Goal)["targets"][0]["id"]
    changed, sent = await tab.fire(Goal.set_current(target, "€100"))
    assert of(changed, Goal)["targets"][0]["aim"] == "from €0 to €1,000"
    assert "Value recorded: €100." in str(sent)

    _, sent = await tab.fire(Goal.set_current(target, "$200"))
    assert "this names EUR and USD" in str(sent)
