"""Goals over their periods, and the numbers they aim at: what is told of them, with the right values."""

from datetime import date

import pytest

from app.work import goals, targets
from tests.assist.conftest import on

H1, H2 = (date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 12, 31))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def periods(session, alice, bob):
    """“Parser rewrite” in three periods, first Bob's, then Alice's; four more, one of them dropped."""
    made = {}
    for title, owner, period, state in (
        ("Parser rewrite", bob, H1, "in_progress"),
        ("Parser rewrite", bob, H2, "planned"),
        ("Parser rewrite", alice, YEAR, "in_progress"),
        ("Faster linker", bob, H1, "in_progress"),
        ("Safer casts", alice, H2, "planned"),
        ("Better errors", alice, YEAR, "planned"),
        ("Async drop", bob, YEAR, "in_progress"),
    ):
        goal = goals.create(
            session,
            title=title,
            owner_id=owner.user_id,
            state=state,
            period_start=period[0],
            period_end=period[1],
            by=alice,
            at=on(1, 5),
        )
        made[title, period] = goal.id
    goals.close(
        session,
        made["Faster linker", H1],
        as_="dropped",
        progress=None,
        reason="nobody had time",
        by=alice,
    )
    return made


@pytest.fixture
def aims(session, alice, bob):
    """A goal with a rising, a falling and an unmoved number."""
    goal = goals.create(
        session,
        title="EU launch",
        owner_id=bob.user_id,
        state="in_progress",
        period_start=date(2026, 9, 24),
        period_end=date(2026, 12, 23),
        by=alice,
        at=on(9, 24),
    )
    for name, unit, start, aim, moves in (
        ("Pilot customers", "customers", 0, 40, ((on(10, 20), 6), (on(11, 20), 10))),
        ("Minutes to the first invoice", "minutes", 60, 20, ((on(11, 3), 40), (on(11, 20), 24))),
        ("Countries certified", "countries", 1, 6, ()),
    ):
        made = targets.add(
            session,
            goal.id,
            name=name,
            kind="number",
            unit=unit,
            start_value=start,
            target_value=aim,
            by=alice,
            at=on(9, 24),
        )
        for at, value in moves:
            targets.edit(session, made.id, current=value, by=alice, at=at)
    return goal.id


@pytest.mark.usefixtures("periods")
@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "how often was Parser rewrite set as a goal?",
            "Parser rewrite was set as a goal 3 times; its owner changed from Bob Okafor to Alice Moreau.",
        ),
        (
            "who took over Parser rewrite from Bob?",
            "Alice Moreau took over Parser rewrite from Bob Okafor, for 2026.",
        ),
        (
            "who owned Parser rewrite in 2025, and who owns it now?",
            "For 2025 Parser rewrite was set twice: H1 2025 (Bob Okafor) and H2 2025 (Bob Okafor).",
        ),
        (
            "why was Parser rewrite dropped?",
            "No, Parser rewrite is not dropped: that of H1 2025 is in progress, that of H2 2025 is planned"
            " and that of 2026 is in progress.",
        ),
        (
            "which goals were set more than once?",
            "1 goal was set more than 1 time: Parser rewrite (3).",
        ),
        ("which goal was set most often?", "Parser rewrite was set most often: 3 times."),
        ("how many goals for the second half of 2025?", "2 goals for H2 2025."),
        ("goals starting in 2026", "3 goals starting 2026."),
        ("goals ending 2025", "4 goals ending 2025."),
        ("which 2025 goals end in 2025", "4 goals for 2025 ending 2025."),
        ("who set the most goals for 2026?", "Alice Moreau has the most goals for 2026: 2."),
        ("what has Alice taken on for 2026?", "2 goals of Alice Moreau for 2026."),
        ("which of the 2026 goals have not been started?", "1 planned goal for 2026."),
        (
            "compare the goals of 2025H1 with 2025H2",
            "The same. H1 2025: 2; H2 2025: 2 (goals).",
        ),
        (
            "did we set more goals for 2026 than for the first half of 2025?",
            "Yes. 2026: 3; H1 2025: 2 (goals).",
        ),
        (
            "Bob or Alice, who has more goals for 2026?",
            "More: Alice Moreau. Alice Moreau: 2; Bob Okafor: 1 (goals for 2026).",
        ),
    ],
)
def test_goals_are_told_over_their_periods(texts, question, told):
    assert texts(question)[0] == told


