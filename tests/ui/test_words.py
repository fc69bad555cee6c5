"""Days and ages are said the way people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.ui import words

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (TODAY, "today"),
        (date(2026, 11, 19), "tomorrow"),
        (date(2026, 11, 17), "yesterday"),
        (date(2026, 11, 20), "Fri 20"),
        (date(2026, 12, 4), "4 Dec"),
        (date(2027, 1, 2), "2 Jan 2027"),
        (None, ""),
    ],
)
def test_a_day_is_as_short_as_it_can_be(value, said):
    assert words.day(value, TODAY) == said


def test_late_says_how_late():
    assert words.due_tip(date(2026, 11, 15), TODAY).endswith("overdue by 3 days")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3, "just now"), (120, "2 minutes ago"), (3700, "1 hour ago"), (86400 * 9, "9 days ago")],
)
def test_an_age_has_a_unit(seconds, said):
    now = datetime(2026, 11, 18, 14, 3, tzinfo=UTC)
    assert words.ago(now - timedelta(seconds=seconds), now) == said


def test_a_goal_with_a_number_but_no_period_has_data():
    assert words.health("no_data", 25.0) == "no_period"
    assert words.health("no_data", None) == "no_data"
