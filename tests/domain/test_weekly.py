"""A week always balances, and says of each item what really happened."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.weekly import History, Step, days_of, reconcile, week_of

START = datetime(2026, 11, 16, tzinfo=UTC)
END = START + timedelta(days=7)
CATEGORIES = ("backlog", "unstarted", "started", "done", "cancelled")


def _at(day: float, category: str, inside: bool = True, deleted: bool = False) -> Step:
    return Step(START + timedelta(days=day), category, inside, deleted)


STEPS = st.lists(
    st.builds(_at, st.floats(-20, 20), st.sampled_from(CATEGORIES), st.booleans(), st.booleans()),
    min_size=1,
    max_size=7,
)


@given(st.lists(STEPS, max_size=12))
def test_every_week_balances(stories):
    histories = [
        History(i, tuple(sorted(s, key=lambda one: one.at))) for i, s in enumerate(stories)
    ]
    week = reconcile(histories, START, END)

    assert week.balances
    assert not week.moved_in & week.added
    assert not week.done & week.cancelled


@pytest.mark.parametrize(
    ("steps", "where"),
    [
        ([_at(1, "unstarted")], ["added", "closing"]),
        ([_at(1, "unstarted"), _at(2, "done")], ["added", "done"]),
        ([_at(-5, "unstarted"), _at(2, "done")], ["opening", "done"]),
        ([_at(-5, "unstarted"), _at(2, "cancelled")], ["opening", "cancelled"]),
        ([_at(-5, "done"), _at(2, "unstarted")], ["added", "reopened", "closing"]),
        (
            [_at(-5, "done"), _at(1, "started"), _at(2, "done")],
            ["added", "reopened", "done"],
        ),
        ([_at(-5, "done"), _at(2, "cancelled")], []),
        ([_at(-5, "unstarted", inside=False), _at(2, "unstarted")], ["moved_in", "closing"]),
        ([_at(-5, "unstarted"), _at(2, "unstarted", inside=False)], ["opening", "moved_out"]),
        ([_at(-5, "unstarted"), _at(2, "unstarted", deleted=True)], ["opening", "moved_out"]),
        ([_at(-5, "done", inside=False), _at(2, "done")], []),
        ([_at(-5, "done", deleted=True), _at(2, "done")], []),
        ([_at(-5, "unstarted"), _at(1, "done"), _at(2, "started")], ["opening", "closing"]),
        ([_at(9, "unstarted")], []),
    ],
)
def test_what_each_story_counts_as(steps, where):
    week = reconcile([History(1, tuple(steps))], START, END)
    names = (
        "opening",
        "added",
        "reopened",
        "done",
        "cancelled",
        "moved_in",
        "moved_out",
        "closing",
    )

    assert [name for name in names if getattr(week, name)] == where


def test_weeks_are_iso_weeks():
    assert week_of(date(2026, 11, 18)) == "2026-W47"
    assert days_of("2026-W01")[0] == date(2025, 12, 29)
    with pytest.raises(ValueError, match="week"):
        days_of("2026-W60")
