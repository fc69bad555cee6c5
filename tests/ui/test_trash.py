"""The trash page, as its state shows it: asked, searched, restored, erased, and nothing of what is hidden."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from app import access, db
from app.domain.errors import NotAllowed, NotFound
from app.models import Purge, Task, TaskList
from app.reads import trash as reading
from app.ui import deleting, words
from app.ui.base import RequestContext
from app.ui.spaces.state import Space
from app.ui.trash import state, view
from app.ui.trash.state import Trash
from app.work import docs, goals, lists, targets, tasks
from tests.conftest import NOW
from tests.ui.tab import of

LAST = (NOW + timedelta(days=30)).date()


def _as(session, user_id: int) -> RequestContext:
    session.flush()
    return RequestContext(session, access.actor(session, user_id), NOW, ZoneInfo("UTC"))


def test_what_takes_nothing_along_is_not_asked_about(session, alice, home):
    alone = tasks.create(session, home.id or 0, title="Alone", by=alice)
    top = tasks.create(session, home.id or 0, title="Top", by=alice)
    tasks.create(session, home.id or 0, title="Sub", parent_id=top.id, by=alice)
    page = docs.create(session, title="Page", by=alice)
    docs.create(session, title="Below", parent_id=page.id, by=alice)
    d = _as(session, 1)

    goal = goals.create(session, title="Launch", by=alice)
    assert deleting.asked(d, "goal", goal.id or 0) == ""
    targets.add(session, goal.id or 0, kind="number", name="Users", by=alice)
    goals.create(session, title="Beta", parent_id=goal.id, by=alice)
    assert deleting.asked(d, "goal", goal.id or 0) == (
        "Delete the goal “Launch”? 1 target goes to the trash with it for 30 days."
        " 1 sub-goal, list or folder stays."
    )
    assert deleting.asked(d, "task", alone.id or 0) == ""
    assert deleting.asked(d, "task", top.id or 0) == (
        f"Delete the task “{top.key} Top”? 1 subtask goes to the trash with it for 30 days."
    )
    assert deleting.asked(d, "doc", page.id or 0).endswith(
        "1 page below it goes to the trash with it for 30 days."
    )


def test_a_space_is_asked_about_with_what_the_reader_sees_of_it(session, alice, bob, space, home):
    for n in range(3):
        tasks.create(session, home.id or 0, title=f"T{n}", by=alice)
    secret = lists.create(session, space.id or 0, name="Secret", is_private=True, by=alice)
    alice = access.actor(session, 1)
    tasks.create(session, secret.id or 0, title="H", by=alice)
    docs.create(session, title="Page", space_id=space.id, by=alice)

    assert deleting.asked(_as(session, 1), "space", space.id or 0) == (
        "Delete the space “Engineering”? 2 lists, 4 tasks and 1 doc go to the trash with it for 30 days."
    )
    assert "1 list, 3 tasks and 1 doc go" in deleting.asked(_as(session, 2), "space", space.id or 0)
    with pytest.raises(NotFound):
        deleting.asked(_as(session, 3), "space", space.id or 0)


def test_the_page_shows_what_may_be_done(session, alice, bob, space, home):
    task = tasks.create(session, home.id or 0, title="Lost", by=alice)
    tasks.delete(session, task.key, by=alice)
    lists.delete(session, home.id or 0, by=alice)

    mine, bobs = (view.view(_as(session, who), space.id or 0, "", "") for who in (1, 2))

    assert [(one["kind"], one["title"]) for one in mine["rows"]] == [
        ("list", "Platform"),
        ("task", f"{task.key} Lost"),
    ]
    assert mine["may_empty"]
    assert not bobs["may_empty"]
    assert [one["may_restore"] for one in bobs["rows"]] == [False, True]
    assert (bobs["rows"][1]["into"], bobs["rows"][0]["into"]) == ("list", "")
    with pytest.raises(NotFound):
        view.view(_as(session, 3), space.id or 0, "", "")
    assert view.view(_as(session, 3), 0, "", "")["rows"] == []


def test_emptying_takes_all_a_hundred_at_once(session, alice, space, monkeypatch):
    for n in range(5):
        made = lists.create(session, space.id or 0, name=f"L{n}", by=alice)
        lists.delete(session, made.id or 0, by=access.actor(session, 1))
    session.commit()
    monkeypatch.setattr(state, "AT_ONCE", 2)

    def write(_token, do):
        with db.writing() as other:
            return do(_as(other, 1)), ""

    monkeypatch.setattr(state, "writing_as", write)

    assert state._emptied("", space.id or 0) == 5
    with db.reading() as other:
        assert len(other.exec(select(Purge)).all()) == 5
        assert len(other.exec(select(TaskList)).all()) == 6  # the clock erases them


def test_a_member_empties_nothing(session, bob, space, monkeypatch):
    session.commit()

    def write(_token, do):
        with db.writing() as other:
            return do(_as(other, 2)), ""

    monkeypatch.setattr(state, "writing_as", write)
    with pytest.raises(NotAllowed):
        state._emptied("", 0)


async def test_a_list_is_asked_about_deleted_found_and_restored_in_open_tabs(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Space.load(), path="/spaces/1")
    changed, _ = await tab.fire(Space.delete_list(place.home.id))
    assert "2 tasks go to the trash with it for 30 days." in of(changed, Space)["question"]
    changed, _ = await tab.fire(Space.keep_asked())
    assert of(changed, Space)["question"] == ""
    await tab.fire(Space.delete_list(place.home.id))
    _, sent = await tab.fire(Space.do_asked())
    assert "is in the trash with 2 tasks, for 30 days." in str(sent)

    changed, _ = await tab.fire(Trash.load(), path="/trash?space=1")
    [row] = of(changed, Trash)["rows"]
    assert (row["title"], row["place"]) == ("Platform", "Engineering, with 2 tasks")
    changed, _ = await tab.fire(Trash.search({"words": "nothing so", "kind": ""}))
    assert of(changed, Trash)["rows"] == []
    await tab.fire(Trash.search({"words": "plat", "kind": "list"}))
    changed, sent = await tab.fire(Trash.restore("list", place.home.id))
    assert "Restored: Platform." in str(sent)
    with db.reading() as session:
        assert session.get_one(TaskList, place.home.id).deleted_at is None


async def test_what_is_erased_on_purpose_is_asked_about_by_name(place, tab_of):
    tab = tab_of("alice")
    with db.writing() as session:
        tasks.delete(session, place.waiting.key, by=access.actor(session, 1))
    await tab.fire(Trash.load(), path="/trash")
    changed, _ = await tab.fire(Trash.ask_purge("task", place.waiting.id))
    assert of(changed, Trash)["question"] == (
        "Delete “Release” for good? Nobody can bring it back then."
    )
    changed, sent = await tab.fire(Trash.do_asked())
    assert "Deleted for good." in str(sent)
    assert of(changed, Trash)["rows"] == []
    bob = tab_of("bob")
    _, sent = await bob.fire(Trash.restore("task", place.waiting.id))
    assert "does not exist" in str(sent)


async def test_a_status_in_use_asks_where_its_tasks_go(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Space.load(), path="/spaces/1")
    with db.reading() as session:
        held = session.get_one(Task, place.mine.id).status_id
    changed, _ = await tab.fire(Space.remove_status(held))
    asked = of(changed, Space)
    assert asked["where_to"] == "2 tasks are in “To do”: say where they go."
    assert place.done in [one["value"] for one in asked["elsewhere"]]
    changed, sent = await tab.fire(Space.move_out(place.done))
    assert "Status removed." in str(sent)
    assert of(changed, Space)["where_to"] == ""
    with db.reading() as session:
        assert session.get_one(Task, place.mine.id).status_id == place.done


async def test_what_is_deleted_is_kept_until_the_day_that_is_told(place, tab_of):
    with db.writing() as session:
        by = access.actor(session, 1)
        tasks.delete(session, place.waiting.key, by=by, at=NOW)
    for days, is_gone in ((30, False), (31, True)):
        with db.reading() as session:
            then = (NOW + timedelta(days=days)).replace(hour=0, minute=0)  # the daily look
            machine = access.machine(session)
            found = reading.overdue(session, now=then, by=machine, limit=9)
            assert (("task", place.waiting.id) in found) is is_gone
    with db.reading() as session:
        context = RequestContext(session, access.actor(session, 1), NOW, ZoneInfo("UTC"))
        [row] = view.rows(context, 0, "task", "", before=0)
    assert row["told"].endswith(f"kept until {words.plain_day(LAST, NOW.date())}")
