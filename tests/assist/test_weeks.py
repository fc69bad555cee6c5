"""A week that is over is a record: as it ended, whatever happens later."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from agents.facts import TaskFilter
from app import access
from app.assist import assistant, kept_summaries, summaries, summed
from app.models import Status
from app.work import goals, lists, relations, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task

WEEK = "2026-W46"  # 9 to 15 November


def week_of(session, actor, subject, *, now=NOW):
    session.flush()
    return summaries.of_week(session, actor, week=WEEK, subject=subject, now=now)


def section(found, name):
    return next(one for one in found.sections if one.name == name)


@pytest.fixture
def goal(session, alice):
    return goals.create(session, title="EU launch", by=alice, at=on(11, 1)).id


def move(session, task, category, by, at):
    wanted = select(Status).where(Status.space_id == task.space_id, Status.category == category)
    tasks.move(session, task.id, to=session.exec(wanted).first().id, by=by, at=at)


def test_later_links_and_deletions_change_no_number(session, alice, home, goal):
    task = a_task(session, home, alice, "Rotate keys", at=on(11, 2))
    other = a_task(session, home, alice, "Ship it", at=on(11, 2))
    relations.link(session, ("task", task.id), ("goal", goal), by=alice, at=on(11, 3))
    move(session, task, "done", alice, on(11, 11))
    before = week_of(session, alice, ("goal", goal))
    assert (before.opening, before.done, before.closing) == (1, 1, 0)

    relations.link(session, ("task", other.id), ("goal", goal), by=alice, at=on(11, 17))
    tasks.delete(session, task.id, by=alice, at=on(11, 17))
    after = week_of(session, alice, ("goal", goal))
    assert (after.opening, after.done, after.closing) == (1, 1, 0)
    [line] = section(after, "done").items
    assert (line.key, line.url) == (task.key, "")


def test_what_is_cut_since_belonged_to_the_week(session, alice, home, goal):
    task = a_task(session, home, alice, "Rotate keys", at=on(11, 2))
    relations.link(session, ("task", task.id), ("goal", goal), by=alice, at=on(11, 3))
    move(session, task, "done", alice, on(11, 11))
    session.flush()
    relations.unlink(session, ("task", task.id), ("goal", goal), by=alice)
    assert [i.key for i in section(week_of(session, alice, ("goal", goal)), "done").items] == [
        task.key
    ]


def test_a_closed_goals_weeks_stay(session, alice, home, goal):
    start = datetime(2026, 11, 9, tzinfo=UTC)
    goals.edit(session, goal, state="in_progress", by=alice, at=on(11, 2))
    goals.close(session, goal, as_="achieved", progress=100.0, reason="", by=alice, at=on(11, 12))
    session.flush()
    assert ("goal", goal, "EU launch") not in summed.subjects(session, alice)
    assert ("goal", goal, "EU launch") in summed.subjects(session, alice, since=start)


def test_what_was_kept_in_midweek_does_not_cancel_mondays(session, alice, home, space):
    now = datetime(2026, 11, 16, 9, tzinfo=UTC)
    subject = ("space", space.id)
    for written in (on(11, 11), now):
        assert (WEEK, *subject) in kept_summaries.due(session, now=now)
        composed = kept_summaries.compose(session, week=WEEK, subject=subject, now=written)
        kept_summaries.keep(session, composed, week=WEEK, subject=subject, now=written)
        session.flush()
    assert (WEEK, *subject) not in kept_summaries.due(session, now=now)


def test_slipped_twice_is_told_once_and_finished_again_is_finished_then(
    session, alice, home, space, library
):
    slow = a_task(session, home, alice, "Slow", at=on(11, 2))
    tasks.edit(session, slow.id, due="2026-11-10", by=alice, at=on(11, 9))
    tasks.edit(session, slow.id, due="2026-11-12", by=alice, at=on(11, 10))
    tasks.edit(session, slow.id, due="2026-11-20", by=alice, reason="the vendor", at=on(11, 11))
    again = a_task(session, home, alice, "Again", at=on(11, 2))
    for category, day in (("done", 4), ("started", 10), ("done", 11)):
        move(session, again, category, alice, on(11, day))
    found = week_of(session, alice, ("space", space.id))
    [line] = section(found, "slipped").items
    assert line.note.startswith("10 Nov → 20 Nov")
    assert line.note.endswith("the vendor")
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)
    # The week and the assistant say the same: it was taken up again, and finished again.
    assert (found.done, found.added, found.reopened) == (1, 1, 1)
    [done] = gateway.changes(TaskFilter(), on(11, 9), on(11, 16), ("done",))
    assert (done.key, done.at) == (again.key, on(11, 11))
    asked = gateway.changes(TaskFilter(), on(11, 9), on(11, 16), ("slipped",))
    assert [(c.key, c.old, c.new) for c in asked] == [(slow.key, "10 Nov", "20 Nov")]


def test_what_was_brought_in_before_its_list_was_made_counts(session, alice, home, space):
    task = a_task(session, home, alice, "Rotate keys", at=on(11, 2))
    move(session, task, "done", alice, on(11, 11))
    found = week_of(session, alice, ("space", space.id))
    assert (found.opening, found.done) == (1, 1)


def test_the_opening_sentence_adds_up(session, alice, home, space):
    away = lists.create(session, space.id, name="Away", by=alice, at=on(11, 1))
    alice = access.actor(session, alice.user_id)
    kept, done, dropped, gone = (
        a_task(session, home, alice, title, at=on(11, 2)) for title in ("A", "B", "C", "D")
    )
    move(session, done, "done", alice, on(11, 11))
    assert week_of(session, alice, ("space", space.id)).headline == (
        "Engineering finished 1 and added 0; 3 are open, fewer than before."
    )
    move(session, dropped, "cancelled", alice, on(11, 11))
    tasks.delete(session, gone.id, by=alice, at=on(11, 12))
    a_task(session, away, alice, "E", at=on(11, 10))
    assert week_of(session, alice, ("space", space.id)).headline == (
        "Engineering finished 1, cancelled 1 and added 1; 1 was moved away or deleted; "
        "2 are open, fewer than before."
    )
    assert kept.category != "done"
