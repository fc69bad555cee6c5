"""What typed queries answer, from the workspace and under the asker's rights."""

from datetime import date, timedelta

import pytest

from agents import claims
from agents.answer import plain_sentence
from app import access
from app.assist import assistant
from app.domain.events import Category
from app.lookups import statuses_of
from app.models import User
from app.work import lists, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task

TODAY = NOW.date()


@pytest.fixture
def status(session, home):
    return {one.category: one.id for one in statuses_of(session, home)}


@pytest.fixture
def work(session, alice, bob, home, status):
    """Bob has three open tasks, Alice one and a finished one; two have an estimate."""
    made = {}
    for name, who, hours, due in (
        ("Rotate the keys", bob, 8, TODAY - timedelta(days=3)),
        ("Write the runbook", bob, 4, None),
        ("Call the vendor", bob, None, TODAY + timedelta(days=30)),
        ("Order the chairs", alice, None, None),
        ("Pay the invoice", alice, None, date(2026, 10, 1)),
    ):
        made[name] = a_task(
            session,
            home,
            alice,
            name,
            estimate_minutes=hours * 60 if hours else None,
            due=due,
            assignees=[who.user_id],
            at=on(9, 7),
        )
    done = made["Pay the invoice"]
    tasks.move(session, done.id, to=status[Category.STARTED], by=alice, at=on(10, 1))
    tasks.move(session, done.id, to=status[Category.DONE], by=alice, at=on(10, 5))
    session.flush()
    return made


def first(ask, question, by=None):
    answer = ask(question, by)
    assert answer.reading.intent == "query", (question, answer.reading.intent)
    return answer.sentences[0]


@pytest.mark.usefixtures("work")
def test_who_has_most_and_who_has_fewest(ask):
    assert (
        first(ask, "who has the most open tasks?").text == "Bob Okafor has the most open tasks: 3."
    )
    assert (
        first(ask, "who has the fewest open tasks?").text
        == "Alice Moreau has the fewest open tasks: 1."
    )


@pytest.mark.usefixtures("work")
def test_hours_are_summed_and_what_has_none_is_left_out(ask):
    said = first(ask, "how many hours of open work does Bob have?")

    assert said.text == "12 h in all: 2 open tasks with Bob Okafor."


@pytest.mark.usefixtures("work")
def test_a_share_is_of_what_was_said(ask):
    assert first(ask, "what share of open tasks has no estimate?").text == (
        "50 %: 2 of 4 open tasks are without an estimate."
    )


@pytest.mark.usefixtures("work")
def test_a_count_without_a_state_says_both_numbers(ask):
    assert first(ask, "how many tasks have no estimate?").text == (
        "3 tasks without an estimate; 2 of them are open."
    )


@pytest.mark.usefixtures("work")
def test_two_months_are_compared(ask):
    said = first(ask, "did we finish more in September or October?").text

    assert said == "More: October 2026. October 2026: 1; September 2026: 0 (tasks finished)."


def test_late_is_told_of_what_was_finished(ask, work):
    said = first(ask, "which tasks were finished late in October?")

    assert said.text == "1 task finished late in October 2026."
    assert said.items == (work["Pay the invoice"].key,)


def test_why_a_date_moved_is_told_with_its_reason(session, ask, alice, work):
    task = work["Call the vendor"]
    tasks.edit(
        session,
        task.id,
        by=alice,
        due=TODAY + timedelta(days=40),
        reason="Legal asked",
        at=on(11, 20),
    )

    said = first(ask, f"why was {task.key} moved?").text
    by_title = first(ask, "why did call the vendor slip?").text

    assert said == by_title
    assert said.startswith(f"“Legal asked”: {task.key} Call the vendor was moved from 23 Dec 2026")


def test_what_never_moved_is_said_not_to_have(ask, work):
    assert first(ask, f"why was {work['Call the vendor'].key} moved?").text == (
        f"{work['Call the vendor'].key} was not moved."
    )


@pytest.mark.usefixtures("work")
def test_what_is_not_understood_is_said_and_no_number_is_given(ask):
    answer = ask("who has the most purple overdue tasks?")

    assert answer.sentences == ()
    assert "purple" in f"{answer.note} {answer.looked_at}"


@pytest.mark.usefixtures("work")
def test_a_hidden_name_is_refused_like_one_that_never_was(session, ask, alice, bob, space):
    lists.create(session, space.id, name="Mergers", by=alice, is_private=True, at=on(10, 1))
    session.flush()

    hidden, unknown = (
        ask(f"how many open tasks are in {one}?", bob) for one in ("Mergers", "Zebras")
    )

    assert (hidden.mode, unknown.mode) == ("none", "none")
    assert hidden.sentences == unknown.sentences == ()
    assert [one.replace("Mergers", "Zebras") for one in hidden.looked_at] == list(unknown.looked_at)


def test_counts_are_of_what_the_asker_may_see(session, ask, alice, bob, space, work):
    secret = lists.create(
        session, space.id, name="Mergers", by=alice, is_private=True, at=on(10, 1)
    )
    session.flush()
    alice = access.actor(session, alice.user_id)
    a_task(session, secret, alice, "Buy the rival", at=on(10, 2))
    session.flush()

    assert first(ask, "how many open tasks are there?", alice).text.startswith("5 open tasks")
    assert first(ask, "how many open tasks are there?", bob).text.startswith("4 open tasks")
    assert len(work) == 5


def test_a_sentence_is_a_claim_that_turns_when_the_work_does(
    session, ask, alice, library, work, status
):
    sentences = [
        plain_sentence(one)
        for question in ("who has the most open tasks?", "how many tasks have no estimate?")
        for one in ask(question).sentences[:1]
    ]

    def verdicts():
        session.commit()
        gateway = assistant.gateway_of(session, alice, now=NOW, library=library)
        return claims.verdicts([one["claim"] for one in sentences], gateway)

    assert verdicts() == ["holds", "holds"]
    tasks.move(session, work["Rotate the keys"].id, to=status[Category.DONE], by=alice, at=NOW)
    assert verdicts() == ["changed", "holds"]


@pytest.mark.parametrize(
    "where",
    [
        {"field": "nobody_knows", "op": "is", "value": 1},
        {"field": "health", "op": "lt", "value": 3},
        {"field": "due", "op": "in", "value": 3},
        {"any": 3},
    ],
)
@pytest.mark.parametrize("noun", ["tasks", "goals"])
def test_a_query_somebody_else_wrote_is_unknown(session, alice, library, where, noun):
    gateway = assistant.gateway_of(session, alice, now=NOW, library=library)
    forged = {"predicate": "query", "about": {"query": {"of": noun, "where": where}}, "value": ""}

    assert claims.verdict(forged, gateway) in ("unknown", "changed")


def test_nobody_is_named_who_may_not_be_seen(session, ask, carol, work):
    assert session.get(User, carol.user_id) is not None
    answer = ask("who has the most open tasks?", carol)

    assert not any("Bob has" in one.text for one in answer.sentences)
    assert work
