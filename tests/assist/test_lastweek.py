"""Last week on home says what the whole summary says, to each reader what they may see."""

import pytest

from app import access
from app.assist import lastweek, summaries
from app.work import lists, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task
from tests.statements import counted


@pytest.fixture
def told(session):
    def told_to(actor):
        session.flush()
        return lastweek.of_places(session, actor, now=NOW)

    return told_to


def test_a_space_s_sentence_is_that_of_its_summary(session, alice, home, space, told):
    a_task(session, home, alice, "Rotate keys", at=on(11, 2))
    a_task(session, home, alice, "Release", at=on(11, 18))

    [line] = told(alice)

    subject = ("space", space.id)
    whole = summaries.of_week(session, alice, week="2026-W47", subject=subject, now=NOW)
    assert line.headline == whole.headline
    assert (line.title, line.week, line.is_empty) == (whole.title, "2026-W47", False)


def test_what_is_recorded_since_is_counted(session, alice, home, told):
    task = a_task(session, home, alice, "Rotate keys", at=on(11, 18))
    [before] = told(alice)
    tasks.delete(session, task.id, by=alice, at=on(11, 19))

    [after] = told(alice)

    assert "1 are open" in before.headline
    assert "0 are open" in after.headline


def test_nobody_is_told_another_s_count(session, cast, alice, home, space, told):
    secret = lists.create(session, space.id, name="Secret", is_private=True, by=alice)
    owner = access.actor(session, cast.alice.user_id)
    a_task(session, secret, owner, "Quiet", at=on(11, 18))

    [hers] = told(owner)
    [his] = told(access.actor(session, cast.bob.user_id))

    assert "1 are open" in hers.headline
    assert his.is_empty


def test_who_sees_the_same_costs_nothing_more(session, cast, alice, home, told):
    a_task(session, home, alice, "Rotate keys", at=on(11, 18))
    first = told(alice)

    with counted() as statements:
        again = lastweek.of_places(session, alice, now=NOW)

    assert again == first
    assert len(statements) <= 1
