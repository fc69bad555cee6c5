"""What people type means what their locale says, and where it may mean something else too, that is offered."""

import pytest
from sqlmodel import select

from app import db
from app.domain.errors import Invalid
from app.models import Task
from app.ui import making
from app.ui.base import Undo, writing_as
from app.ui.lists.state import ListPage
from app.ui.tasks.state import TaskPage
from app.work import goals, tasks
from tests.ui.tab import of

GERMAN = "de-DE,de;q=0.9"


def _task(place) -> Task:
    with db.reading() as session:
        return session.get_one(Task, place.mine.id)


async def test_an_estimate_of_many_hours_is_no_estimate_of_few(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(TaskPage.load(), f"/tasks/{place.mine.key}")
    await tab.fire(TaskPage.set_field("estimate_minutes", "12,500"))

    assert _task(place).estimate_minutes == 750_000


async def test_what_may_mean_another_number_is_said_and_the_other_is_one_click_away(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(TaskPage.load(), f"/tasks/{place.mine.key}")
    changed, sent = await tab.fire(TaskPage.set_field("points", "12.500"))

    assert of(changed, TaskPage)["task"]["values"]["points"] == "12.5"
    assert "Points: 12.5." in str(sent)
    assert "Make it 12,500" in str(sent)
    await tab.fire(TaskPage.set_field("points", 12500))
    assert _task(place).points == 12500


async def test_a_german_browser_reads_and_shows_german_numbers(place, tab_of):
    tab = tab_of("alice", locale=GERMAN)
    await tab.fire(TaskPage.load(), f"/tasks/{place.mine.key}")
    changed, sent = await tab.fire(TaskPage.set_field("points", "12,500"))
    assert of(changed, TaskPage)["task"]["values"]["points"] == "12,5"
    assert "Make it 12.500" in str(sent)

    await tab.fire(TaskPage.set_field("estimate_minutes", "1.000,5"))
    assert _task(place).estimate_minutes == 60_030


async def test_a_number_for_many_tasks_says_what_it_was_read_as(place, tab_of):
    what = {"keys": [place.mine.key], "field": "points", "value": 12.5}
    _, sent = await tab_of("alice").fire(ListPage.change(what))

    assert f"{place.mine.key}: points 12.5." in str(sent)


async def test_a_checklist_becomes_tasks_under_tasks_and_what_is_ticked_is_done(place, tab_of):
    what = {
        "list_id": place.mine.list_id,
        "titles": ["Pack", "Socks", "Wool socks", "Shirts", "Leave"],
        "outline": {"depths": [0, 1, 2, 1, 0], "done": [False, True, False, False, True]},
        "status_id": None,
    }
    tab = tab_of("alice")
    _, sent = await tab.fire(ListPage.create(what))
    assert "5 tasks made." in str(sent)

    with db.reading() as session:
        made = {one.title: one for one in session.exec(select(Task)).all()}
    parents = {title: made[title].parent_id for title in what["titles"]}
    pack, socks = made["Pack"].id, made["Socks"].id
    assert parents == {
        "Pack": None,
        "Socks": pack,
        "Wool socks": socks,
        "Shirts": pack,
        "Leave": None,
    }
    done = [title for title in what["titles"] if made[title].category == "done"]
    assert done == ["Socks", "Leave"]


@pytest.mark.parametrize(
    "outline",
    [
        {"depths": [0], "done": [False, False]},
        {"depths": list(range(12)), "done": [False] * 12},
    ],
)
def test_an_outline_that_fits_no_titles_or_is_too_deep_is_refused(place, cookie, outline):
    titles = [f"Line {at}" for at in range(max(2, len(outline["depths"])))]
    with pytest.raises(Invalid):
        writing_as(
            cookie, lambda d: making.make(d, place.mine.list_id or 0, titles, outline=outline)
        )


async def test_ctrl_z_takes_back_what_the_page_shows_and_names_what_is_elsewhere(
    place, tab_of, cookie
):
    writing_as(cookie, lambda d: tasks.edit(d.session, place.mine.id, title="Turn", by=d.actor))
    writing_as(cookie, lambda d: goals.create(d.session, title="EU launch", by=d.actor))
    tab = tab_of("alice")

    _, sent = await tab.fire(Undo.undo_last([f"list:{place.mine.list_id}"]))
    assert "Taken back" in str(sent)
    assert _task(place).title == "Rotate keys"

    _, sent = await tab.fire(Undo.undo_last(["doc:1"]))
    assert "Nothing of yours on this page. Your last change is elsewhere: EU launch, made." in str(
        sent
    )
    assert "Undo" in str(sent)
    _, sent = await tab.fire(Undo.redo_last(["doc:1"]))
    assert "elsewhere" in str(sent)
    _, sent = await tab.fire(Undo.redo_last([f"task:{place.mine.id}"]))
    assert "Done again" in str(sent)
    assert _task(place).title == "Turn"


async def test_a_line_of_the_history_that_was_taken_back_offers_to_do_it_again(
    place, tab_of, cookie
):
    _, batch = writing_as(
        cookie, lambda d: tasks.edit(d.session, place.mine.id, title="Turn", by=d.actor)
    )
    tab = tab_of("alice")
    await tab.fire(Undo.undo(batch))
    shown, _ = await tab.fire(TaskPage.load(), f"/tasks/{place.mine.key}")
    undone, first = of(shown, TaskPage)["happened"][:2]
    assert (undone["is_undone"], first["is_undone"]) == (False, True)
    assert first["batch"] == undone["batch"]

    await tab.fire(Undo.undo(first["batch"]))
    shown, _ = await tab.fire(TaskPage.load(), f"/tasks/{place.mine.key}")
    redone, undone, first = of(shown, TaskPage)["happened"][:3]
    assert [one["is_undone"] for one in (redone, undone, first)] == [False, True, False]
    assert _task(place).title == "Turn"
