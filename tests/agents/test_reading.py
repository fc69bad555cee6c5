"""Questions are read the same in many phrasings, against the names there are."""

from datetime import date

import pytest

from agents.facts import Named
from agents.reading import times
from agents.reading.names import Gazetteer
from agents.reading.read import read

TODAY = date(2026, 11, 18)  # a Wednesday
ME = Named("person", 1, "Alice Moreau", ("Alice", "alice.moreau"))
NAMES = Gazetteer.of(
    [
        ME,
        Named("person", 2, "Bob Okafor", ("Bob",)),
        Named("person", 3, "Maya Lind", ("Maya",)),
        Named("person", 4, "Maya Ortiz", ("Maya",)),
        Named("goal", 1, "EU launch"),
        Named("space", 1, "Engineering", ("ENG",)),
        Named("list", 1, "Platform"),
        Named("list", 2, "Mobile app"),
        Named("status", 1, "In review"),
        Named("tag", 1, "security"),
    ]
)


def _read(question):
    return read(question, NAMES, today=TODAY, me=ME)


@pytest.mark.parametrize(
    ("intent", "questions"),
    [
        (
            "overdue",
            [
                "What is overdue?",
                "which tasks are late",
                "anything past due in Platform?",
                "what missed its deadline",
                "overdue",
            ],
        ),
        (
            "due",
            [
                "what is due this week",
                "upcoming deadlines",
                "what's due tomorrow?",
                "what has to be done before friday",
            ],
        ),
        (
            "unassigned",
            [
                "what is unassigned",
                "tasks without an owner",
                "which tasks have nobody on them",
                "not assigned in Platform",
            ],
        ),
        ("blocked", ["which tasks are blocked?", "blocked work in Engineering"]),
        (
            "blockers",
            [
                "what holds things up?",
                "what's blocking us",
                "any blockers in Engineering?",
                "what is in our way",
                "what is stuck",
            ],
        ),
        (
            "waiting",
            [
                "what is waiting on me",
                "what does ENG-12 wait for",
                "what depends on ENG-12",
                "who is waiting for Bob",
            ],
        ),
        (
            "done",
            [
                "what did we finish last week",
                "what was completed in October",
                "what got done yesterday",
                "what did Bob do last week?",
                "shipped this month",
            ],
        ),
        (
            "created",
            ["what was added this week", "new tasks since Monday", "what came in yesterday"],
        ),
        (
            "slipped",
            ["what slipped?", "which due dates were postponed this month", "what was pushed back"],
        ),
        ("cancelled", ["what was cancelled in October", "what did we drop, what was dropped"]),
        ("started", ["what was started this week", "what did we pick up, what was picked up"]),
        (
            "changed",
            [
                "what changed since Monday",
                "what happened last week in Engineering",
                "what's going on",
            ],
        ),
        ("owner", ["who owns EU launch?", "who is responsible for ENG-12", "who leads EU launch"]),
        (
            "work",
            [
                "who works on what?",
                "what is Bob working on",
                "my tasks",
                "who is working on Platform",
                "Bob's workload",
            ],
        ),
        (
            "count",
            [
                "how many open tasks are there",
                "number of bugs",
                "tasks by status",
                "open tasks per person",
            ],
        ),
        (
            "stale",
            ["what is stale?", "tasks without any update, not updated", "what was forgotten"],
        ),
        ("aged", ["what is the oldest work", "which tasks take long, taking too long"]),
        ("next", ["what should I do next", "what's next", "which task should I work on now"]),
        ("findings", ["what are the bottlenecks", "any risks?", "who is overloaded", "red flags"]),
        (
            "decisions",
            [
                "what did we decide about Postgres",
                "decisions on pricing",
                "what was agreed with legal",
            ],
        ),
        ("compare", ["compare this week with last week", "did we finish more than last week"]),
        (
            "knows",
            [
                "who knows about signing keys",
                "who should I ask about billing",
                "who worked on the failover",
                "experts on postgres",
            ],
        ),
        (
            "cycle",
            [
                "how long do tasks take in Platform",
                "cycle time of Engineering",
                "what is our lead time",
                "how long does it take us to finish a bug",
            ],
        ),
        (
            "throughput",
            [
                "what is our throughput",
                "how many tasks do we finish per week",
                "velocity of Platform",
            ],
        ),
        (
            "ontime",
            ["do we deliver on time?", "how often are we on time", "did we keep our deadlines"],
        ),
        ("queue", ["where does work wait", "review queue", "time in status", "what is piling up"]),
        ("away", ["what changed since I was away", "what did I miss", "catch me up"]),
        ("serves", ["which goal does ENG-12 serve", "what goal is ENG-12 for"]),
        ("unaligned", ["which work has no goal", "tasks without a goal", "unaligned work"]),
        (
            "act",
            [
                "create a task Rotate keys",
                "assign ENG-12 to Bob",
                "move ENG-12 to In review",
                "mark ENG-12 as done",
                "set ENG-12 due to friday",
            ],
        ),
        ("similar", ["what is similar to ENG-12", "duplicates of ENG-12"]),
        ("summary", ["summarise last week", "weekly summary of Engineering", "recap of Platform"]),
        ("goals", ["which goals are off track", "our goals", "list goals"]),
        (
            "status",
            [
                "how is EU launch going",
                "Is EU launch on track and what holds it up?",
                "status of Platform",
                "ENG-12",
                "EU launch",
                "progress of EU launch",
            ],
        ),
        ("open", ["what is in In review", "what is still open in Platform", "outstanding work"]),
        (
            "narrative",
            [
                "why did we choose Postgres?",
                "how do we rotate keys",
                "explain the failover",
                "how long do we keep logs",
            ],
        ),
    ],
)
def test_intents(intent, questions):
    assert {q: _read(q).intent for q in questions} == dict.fromkeys(questions, intent)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("how is the eu launch going", ["EU launch"]),
        ("overdue in ENG", ["Engineering"]),
        ("overdue in Enginering", ["Engineering"]),
        ("what does bob do in the mobile app", ["Mobile app", "Bob Okafor"]),
        ("my overdue tasks", ["Alice Moreau"]),
        ("what is due for me", ["Alice Moreau"]),
    ],
)
def test_names_are_linked(question, names):
    reading = _read(question)

    assert sorted(
        n.name for n in (*reading.goals, *reading.spaces, *reading.lists, *reading.people)
    ) == sorted(names)


