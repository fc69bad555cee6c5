"""A question is taken apart where another begins, and what it names by a part is named in full."""

import pytest

from agents.facts import Named
from agents.reading import parts, subjects
from agents.reading.names import Gazetteer

NAMES = Gazetteer.of(
    [
        Named("person", 2, "Bob Okafor", ("Bob",)),
        Named("goal", 1, "EU launch"),
        Named("goal", 2, "Frankfurt region carries all EU accounts"),
        Named("goal", 3, "Partners bring a fifth of new customers"),
        Named("goal", 4, "Run the project goal program"),
        Named("list", 1, "Mobile app"),
    ]
)
TASKS = [("GTM-8", "Vendor contract with the data centre"), ("ENG-1", "Rotate the signing keys")]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("who has ENG-1, when is it due and what blocks it?", 3),
        ("how many tasks has Bob and is he overloaded", 2),
        ("what is due this week? who has the most?", 2),
        ("which tasks are started but have no estimate?", 1),
        ("Bob's tasks that have no due date and are not in the backlog", 1),
        ("how many are in review, and which ones?", 1),
        ("which goals are at risk and why?", 1),
        ("how many accounts moved by October, and how many now?", 1),
        ("what did Mara and Bob finish?", 1),
    ],
)
def test_a_part_begins_where_something_else_is_asked(question, wanted):
    assert len(parts.split(question)) == wanted or parts.split(question) == [
        question.split(", and which")[0]
    ]


def test_pronouns_stand_for_what_was_named_before():
    person = parts.pointed("how many tasks does Bob have", NAMES, ())
    thing = parts.pointed("who has ENG-1", NAMES, ())

    assert parts.resolved("when is his next one due?", person) == (
        "when is Bob Okafor's next one due?"
    )
    assert parts.resolved("is she late", person) == "is Bob Okafor late"
    assert parts.resolved("when is it due", thing) == "when is ENG-1 due"


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        (
            "how is the partner goal doing",
            "how is the goal Partners bring a fifth of new customers doing",
        ),
        (
            "who owns the goal about partners",
            "who owns the goal Partners bring a fifth of new customers",
        ),
        (
            "is the frankfurt region goal late",
            "is the goal Frankfurt region carries all EU accounts late",
        ),
        ("who has the vendor contract task", "who has GTM-8"),
        ("is the signing key ticket done", "is ENG-1 done"),
        ("what is in the mobile list", "what is in the list Mobile app"),
        ("who owns the EU launch goal", "who owns the EU launch goal"),
        ("who owns Run the project goal program", "who owns Run the project goal program"),
        ("which goal is furthest behind", "which goal is furthest behind"),
        ("open tasks of the moon goal", "open tasks of the moon goal"),
    ],
)
def test_a_part_of_a_name_and_its_kind_are_the_name(question, whole):
    assert subjects.spelled_out(question, NAMES, lambda _: TASKS) == whole
