"""The list's state answers each change of the browser: done or refused, never silent."""

import pytest
from sqlmodel import col, select

from app import db
from app.models import Task
from app.ui.lists.state import ListPage
from tests.ui.tab import of


def _move(key: str, status_id: int, number: object) -> dict[str, object]:
    return {"number": number, "key": key, "status_id": status_id, "before": None, "after": None}


async def test_a_change_that_is_done_is_answered_by_its_number(place, tab_of):
    tab = tab_of("alice")
    changed, _ = await tab.fire(ListPage.move(_move(place.mine.key, place.done, 1764166000001)))

    assert of(changed, ListPage)["answered"] == 1764166000001
    with db.reading() as session:
        assert session.get_one(Task, place.mine.id).category == "done"


async def test_a_refused_change_is_answered_too_and_changes_nothing(place, tab_of):
    tab = tab_of("alice")
    changed, sent = await tab.fire(ListPage.move(_move(place.mine.key, 9999, 7)))

    assert of(changed, ListPage)["answered"] == 7
    assert "toast" in str(sent)
    with db.reading() as session:
        assert session.get_one(Task, place.mine.id).category != "done"


async def test_the_answer_never_falls_back_to_an_earlier_change(place, tab_of):
    tab = tab_of("alice")
    both = {"keys": [place.mine.key], "field": "priority"}
    await tab.fire(ListPage.change({**both, "number": 9, "value": 1}))
    changed, _ = await tab.fire(ListPage.change({**both, "number": 8, "value": 2}))

    assert of(changed, ListPage)["answered"] == 9


@pytest.mark.parametrize("number", [{}, {"number": None}])
async def test_a_change_without_a_number_is_done_all_the_same(place, tab_of, number):
    await tab_of("alice").fire(
        ListPage.remove({**number, "keys": [place.mine.key, place.waiting.key]})
    )

    with db.reading() as session:
        left = session.exec(select(Task).where(col(Task.deleted_at).is_(None))).all()
        assert list(left) == []


def _new(place, titles: list[str]) -> dict[str, object]:
    return {"list_id": place.mine.list_id, "titles": titles, "status_id": place.done}


async def test_pasted_titles_become_tasks_in_their_order_with_one_undo(place, tab_of):
    tab = tab_of("alice")
    titles = [f"Line {at}" for at in range(450)]
    _, sent = await tab.fire(ListPage.create(_new(place, titles)))

    assert "450 tasks made." in str(sent)
    assert "Undo" in str(sent)
    with db.reading() as session:
        made = session.exec(
            select(Task).where(col(Task.title).startswith("Line ")).order_by(col(Task.rank))
        ).all()
        assert [task.title for task in made] == titles
        assert {task.category for task in made} == {"done"}
        assert {task.list_id for task in made} == {place.mine.list_id}


@pytest.mark.parametrize("titles", [[], ["One"] * 1001, ["Fine", "a" * 501]])
async def test_titles_that_cannot_all_be_made_make_none_and_say_why(place, tab_of, titles):
    tab = tab_of("alice")
    with db.reading() as session:
        before = len(session.exec(select(Task)).all())
    _, sent = await tab.fire(ListPage.create(_new(place, titles)))

    assert "toast" in str(sent)
    with db.reading() as session:
        assert len(session.exec(select(Task)).all()) == before


async def test_who_may_see_nothing_learns_no_more_than_that(place, tab_of):
    changed, sent = await tab_of("carol").fire(ListPage.remove({"number": 3, "keys": ["ENG-1"]}))

    assert of(changed, ListPage)["answered"] == 3
    assert place.mine.title not in str(sent)
