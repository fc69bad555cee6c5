"""What is written is found, where it may be found, and what is gone is gone."""

import pytest
from sqlmodel import select

from app import db
from app.consumers import consumer, upkeep
from app.consumers.indexer import Indexer
from app.models import Event
from app.work import comments, docs, goals, lists, people, spaces, tasks
from tests.consumers.conftest import ALICE, BOB, World


def a_task(world: World, title: str = "Rotate keys", **fields: object) -> int:
    return world.do(
        lambda s, by: tasks.create(s, world.home, title=title, by=by, **fields).id or 0  # type: ignore[arg-type]
    )


def a_comment(world: World, subject: tuple[str, int], text: str, parent: int | None = None) -> int:
    return world.do(
        lambda s, by: comments.add(s, subject, text=text, by=by, parent_id=parent).id or 0
    )


def a_private_list(world: World) -> int:
    return world.do(
        lambda s, by: lists.create(s, world.space, name="Board", is_private=True, by=by).id or 0
    )


def is_well(world: World) -> bool:
    return upkeep.examine(world.library)[0].is_well


# -- found ---------------------------------------------------------------------------------------------


def test_a_task_is_found_by_title_description_and_what_is_said_on_it(world):
    task = a_task(world, "Rotate keys", description="The audit wants new ones.")
    a_comment(world, ("task", task), "The vendor sends a hardware token.")
    world.catch_up()

    assert {tuple(world.finds(words)) for words in ("rotating", "audit", "hardware token")} == {
        (f"task:{task}",)
    }


def test_a_doc_and_a_goal_are_found_with_their_comments(world):
    doc = world.do(lambda s, by: docs.create(s, title="Runbook", text="Failover", by=by).id)
    goal = world.do(lambda s, by: goals.create(s, title="Launch in Europe", by=by).id)
    a_comment(world, ("doc", doc), "Rehearsed on Tuesday")
    a_comment(world, ("goal", goal), "Lisbon first")
    world.catch_up()

    assert world.finds("failover") == world.finds("rehearsed") == [f"doc:{doc}"]
    assert world.finds("europe") == world.finds("lisbon") == [f"goal:{goal}"]


def test_an_edited_task_is_found_by_its_new_words_only(world):
    task = a_task(world, "Rotate keys")
    world.catch_up()
    world.do(lambda s, by: tasks.edit(s, task, title="Paint the office", by=by))
    world.catch_up()

    assert (world.finds("keys"), world.finds("paint")) == ([], [f"task:{task}"])


def test_an_answer_is_found_by_what_it_answers(world):
    task = a_task(world)
    first = a_comment(world, ("task", task), "Which certificate?")
    a_comment(world, ("task", task), "The blue one", first)
    world.catch_up()
    world.do(lambda s, by: comments.edit(s, first, text="Which passport?", by=by))
    world.catch_up()

    assert is_well(world)
    assert world.finds("certificate") == []


@pytest.mark.parametrize(
    ("rename", "word"),
    [
        (lambda s, by: lists.edit(s, 1, name="Foundations", by=by), "foundations"),
        (lambda s, by: spaces.edit(s, 1, name="Research", by=by), "research"),
        (lambda s, by: people.change_profile(s, BOB, name="Bob Whittaker", by=by), "whittaker"),
    ],
)
def test_what_a_renamed_list_space_or_person_is_about_is_found_by_the_new_name(world, rename, word):
    task = a_task(world, assignees=[BOB])
    goal = world.do(lambda s, by: goals.create(s, title="Launch", owner_id=BOB, by=by).id)
    world.do(lambda s, by: comments.add(s, ("goal", goal), text="Noted", by=by), by=BOB)
    world.catch_up()
    world.do(rename)
    world.catch_up()

    assert f"task:{task}" in world.finds(word)
    assert is_well(world)


# -- gone ----------------------------------------------------------------------------------------------


def test_a_deleted_task_is_gone_with_its_comments_and_comes_back_with_them(world):
    task = a_task(world, "Rotate keys")
    a_comment(world, ("task", task), "Hardware token")
    world.catch_up()
    world.do(lambda s, by: tasks.delete(s, task, by=by), batch="away")
    world.catch_up()
    assert (world.finds("keys"), world.finds("token"), world.library.fingerprints()) == ([], [], {})

    world.undo("away")
    world.catch_up()
    assert world.finds("keys") == world.finds("token") == [f"task:{task}"]


def test_a_comment_taken_back_is_found_by_none_of_its_words(world):
    task = a_task(world)
    first = a_comment(world, ("task", task), "The password is swordfish")
    a_comment(world, ("task", task), "Please remove that", first)
    world.catch_up()
    world.do(lambda s, by: comments.delete(s, first, by=by), batch="away")
    world.catch_up()
    assert (world.finds("swordfish"), is_well(world)) == ([], True)

    world.undo("away")
    world.catch_up()
    assert (world.finds("swordfish"), is_well(world)) == ([f"task:{task}"], True)


def test_a_deleted_list_takes_its_tasks_along_and_brings_them_back(world):
    task = a_task(world, "Rotate keys")
    a_comment(world, ("task", task), "Hardware token")
    world.catch_up()
    world.do(lambda s, by: lists.delete(s, world.home, by=by), batch="away")
    world.catch_up()
    assert world.library.fingerprints() == {}

    world.undo("away")
    world.catch_up()
    assert world.finds("keys") == world.finds("token") == [f"task:{task}"]


