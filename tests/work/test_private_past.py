"""What was written in a private place stays there when the item, or the place itself, becomes public."""

import pytest
from sqlmodel import select

from app import access
from app.domain.clashes import TextClash
from app.domain.errors import NotFound
from app.models import Event
from app.reads import activity, log
from app.reads import docs as pages
from app.work import changing, comments, docs, goals, lists, spaces, tasks, texts
from app.work.task_edits import TaskEdit
from tests.conftest import a_task

SECRET = "Walrus layoffs"


@pytest.fixture
def closed(session, alice):
    return spaces.create(session, key="SEC", name=f"{SECRET} space", is_private=True, by=alice)


@pytest.fixture
def board(session, alice, space):
    return lists.create(
        session,
        space.id,
        name=f"{SECRET} list",
        description=f"{SECRET}\n\nplans",
        is_private=True,
        by=alice,
    )


def again(session, actor):
    session.flush()
    return access.actor(session, actor.user_id)


def refused(session, noun, item_id, field, *, by, text="Guess", based_on=0):
    """The clash a member gets who guesses a version."""
    with pytest.raises(TextClash) as caught:
        texts.save(session, noun, item_id, field, text=text, based_on=based_on, by=by)
    clash = caught.value.clash
    assert (clash.base, clash.together) == ("", None)
    assert clash.mine == text
    return clash


def all_told(session, actor):
    return str([one.changes for one in log.page(session, after=0, limit=500, actor=actor).events])


def words(session, kind, item_id, actor):
    return str([one.words for one in activity.of_item(session, kind, item_id, actor=actor)])


def a_moved_task(session, alice, board, home):
    alice = again(session, alice)
    task = a_task(session, board, alice, title=f"{SECRET} plan")
    tasks.edit(session, task.id, description=f"{SECRET}\n\nWhat\n\nHow", by=alice)
    said = comments.add(session, ("task", task.id), text=f"{SECRET} is near", by=alice)
    session.flush()
    comments.edit(session, said.id, text="Fine", by=alice)
    tasks.edit(session, task.id, title="Plan", description="Why\n\nWhat\n\nHow", by=alice)
    tasks.transfer(session, task.id, to_list=home.id, by=alice)
    return task, said


@pytest.mark.parametrize("field", ["title", "description"])
def test_no_guessed_version_tells_what_a_task_said_in_a_private_list(
    session, alice, bob, board, home, field
):
    task, _ = a_moved_task(session, alice, board, home)
    bob = again(session, bob)
    rewritten = max(session.exec(select(Event.id))) - 1  # then it was moved
    for based_on in range(rewritten):
        refused(session, "task", task.id, field, based_on=based_on, by=bob)


def test_nothing_is_joined_with_a_hidden_text(session, alice, bob, board, home):
    task, _ = a_moved_task(session, alice, board, home)
    bob = again(session, bob)
    right_guess = f"{SECRET}\n\nWhat\n\nBy hand"
    theirs = refused(
        session, "task", task.id, "description", text=right_guess, based_on=3, by=bob
    ).theirs

    assert theirs.text == task.description == "Why\n\nWhat\n\nHow"
    # Guessing all of it is told from guessing wrong by nothing.
    refused(session, "task", task.id, "description", text=f"{SECRET}\n\nWhat\n\nHow", by=bob)


def test_what_was_chosen_after_such_a_clash_is_saved(session, alice, bob, board, home):
    task, _ = a_moved_task(session, alice, board, home)
    bob = again(session, bob)
    theirs = refused(session, "task", task.id, "description", by=bob).theirs

    texts.save(
        session, "task", task.id, "description", text="Mine", based_on=theirs.version, by=bob
    )

    assert task.description == "Mine"


def test_what_one_began_from_oneself_is_joined_all_the_same(session, alice, bob, board, home):
    task, _ = a_moved_task(session, alice, board, home)
    now = texts.save(
        session,
        "task",
        task.id,
        "description",
        text="Old\n\nWhat\n\nBy hand",
        grew_from="Old\n\nWhat\n\nHow",
        based_on=0,
        by=again(session, bob),
    )

    assert now.text == "Why\n\nWhat\n\nBy hand"