@pytest.mark.usefixtures("periods")
def test_what_was_dropped_says_why_and_what_is_planned_instead_is_said(texts):
    assert "Faster linker: dropped, for H1 2025, Bob Okafor's." in texts(
        "which goals were dropped?"
    )
    assert texts("which goals for the second half of 2025 are in progress?") == [
        "No goals in progress for H2 2025.",
        "Instead: 2 planned (of 2 goals).",
    ]


@pytest.mark.usefixtures("periods")
def test_of_two_states_each_time_says_which(texts):
    told = texts("Parser rewrite: is it planned or in progress?")
    assert told[1:] == [
        "Parser rewrite, H1 2025: in progress, Bob Okafor's.",
        "Parser rewrite, H2 2025: planned, Bob Okafor's.",
        "Parser rewrite, 2026: in progress, Alice Moreau's.",
    ]


@pytest.mark.usefixtures("periods")
def test_a_list_with_their_owners_says_no_more_than_a_list(texts):
    assert texts("list the planned goals with their owners") == texts("list the planned goals")


@pytest.mark.usefixtures("aims")
@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "how many pilot customers did we have on 1 November?",
            "On 1 Nov 2026, EU launch: Pilot customers at 6 customers, from 0 customers to 40 customers (15 %).",
        ),
        (
            "how many pilot customers are still missing?",
            "30 customers missing: Pilot customers at 10 customers, from 0 customers to 40 customers (25 %)"
            " (EU launch).",
        ),
        (
            "will we have 40 pilot customers before it ends?",
            "No, not at this pace: Pilot customers is at 10 customers, from 0 customers in 60 days; it would be"
            " at 15 customers when its goal ends on 23 Dec 2026, and it would reach 40 customers around"
            " 22 May 2027.",
        ),
        (
            "at this pace do the minutes to the first invoice get down to 20?",
            "Yes, at this pace: Minutes to the first invoice is at 24 minutes, from 60 minutes in 60 days; it"
            " would reach 20 minutes around 30 Nov 2026, and its goal ends on 23 Dec 2026.",
        ),
        (
            "will all countries be certified in time?",
            "No, not at this pace: Countries certified is at 1 countries, from 1 countries, it has not come"
            " nearer to 6 countries in 60 days.",
        ),
        (
            "which targets have not moved?",
            "1 target of 3 has not moved: Countries certified.",
        ),
        (
            "progress of EU launch on 1 November and today",
            "EU launch: 33 points more, from 5 % on 1 Nov 2026 to 38 % today.",
        ),
    ],
)
def test_targets_are_told_by_their_names(texts, question, told):
    assert texts(question)[0] == told


@pytest.mark.usefixtures("aims")
def test_each_part_says_what_it_makes_of_the_goal(texts):
    assert texts("what does each part contribute to EU launch?") == [
        "EU launch, 38 % of the way: 3 targets.",
        "Pilot customers at 10 customers, from 0 customers to 40 customers (25 %), which makes 8.3 of its 38 points.",
        "Minutes to the first invoice at 24 minutes, from 60 minutes to 20 minutes (90 %), which makes 30 of its 38 points.",
        "Countries certified at 1 countries, from 1 countries to 6 countries (0 %), which makes 0 of its 38 points.",
    ]


@pytest.mark.usefixtures("aims")
@pytest.mark.parametrize(
    "question",
    [
        "how many purple pilot customers did we have on 1 November?",
        "how many pilot customers are not missing?",
        "will Bob have 40 pilot customers before it ends?",
        "how many tasks are left for the pilot customers?",
    ],
)
def test_a_word_beside_a_target_that_says_more_gets_no_number(ask, question):
    assert not any("customers, from" in one.text for one in ask(question).sentences)


def test_who_set_a_health_is_said_with_when_and_why(session, bob, aims, texts):
    goals.override_health(
        session, aims, health="at_risk", reason="no test data", by=bob, at=on(11, 20)
    )

    told = "Its health was set by hand to at risk on Fri 20 Nov by Bob Okafor: “no test data”."
    assert told in texts("who said that EU launch is at risk, and when?")
    assert told in texts("why is EU launch at risk?")