def test_a_first_name_two_people_share_is_asked_back():
    reading = _read("what is Maya working on")

    assert [n.name for n in reading.ambiguous[0][1]] == ["Maya Lind", "Maya Ortiz"]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("overdue in Atlantis", "Atlantis"),
        ("what did Zebulon do last week", "Zebulon"),
        ("status of Heron", "Heron"),
    ],
)
def test_a_name_nobody_has_is_said_to_be_unknown(question, unknown):
    assert _read(question).unknown == (unknown,)


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        ("urgent unassigned tasks", "priorities", (1,)),
        ("high priority tasks open in Platform", "priorities", (2,)),
        ("open tasks tagged security", "tags", ("security",)),
        ("overdue but not Bob", "not_people", (2,)),
        ("open tasks without a due date", "no_due", True),
        ("overdue in Platform", "lists", (1,)),
    ],
)
def test_filters_compose(question, field, value):
    assert getattr(_read(question).filter, field) == value


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("today", "2026-11-18", "2026-11-19"),
        ("yesterday", "2026-11-17", "2026-11-18"),
        ("this week", "2026-11-16", "2026-11-23"),
        ("last week", "2026-11-09", "2026-11-16"),
        ("next week", "2026-11-23", "2026-11-30"),
        ("last month", "2026-10-01", "2026-11-01"),
        ("this quarter", "2026-10-01", "2027-01-01"),
        ("the last 7 days", "2026-11-12", "2026-11-19"),
        ("the last 2 weeks", "2026-11-05", "2026-11-19"),
        ("in the next 3 days", "2026-11-18", "2026-11-21"),
        ("since monday", "2026-11-16", "2026-11-19"),
        ("since 3 november", "2026-11-03", "2026-11-19"),
        ("in october", "2026-10-01", "2026-11-01"),
        ("in december", "2025-12-01", "2026-01-01"),
        ("in june 2013", "2013-06-01", "2013-07-01"),
        ("q1 2014", "2014-01-01", "2014-04-01"),
        ("2026-w47", "2026-11-16", "2026-11-23"),
        ("between 2013-05-01 and 2013-05-14", "2013-05-01", "2013-05-15"),
        ("in 2013", "2013-01-01", "2014-01-01"),
        ("before friday", "1970-01-01", "2026-11-20"),
        ("by friday", "1970-01-01", "2026-11-21"),
    ],
)
def test_times_are_half_open_ranges_of_days(words, start, end):
    period, rest = times.read(words, TODAY)

    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert not set(rest.split()) - {"in", "the"}


def test_the_reading_is_echoed_as_chips():
    chips = [chip.label for chip in _read("what did Bob finish in Engineering last week?").chips]

    assert chips == ["done", "Engineering", "Bob Okafor", "9 to 15 Nov"]


@pytest.mark.parametrize(
    "question", ["", "?", "💥" * 300, "'; DROP TABLE task; --", "a" * 500, "ENG-", "@", "“”"]
)
def test_nonsense_is_read_without_an_error(question):
    _read(question)