def test_a_deleted_space_takes_tasks_docs_and_goals_along(world):
    task = a_task(world)
    doc = world.do(
        lambda s, by: docs.create(s, title="Runbook", text="x", space_id=world.space, by=by).id
    )
    goal = world.do(lambda s, by: goals.create(s, title="Launch", space_id=world.space, by=by).id)
    for subject in (("task", task), ("doc", doc), ("goal", goal)):
        a_comment(world, subject, "Noted")
    world.catch_up()
    before = world.library.fingerprints()
    assert len(before) == 6
    world.do(lambda s, by: spaces.delete(s, world.space, by=by), batch="away")
    world.catch_up()
    assert world.library.fingerprints() == {}

    world.undo("away")
    world.catch_up()
    assert world.library.fingerprints() == before


# -- where ---------------------------------------------------------------------------------------------


def test_a_task_moved_to_a_private_list_is_found_by_its_members_only(world):
    task = a_task(world, "Rotate keys")
    a_comment(world, ("task", task), "Hardware token")
    board = a_private_list(world)
    world.catch_up()
    assert world.finds("keys", by=BOB) == world.finds("token", by=BOB) == [f"task:{task}"]

    world.do(lambda s, by: tasks.transfer(s, task, to_list=board, by=by))
    world.catch_up()
    assert world.finds("keys", by=BOB) == world.finds("token", by=BOB) == []
    assert world.finds("keys", by=ALICE) == world.finds("token", by=ALICE) == [f"task:{task}"]


def test_a_move_embeds_nothing_again(world):
    task = a_task(world, "Rotate keys")
    a_comment(world, ("task", task), "Hardware token")
    board = world.do(
        lambda s, by: lists.create(s, world.space, name="Platform", by=by).id or 0
    )  # the same name: only the place differs
    world.catch_up()
    world.do(lambda s, by: tasks.transfer(s, task, to_list=board, by=by))
    Indexer(world.library).handle(_log())

    assert world.library.counts()[2] == 0


def test_a_list_made_private_hides_its_words_at_once(world):
    a_task(world, "Rotate keys")
    world.catch_up()
    world.do(lambda s, by: lists.set_private(s, world.home, is_private=True, by=by))

    assert world.finds("keys", by=BOB) == []  # before any consumer looked


def test_a_page_moved_to_a_private_space_takes_its_pages_and_comments_along(world):
    top = world.do(lambda s, by: docs.create(s, title="Salaries", text="Bands", by=by).id)
    below = world.do(lambda s, by: docs.create(s, title="Table", parent_id=top, by=by).id)
    a_comment(world, ("doc", below), "Reviewed with finance")
    hidden = world.do(
        lambda s, by: spaces.create(s, key="HR", name="People", is_private=True, by=by).id
    )
    world.catch_up()
    assert world.finds("reviewed finance", by=BOB) == [f"doc:{below}"]

    world.do(lambda s, by: docs.move(s, top, space_id=hidden, by=by))
    world.catch_up()
    assert [world.finds(w, by=BOB) for w in ("bands", "table", "reviewed finance")] == [[]] * 3
    assert world.finds("reviewed finance", by=ALICE) == [f"doc:{below}"]


def test_a_goal_moved_to_a_private_space_is_found_there_only(world):
    goal = world.do(lambda s, by: goals.create(s, title="Acquire Initech", by=by).id)
    hidden = world.do(
        lambda s, by: spaces.create(s, key="MNA", name="Deals", is_private=True, by=by).id
    )
    world.catch_up()
    assert world.finds("initech", by=BOB) == [f"goal:{goal}"]

    world.do(lambda s, by: goals.edit(s, goal, space_id=hidden, by=by))
    world.catch_up()
    assert (world.finds("initech", by=BOB), world.finds("initech")) == ([], [f"goal:{goal}"])


# -- again ---------------------------------------------------------------------------------------------


def test_the_whole_log_read_again_changes_nothing(world):
    task = a_task(world)
    other = a_task(world, "Order chairs")
    first = a_comment(world, ("task", task), "Which ones?")
    a_comment(world, ("task", task), "All of them", first)
    world.do(lambda s, by: tasks.delete(s, other, by=by))
    world.catch_up()
    before = world.library.fingerprints(), world.library.counts()
    Indexer(world.library).handle(_log())

    assert (world.library.fingerprints(), world.library.counts()) == before
    assert before[1][2] == 0


@pytest.mark.parametrize("stretch", [1, 2, 7])
def test_the_stretches_the_log_is_read_in_make_no_difference(world, monkeypatch, stretch):
    for n in range(5):
        task = a_task(world, f"Task {n}")
        a_comment(world, ("task", task), f"Remark {n}")
        world.do(lambda s, by, t=task: tasks.edit(s, t, description="edited", by=by))
    monkeypatch.setattr(consumer, "STRETCH", stretch)
    world.catch_up()

    assert is_well(world)
    assert len(world.library.fingerprints()) == 10


def _log() -> list[Event]:
    with db.reading() as session:
        return list(session.exec(select(Event).order_by(Event.id)))
