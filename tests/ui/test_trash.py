"""The trash page, as its state shows it: asked, searched, restored, erased, and nothing of what is hidden."""

from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from app import access, db
from app.domain.errors import NotAllowed, NotFound
from app.models import Purge, TaskList
from app.ui import deleting
from app.ui.base import RequestContext
from app.ui.trash import state, view
from app.work import docs, lists, tasks
from tests.conftest import NOW


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