def test_who_was_there_is_told_and_joined_as_ever(session, alice, bob, board, home):
    lists.share(session, board.id, with_user=bob.user_id, by=again(session, alice))
    task, _ = a_moved_task(session, alice, board, home)
    bob = again(session, bob)

    assert SECRET in words(session, "task", task.id, bob)
    with pytest.raises(TextClash) as caught:
        texts.save(session, "task", task.id, "title", text="Guess", based_on=0, by=bob)
    assert caught.value.clash.theirs.text == "Plan"


def test_comments_keep_their_past(session, alice, bob, board, home):
    _, said = a_moved_task(session, alice, board, home)
    bob = again(session, bob)
    refused(session, "comment", said.id, "text", by=bob)


def test_the_history_of_a_task_begins_where_it_became_public(session, alice, bob, board, home):
    task, _ = a_moved_task(session, alice, board, home)

    assert SECRET in words(session, "task", task.id, again(session, alice))
    told = words(session, "task", task.id, again(session, bob))
    assert "moved this to Platform" in told
    assert SECRET not in told


def test_moved_and_renamed_at_once_it_keeps_its_old_name_to_itself(
    session, alice, bob, board, home
):
    alice = again(session, alice)
    task = a_task(session, board, alice, title=f"{SECRET} plan")
    changing.apply(session, task.id, TaskEdit(values={"title": "Plan"}, list_id=home.id), by=alice)
    bob = again(session, bob)

    assert (task.title, task.list_id) == ("Plan", home.id)
    assert SECRET not in words(session, "task", task.id, bob) + all_told(session, bob)
    refused(session, "task", task.id, "title", by=bob, based_on=1)


def test_goals_keep_their_past_in_a_space_that_was_opened(session, alice, bob, closed):
    alice = again(session, alice)
    goal = goals.create(session, title=f"{SECRET} goal", space_id=closed.id, by=alice)
    goals.edit(session, goal.id, title="Goal", by=alice)
    spaces.edit(session, closed.id, name="People", is_private=False, by=alice)
    bob = again(session, bob)

    assert SECRET not in words(session, "goal", goal.id, bob) + all_told(session, bob)
    assert "'is_private': [True, False]" in all_told(session, bob)
    refused(session, "goal", goal.id, "title", by=bob)
    assert SECRET in all_told(session, again(session, alice))


def test_docs_keep_the_versions_of_a_private_space(session, alice, bob, closed, space):
    alice = again(session, alice)
    doc = docs.create(session, title="Page", text=SECRET, space_id=closed.id, by=alice)
    docs.save(session, doc.id, text="Open", based_on=1, by=alice)
    docs.move(session, doc.id, space_id=space.id, by=alice)
    docs.save(session, doc.id, text="Open now", based_on=2, by=alice)
    bob = again(session, bob)

    assert [one.version for one in pages.versions(session, doc.id, actor=bob)] == [3, 2]
    assert [one.version for one in pages.versions(session, doc.id, actor=alice)] == [3, 2, 1]
    refused(session, "doc", doc.id, "text", by=bob, based_on=1)
    with pytest.raises(NotFound):
        docs.restore_version(session, doc.id, version=1, by=bob)
    with pytest.raises(TextClash) as caught:
        texts.save(session, "doc", doc.id, "text", text="Mine", based_on=2, by=bob)
    assert caught.value.clash.base == "Open"


def test_a_list_made_public_keeps_its_past(session, alice, bob, board):
    alice = again(session, alice)
    task = a_task(session, board, alice, title=f"{SECRET} plan")
    tasks.edit(session, task.id, title="Plan", by=alice)
    lists.edit(session, board.id, name="Board", description="Open", by=alice)
    lists.set_private(session, board.id, is_private=False, by=alice)
    lists.edit(session, board.id, name="Open board", by=alice)
    bob = again(session, bob)

    told = all_told(session, bob)
    assert "'name': ['Board', 'Open board']" in told
    assert SECRET not in told + words(session, "task", task.id, bob)
    refused(session, "list", board.id, "name", by=bob)
    refused(session, "list", board.id, "description", by=bob)
    assert SECRET in all_told(session, alice)


def test_what_a_list_said_while_it_was_open_is_told_for_good(session, alice, bob, home):
    lists.edit(session, home.id, name="First", by=alice)
    lists.set_private(session, home.id, is_private=True, by=alice)
    lists.edit(session, home.id, name=SECRET, by=alice)
    lists.edit(session, home.id, name="Third", by=alice)
    lists.set_private(session, home.id, is_private=False, by=alice)

    told = all_told(session, again(session, bob))
    assert "First" in told
    assert SECRET not in told
