"""Asked for by name, what is archived is told to be so, with its page, to whoever may see it."""

import pytest

from app import access
from app.work import goals, lists, relations, spaces, tasks


@pytest.fixture
def archive(session, alice, home):
    """A space with a list and a task, a list by itself and a goal: all archived, the space's list private."""
    space = spaces.create(session, key="GRO", name="Growth", by=alice)
    alice = access.actor(session, 1)
    shut = lists.create(session, space.id, name="Salaries", is_private=True, by=alice)
    old = lists.create(session, home.space_id, name="Last year", by=alice)
    goal = goals.create(session, title="Win the north", by=alice)
    alice = access.actor(session, 1)
    tasks.create(session, shut.id, title="Raise", by=alice)
    tasks.create(session, home.id, title="Rotate keys", by=alice)
    spaces.archive(session, space.id, by=alice)
    lists.archive(session, old.id, by=alice)
    goals.archive(session, goal.id, by=alice)
    session.flush()
    return {"Growth": space.id, "Last year": old.id, "Win the north": goal.id}


@pytest.mark.parametrize(
    ("question", "kind", "name"),
    [
        ("What is overdue in Growth?", "space", "Growth"),
        ("How many open tasks are in the space Growth?", "space", "Growth"),
        ("what is in the list Last year", "list", "Last year"),
        ("How is the goal Win the north doing?", "goal", "Win the north"),
    ],
)
def test_what_is_archived_is_told_to_be_so(session, ask, archive, question, kind, name):
    answer = ask(question, access.actor(session, 1))

    assert answer.sentences == ()
    assert answer.note.startswith(f"The {kind} “{name}” is archived")
    assert (answer.nearest[0].kind, answer.nearest[0].title) == (kind, name)
    assert answer.nearest[0].url == f"/{kind}s/{archive[name]}"
    assert not any("called so" in one for one in answer.looked_at)


def test_who_may_not_see_it_is_told_nothing_of_it(session, ask, archive, bob, carol):
    for who in (2, 3):
        answer = ask("What is overdue in Salaries?", access.actor(session, who))
        assert "archived" not in answer.note
        assert "Salaries" not in str(answer.nearest)
    carols = ask("What is overdue in Growth?", access.actor(session, 3))
    assert "archived" not in carols.note
    bobs = ask("What is overdue in Growth?", access.actor(session, 2))
    assert bobs.note.startswith("The space “Growth” is archived")


def test_what_came_back_is_answered_again(session, ask, archive):
    lists.unarchive(session, archive["Last year"], by=access.actor(session, 1))
    session.flush()
    answer = ask("How many open tasks are in the list Last year?", access.actor(session, 1))

    assert answer.note == ""
    assert answer.sentences


def test_what_waits_for_archived_work_waits_all_the_same(session, texts, home, alice):
    old = lists.create(session, home.space_id, name="Last year", by=alice)
    session.flush()
    alice = access.actor(session, 1)
    task = tasks.create(session, home.id, title="Rotate keys", by=alice)
    first = tasks.create(session, old.id, title="Buy the safe", by=alice)
    relations.relate(session, first.id, kind="blocks", to_task=task.id, by=alice)
    lists.archive(session, old.id, by=alice)
    session.flush()
    alice = access.actor(session, 1)

    waits = "ENG-1 Rotate keys waits for ENG-2 Buy the safe (nobody)."
    assert texts("Which tasks are blocked?", alice) == ["1 blocked task.", waits]
    assert texts("Is ENG-1 blocked?", alice)[0] == "Yes: ENG-1 is blocked."
    assert texts("What is ENG-1 waiting for?", alice) == [waits]
