"""What is told of time, moves and reasons, from the workspace and under the asker's rights."""

from datetime import date, timedelta

import pytest

from app.domain.events import Category
from app.lookups import statuses_of
from app.work import relations, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task

TODAY = NOW.date()


@pytest.fixture
def work(session, alice, bob, home):
    """Alice took one day for two tasks and ten for one, Bob three for each of two; one was moved and reopened."""
    status = {one.category: one.id for one in statuses_of(session, home)}
    made = {}
    for name, who, first, last, due in (
        ("Rotate the keys", alice, 5, 5, None),
        ("Write the runbook", alice, 6, 6, None),
        ("Ship the exporter", alice, 1, 10, date(2026, 10, 6)),
        ("Call the vendor", bob, 7, 9, date(2026, 10, 20)),
        ("Pay the invoice", bob, 12, 14, None),
    ):
        task = a_task(session, home, alice, name, due=due, assignees=[who.user_id], at=on(9, 7))
        tasks.move(session, task.id, to=status[Category.STARTED], by=who, at=on(10, first))
        tasks.move(session, task.id, to=status[Category.DONE], by=who, at=on(10, last))
        made[name] = task
    vendor = made["Call the vendor"]
    reason = "The vendor answers later than promised"
    for day, due in ((2, date(2026, 11, 20)), (4, date(2026, 11, 12))):
        tasks.edit(session, vendor.id, due=due, reason=reason, by=alice, at=on(11, day))
    back = status[Category.STARTED]
    tasks.move(session, vendor.id, to=back, reason="Still broken", by=bob, at=on(11, 5))
    tasks.move(session, vendor.id, to=status[Category.DONE], by=bob, at=on(11, 6))
    session.flush()
    return made


@pytest.mark.usefixtures("work")
def test_on_average_is_the_mean_and_usually_the_middle(ask):
    mean = ask("who takes less time on average from start to done, Alice or Bob?").sentences[0]
    middle = ask("who takes less time from start to done, Alice or Bob?").sentences[0]

    assert mean.text.startswith("Faster: Alice Moreau. Alice Moreau: 4 days; Bob Okafor: ")
    assert "(mean time from start to done, tasks)" in mean.text
    assert middle.text.startswith("Faster: Alice Moreau. Alice Moreau: 1 day; Bob Okafor: ")
    assert "(median time from start to done, tasks)" in middle.text


@pytest.mark.usefixtures("work")
def test_days_late_and_days_early(ask):
    late = ask("which finished task missed its due date by the most days, and who had it?")
    early = ask("which task was finished furthest ahead of its due date?")

    assert "finished 4 days late, due 6 Oct, with Alice Moreau" in late.sentences[0].text
    assert "6 days early, with Bob Okafor" in early.sentences[0].text


@pytest.mark.usefixtures("work")
def test_who_moved_a_date_is_not_whose_it_was(ask):
    moved = ask("who moves due dates the most?").sentences[0].text
    had = ask("who had the most date moves?").sentences[0].text

    assert moved == "Alice Moreau has the most date moves so far: 2."
    assert had == "Bob Okafor has the most date moves so far: 2."


@pytest.mark.usefixtures("work")
def test_later_and_earlier_are_told_apart_and_a_reason_in_other_words_is_found(ask, texts):
    later = texts("which tasks had their date pushed to a later day on 2 November?")
    earlier = texts("were any due dates pulled forward in November?")
    why = texts("how often did a date move because the vendor was late?")

    assert later[0] == "1 task moved to a later day on 2 Nov."
    assert earlier[0] == "Yes: 1 task moved to an earlier day in November 2026."
    assert why[0].startswith("2 date moves because of “vendor was late”")


def test_what_happened_is_told_in_order_with_who_and_why(texts, work):
    told = texts(f"what happened to {work['Call the vendor'].key} in November?")

    assert told[0].endswith("is in “Done” now.")
    assert told[1:] == [
        "Due date moved from 20 Oct to 20 Nov on Mon 2 Nov by Alice Moreau: “The vendor answers later than promised”.",
        "Due date moved from 20 Nov to 12 Nov on Wed 4 Nov by Alice Moreau: “The vendor answers later than promised”.",
        "Reopened on Thu 5 Nov by Bob Okafor: “Still broken”.",
        "Finished on Fri 6 Nov by Bob Okafor.",
    ]


def test_work_due_before_what_it_waits_for(session, alice, home, texts):
    week = timedelta(days=7)
    first = a_task(session, home, alice, "Sign the contract", due=TODAY + 2 * week)
    second = a_task(session, home, alice, "Order the rack", due=TODAY + week)
    third = a_task(session, home, alice, "Mount the rack", due=TODAY + 3 * week)
    for before, after in ((first, second), (second, third)):
        relations.relate(session, before.id, kind="blocks", to_task=after.id, by=alice)

    told = texts("which tasks are due before what blocks them?")

    assert told[0] == "1 open task is due before what it waits for."
    assert told[1].startswith(
        f"{second.key} Order the rack is due 30 Nov and waits for {first.key}"
    )


def test_estimates_against_hours_that_are_said(session, alice, bob, home, texts):
    monday = TODAY + timedelta(days=7)
    for name, hours in (("Rotate the keys", 30), ("Write the runbook", 20)):
        minutes = hours * 60
        a_task(
            session,
            home,
            alice,
            name,
            estimate_minutes=minutes,
            due=monday,
            assignees=[bob.user_id],
        )

    told = texts(
        "Add up the estimates of Bob's tasks due next week. Does that fit into his 40 hours?"
    )

    assert told[0].startswith("50 h in all: 2 open tasks with Bob Okafor due ")
    assert told[1].startswith("No: 50 h in all, 10 h more than 40 h (2 open tasks ")
    assert texts("does Bob's work due next week fit into 60 hours?")[0].startswith(
        "Yes: 50 h in all, 10 h less than 60 h ("
    )
