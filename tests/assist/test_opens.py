"""A sentence that counts tasks opens a page of exactly these."""

from datetime import date

import pytest

from app import access
from app.domain import filters
from app.models import Task
from app.reads import filtering, tasks
from tests.assist.conftest import NOW
from tests.conftest import a_task


def keys_of(session, address: str, actor) -> set[str]:
    wanted = filters.from_text(address.partition("where=")[2])
    where = filtering.compile(session, wanted, actor=actor, today=NOW.date())
    return {row.key for row in tasks.rows(session, [where], actor=actor)}


@pytest.fixture
def work(session, home, alice, bob) -> list[Task]:
    return [
        a_task(
            session,
            home,
            alice,
            title="Rotate keys",
            due=date(2026, 11, 2),
            priority=1,
            assignees=[1],
        ),
        a_task(
            session,
            home,
            alice,
            title="Move tapes",
            due=date(2026, 11, 3),
            priority=1,
            assignees=[2],
        ),
        a_task(session, home, alice, title="Order chairs", tags=["later"]),
        a_task(session, home, alice, title="Order desks", tags=["later"], assignees=[2]),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "what is overdue?",
        "how many open tasks are there?",
        "how many open tasks by person?",
        "how many open tasks by priority?",
        "which tasks are tagged later?",
        "what was added this month?",
        "who works on what?",
    ],
)
def test_what_is_counted_opens_as_exactly_that(session, work, ask, bob, question):
    for person in (None, bob):
        reader = access.actor(session, person.user_id if person else 1)
        counting = [one for one in ask(question, person).sentences if len(one.items) > 1]
        assert counting
        for one in counting:
            assert keys_of(session, one.opens, reader) == set(one.items), one.text


def test_a_set_opens_by_what_was_asked_and_not_by_its_tasks(session, work, ask):
    [first, *_] = ask("what is overdue?").sentences

    wanted = filters.from_text(first.opens.partition("where=")[2])

    asked = {leaf.field for leaf in filters.leaves(wanted)}
    assert asked == {"overdue"}
