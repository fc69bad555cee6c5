"""Two and three changes in one sentence, quoted titles, words for others to the letter: cards, and nothing else."""

import pytest
from sqlmodel import select

from app import access, db
from app.models import Comment, Mention
from app.work import tasks
from tests.assist.test_acting import ask, confirm, count, place, task  # noqa: F401 - a fixture

BOB = "Bob Okafor"


def said(answer):
    return [(card.title, *(line.new for line in card.lines)) for card in answer.cards]


SEVERAL = [
    (
        "assign ENG-1 to Alice and make it urgent",
        [
            ("Assign ENG-1 to Alice Moreau", "Alice Moreau"),
            ("Set the priority of ENG-1 to urgent", "urgent"),
        ],
    ),
    (
        "move ENG-1 to In progress, assign it to me and set the due date to Friday",
        [
            ("Move ENG-1 to In progress", "In progress"),
            ("Assign ENG-1 to Alice Moreau", "Alice Moreau"),
            ("Set the due date of ENG-1 to Fri 27 Nov", "Fri 27 Nov"),
        ],
    ),
    (
        "set ENG-1 to high priority and due next Tuesday",
        [
            ("Set the priority of ENG-1 to high", "high"),
            ("Set the due date of ENG-1 to Tue 1 Dec", "Tue 1 Dec"),
        ],
    ),
    (
        "assign ENG-1 to Alice, ENG-2 to Bob",
        [
            ("Assign ENG-1 to Alice Moreau", "Alice Moreau"),
            ("Assign ENG-2 to Bob Okafor", BOB),
        ],
    ),
    (
        "tag ENG-1 and ENG-2 with tls and assign both to Alice",
        [
            ("Change the tags of ENG-1", "#tls"),
            ("Change the tags of ENG-2", "#tls"),
            ("Assign ENG-1 to Alice Moreau", "Alice Moreau"),
            ("Assign ENG-2 to Alice Moreau", "Alice Moreau"),
        ],
    ),
    (
        'close ENG-1 and comment "Done.  See the log!"',
        [("Move ENG-1 to Done", "Done"), ("Comment on ENG-1", "Done.  See the log!")],
    ),
    (
        "finish ENG-1 and tell Bob it is live",
        [("Move ENG-1 to Done", "Done"), ("Comment on ENG-1", "@bob.okafor it is live")],
    ),
    (
        "set ENG-1 as blocked by ENG-2 and move its due date to 12 Dec",
        [
            ("ENG-1 waits for ENG-2", "ENG-1 waits for ENG-2 Write the runbook"),
            ("Set the due date of ENG-1 to Sat 12 Dec", "Sat 12 Dec"),
        ],
    ),
    (
        'create a task "Call A, then B" in Mobile and a task "Call C" in Mobile',
        [
            ("Make “Call A, then B” in Mobile app", "Call A, then B", "Mobile app in Engineering"),
            ("Make “Call C” in Mobile app", "Call C", "Mobile app in Engineering"),
        ],
    ),
    (
        "unassign Bob from ENG-1 and give it to Alice",
        [("Assign ENG-1 to Alice Moreau", "Alice Moreau")],
    ),
]


@pytest.mark.parametrize(("asked", "cards"), SEVERAL)
def test_each_change_is_a_card_and_one_yes_does_all(place, asked, cards):  # noqa: F811
    answer = ask(place, asked)

    assert said(answer) == cards
    done, _ = confirm(answer)
    assert len(done) == len(cards)


def test_what_one_part_lacks_stops_all_and_is_named(place):  # noqa: F811
    answer = ask(place, "close ENG-1 and assign it to Nobody Known")

    assert answer.cards == ()
    assert "assign it to Nobody Known" in answer.note


def test_two_values_of_one_field_that_would_lose_one_are_refused(place):  # noqa: F811
    answer = ask(place, "tag ENG-1 with tls and set the tags of ENG-1 to keys")

    assert answer.cards == ()
    assert "all of it at once" in answer.note


QUOTED = [
    ('close "Rotate the keys"', "ENG-1"),
    ("close 'Rotate the keys'", "ENG-1"),
    ("set the priority of “Write the runbook” to low", "ENG-2"),
    ('rename "Rotate the keys" to "Turn and close the keys"', "ENG-1"),
]