@pytest.mark.parametrize(
    ("before", "question", "intent", "changed"),
    [
        (
            "what did Bob finish last week?",
            "and this week?",
            "done",
            {"period": "16 to 22 Nov", "people": ["Bob Okafor"]},
        ),
        ("what is overdue?", "only mine", "overdue", {"people": ["Alice Moreau"]}),
        ("what is overdue?", "in Platform?", "overdue", {"lists": ["Platform"]}),
        ("overdue in Platform", "and in Mobile app?", "overdue", {"lists": ["Mobile app"]}),
        ("what is Bob working on", "what about Maya Lind?", "work", {"people": ["Maya Lind"]}),
        ("how is EU launch going", "who owns it?", "owner", {"goals": ["EU launch"]}),
        ("how is EU launch going", "what holds it up?", "blockers", {"goals": ["EU launch"]}),
        ("open tasks in Platform", "by status", "count", {"lists": ["Platform"]}),
        (
            "what is overdue in Engineering",
            "which of them are blocked?",
            "blocked",
            {"spaces": ["Engineering"]},
        ),
        ("what is overdue?", "just the urgent ones", "overdue", {}),
        ("what is overdue?", "what did Bob do last week?", "done", {"people": ["Bob Okafor"]}),
    ],
)
def test_a_follow_up_keeps_its_subject(before, question, intent, changed):
    reading = read(question, NAMES, today=TODAY, me=ME, before=_read(before))

    assert reading.intent == intent
    for field, value in changed.items():
        found = getattr(reading, field)
        assert (found.words if field == "period" else [n.name for n in found]) == value


def test_a_narrowing_follow_up_keeps_the_traits():
    reading = read(
        "which of them are blocked?", NAMES, today=TODAY, me=ME, before=_read("what is overdue?")
    )
    assert (reading.filter.due_before, reading.filter.blocked) == (TODAY, True)

    reading = read(
        "only the urgent ones", NAMES, today=TODAY, me=ME, before=_read("what is overdue?")
    )
    assert (reading.filter.due_before, reading.filter.priorities) == (TODAY, (1,))


def test_a_whole_question_is_no_follow_up():
    before = _read("what is overdue in Platform?")

    for question in (
        "how is EU launch going?",
        "what is blocked in Engineering",
        "my open tasks",
        "why did we choose Postgres?",
        "who works on what?",
    ):
        assert not read(question, NAMES, today=TODAY, me=ME, before=before).follows, question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "urgent unassigned overdue tasks in Platform",
            {"priorities": (1,), "unassigned": True, "due_before": TODAY, "lists": (1,)},
        ),
        ("overdue and blocked", {"due_before": TODAY, "blocked": True}),
        ("open tasks not in Platform", {"not_lists": (1,), "lists": ()}),
        ("open tasks that are not blocked", {"blocked": False}),
        ("not urgent open tasks", {"not_priorities": (1,), "priorities": ()}),
        ("tasks in progress with Bob or Maya Lind", {"people": (3, 2), "categories": ("started",)}),
        ("open tasks reported by Bob", {"creators": (2,), "people": ()}),
        ("how many done tasks in Platform", {"categories": ("done",), "lists": (1,)}),
        ("open tasks not tagged security", {"not_tags": ("security",), "tags": ()}),
        ("how many tasks are not done", {"categories": ("backlog", "unstarted", "started")}),
        ("unassigned tasks without a due date", {"unassigned": True, "no_due": True}),
        ("my tasks not in In review", {"not_statuses": ("In review",), "people": (1,)}),
    ],
)
def test_what_the_work_is_like_composes(question, expected):
    wanted = _read(question).filter

    assert {name: getattr(wanted, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("what was overdue on 1 november", "2026-11-01"),
        ("open tasks as of 3 november", "2026-11-03"),
        ("how was EU launch going as of last month", "2026-10-31"),
        ("what is overdue", None),
        ("what was done on 3 november", None),
    ],
)
def test_a_past_day_is_looked_from(question, day):
    found = _read(question).as_of

    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("fixed", "intent", "lists", "people", "days"),
    [
        (["intent=blocked"], "blocked", (1,), (2,), None),
        (["place=list:2"], "overdue", (2,), (2,), None),
        (["person="], "overdue", (1,), (), None),
        (["period=2026-11-02/2026-11-09"], "overdue", (1,), (2,), "2 to 8 Nov"),
        (["place=list:99", "nonsense", "period=tomorrow"], "overdue", (), (2,), None),
    ],
)
def test_a_chip_can_be_corrected(fixed, intent, lists, people, days):
    reading = read("what is overdue in Platform with Bob", NAMES, today=TODAY, me=ME, fixed=fixed)

    assert (reading.intent, reading.filter.lists, reading.filter.people) == (intent, lists, people)
    assert (reading.period.words if reading.period else None) == days


@pytest.mark.parametrize(
    ("question", "near", "lists", "goals"),
    [
        ("what is overdue?", "near=list:1", [1], []),
        ("what is overdue in Mobile app?", "near=list:1", [2], []),
        ("how is it going?", "near=goal:1", [], [1]),
        ("what is overdue?", "near=list:99", [], []),
    ],
)
def test_a_question_is_about_the_page_it_is_asked_on(question, near, lists, goals):
    reading = read(question, NAMES, today=TODAY, me=ME, fixed=[near])

    assert ([n.id for n in reading.lists], [n.id for n in reading.goals]) == (lists, goals)


def test_a_page_does_not_make_an_unknown_name_known():
    reading = read("overdue in Atlantis", NAMES, today=TODAY, me=ME, fixed=["near=list:1"])

    assert reading.unknown == ("Atlantis",)
