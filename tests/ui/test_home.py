"""The first page: my work, what waits for me, and changing a status on it."""

from sqlmodel import col, select

from app import db
from app.models import Comment, Event, Task
from app.ui.base import Undo
from app.ui.home.state import Home
from tests.ui.tab import of


async def test_my_open_work_stands_in_groups_by_date(place, tab_of):
    shown = of((await tab_of("alice").fire(Home.load()))[0], Home)

    assert [(group["name"], group["count"]) for group in shown["groups"]] == [("Overdue", 1)]
    assert shown["groups"][0]["tasks"][0]["key"] == place.mine.key
    assert shown["late"] == 1


async def test_who_waits_for_me_and_what_i_was_asked(place, tab_of):
    shown = of((await tab_of("alice").fire(Home.load()))[0], Home)

    assert [one["note"] for one in shown["waiting"]] == [f"waits for {place.mine.key}"]
    assert [one["text"] for one in shown["comments_for_me"]] == ["Is this safe?"]


async def test_a_status_changed_here_can_be_taken_back(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Home.load())
    changed, sent = await tab.fire(Home.move(place.mine.key, place.done))
    assert of(changed, Home)["groups"] == []
    assert "Undo" in str(sent)

    with db.reading() as session:
        task = session.get_one(Task, place.mine.id)
        assert task.category == "done"
        batch = _last_batch(session)
    await tab.fire(Undo.undo(batch))
    with db.reading() as session:
        assert session.get_one(Task, place.mine.id).category != "done"


async def test_a_comment_given_to_me_is_settled_in_place(place, tab_of):
    tab = tab_of("alice")
    await tab.fire(Home.load())
    await tab.fire(Home.settle(place.comment))

    with db.reading() as session:
        assert session.get_one(Comment, place.comment).resolved_at is not None


async def test_a_guest_changes_nothing_they_cannot_see(place, tab_of):
    _, sent = await tab_of("carol").fire(Home.move(place.mine.key, place.done))

    assert "read-only" in str(sent)
    assert place.mine.title not in str(sent)
    with db.reading() as session:
        assert session.get_one(Task, place.mine.id).category != "done"


def _last_batch(session) -> str:
    return session.exec(select(Event.batch).order_by(col(Event.id).desc())).first()
