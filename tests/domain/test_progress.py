"""A goal's number: the worked example, and what must always hold."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.progress import (
    Part,
    TargetFacts,
    expected_percent,
    goal_percent,
    has_begun,
    override_is_stale,
    suggested_health,
    target_percent,
)

START, END, TODAY = date(2026, 7, 1), date(2026, 9, 30), date(2026, 8, 15)
TARGETS = (
    TargetFacts("number", start=0, current=50, target=200),
    TargetFacts("percent", start=8, current=6, target=4),
    TargetFacts("boolean", current=0),
    TargetFacts("tasks", done=5, total=10),  # twelve, two of them cancelled
)
ANY = st.floats(-1e6, 1e6, allow_nan=False)
WEIGHTS = st.floats(0.01, 100)


def _goal(weights, targets=TARGETS):
    return goal_percent(Part(target_percent(t), w) for t, w in zip(targets, weights, strict=True))


def test_the_worked_example():
    assert [target_percent(t) for t in TARGETS] == [25, 50, 0, 50]
    assert _goal((1, 1, 1, 1)) == 31.25
    assert expected_percent(START, END, TODAY) == 50  # day 46 of 92, inclusive
    assert _goal((2, 1, 1, 1)) == 30
    one_more = (*TARGETS[:3], TargetFacts("tasks", done=6, total=10))
    assert _goal((1, 1, 1, 1), one_more) == 33.75
    assert suggested_health(31.25, 50) == "at_risk"


@pytest.mark.parametrize(
    ("behind", "word"),
    [(-20, "on_track"), (10, "on_track"), (10.1, "at_risk"), (25, "at_risk"), (25.1, "off_track")],
)
def test_health_by_points_behind(behind, word):
    assert suggested_health(50 - behind, 50) == word


@pytest.mark.parametrize(
    ("today", "percent"),
    [(date(2026, 6, 30), 0), (START, 100 / 92), (END, 100), (date(2027, 1, 1), 100)],
)
def test_expected_grows_over_the_inclusive_period(today, percent):
    assert expected_percent(START, END, today) == pytest.approx(percent)


def test_nothing_to_count_is_no_data_and_left_out():
    assert target_percent(TargetFacts("tasks", total=0)) is None
    assert goal_percent([Part(None, 1), Part(40, 1)]) == 40
    assert goal_percent([Part(None, 1)]) is None
    assert suggested_health(None, 50) == "no_data"


def test_weight_zero_is_shown_but_not_counted():
    assert goal_percent([Part(100, 0), Part(20, 1)]) == 20


@given(ANY, ANY, ANY)
def test_a_target_is_always_within_bounds(start, current, aim):
    percent = target_percent(TargetFacts("number", start=start, current=current, target=aim))

    assert percent is None or 0 <= percent <= 100


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_coming_nearer_never_lowers_it_downward_too(far, near):
    low, high = sorted((far, near))
    up = [target_percent(TargetFacts("number", 0, x, 1000)) for x in (low, high)]
    down = [target_percent(TargetFacts("number", 1000, x, 0)) for x in (high, low)]

    assert up[0] <= up[1]
    assert down[0] <= down[1]


@given(st.lists(st.tuples(st.floats(0, 100), WEIGHTS), min_size=1, max_size=8), st.floats(0.1, 50))
def test_scaling_all_weights_changes_nothing_and_the_mean_stays_between(parts, factor):
    mean = goal_percent(Part(p, w) for p, w in parts)
    scaled = goal_percent(Part(p, w * factor) for p, w in parts)

    assert mean == pytest.approx(scaled, abs=1e-6)
    assert min(p for p, _ in parts) - 1e-6 <= mean <= max(p for p, _ in parts) + 1e-6


def test_a_judgement_ages():
    now = datetime(2026, 11, 18, tzinfo=UTC)

    assert not override_is_stale(now - timedelta(days=14), now)
    assert override_is_stale(now - timedelta(days=15), now)


@pytest.mark.parametrize(
    ("state", "start", "actual", "begun"),
    [
        ("planned", START, 0, False),
        ("planned", START, None, False),
        ("planned", None, None, False),
        ("planned", START, 5, True),  # its number says so
        ("in_progress", START, 0, True),
        ("in_progress", TODAY + timedelta(days=1), 0, False),
        ("in_progress", None, None, True),
    ],
)
def test_a_goal_that_has_not_begun_is_behind_nothing(state, start, actual, begun):
    assert has_begun(state, start, actual, TODAY) is begun
