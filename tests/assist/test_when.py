"""“When is it?” of a goal is answered by its day, whatever words and order it is called in."""

from datetime import date

import pytest

from app.work import goals
from tests.assist.conftest import on
from tests.conftest import a_task

ASKED = (
    "when do we launch in the EU?",
    "when is the EU launch?",
    "by when are we launching in the EU?",
    "when will the EU launch happen?",
)


@pytest.mark.parametrize("question", ASKED)
def test_the_end_of_its_period_comes_first(session, alice, texts, question):
    end = date(2026, 12, 31)
    goals.create(
        session, title="EU launch", period_start=date(2026, 10, 1), period_end=end, by=alice
    )
    assert texts(question)[0] == "EU launch runs from 1 Oct 2026 to 31 Dec 2026; 39 days are left."


@pytest.mark.parametrize("question", ASKED)
def test_where_no_date_is_set_that_is_said(session, alice, texts, question):
    goals.create(session, title="EU launch", by=alice)
    assert texts(question)[0] == "EU launch has no period: no date is set for it."


def test_another_question_of_a_goal_is_left_alone(session, alice, texts):
    goals.create(session, title="EU launch", period_end=date(2026, 12, 31), by=alice)
    assert "31 Dec 2026;" not in " ".join(texts("when was the EU launch last at risk?"))


def test_everybody_with_too_much_is_told_with_their_own_hours(session, alice, bob, home, texts):
    for who, hours in ((alice, 100), (bob, 92)):
        a_task(
            session,
            home,
            alice,
            "Due",
            assignees=[who.user_id],
            due=date(2026, 11, 27),
            estimate_minutes=60 * hours,
            at=on(11, 2),
        )
    assert texts("who is overloaded?")[:2] == [
        "Alice Moreau has more due than fits: 100 h due within 14 days against 80 h.",
        "Bob Okafor has more due than fits: 92 h due within 14 days against 80 h.",
    ]
