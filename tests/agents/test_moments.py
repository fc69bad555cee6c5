"""Times that lean on a longer one are the days they mean."""

from datetime import date

import pytest

from agents.reading import times

TODAY = date(2026, 11, 27)  # a Friday


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("since the start of the month", "2026-11-01", "2026-11-28"),
        ("since october", "2026-10-01", "2026-11-28"),
        ("since mid november", "2026-11-15", "2026-11-28"),
        ("since two weeks", "2026-11-14", "2026-11-28"),
        ("in the last ten days", "2026-11-18", "2026-11-28"),
        ("at the end of october", "2026-10-31", "2026-11-01"),
        ("at the start of october", "2026-10-01", "2026-10-02"),
        ("by the end of next week", "1970-01-01", "2026-12-07"),
        ("until the end of december", "1970-01-01", "2027-01-01"),
        ("in the first week of november", "2026-11-01", "2026-11-08"),
        ("in the second half of october", "2026-10-16", "2026-11-01"),
        ("three days ago", "2026-11-24", "2026-11-25"),
        ("a week ago", "2026-11-20", "2026-11-21"),
        ("lately", "2026-11-14", "2026-11-28"),
        ("the day before yesterday", "2026-11-25", "2026-11-26"),
        ("october", "2026-10-01", "2026-11-01"),
    ],
)
def test_words_are_days(words, start, end):
    period, rest = times.read(words, TODAY)

    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert rest == ""


def test_a_day_is_no_part_of_a_month():
    period, rest = times.read("by lena last month", TODAY)

    assert period is not None
    assert (period.start, period.end) == (date(2026, 10, 1), date(2026, 11, 1))
    assert rest == "by lena"
