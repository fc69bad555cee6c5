"""Working days add up: there and back, in order, over holidays, part time and days off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar, DayOff, OutsidePeriod, Week

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
FULL = (480, 480, 480, 480, 480, 0, 0)
EVE = 7
MON_TO_WED = Week(date.min, (480, 480, 480, 0, 0, 0, 0))


def a_calendar(**more) -> Calendar:
    return Calendar(FIRST, LAST, FULL, **more)


def test_minutes_follow_week_holiday_part_time_and_days_off():
    calendar = a_calendar(
        holidays={date(2026, 12, 25): "Christmas"},
        weeks={EVE: [MON_TO_WED, Week(date(2026, 12, 1), (240,) * 7)]},
        days_off=[
            DayOff(EVE, date(2026, 11, 24), date(2026, 11, 25)),
            DayOff(None, date(2026, 11, 23), date(2026, 11, 23), share=0.5),
        ],
    )

    cases = {
        (date(2026, 11, 20), None): 480,  # a Friday
        (date(2026, 11, 21), None): 0,
        (date(2026, 12, 25), None): 0,
        (date(2026, 11, 23), None): 240,  # half a day off for everybody
        (date(2026, 11, 23), EVE): 240,
        (date(2026, 11, 24), EVE): 0,
        (date(2026, 11, 24), None): 480,
        (date(2026, 11, 26), EVE): 0,  # a Thursday: part time
        (date(2026, 12, 5), EVE): 240,  # from December on also on Saturdays
        (date(2026, 12, 25), EVE): 0,
    }
    assert {case: calendar.minutes(*case) for case in cases} == cases


def test_two_halves_off_are_a_day_and_more_is_no_less_than_nothing():
    day = date(2026, 11, 24)
    halves = [DayOff(EVE, day, day, 0.5), DayOff(None, day, day, 0.5)]

    assert not a_calendar(days_off=halves).is_working(day, EVE)
    assert a_calendar(days_off=[*halves, *halves]).minutes(day, EVE) == 0


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday → Monday
        (date(2026, 11, 21), 0, date(2026, 11, 23)),  # a Saturday means the Monday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 11, 22), -1, date(2026, 11, 20)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # over Christmas and a weekend
    ],
)
def test_adding_skips_what_is_not_worked(day, n, found):
    assert a_calendar(holidays={date(2026, 12, 25): "Christmas"}).add(day, n) == found


def test_a_question_outside_the_period_is_refused_and_one_without_an_answer_ends():
    with pytest.raises(OutsidePeriod):
        a_calendar().minutes(LAST + timedelta(days=1))
    with pytest.raises(OutsidePeriod):
        Calendar(FIRST, LAST, (0,) * 7).add(FIRST, 1)


days = st.dates(date(2026, 6, 1), date(2027, 6, 1))
weeks = st.tuples(*[st.sampled_from((0, 240, 480))] * 7).filter(any)


@st.composite
def calendars(draw) -> Calendar:
    off = st.builds(
        lambda user, first, long, share: DayOff(user, first, first + timedelta(days=long), share),
        st.sampled_from((None, EVE)),
        days,
        st.integers(0, 10),
        st.sampled_from((0.5, 1.0)),
    )
    return Calendar(
        FIRST,
        LAST,
        draw(weeks),
        dict.fromkeys(draw(st.lists(days, max_size=8)), "holiday"),
        {EVE: [Week(date.min, draw(weeks))]},
        draw(st.lists(off, max_size=4)),
    )


people = st.sampled_from((None, EVE))


@given(calendars(), days, st.integers(-15, 15).filter(bool), people)
def test_span_measures_what_add_adds(calendar, day, n, who):
    """From a working day: there and back is the same day, and so many working days apart."""
    start = calendar.add(day, 0, who)
    there = calendar.add(start, n, who)

    assert calendar.is_working(there, who)
    assert calendar.span(start, there, who) == n
    assert calendar.add(there, -n, who) == start


@given(calendars(), days, days, st.integers(0, 15), people)
def test_later_days_and_more_days_never_end_earlier(calendar, one, other, n, who):
    first, second = sorted((one, other))

    assert calendar.add(first, n, who) <= calendar.add(second, n, who)
    start = calendar.add(first, 0, who)
    assert calendar.add(start, n, who) < calendar.add(start, n + 1, who)


@given(calendars(), days, days, days, people)
def test_spans_add_up(calendar, a, b, c, who):
    assert calendar.span(a, b, who) + calendar.span(b, c, who) == calendar.span(a, c, who)
    assert calendar.span(a, b, who) == -calendar.span(b, a, who)


@given(calendars(), days, people)
def test_nobody_works_on_a_holiday(calendar, day, who):
    if day in calendar.holidays:
        assert calendar.minutes(day, who) == 0
