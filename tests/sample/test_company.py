"""The sample company is true to itself, adds up every week, and leaves nothing behind."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, func, select

from app import access, db, sample
from app.assist import findings, summaries, summed
from app.domain import weekly
from app.models import (
    Comment,
    Event,
    Goal,
    Space,
    Task,
    User,
)
from app.reads import goals
from app.work import people

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """One company for all claims that only read."""
    engine = db.connect(f"sqlite:///{tmp_path_factory.mktemp('sample') / 'goalward.db'}")
    from app.models import metadata

    metadata.create_all(engine)
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice",
            password="correct horse",
            workspace="Acme",
            at=NOW,
        )
        sample.create(session, by=access.actor(session, 1), now=NOW)
    yield
    db.close()


@pytest.fixture
def session(company):
    with db.reading() as open_session:
        yield open_session


@pytest.fixture
def owner(session):
    return access.actor(session, 1)


def _count(session: Session, table: type) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def test_it_is_as_large_as_a_small_company(session):
    assert 350 <= _count(session, Task) <= 450
    assert (_count(session, Space), _count(session, Goal)) == (3, 8)
    assert _count(session, Comment) > 300


def test_nothing_happened_in_the_future(session):
    assert session.exec(select(func.max(Event.at))).one() <= NOW


def test_each_tasks_status_is_what_its_log_says(session):
    last: dict[int, int] = {}
    for event in session.exec(
        select(Event).where(Event.subject_kind == "task").order_by(Event.at, Event.id)
    ):
        if "status" in event.changes:
            last[event.subject_id] = event.changes["status"][1]

    assert {t.id: t.status_id for t in session.exec(select(Task))} == last


def test_every_week_of_every_space_balances(session, owner):
    subjects = [(kind, item_id) for kind, item_id, _ in summed.subjects(session, owner)]
    for weeks in range(13):
        week = weekly.week_of((NOW - timedelta(weeks=weeks)).date())
        for found in summaries.of_weeks(session, owner, week=week, subjects=subjects, now=NOW):
            assert (
                found.opening + found.added - found.done - found.cancelled + found.moved
                == found.closing
            )
            done = next(s for s in found.sections if s.name == "done")
            assert done.count == len(done.items) == found.done


def test_the_goals_have_different_healths(session, owner):
    lines = goals.lines(session, actor=owner, now=NOW, today=NOW.date()).values()

    assert {line.health for line in lines} >= {"on_track", "at_risk", "off_track"}


def test_all_three_detectors_have_something_to_say(session, owner):
    assert {f.kind for f in findings.current(session, owner, now=NOW)} == {
        "aging",
        "blocker",
        "overload",
    }


def test_its_guest_sees_one_list_and_no_confidential_word(session):
    guest = session.exec(select(User).where(User.role == "guest")).one()
    actor = access.actor(session, guest.id)
    titles = session.exec(select(Task.title).where(access.tasks_open_to(actor))).all()

    assert len(actor.lists) == 1
    assert not [title for title in titles if "Heron" in title]