@pytest.mark.parametrize(("asked", "key"), QUOTED)
def test_a_quoted_title_is_the_task_called_so(place, asked, key):  # noqa: F811
    [card] = ask(place, asked).cards

    assert card.act["key"] == key


def test_a_quoted_title_one_may_not_see_is_none(place):  # noqa: F811
    hidden, missing = (
        ask(place, f"close “{title}”", who=2) for title in ("Buy the rival", "Buy the moon")
    )

    assert hidden.cards == missing.cards == ()
    assert hidden.note.replace("rival", "moon") == missing.note


TO_THE_LETTER = [
    (
        "comment on ENG-1: Moved, because:\n- legal\n-  the vendor.",
        "Moved, because:\n- legal\n-  the vendor.",
    ),
    ('comment on ENG-1 "Don\'t move  it!"', "Don't move  it!"),
    (
        "comment on ENG-1 saying Keep it; close nothing, and tell Bob.",
        "Keep it; close nothing, and tell Bob.",
    ),
    ('add "ask legal, twice" as a comment to ENG-1', "ask legal, twice"),
    ("write on ENG-1 that we wait for the router", "we wait for the router"),
]


@pytest.mark.parametrize(("asked", "text"), TO_THE_LETTER)
def test_a_comment_keeps_its_words_to_the_letter(place, asked, text):  # noqa: F811
    answer = ask(place, asked)

    assert [card.act["text"] for card in answer.cards] == [text]
    confirm(answer)
    with db.reading() as session:
        assert session.exec(select(Comment.text)).all() == [text]


TOLD = [
    ("tell Bob on ENG-1 that the keys are in.", "ENG-1", "@bob.okafor the keys are in."),
    ("let Bob know ENG-1 waits for his review", "ENG-1", "@bob.okafor ENG-1 waits for his review"),
    ("ask Bob on ENG-2 when it will be there", "ENG-2", "@bob.okafor when it will be there"),
    ("message Bob about ENG-1: please call them", "ENG-1", "@bob.okafor please call them"),
]


@pytest.mark.parametrize(("asked", "key", "text"), TOLD)
def test_who_is_told_is_mentioned_in_a_comment(place, asked, key, text):  # noqa: F811
    answer = ask(place, asked)

    [card] = answer.cards
    assert (card.act["key"], card.act["text"]) == (key, text)
    confirm(answer)
    with db.reading() as session:
        named = session.exec(select(Mention.target_id).where(Mention.target_kind == "user")).all()
    assert named == [2]


def test_told_without_a_task_it_asks_on_which(place):  # noqa: F811
    answer = ask(place, "tell Bob that the keys are in")

    assert answer.cards == ()
    assert "On which task?" in answer.note
    assert ask(place, "tell Bob that the keys are in", earlier=["who owns ENG-1?"]).cards


@pytest.mark.parametrize(
    "asked",
    [
        "tell me what is overdue",
        "what should I do and close next?",
        "who has ENG-1 and when is it due?",
    ],
)
def test_questions_with_such_words_stay_questions(place, asked):  # noqa: F811
    assert ask(place, asked).cards == ()
    assert ask(place, asked).reading.intent != "act"


def test_many_are_one_card_that_opens_into_its_items(place):  # noqa: F811
    with db.writing() as session:
        for n in range(3):
            tasks.create(
                session, 1, title=f"Old {n}", due="2026-11-18", by=access.actor(session, 1)
            )
    answer = ask(place, "close all overdue tasks in Platform")

    assert {card.group for card in answer.cards} == {"Move 5 tasks to Done"}
    assert len(answer.cards) == 5
    assert all(card.group == "" for card in ask(place, "close ENG-1 and ENG-2").cards)


def test_no_condition_of_what_is_changed_is_dropped(place):  # noqa: F811
    with db.writing() as session:
        tasks.edit(session, "ENG-1", due="2026-11-26", by=access.actor(session, 1))
    for asked in ("push everything due this week in Platform by a week", "assign them to Alice"):
        earlier = ["what is due this week in Platform?"] if "them" in asked else ()
        [card] = ask(place, asked, earlier=earlier).cards
        assert card.act["key"] == "ENG-1"
    before = count(Comment)
    assert ask(place, "close all stale tasks in Platform").cards == ()
    assert count(Comment) == before
    assert task("ENG-1").category != "done"
