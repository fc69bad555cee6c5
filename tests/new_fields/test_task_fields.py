"""A text, a number, a choice and a day of tasks, declared in the registry and the model alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from app import access, db
from app.domain.errors import Invalid
from app.importing import runs
from app.importing.plan import Plan, StatusPlan, Step, TaskPlan
from app.models import Task
from app.reads import activity
from app.ui.lists.state import ListPage
from app.ui.tasks.state import TaskPage
from app.work import tasks, undo
from tests.assist.conftest import on
from tests.conftest import NOW, a_task
from tests.reads.test_orders_in_the_browser import (
    test_the_browsers_tests_know_the_fields_as_the_server_describes_them as test_described,
)
from tests.reads.test_orders_in_the_browser import (
    test_the_server_sorts_as_the_browser_is_told_to_sort as test_sorted,
)
from tests.ui.tab import of

__all__ = ["test_described", "test_sorted"]
# Each with what is typed, what is kept, and what the log says of it.
FIELDS = [
    ("energy", "High", "high", "changed the energy to high"),
    ("supplier", "Acme GmbH", "Acme GmbH", "changed the supplier to “Acme GmbH”"),
    ("cost", "12,5", 12.5, "changed the cost to 12.5"),
    ("review", "2026-12-04", date(2026, 12, 4), "changed the review day to 4 Dec 2026"),
]
WHEN = datetime(2026, 11, 1, tzinfo=UTC)


def kept_of(key, name):
    with db.reading() as session:
        return getattr(session.exec(select(Task).where(Task.key == key)).one(), name)


@pytest.mark.parametrize(("name", "typed", "kept", "words"), FIELDS)
async def test_it_is_edited_on_the_tasks_page_told_and_undone(
    place, tab_of, name, typed, kept, words
):
    tab, key = tab_of("alice"), place.mine.key
    await tab.fire(TaskPage.load(), f"/tasks/{key}")
    shown, sent = await tab.fire(TaskPage.set_field(name, typed))

    assert "changed." in str(sent)
    assert kept_of(key, name) == kept
    task = of(shown, TaskPage)["task"]
    assert task["words"][name]
    with db.writing() as session:
        alice = access.actor(session, 1)
        happened = activity.of_item(session, "task", place.mine.id, actor=alice)[0]
        assert happened.words == words
        undo.undo(session, happened.batch, by=alice)
    assert kept_of(key, name) is None


@pytest.mark.parametrize(("name", "typed", "kept", "_words"), FIELDS)
async def test_it_is_set_for_many_from_the_list(place, tab_of, name, typed, kept, _words):
    keys = [place.mine.key, place.waiting.key]
    await tab_of("alice").fire(ListPage.change({"keys": keys, "field": name, "value": typed}))
    assert [kept_of(key, name) for key in keys] == [kept, kept]

    await tab_of("alice").fire(ListPage.change({"keys": keys, "field": name, "value": ""}))
    assert [kept_of(key, name) for key in keys] == [None, None]


@pytest.mark.parametrize(
    ("name", "op", "value", "found"),
    [
        ("energy", "in", ["high", "medium"], ["Step 1", "Step 2"]),
        ("energy", "is_empty", None, ["Step 0", "Step 3", "Step 4"]),
        ("supplier", "contains", "acme", ["Step 1"]),
        ("cost", "gte", 10, ["Step 1", "Step 2"]),
        ("review", "lt", "2027-01-01", ["Step 1"]),
    ],
)
def test_the_api_sets_answers_and_filters_it(as_, hidden, name, op, value, found):
    alice = as_("alice")
    given = [
        {"energy": "high", "supplier": "Acme", "cost": 12.5, "review": "2026-12-04"},
        {"energy": "medium", "supplier": "Zebra", "cost": 10, "review": "2027-12-04"},
        {"energy": "low", "cost": 3},
    ]
    for at, values in enumerate(given[:2], start=1):
        step = alice("POST", "/api/v1/tasks/search", json=asked("title", "is", f"Step {at}"))
        [task] = step.json()["items"]
        changed = alice("PATCH", f"/api/v1/tasks/{task['key']}", json=values)
        assert {name: changed.json()[name] for name in values} == values
    body = {"list_id": hidden.open_list, "title": "Made", **given[2]}
    made = alice("POST", "/api/v1/tasks", json=body).json()
    assert (made["energy"], made["supplier"], made["cost"]) == ("low", None, 3.0)
    rows = alice("GET", f"/api/v1/lists/{hidden.open_list}/view").json()["rows"]
    assert {row["energy"] for row in rows} == {"high", "medium", "low", None}

    steps = {"all": [asked("title", "contains", "Step")["where"], asked(name, op, value)["where"]]}
    answer = alice("POST", "/api/v1/tasks/search", json={"where": steps, "sort": "title"})
    assert [one["title"] for one in answer.json()["items"]] == found
    assert (
        alice("PATCH", f"/api/v1/tasks/{made['key']}", json={"energy": "huge"}).status_code == 422
    )


def asked(field, op, value):
    return {"where": {"field": field, "op": op} | ({} if value is None else {"value": value})}


def test_an_import_brings_it_in(world, tmp_path):
    values = {"energy": "medium", "supplier": "Acme", "cost": 3, "review": "2026-12-04"}
    task = TaskPlan(
        "XY-1", 1, "Zebra", "About", "", WHEN, WHEN, [Step("Open", WHEN)], values=values
    )
    plan = Plan("test:XY", "XY", "Zebras", statuses=[StatusPlan("Open", "unstarted")], tasks=[task])
    runs.bring_in(plan, now=NOW, folder=tmp_path)

    with db.reading() as session:
        made = session.exec(select(Task).where(col(Task.key) == "XY-1")).one()
        assert (made.energy, made.supplier, made.cost) == ("medium", "Acme", 3.0)
    with pytest.raises(Invalid, match="not one of low, medium, high"):
        replace(task, values={"energy": "huge"})


def test_the_assistant_answers_it_with_its_last_change(session, alice, bob, home, texts):
    task = a_task(session, home, alice, "Rotate keys", at=on(11, 1), energy="low", cost=3)
    tasks.edit(session, task.id, by=bob, energy="high", review="2026-12-04", at=on(11, 9))

    assert texts("what is the energy of ENG-1?") == [
        "The energy of ENG-1 (Rotate keys) is high; changed on Mon 9 Nov by Bob Okafor, from low."
    ]
    assert texts("when is ENG-1's review?") == [
        "The review day of ENG-1 (Rotate keys) is Fri 4 Dec; set on Mon 9 Nov by Bob Okafor."
    ]
    assert texts("what is the cost of ENG-1?")[0].startswith("The cost of ENG-1 (Rotate keys) is 3")
    assert texts("what is the supplier of ENG-1?") == ["ENG-1 (Rotate keys) has no supplier."]


def test_a_sentence_to_the_assistant_sets_it(session, alice, home, ask):
    a_task(session, home, alice, "Rotate keys", at=on(11, 1))
    [card] = ask("set the energy of ENG-1 to high").cards

    assert [(line.label, line.new) for line in card.lines] == [("Energy", "high")]
