"""Days in numbers mean what they mean to whoever asks: the locale tells which is the month."""

from datetime import date

import pytest

from agents.reading.days import in_numbers

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("done since 11/12/2026", "done since 2026-12-11", "done since 2026-11-12"),
        ("Due on 25/12/2026?", "Due on 2026-12-25?", "Due on 2026-12-25?"),
        ("due by 3.12.", "due by 2026-12-03", "due by 2026-12-03"),
        ("11.12.26", "2026-12-11", "2026-12-11"),
        ("by 1/2", "by 2027-02-01", "by 2027-01-02"),
        ("since 1/2", "since 2026-02-01", "since 2026-01-02"),
        (
            "between 1/11/2026 and 2/11/2026",
            "between 2026-11-01 and 2026-11-02",
            "between 2026-01-11 and 2026-02-11",
        ),
        ("from 9-10-2026", "from 2026-10-09", "from 2026-09-10"),
    ],
)
def test_a_day_is_read_as_its_writer_means_it(text, day_first, month_first):
    assert in_numbers(text, TODAY, is_day_first=True) == day_first
    assert in_numbers(text, TODAY, is_day_first=False) == month_first


@pytest.mark.parametrize(
    "text",
    [
        "how many of the 3/4 are done",
        "what about version 1.2",
        "on 31/31/2026",
        "since 2026-11-12",
        "tasks in docs/11/12/2026",
        "ENG-11-12-2026",
        "1/2/3/4",
        "192.168.0.1",
    ],
)
def test_what_is_no_day_stays(text):
    assert in_numbers(text, TODAY, is_day_first=True) == text
