"""A server that dies between doing what was sent and saying so: sent again, it is done already."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, func, select

from app import access, db
from app.models import ApiToken, Doc, Event, IdempotencyKey, Space
from app.models import Goal as GoalRecord
from app.ui.docs.state import Docs
from app.ui.goals.goal_state import Goal
from app.ui.goals.tree_state import Goals
from app.ui.lists.state import ListPage
from app.ui.saving import DONE_BEFORE, LOST, Answers
from app.ui.settings.state import Settings
from app.ui.spaces.state import Space as SpacePage
from app.work import goals, numbered
from app.work.idempotency import PAGE, Asked, claim
from tests.ui.tab import of

NUMBER = 1_795_000_000_000_123


def _count(table, *conditions) -> int:
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(table).where(*conditions)).one()


async def _twice(tab_of, event, path="/", who="alice"):
    """Before the server's death and after it, when its pages know nothing."""
    await tab_of(who).fire(event, path=path)
    return await tab_of(who).fire(event, path=path)


async def test_what_is_made_is_made_once(place, tab_of):
    changed, sent = await _twice(tab_of, Goals.add({"title": "EU launch"}, NUMBER))

    assert _count(GoalRecord) == 1
    assert of(changed, Answers)["kept"] == [NUMBER]
    assert DONE_BEFORE in str(sent)


@pytest.mark.parametrize("fresh", [True, False])
async def test_pages_spaces_and_tasks_are_made_once(place, tab_of, fresh):
    home = place.mine.list_id
    asked = [
        Docs.add({"title": "Notes", "space": "0"}, NUMBER),
        SpacePage.create({"name": "Sales", "key": "SAL"}, NUMBER + 1),
        ListPage.create({"list_id": home, "titles": ["One", "Two"]}, NUMBER + 2),
    ]
    tab = tab_of("alice")
    for event in asked:
        await tab.fire(event)
    tab = tab_of("alice") if fresh else tab
    made = _count(Event)
    for event in asked:
        changed, _ = await tab.fire(event)
        assert not of(changed, Answers).get("refusals")

    assert _count(Event) == made
    assert _count(Doc) == 1
    assert _count(Space) == 2


async def test_what_would_be_refused_the_second_time_was_done_all_the_same(place, tab_of):
    with db.writing() as session:
        goal = goals.create(session, title="EU launch", by=access.actor(session, 1)).id
    form = {"state": "dropped", "reason": "Nobody asked for it"}
    changed, sent = await _twice(tab_of, Goal.close(form, NUMBER), f"/goals/{goal}")

    assert not of(changed, Answers).get("refusals")
    assert DONE_BEFORE in str(sent)


async def test_what_was_refused_is_tried_anew(place, tab_of):
    bad, good = (
        ListPage.create({"list_id": place.mine.list_id, "titles": [title]}, NUMBER)
        for title in ("x" * 501, "One")
    )
    await tab_of("alice").fire(bad)
    changed, _ = await tab_of("alice").fire(good)

    assert of(changed, Answers)["kept"] == [NUMBER]


async def test_a_token_whose_secret_nobody_saw_is_not_made_twice_and_that_is_said(place, tab_of):
    form = {"name": "Nightly", "scope": "read"}
    changed, sent = await _twice(tab_of, Settings.make_token(form, NUMBER), "/settings")

    assert _count(ApiToken) == 1
    assert LOST in str(sent)
    assert of(changed, Settings).get("secret", "") == ""


async def test_a_number_is_its_persons_alone(place, tab_of):
    await tab_of("alice").fire(Goals.add({"title": "EU launch"}, NUMBER))
    await tab_of("bob").fire(Goals.add({"title": "US launch"}, NUMBER))
    assert _count(GoalRecord) == 2

    changed, _ = await tab_of("carol").fire(Answers.look_up([NUMBER]))
    assert of(changed, Answers).get("kept", []) == []


async def test_another_page_learns_which_of_its_numbers_are_done(place, tab_of):
    await tab_of("alice").fire(Goals.add({"title": "EU launch"}, NUMBER))
    changed, _ = await tab_of("alice").fire(Answers.look_up([NUMBER, NUMBER + 1]))

    assert of(changed, Answers)["kept"] == [NUMBER]
    assert of(changed, Answers).get("done", 0) == 0


def test_numbers_are_kept_for_a_week_whatever_else_is_swept(place):
    now = datetime.now(UTC)
    asked = Asked("somebody", "POST /", "key", "")
    with db.writing() as session:
        numbered.note(session, 1, NUMBER, now=now - timedelta(days=6))
        claim(session, asked, now=now - timedelta(days=6))
    with db.writing() as session:
        claim(session, asked, now=now)
        numbered.note(session, 1, NUMBER + 1, now=now)
        assert numbered.done_of(session, 1, [NUMBER, NUMBER + 1]) == [NUMBER, NUMBER + 1]
        numbered.note(session, 1, NUMBER + 2, now=now + timedelta(days=2))
        assert numbered.done_of(session, 1, [NUMBER]) == []
        kept = select(IdempotencyKey.at).where(col(IdempotencyKey.route) != PAGE)
        assert len(session.exec(kept).all()) == 1
