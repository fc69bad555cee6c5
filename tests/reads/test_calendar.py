"""The calendar is read in few statements, of the people one may know, with their country's holidays."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import select

from app import db
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.models import Event, Workspace
from app.reads import calendar as reads
from app.work import calendar

MONDAY = date(2026, 11, 23)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def _of(session, actor, *people):
    session.flush()
    return reads.of(session, first=FIRST, last=LAST, actor=actor, people=people)


def test_hours_a_week_are_spread_over_the_working_days(session, alice, bob):
    session.get_one(Workspace, 1).working_days = "1111000"

    assert _of(session, alice, bob.user_id).minutes(MONDAY, bob.user_id) == 600
    assert not _of(session, alice).is_working(date(2026, 11, 27))


def test_holidays_are_those_of_the_country_and_its_part(session, alice):
    home = session.get_one(Workspace, 1)
    epiphany = date(2026, 1, 6)
    home.country = "DE"
    assert _of(session, alice).is_working(epiphany)
    assert not _of(session, alice).is_working(date(2026, 10, 3))
    home.subdivision = "BY"
    assert not _of(session, alice).is_working(epiphany)
    home.country, home.subdivision = "XX", ""
    assert _of(session, alice).is_working(date(2026, 12, 25))


def test_part_time_and_days_off_of_a_person(session, alice, bob):
    minutes = [480, 480, 480, 0, 0, 0, 0]
    calendar.set_hours(session, bob.user_id, valid_from=date(2026, 11, 1), minutes=minutes, by=bob)
    off = calendar.take_off(session, user_id=bob.user_id, first=MONDAY, last=MONDAY, by=bob)
    shown = _of(session, alice, bob.user_id)

    assert not shown.is_working(MONDAY, bob.user_id)
    assert shown.is_working(MONDAY)
    assert not shown.is_working(date(2026, 11, 26), bob.user_id)
    assert shown.is_working(date(2026, 10, 29), bob.user_id)  # before part time began
    calendar.come_back(session, off.id, by=bob)
    assert _of(session, alice, bob.user_id).is_working(MONDAY, bob.user_id)
    calendar.restore(session, off.id, by=bob)
    assert not _of(session, alice, bob.user_id).is_working(MONDAY, bob.user_id)
    kinds = [e.kind for e in session.exec(select(Event).order_by(Event.id))]
    assert kinds[-4:] == ["hours.changed", "day_off.added", "day_off.deleted", "day_off.restored"]


def test_one_sets_ones_own_and_an_admin_everybodys(session, alice, bob, carol):
    day = {"first": MONDAY, "last": MONDAY}
    calendar.take_off(session, **day, by=alice)
    hers = calendar.take_off(session, user_id=alice.user_id, **day, by=alice)

    for other in (None, alice.user_id):
        with pytest.raises(NotAllowed):
            calendar.take_off(session, user_id=other, **day, by=bob)
    with pytest.raises(NotFound):
        calendar.come_back(session, hers.id, by=bob)
    with pytest.raises(NotAllowed):
        calendar.set_hours(session, alice.user_id, valid_from=MONDAY, minutes=[0] * 7, by=bob)
    assert not _of(session, alice).is_working(MONDAY)


def test_whom_a_guest_may_not_know_is_not_in_their_calendar(session, bob, carol):
    calendar.take_off(session, user_id=bob.user_id, first=MONDAY, last=MONDAY, by=bob)

    shown = _of(session, carol, bob.user_id)
    assert bob.user_id not in shown.weeks
    assert not shown.days_off


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"last": date(2026, 11, 22)}, "before the first"),
        ({"last": date(2028, 1, 1)}, "more than a year"),
        ({"share": 0}, "more than 0"),
        ({"share": 1.5}, "at most 1"),
        ({"kind": "party"}, "is not one of holiday"),
    ],
)
def test_bad_days_off_are_refused_in_a_sentence(session, bob, values, sentence):
    with pytest.raises(Invalid, match=sentence):
        calendar.take_off(
            session, user_id=bob.user_id, by=bob, **{"first": MONDAY, "last": MONDAY} | values
        )


@pytest.mark.parametrize("minutes", [[480] * 6, [480] * 6 + [1441], [-1] + [0] * 6])
def test_bad_weeks_are_refused(session, bob, minutes):
    with pytest.raises(Invalid, match="seven numbers"):
        calendar.set_hours(session, bob.user_id, valid_from=MONDAY, minutes=minutes, by=bob)


def test_a_period_takes_four_statements_however_many_people(session, alice, bob, carol):
    session.flush()
    session.expire_all()
    asked: list[str] = []
    watch = lambda _c, _cur, statement, *_: asked.append(statement)  # noqa: E731
    event.listen(db.engine(), "before_cursor_execute", watch)
    _of(session, alice, 1, 2, 3)
    event.remove(db.engine(), "before_cursor_execute", watch)

    assert len(asked) == 4
