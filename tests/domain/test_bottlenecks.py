"""Detectors see what is there, say what they compare with, and are quiet when nothing is wrong."""

from datetime import UTC, date, datetime, timedelta

from app.domain.bottlenecks import Aging, Blocker, Item, Overload

NOW = datetime(2026, 11, 18, 14, tzinfo=UTC)


def _item(number, **fields):
    return Item(
        **{
            "id": number,
            "key": f"ENG-{number}",
            "title": f"Task {number}",
            "list_id": 1,
            "list_name": "Platform",
            **fields,
        }
    )


def test_a_quiet_workspace_has_no_finding():
    items = {n: _item(n, started_at=NOW - timedelta(days=2), people=(1,)) for n in range(5)}

    assert Aging(list(items.values()), {1: [5.0] * 30}).detect(NOW) == []
    assert Blocker(items, [(0, 1, NOW)]).detect(NOW) == []
    assert Overload(list(items.values()), {1: ("Bob", 40)}).detect(NOW) == []


def test_work_older_than_its_lists_own_p85_is_named_oldest_first():
    started = [_item(n, started_at=NOW - timedelta(days=n)) for n in (3, 9, 20)]
    [finding] = Aging(started, {1: [float(n % 8 + 1) for n in range(40)]}).detect(NOW)

    assert finding.items == (20, 9)
    assert "85 % of this list's 40 finished tasks took 7 days or less" in finding.comparison


def test_a_list_with_little_finished_is_measured_by_all_and_says_so():
    [finding] = Aging(
        [_item(1, started_at=NOW - timedelta(days=30))], {1: [2.0], 2: [4.0] * 25}
    ).detect(NOW)

    assert "(this list itself finished only 1)" in finding.comparison


def test_too_little_finished_anywhere_says_nothing():
    assert Aging([_item(1, started_at=NOW - timedelta(days=300))], {1: [2.0] * 5}).detect(NOW) == []


def test_the_heaviest_blocker_counts_everything_behind_it():
    items = {n: _item(n, points=2.0, goals=("EU launch",)) for n in range(8)}
    since = NOW - timedelta(days=11)
    blocks = [(0, 1, since), (1, 2, NOW), (1, 3, NOW), (5, 6, NOW), (5, 7, NOW)]
    first, second = Blocker(items, blocks).detect(NOW)

    assert first.items == (0, 1, 2, 3)
    assert (
        "3 tasks (6 points) in 1 list and 1 goal (EU launch) wait behind ENG-0, for 12 days"
        in first.measure
    )
    assert second.comparison == "the most that waits behind one task is 3"


def test_a_blocker_that_is_itself_blocked_is_not_the_place_to_begin():
    items = {n: _item(n) for n in range(4)}
    found = Blocker(items, [(0, 1, NOW), (1, 2, NOW), (1, 3, NOW)]).detect(NOW)

    assert [finding.items[0] for finding in found] == [0]


def test_load_beyond_capacity_counts_shared_work_once_and_names_the_unknown():
    soon = date(2026, 11, 25)
    items = [_item(n, people=(1,), due=soon, estimate_minutes=60 * 30) for n in range(4)]
    items += [
        _item(9, people=(1, 2), due=soon, estimate_minutes=60 * 20),
        _item(10, people=(1,), due=soon),
    ]
    [finding] = Overload(items, {1: ("Bob", 40), 2: ("Eve", 40)}).detect(NOW)

    assert finding.title == "Bob has more due than fits."
    assert (
        finding.measure
        == "130 h of estimated work are due within 14 days; 1 more task without an estimate"
    )
    assert finding.comparison == "Bob has 80 h in that time"


def test_old_work_of_several_lists_is_one_finding_and_begins_with_what_is_free():
    started = [
        _item(n, started_at=NOW - timedelta(days=20 + n), list_id=n, list_name=f"List {n}")
        for n in (1, 2, 3)
    ]
    days = {1: [5.0] * 30, 2: [5.0] * 30, 3: [5.0] * 30}
    [finding] = Aging(started, days, frozenset([3])).detect(NOW)

    assert finding.title == "3 tasks in 3 lists are older than usual."
    assert finding.items == (3, 2, 1)
    assert (finding.next_act, finding.about) == ("Ask what ENG-2 still needs.", 2)


def test_old_work_is_said_to_whom_it_belongs():
    started = [_item(1, started_at=NOW - timedelta(days=30))]
    [finding] = Aging(started, {1: [5.0] * 30}).of_one(NOW)

    assert finding.title == "One of your tasks is older than usual."
    assert finding.next_act == "Finish ENG-1 first."


def test_what_waits_for_something_outside_is_no_place_to_begin():
    items = {n: _item(n) for n in range(3)}
    blocks = [(0, 1, NOW), (0, 2, NOW)]

    assert Blocker(items, blocks).detect(NOW)
    # 99 is in a place that is archived, or not looked at.
    assert Blocker(items, [*blocks, (99, 0, NOW)]).detect(NOW) == []


def test_a_blocker_elsewhere_is_told_where_it_holds_something_up():
    items = {0: _item(0, list_id=7), 1: _item(1, list_id=8), 2: _item(2, list_id=8)}
    blocks = [(0, 1, NOW), (0, 2, NOW)]

    assert Blocker(items, blocks, frozenset([8])).detect(NOW)
    assert Blocker(items, blocks, frozenset([9])).detect(NOW) == []
