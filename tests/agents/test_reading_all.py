"""A reading passes over no word: topics, beginnings of names, goals, and names nobody has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.facts import Named
from agents.reading import goalwords
from agents.reading.names import Gazetteer, fold
from agents.reading.read import read

TODAY = date(2026, 11, 18)  # a Wednesday
ME = Named("person", 1, "Alice Moreau", ("Alice",))
NAMES = Gazetteer.of(
    [
        ME,
        Named("person", 2, "Tomás Herrera", ("Tomás",)),
        Named("person", 3, "Jonas Weber", ("Jonas",)),
        Named("goal", 1, "EU launch"),
        Named("goal", 2, "Resolve the biggest blockers to building everything on stable tools"),
        Named("goal", 3, "Rust 2024 Edition"),
        Named("space", 1, "Engineering", ("ENG",)),
        Named("list", 1, "Platform", ("Platform in Engineering",)),
        Named("list", 2, "API"),
        Named("list", 3, "Backlog", ("Backlog in Engineering",), hint="in Engineering"),
        Named("list", 4, "Backlog", ("Backlog in Design",), hint="in Design"),
        Named("list", 5, "Mobile app"),
        Named("status", 1, "In review"),
        Named("tag", 1, "vat"),
    ]
)


def _read(question):
    return read(question, NAMES, today=TODAY, me=ME)


def test_accents_and_typographic_quotes_make_no_other_name():
    assert _read("what is Tomas working on?").people[0].name == "Tomás Herrera"
    assert _read("Tomás’ open tasks").people[0].name == "Tomás Herrera"
    assert fold("Tomás’s ÉCOLE") == "tomas's ecole"


def test_a_title_of_eleven_words_is_one_name():
    reading = _read("who owns Resolve the biggest blockers to building everything on stable tools?")

    assert [goal.id for goal in reading.goals] == [2]
    assert reading.unknown == ()


def test_the_beginning_of_a_name_names_it_when_only_one_thing_begins_so():
    assert [one.name for one in _read("what is overdue in Plat?").lists] == ["Platform"]
    assert [one.name for one in _read("tasks for Jon").people] == ["Jonas Weber"]


def test_two_lists_of_one_name_are_asked_back_and_told_apart_by_their_space():
    [(words, options)] = _read("what is open in Backlog?").ambiguous

    assert words == "Backlog"
    assert {option.id for option in options} == {3, 4}
    assert [one.id for one in _read("what is open in Backlog in Design?").lists] == [4]


@pytest.mark.parametrize(
    ("question", "strange"),
    [
        ("open tasks in Atlantis", "Atlantis"),
        ("what did Jonas Becker finish last week?", "Jonas Becker"),
        ("how many open tasks are in Platform Tokyo?", "Platform Tokyo"),
        ("Zebulon's open tasks", "Zebulon"),
        ("open tasks tagged zebra", "zebra"),
        ("who owns Rust 2031 Edition?", "Rust 2031 Edition"),
        ("status of US launch", "US"),
        ("tasks of @nobody", "nobody"),
    ],
)
def test_a_name_nobody_has_is_said_to_be_unknown(question, strange):
    assert strange in _read(question).unknown


def test_half_of_a_name_nobody_has_is_no_chip():
    assert [chip.kind for chip in _read("what is Jonas Becker working on?").chips] == ["intent"]
    assert [chip.label for chip in _read("what is Jonas working on?").chips][1:] == ["Jonas Weber"]


@pytest.mark.parametrize(
    "question",
    [
        "What is overdue?",
        "Overdue tasks in Engineering",
        "Which API tasks have no due date?",
        "API tasks with no due date",
        "What Is Overdue In Platform?",
        "what's the ETA of EU launch?",
        "tasks tagged vat",
        "show me everything that's overdue pls",
        "WIP in Platform",
        "what was reopened in October?",
        "open tasks tagged both vat and vat",
        "What did Jonas finish in November?",
        "is Jonas' work on track?",
    ],
)
def test_what_is_known_or_an_everyday_word_is_no_unknown_name(question):
    reading = _read(question)

    assert reading.unknown == ()
    assert reading.slots.unmatched_tokens == ()


def test_show_me_does_not_speak_of_me():
    assert _read("show me everything that's overdue").people == ()
    assert _read("show me my tasks").people == (ME,)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("open tasks about login", ("login",)),
        ("open tasks about assembly", ("assembly",)),
        ("open tasks about reports", ("reports",)),
        ("overdue tasks mentioning the penetration test", ("penetration",)),
        ("how many open login bugs are there", ("login",)),
        ("open tasks about “penetration test”", ("penetration test",)),
        ("what was finished last week about invoices?", ("invoices",)),
    ],
)
def test_a_topic_is_a_filter_of_its_own(question, says):
    reading = _read(question)

    assert reading.filter.topics == says
    assert any(chip.value == f"says:{says[0]}" for chip in reading.chips)
    assert reading.slots.unmatched_tokens == ()


def test_a_topic_can_be_taken_back_by_its_chip():
    fixed = read("open tasks about login", NAMES, today=TODAY, me=ME, fixed=["without=says:login"])

    assert fixed.filter.topics == ()


def test_words_that_mean_nothing_here_are_kept_apart():
    assert _read("how are people protected from tampered packages?").slots.unmatched_tokens == (
        "protected",
        "tampered",
        "packages",
    )
    assert _read("goals of sauron").slots.unmatched_tokens == ("sauron",)


@pytest.mark.parametrize(
    ("question", "traits"),
    [
        ("unblocked tasks in Platform", ("unblocked",)),
        ("what is left to do in Platform?", ("open",)),
        ("which tasks have to be done this week", ()),
        ("to do tasks in Platform", ("not started",)),
        ("which open tasks aren't assigned to anyone?", ("unassigned", "open")),
    ],
)
def test_states_are_read_as_they_are_meant(question, traits):
    assert _read(question).traits == traits


def test_priorities_side_by_side_are_both_read():
    assert _read("unassigned high or urgent tasks").filter.priorities == (1, 2)
    assert _read("urgent and high priority work").filter.priorities == (1, 2)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("when does EU launch end?", "when"),
        ("when is EU launch due", "when"),
        ("what is the period of EU launch?", "when"),
        ("deadline of ENG-12", "when"),
        ("when does the policy end?", "narrative"),
        ("how many goals are there?", "goals"),
        ("how many tasks have no goals", "unaligned"),
        ("goals ending this year", "goals"),
        ("goals of Jonas", "goals"),
        ("cancelled tasks", "open"),
        ("what was cancelled", "cancelled"),
        ("which tasks are in status In review?", "open"),
        ("what is in progress in Mobile app?", "open"),
        ("progress of Mobile app", "status"),
        ("open tasks created by Jonas", "open"),
        ("what should have been done by now?", "overdue"),
        ("what is the phone number of Jonas?", "narrative"),
        ("what was reopened last week?", "reopened"),
        ("did Jonas miss any due dates?", "overdue"),
        ("tasks Jonas should have finished by now", "overdue"),
        ("what was holding us up on 14 Oct?", "blockers"),
        ("what is blocking Platform?", "blockers"),
        ("what is Jonas blocking?", "waiting"),
        ("what is blocked in Platform?", "blocked"),
        ("which canceled tasks are there?", "open"),
    ],
)
def test_what_is_asked(question, intent):
    assert _read(question).intent == intent


@pytest.mark.parametrize(
    ("text", "states", "healths", "by"),
    [
        ("how many goals are planned", ("planned",), (), "within"),
        ("which goals are behind", (), ("off_track", "at_risk"), "within"),
        ("goals not on track", (), ("off_track", "at_risk"), "within"),
        ("goals on track", (), ("on_track",), "within"),
        ("dropped or missed goals", ("missed", "dropped"), (), "within"),
        ("goals that end", (), (), "ends"),
        ("initiatives in progress starting", ("in_progress",), (), "starts"),
    ],
)
def test_goals_are_asked_for_by_state_standing_and_period(text, states, healths, by):
    wanted = goalwords.read(text)

    assert (wanted.states, wanted.healths, wanted.by) == (states, healths, by)


def test_a_word_of_goals_can_be_taken_back():
    wanted = goalwords.read("planned or dropped initiatives at risk without an owner")
    for word in wanted.words:
        wanted = wanted.without(word)

    assert wanted == goalwords.GoalWords()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("done the week before last", ("2026-11-02", "2026-11-09")),
        ("finished from 9 to 15 November", ("2026-11-09", "2026-11-16")),
        ("finished between 9th and 15th of Nov 2025", ("2025-11-09", "2025-11-16")),
        ("added in 2025h1", ("2025-01-01", "2025-07-01")),
        ("added in 2024-Q3", ("2024-07-01", "2024-10-01")),
    ],
)
def test_stretches_of_time(words, days):
    reading = _read(f"what was {words}?")

    assert tuple(day.isoformat() for day in reading.days) == days


def test_letters_that_changed_places_are_put_right():
    reading = _read("overdeu taks in Platform")

    assert (reading.intent, reading.slots.unmatched_tokens) == ("overdue", ())


def test_two_years_are_compared_as_they_are_named():
    reading = _read("compare 2026 with 2025")

    assert (reading.period.words, reading.earlier.words) == ("2026", "2025")


@pytest.mark.parametrize(
    ("fixed", "labels"),
    [
        (["with=priority:1"], ["Platform", "urgent"]),
        (["with=trait:blocked", "with=tag:1"], ["Platform", "blocked", "#vat"]),
        (
            ["with=trait:blocked", "without=trait:blocked", "with=status:1"],
            ["Platform", "In review"],
        ),
        (["with=tag:1", "with=tag:1"], ["Platform", "#vat"]),
        (
            ["with=tag:99", "with=trait:nonsense", "with=priority:x", "with=", "with=person:2"],
            ["Platform"],
        ),
    ],
)
def test_filters_are_added_and_exchanged(fixed, labels):
    reading = read("what is overdue in Platform?", NAMES, today=TODAY, me=ME, fixed=fixed)

    assert [chip.label for chip in reading.chips[1:]] == labels


def _conversation(*questions):
    before = None
    for question in questions:
        before = read(question, NAMES, today=TODAY, me=ME, before=before)
    return before


@pytest.mark.parametrize(
    ("questions", "intent", "chips"),
    [
        (("how is EU launch going?", "when does it end?"), "when", ["EU launch"]),
        (("how is EU launch going?", "how many tasks are left?"), "count", ["EU launch", "open"]),
        (("what did we finish last week?", "and the week before?"), "done", ["2 to 8 Nov"]),
        (("what did we finish last week?", "by person"), "count", ["9 to 15 Nov", "by person"]),
        (("what is overdue in Platform?", "not Jonas"), "overdue", ["Platform", "not Jonas Weber"]),
        (("what is Jonas working on?", "anything blocked?"), "blocked", ["Jonas Weber"]),
        (("open tasks about invoices", "and about login?"), "open", ["says “login”"]),
        (("how many goals are at risk?", "and off track?"), "goals", ["off track"]),
        (("who owns ENG-12?", "and how is it going?"), "status", ["ENG-12"]),
    ],
)
def test_a_follow_up_keeps_what_it_does_not_say(questions, intent, chips):
    reading = _conversation(*questions)

    assert reading.follows
    assert reading.intent == intent
    assert [chip.label for chip in reading.chips if chip.kind != "intent"] == chips


def test_a_follow_up_passes_over_no_word_either():
    reading = _conversation("what is overdue in Platform?", "and for the zebras?")

    assert reading.slots.unmatched_tokens == ("zebras",)


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    reading = _read(text)

    assert reading.intent
