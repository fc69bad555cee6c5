"""What is asked to be done becomes cards; only a confirmed card changes anything, under its asker's rights."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest
from sqlmodel import func, select

from agents.acting.commands import Verb
from agents.acting.propose import MAKERS
from app import access, db
from app.assist import acting, assistant, described
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models import Comment, Event, Relation, Task
from app.work import goals, lists, spaces, tasks, undo
from knowledge.library import Library
from tests.conftest import assemble
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)  # a Monday


@pytest.fixture
def place(database, tmp_path):
    """Engineering with Platform and Mobile app, a private list of Alice, and a few tasks."""
    with db.writing() as session:
        cast = assemble(session)
        space = spaces.create(session, key="ENG", name="Engineering", by=cast.alice)
        hidden = spaces.create(session, key="SEC", name="Secret", is_private=True, by=cast.alice)
        by = access.actor(session, 1)
        platform = lists.create(session, space.id or 0, name="Platform", by=by)
        lists.create(session, space.id or 0, name="Mobile app", by=by)
        vault = lists.create(session, hidden.id or 0, name="Vault", by=by)
        goals.create(session, title="EU launch", by=by)
        by = access.actor(session, 1)
        tasks.create(
            session,
            platform.id or 0,
            title="Rotate the keys",
            by=by,
            assignees=[2],
            due=date(2026, 11, 20),
        )
        tasks.create(
            session,
            platform.id or 0,
            title="Write the runbook",
            by=by,
            priority=1,
            due=date(2026, 11, 19),
        )
        tasks.create(session, vault.id or 0, title="Buy the rival", by=by)
    library = Library(tmp_path / "library", embedder=WordEmbedder())
    catch_up([Indexer(library)])
    yield library
    library.close()


def ask(library, question, *, who=1, earlier=(), fixed=(), locale="en"):
    with db.reading() as session:
        return assistant.ask(
            session,
            access.actor(session, who),
            question,
            now=NOW,
            library=library,
            earlier=earlier,
            fixed=fixed,
            locale=locale,
        )


def confirm(answer, *, who=1):
    with db.writing() as session:
        done = acting.perform(
            session, [card.act for card in answer.cards], by=access.actor(session, who)
        )
        return done, session.info["batch"]


def count(model) -> int:
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(model)).one()


def task(key: str) -> Task:
    with db.reading() as session:
        return access.task(session, key, access.actor(session, 1))


SINGLE = [
    ("assign ENG-1 to Alice", "Who does it", "Bob Okafor", "Alice Moreau"),
    ("please give ENG-1 to me", "Who does it", "Bob Okafor", "Alice Moreau"),
    ("add me to ENG-1", "Who does it", "Bob Okafor", "Bob Okafor and Alice Moreau"),
    ("unassign ENG-1", "Who does it", "Bob Okafor", "nobody"),
    ("take Bob off ENG-1", "Who does it", "Bob Okafor", "nobody"),
    ("move ENG-1 to In progress", "Status", "To do", "In progress"),
    ("mark ENG-1 as done", "Status", "To do", "Done"),
    ("close ENG-1", "Status", "To do", "Done"),
    ("can you start ENG-1?", "Status", "To do", "In progress"),
    ("move ENG-1 to Mobile", "List", "Platform", "Mobile app"),
    ("move ENG-1 to next friday", "Due", "Fri 20 Nov", "Fri 4 Dec"),
    ("set ENG-1 due 3 Dec", "Due", "Fri 20 Nov", "Thu 3 Dec"),
    ("set the due date of ENG-1 to tomorrow", "Due", "Fri 20 Nov", "Tue 24 Nov"),
    ("set ENG-1 due 12 jan", "Due", "Fri 20 Nov", "12 Jan 2027"),
    ("postpone ENG-1 by two weeks", "Due", "Fri 20 Nov", "Fri 4 Dec"),
    ("clear the deadline of ENG-1", "Due", "Fri 20 Nov", "none"),
    ("make ENG-1 urgent", "Priority", "none", "urgent"),
    ("set priority of ENG-2 to low", "Priority", "urgent", "low"),
    (
        "rename ENG-1 to Talk to Bob about Platform",
        "Title",
        "Rotate the keys",
        "Talk to Bob about Platform",
    ),
    ("tag ENG-1 as security", "Tags", "none", "#security"),
    ("set ENG-1 points to 5", "Points", "none", "5"),
    ("set the estimate of ENG-1 to 90 min", "Estimate", "none", "1.5 h"),
    ("make ENG-1 a subtask of ENG-2", "Part of", "none", "ENG-2"),
    ("set the estimate of ENG-1 to 3 h", "Estimate", "none", "3 h"),
    ("change ENG-1 effort to 100 min", "Estimate", "none", "1 h 40 min"),
    ("make ENG-1 a milestone", "Milestone", "no", "yes"),
    ("mark ENG-1 as a milestone", "Milestone", "no", "yes"),
    ("set the milestone of ENG-1 to yes", "Milestone", "no", "yes"),
    ("mark ENG-1 as upkeep", "Upkeep", "no", "yes"),
    ("set the description of ENG-1 to Twice a year", "Description", "none", "Twice a year"),
]


@pytest.mark.parametrize(
    ("said", "locale", "new"),
    [
        ("set the estimate of ENG-1 to 12,500 h", "en-US", "12500 h"),
        ("set the estimate of ENG-1 to 12,500 h", "de-DE", "12.5 h"),
        ("set the estimate of ENG-1 to 2h 30m", "en-US", "2.5 h"),
        ("set the points of ENG-1 to 1.000,5", "de-DE", "1000.5"),
        ("set the points of ENG-1 to 1,000.5 pts", "en-US", "1000.5"),
        ("set ENG-1 due 11/12/2026", "en-GB", "Fri 11 Dec"),
        ("set ENG-1 due 12/11/2026", "en-US", "Fri 11 Dec"),
        ("set ENG-1 due 11.12.2026", "en-US", "Fri 11 Dec"),
    ],
)
def test_numbers_and_days_are_read_by_the_askers_locale(place, said, locale, new):
    (card,) = ask(place, said, locale=locale).cards

    assert [line.new for line in card.lines] == [new]


def test_a_length_of_time_is_no_day(place):
    answer = ask(place, "set ENG-1 due 2h")

    assert not answer.cards
    assert "“2h”" in answer.note


@pytest.mark.parametrize(("said", "label", "old", "new"), SINGLE)
def test_a_card_shows_exactly_what_would_change_and_a_yes_does_it(place, said, label, old, new):
    before = count(Event)
    answer = ask(place, said)

    [card] = answer.cards
    assert [(line.label, line.old, line.new) for line in card.lines] == [(label, old, new)]
    assert count(Event) == before  # asking changed nothing
    [done], batch = confirm(answer)
    assert count(Event) == before + 1
    assert ask(place, f"{said}").cards == () or label in ("Who does it", "List", "Due")
    with db.writing() as session:
        undo.undo(session, batch, by=access.actor(session, 1))
    again = ask(place, said.replace("ENG-1", done.key) if label == "List" else said)
    assert [line.old for line in again.cards[0].lines] == [old]


SAID = {
    "text": ("Turn the keys", "Turn the keys"),
    "long_text": ("Twice a year", "Twice a year"),
    "number": ("7", 7),
    "duration": ("90 min", 90),
    "day": ("3 Dec", "2026-12-03"),
    "flag": ("yes", True),
    "items": ("Alice", [1]),
    "tags": ("keys", ["keys"]),
    "item": ("ENG-2", "ENG-2"),
}
PLAIN = [one for one in described.of("task") if one.way == "edit"]


@pytest.mark.parametrize("field", PLAIN, ids=lambda field: field.name)
def test_every_field_the_registry_edits_is_set_by_a_sentence(place, field):
    with db.writing() as session:
        tasks.edit(session, "ENG-1", due=date(2026, 12, 31), by=access.actor(session, 1))
    word, value = next(((w, v) for v, w in field.choices if v), SAID.get(field.type))
    answer = ask(place, f"set {field.phrase} of ENG-1 to {word}")

    [card] = answer.cards
    assert list(card.act["set"].values()) == [value]
    confirm(answer)
    assert ask(place, f"set {field.phrase} of ENG-1 to {word}").cards == ()


@pytest.mark.parametrize(
    "said",
    [
        "make ENG-1 no milestone",
        "unmark ENG-1 as a milestone",
        "clear the milestone of ENG-1",
        "set the milestone of ENG-1 to no",
    ],
)
def test_what_it_was_said_to_be_is_taken_back(place, said):
    assert ask(place, said).cards == ()  # it is none yet
    confirm(ask(place, "make ENG-1 a milestone"))

    confirm(ask(place, said))
    assert not task("ENG-1").is_milestone


def test_a_new_task_takes_any_field_by_what_it_is_called(place):
    answer = ask(
        place,
        "create a task ship the keys in Mobile with an estimate of 3h, start 1 Dec as a milestone",
    )

    assert answer.note == ""
    [card] = answer.cards
    assert card.act["title"] == "Ship the keys"
    assert card.act["set"] == {
        "estimate_minutes": 180,
        "start": "2026-12-01",
        "is_milestone": True,
    }
    [done], _ = confirm(answer)
    assert task(done.key).is_milestone


def test_a_new_task_takes_its_place_person_day_and_goal_from_the_sentence(place):
    answer = ask(
        place,
        "Create an urgent task Check the certificates in Mobile for Bob due friday, 3 points, tagged tls for EU launch",
    )

    [card] = answer.cards
    assert {line.label: line.new for line in card.lines} == {
        "Title": "Check the certificates",
        "List": "Mobile app in Engineering",
        "Who does it": "Bob Okafor",
        "Due": "Fri 27 Nov",
        "Priority": "urgent",
        "Points": "3",
        "Tags": "#tls",
        "For the goal": "EU launch",
    }
    [done], _ = confirm(answer)
    made = task(done.key)
    assert (made.title, made.due, made.priority, made.points) == (
        "Check the certificates",
        date(2026, 11, 27),
        1,
        3,
    )


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ('create a task "Write to Bob in Platform" in Mobile', "Write to Bob in Platform"),
        ("new task: order the signs in Mobile", "Order the signs"),
        ("create a task in Mobile to order the signs", "Order the signs"),
        ("add a subtask to ENG-1: read the old keys", "Read the old keys"),
    ],
)
def test_titles(place, said, title):
    assert ask(place, said).cards[0].lines[0].new == title


def test_without_a_list_the_asker_chooses(place):
    answer = ask(place, "create a task order the signs")

    assert answer.cards == ()
    assert answer.note == "In which list?"
    chosen = ask(place, next(c.question for c in answer.candidates if "Mobile" in c.label))
    assert chosen.cards[0].lines[1].new == "Mobile app in Engineering"


def test_the_page_one_is_on_is_the_list(place):
    answer = ask(place, "create a task order the signs", fixed=["near=list:2"])

    assert answer.cards[0].lines[1].new == "Mobile app in Engineering"


def test_a_corrected_chip_goes_on_into_what_follows(place):
    corrected = ("what is overdue?", ["place=list:2"])  # nothing is, in Mobile app

    assert "fits the question before" in ask(place, "assign them to Bob", earlier=[corrected]).note
    assert len(ask(place, "assign them to Alice", earlier=["what is overdue?"]).cards) == 2


def test_what_is_alike_is_pointed_out(place):
    assert "ENG-1" in ask(place, "create a task rotate the key in Platform").cards[0].warning


def test_many_become_a_card_each_and_one_undo(place):
    answer = ask(place, "assign all overdue tasks in Platform to Alice")

    assert [card.act["key"] for card in answer.cards] == ["ENG-2", "ENG-1"]
    _, batch = confirm(answer)
    assert ask(place, "assign all overdue tasks in Platform to Alice").cards == ()
    with db.writing() as session:
        undo.undo(session, batch, by=access.actor(session, 1))
    assert len(ask(place, "assign all overdue tasks in Platform to Alice").cards) == 2


def test_it_is_what_was_spoken_of(place):
    assert ask(place, "close it", earlier=["who owns ENG-1?"]).cards[0].act["key"] == "ENG-1"
    assert len(ask(place, "assign them to Alice", earlier=["what is overdue?"]).cards) == 2
    assert "Which task" in ask(place, "close it").note


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("assign ENG-1 to Nobody Known", "Nobody Known"),
        ("assign ENG-999 to Bob", "ENG-999"),
        ("move ENG-1 to Narnia", "Narnia"),
        ("set the points of ENG-1 to lots", "lots"),
        ("set the points of ENG-1 to 99999999999", "more than"),
        ("set the milestone of ENG-1 to perhaps", "yes nor no"),
        ("clear the title of ENG-1", "taken away"),
        ("close all tasks about the moon", "moon"),
        ("create a task", "called"),
        ("remind me tomorrow", "I can"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_proposed(place, said, word):
    answer = ask(place, said)

    assert answer.cards == ()
    assert word in answer.note


@pytest.mark.parametrize(
    "said",
    [
        "what is overdue?",
        "start dates of tasks",
        "move the discussion forward how?",
        "closed tasks",
    ],
)
def test_questions_stay_questions(place, said):
    answer = ask(place, said)

    assert (answer.cards, answer.note, answer.reading.intent != "act") in (
        ((), "", True),
        ((), answer.note, False),
    )


def test_nobody_confirms_over_a_newer_change(place):
    answer = ask(place, "set the priority of ENG-1 to low")
    with db.writing() as session:
        tasks.edit(session, "ENG-1", priority=1, by=access.actor(session, 2))

    with pytest.raises(Conflict, match="priority of ENG-1"):
        confirm(answer)
    assert task("ENG-1").priority == 1


def test_all_or_none(place):
    acts = [
        {"do": "edit", "key": "ENG-1", "set": {"priority": 1}},
        {"do": "edit", "key": "ENG-9", "set": {"priority": 1}},
    ]

    with pytest.raises(NotFound), db.writing() as session:
        acting.perform(session, acts, by=access.actor(session, 1))
    assert task("ENG-1").priority == 0


def test_a_guest_is_shown_no_cards_but_for_words(place):
    with db.writing() as session:
        lists.share(session, 1, with_user=3, by=access.actor(session, 1))

    refused = ask(place, "close ENG-1", who=3)
    assert refused.cards == ()
    assert "read-only" in refused.note
    act = {"do": "edit", "key": "ENG-1", "set": {"priority": 1}}
    with pytest.raises(NotAllowed), db.writing() as session:
        acting.perform(session, [act], by=access.actor(session, 3))
    said = ask(place, "comment on ENG-1: looks good", who=3)
    confirm(said, who=3)
    assert count(Comment) == 1


def test_what_is_hidden_is_neither_named_nor_changed(place):
    for said in (
        "close SEC-1",
        "close “Buy the rival”",
        "create a task x1 in Vault",
        "move ENG-1 to Vault",
    ):
        answer = ask(place, said, who=2)
        assert all(card.act["do"] == "create" for card in answer.cards)
        assert "Buy the rival" not in str(answer.plain()["cards"]) + str(answer.plain()["nearest"])
    for act in (
        {"do": "delete", "key": "SEC-1"},
        {"do": "create", "list_id": 3, "title": "In"},
        {"do": "transfer", "key": "ENG-1", "list_id": 3},
        {"do": "relate", "key": "ENG-1", "kind": "blocks", "to": "SEC-1"},
    ):
        with pytest.raises(NotFound), db.writing() as session:
            acting.perform(session, [act], by=access.actor(session, 2))


@pytest.mark.parametrize(
    "acts",
    [
        [],
        [{"do": "drop tables"}],
        [{"do": "edit", "key": "ENG-1", "set": {"created_by": 2}}],
        [{"do": "edit", "key": "ENG-1", "set": {"priority": "x"}}],
        ["delete"],
        [{"do": "delete", "key": "ENG-1"}] * 26,
    ],
)
def test_acts_of_no_known_shape_are_refused(place, acts):
    with pytest.raises(Invalid), db.writing() as session:
        acting.perform(session, acts, by=access.actor(session, 1))


def test_every_verb_of_a_sentence_has_its_maker_of_cards():
    assert set(MAKERS) == set(get_args(Verb))


def test_relations_and_deletion(place):
    confirm(ask(place, "mark ENG-1 as blocked by ENG-2"))
    assert count(Relation) == 1
    confirm(ask(place, "delete ENG-1"))
    with pytest.raises(NotFound):
        task("ENG-1")


def test_a_card_warns_of_what_still_blocks(place):
    confirm(ask(place, "mark ENG-1 as blocked by ENG-2"))

    assert ask(place, "close ENG-1").cards[0].warning == "It still waits for ENG-2."
