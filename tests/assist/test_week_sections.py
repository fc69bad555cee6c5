"""A week names who did what, what was taken up again, parts under their wholes, and the week before."""

import pytest
from sqlmodel import col, select

from app import access
from app.assist import summaries
from app.assist.week import telling
from app.domain.errors import NotFound
from app.lookups import statuses_of_space
from app.models import Event, Summary
from app.work import comments, lists, spaces, tasks
from tests.assist.conftest import NOW, on
from tests.assist.test_weeks import WEEK, move, section, week_of
from tests.conftest import a_task

WORKSPACE = ("workspace", 1)


@pytest.fixture
def space(session, cast):
    return spaces.create(session, key="ENG", name="Engineering", by=cast.alice, at=on(10, 1))


@pytest.fixture
def home(session, cast, space):
    by = access.actor(session, cast.alice.user_id)
    return lists.create(session, space.id, name="Platform", by=by, at=on(10, 1))


def test_names_stand_beside_what_was_done(session, alice, bob, home, space):
    given = a_task(session, home, alice, "Given", assignees=[bob.user_id], at=on(11, 2))
    nobodys = a_task(session, home, alice, "Nobody's", at=on(11, 2))
    for one in (given, nobodys):
        move(session, one, "done", alice, on(11, 11))
    items = section(week_of(session, alice, ("space", space.id)), "done").items

    assert [(one.key, one.people) for one in items] == [
        (given.key, ("Bob Okafor",)),
        (nobodys.key, ("Alice Moreau",)),
    ]


def test_work_taken_up_again_has_a_section_of_its_own(session, alice, home, space):
    again = a_task(session, home, alice, "Again", at=on(11, 2))
    twice = a_task(session, home, alice, "Twice", at=on(11, 2))
    a_task(session, home, alice, "New", at=on(11, 10))
    for one in (again, twice):
        move(session, one, "done", alice, on(11, 4))
    for one in (again, twice):
        tasks.move(
            session,
            one.id,
            to=_status(session, space, "started"),
            reason="A customer sees it",
            by=alice,
            at=on(11, 10),
        )
    move(session, twice, "done", alice, on(11, 12))
    found = week_of(session, alice, ("space", space.id))

    assert [one.title for one in section(found, "added").items] == ["New"]
    assert [one.note for one in section(found, "reopened").items] == [
        "Alice Moreau: A customer sees it",
        "Alice Moreau: A customer sees it; finished again",
    ]
    assert (found.added, found.reopened, found.done) == (3, 2, 1)
    assert "0 + 1 added + 2 taken up again − 1 done" in found.identity


def _status(session, space, category):
    return next(one.id for one in statuses_of_space(session, space.id) if one.category == category)


def test_parts_follow_what_they_are_parts_of(session, alice, home, space):
    whole = a_task(session, home, alice, "Whole", at=on(11, 10))
    absent = a_task(session, home, alice, "Absent", at=on(11, 2))
    between = a_task(session, home, alice, "Between", at=on(11, 10))
    for title, parent in (("First", whole), ("Other", absent), ("Second", whole), ("More", absent)):
        a_task(session, home, alice, title, parent_id=parent.id, at=on(11, 10))
    items = section(week_of(session, alice, ("space", space.id)), "added").items

    assert [(one.title, one.depth, one.parent) for one in items] == [
        ("Whole", 0, ""),
        ("First", 1, ""),
        ("Second", 1, ""),
        ("Between", 0, ""),
        ("Other", 0, f"{absent.key} Absent"),
        ("More", 0, f"{absent.key} Absent"),
    ]
    assert between.key in [one.key for one in items]


def test_each_figure_knows_what_the_week_before_says_of_itself(session, alice, home, space):
    for n, day in enumerate((3, 4, 10)):
        move(
            session, a_task(session, home, alice, f"{n}", at=on(11, 2)), "done", alice, on(11, day)
        )
    subject = ("space", space.id)
    earlier = summaries.of_week(session, alice, week="2026-W45", subject=subject, now=NOW)
    found = week_of(session, alice, subject)

    assert found.before == {one.name: one.count for one in earlier.sections}
    assert "### Done (1, −1)" in telling.text(found)


def test_what_is_asked_of_whom_is_told_until_it_is_settled(session, alice, bob, home, space):
    task = a_task(session, home, alice, "Rotate keys", at=on(11, 2))
    asked = comments.add(
        session,
        ("task", task.id),
        text="Can you sign?",
        assigned_to=bob.user_id,
        by=alice,
        at=on(11, 10),
    )
    comments.resolve(session, asked.id, by=bob, at=on(11, 17))
    session.flush()
    settled = session.exec(select(Event).order_by(col(Event.id).desc())).first()
    settled.at = on(11, 17)
    [line] = section(week_of(session, alice, ("space", space.id)), "asked").items

    assert line.title == "Can you sign?"
    assert line.note == f"asked of Bob Okafor; {task.key} Rotate keys, since Tue 10 Nov"
    later = summaries.of_week(session, alice, week="2026-W47", subject=("space", space.id), now=NOW)
    assert section(later, "asked").items == []


def test_the_workspace_is_the_sum_of_what_its_reader_sees(session, cast, alice, bob, home, space):
    other = spaces.create(session, key="OPS", name="Operations", by=alice, at=on(10, 1))
    alice = access.actor(session, alice.user_id)
    there = lists.create(session, other.id, name="Runs", by=alice, at=on(10, 1))
    secret = lists.create(session, space.id, name="Secret", is_private=True, by=alice, at=on(10, 1))
    alice = access.actor(session, alice.user_id)
    for where in (home, there, secret):
        task = a_task(session, where, alice, "Rotate keys", at=on(11, 2))
        move(session, task, "done", alice, on(11, 11))
    bob = access.actor(session, bob.user_id)

    hers, his = (week_of(session, who, WORKSPACE) for who in (alice, bob))
    assert (hers.done, his.done) == (3, 2)
    assert [one.title for one in section(his, "spaces").items] == ["Engineering", "Operations"]
    sums = [week_of(session, bob, ("space", one.id)).done for one in (space, other)]
    assert sum(sums) == his.done


def test_a_guest_has_no_summary_of_the_workspace(session, carol, home):
    with pytest.raises(NotFound):
        week_of(session, carol, WORKSPACE)


def test_what_was_kept_in_an_older_form_changes_no_page(session, alice, home, space):
    old = {"headline": "Engineering finished 9.", "sections": [], "identity": "9"}
    session.add(
        Summary(
            week=WEEK, subject_kind="space", subject_id=space.id, content=old, written_at=on(11, 16)
        )
    )
    found = week_of(session, alice, ("space", space.id))

    assert found.written_at
    assert found.headline.startswith("Engineering finished 0")
