"""How long work takes, how steadily it comes, where it waits."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.flow import metrics
from app.domain.flow.metrics import Finished, Stay

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _finished(number: int, *, started: int | None, done: int, due: int | None = None) -> Finished:
    begun = None if started is None else AT + timedelta(days=started)
    day = None if due is None else (AT + timedelta(days=due)).date()
    return Finished(number, AT - timedelta(days=2), begun, AT + timedelta(days=done), day)


def test_the_first_day_counts():
    work = [
        _finished(1, started=0, done=0),
        _finished(2, started=0, done=3),
        _finished(3, started=None, done=5),
    ]

    assert metrics.cycle_times(work) == [1, 4]  # the third was never seen started
    assert metrics.lead_times(work) == [3, 6, 8]


def test_too_little_data_has_no_percentiles():
    assert metrics.spread([1.0] * 19) == metrics.Spread(19)
    assert metrics.spread([float(n) for n in range(1, 21)]) == metrics.Spread(20, 10, 17, 19)


def test_on_time_counts_only_what_had_a_due_day():
    work = [
        _finished(1, started=0, done=2, due=2),
        _finished(2, started=0, done=3, due=2),
        _finished(3, started=0, done=9),
    ]

    assert metrics.on_time(work) == ([1], [2])


def test_weeks_without_anything_count_as_none():
    done = [date(2026, 11, 3), date(2026, 11, 8), date(2026, 11, 20)]

    assert metrics.per_week(done, date(2026, 11, 2), date(2026, 11, 23)) == [
        (date(2026, 11, 2), 2),
        (date(2026, 11, 9), 0),
        (date(2026, 11, 16), 1),
    ]
    assert metrics.per_week(done, date(2026, 11, 4), date(2026, 11, 12)) == []


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60))
def test_whole_weeks_hold_every_day_between_their_ends(days):
    weeks = metrics.per_week(days, date(2026, 1, 5), date(2026, 12, 28))

    assert len(weeks) == 51
    assert sum(n for _, n in weeks) == sum(
        date(2026, 1, 5) <= day < date(2026, 12, 28) for day in days
    )


def test_a_status_is_a_queue():
    now = AT + timedelta(days=20)
    stays = [
        Stay(1, "Review", "started", AT, AT + timedelta(days=4)),
        Stay(2, "Review", "started", AT + timedelta(days=15), None),
        Stay(3, "Review", "started", AT + timedelta(days=10), None),
        Stay(1, "Done", "done", AT + timedelta(days=4), None),
        Stay(4, "To do", "unstarted", AT - timedelta(days=90), AT - timedelta(days=60)),
    ]
    found = metrics.queues(
        stays, start=AT - timedelta(days=1), now=now, order={"To do": 0, "Review": 1}
    )

    assert [q.status for q in found] == ["To do", "Review"]
    review = found[1]
    assert (review.now, review.oldest_days, review.arrived, review.departed) == ((3, 2), 11, 3, 1)
