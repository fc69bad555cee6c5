"""What a browser sends reaches a handler only in the shape the handler says."""

from typing import Any, NotRequired, TypedDict

import pytest
from sqlmodel import col, select

from app import db
from app.models import Comment, Space, Task
from app.ui import arriving
from app.ui.lists.state import ListPage
from app.ui.spaces.state import Space as SpacePage
from app.ui.tasks.state import TaskPage


class Tie(TypedDict):
    """An argument with all kinds of keys."""

    key: str
    ids: list[int]
    to: int | None
    weight: NotRequired[float]
    by_name: NotRequired[dict[str, list[str]]]


class Sample:
    """A handler as states have them."""

    async def handle(self, tie: Tie, tags: list[str], many: dict[str, int]) -> None: ...


GOOD: Any = {"key": "ENG-1", "ids": [1, 2], "to": None}


@pytest.mark.parametrize(
    "tie",
    [
        GOOD,
        {**GOOD, "to": 3, "weight": 2, "by_name": {"a": ["b"]}},
        {**GOOD, "unknown": "is not read"},
    ],
)
def test_a_value_of_the_shape_passes(tie):
    assert arriving.fits(Sample.handle, {"tie": tie, "tags": ["a"], "many": {"a": 1}})


@pytest.mark.parametrize(
    "tie",
    [
        None,
        "ENG-1",
        [],
        {},
        {"key": "ENG-1", "ids": [1]},
        {**GOOD, "key": 1},
        {**GOOD, "ids": "12"},
        {**GOOD, "ids": [1, "2"]},
        {**GOOD, "ids": [True]},
        {**GOOD, "to": "3"},
        {**GOOD, "weight": "heavy"},
        {**GOOD, "by_name": {"a": [1]}},
    ],
)
def test_a_value_of_another_shape_does_not(tie):
    assert not arriving.fits(Sample.handle, {"tie": tie})


@pytest.mark.parametrize(
    "payload", [{"tags": ["a", 1]}, {"many": {"a": "1"}}, {"many": ["a"]}, {"other": 1}]
)
def test_lists_and_dicts_are_looked_into(payload):
    assert not arriving.fits(Sample.handle, payload)


async def test_a_form_comes_with_its_fields_by_name(place, tab_of):
    fields = [["name", "Operations"], ["key", "OPS"], ["private", "on"]]

    await tab_of("alice").fire(SpacePage.create({"__reflex_form_data__": fields}))

    with db.reading() as session:
        made = session.exec(select(Space).where(Space.key == "OPS")).one()
    assert (made.name, made.is_private) == ("Operations", True)


@pytest.mark.parametrize(
    "form",
    [
        {"__reflex_form_data__": [["key", "OPS"]]},
        {"__reflex_form_data__": [["name"]]},
        {"__reflex_form_data__": 7},
        {"name": 7},
    ],
)
async def test_a_form_without_what_it_needs_is_refused_in_a_sentence(place, tab_of, form):
    _, sent = await tab_of("alice").fire(SpacePage.create(form))

    assert arriving.UNFIT in str(sent)
    with db.reading() as session:
        assert [one.key for one in session.exec(select(Space)).all()] == ["ENG"]


async def test_nothing_happens_on_an_argument_that_does_not_fit(place, tab_of):
    tab = tab_of("alice")
    events: list[Any] = [
        ListPage.remove({"number": "9", "keys": [place.mine.key]}),
        ListPage.remove({"keys": [7]}),
        ListPage.change({"keys": place.mine.key, "field": "priority", "value": 1}),
        TaskPage.ask_of({"id": "1", "to": None}),
        TaskPage.ask_of({"id": True, "to": 1}),
    ]

    for event in events:
        _, sent = await tab.fire(event)
        assert arriving.UNFIT in str(sent), event

    with db.reading() as session:
        left = session.exec(select(Task).where(col(Task.deleted_at).is_(None))).all()
        texts = session.exec(select(Comment.text)).all()
    assert sorted(one.priority for one in left) == [0, 0]
    assert texts == ["Is this safe?"]
