"""What open pages are told of a change: the topics it touches, and nothing of what their person may not see."""

import pytest

from app import access
from app.reads import list_changes, live, tasks
from app.work import comments, docs, goals, lists, questions, relations, spaces
from app.work import tasks as working


@pytest.fixture
def start(session, home, alice):
    """The end of the log once the cast is there."""
    session.flush()
    return live.newest(session)


def told(session, actor, start):
    session.flush()
    return set(live.heard(live.since(session, start), version=0, actor=actor).topics)


def test_a_changed_task_touches_itself_its_list_and_its_assignees_own_pages(
    session, home, alice, bob, carol, start
):
    task = working.create(session, home.id, title="Write", assignees=[bob.user_id], by=alice)

    assert {f"task:{task.id}", f"list:{home.id}", "tasks", "tree", "me"} <= told(
        session, bob, start
    )
    assert "me" not in told(session, alice, start)
    assert told(session, carol, start) == set()


def test_a_change_that_alters_no_count_leaves_the_sidebar_alone(session, home, alice, start):
    task = working.create(session, home.id, title="Write", by=alice)
    session.flush()
    made = live.newest(session)

    working.edit(session, task.id, title="Rewrite", by=alice)

    assert "tree" not in told(session, alice, made)


def test_what_stands_beside_a_changed_task_is_touched_too(session, home, alice, start):
    parent = working.create(session, home.id, title="Parent", by=alice)
    task = working.create(session, home.id, title="Part", parent_id=parent.id, by=alice)
    other = working.create(session, home.id, title="Waits", by=alice)
    relations.relate(session, task.id, kind="blocks", to_task=other.key, by=alice)
    session.flush()
    made = live.newest(session)

    working.edit(session, task.id, title="Part one", by=alice)

    assert {f"task:{parent.id}", f"task:{other.id}"} <= told(session, alice, made)


def test_a_comment_touches_what_it_is_on(session, home, alice, start):
    task = working.create(session, home.id, title="Write", by=alice)
    goal = goals.create(session, title="Ship", by=alice)
    session.flush()
    made = live.newest(session)

    comments.add(session, ("task", task.id), text="Done soon", by=alice)
    comments.add(session, ("goal", goal.id), text="On track", by=alice)

    assert {f"task:{task.id}", f"goal:{goal.id}", "comments"} <= told(session, alice, made)


def test_hidden_work_is_not_named_not_even_as_a_neighbour(session, home, space, alice, bob, start):
    secret = lists.create(session, space.id, name="Secret", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    hidden = working.create(session, secret.id, title="Hidden", by=alice)
    seen = working.create(session, home.id, title="Seen", by=alice)
    relations.relate(session, hidden.id, kind="blocks", to_task=seen.key, by=alice)
    session.flush()
    made = live.newest(session)

    working.edit(session, hidden.id, title="Still hidden", by=alice)
    assert told(session, bob, made) == set()

    working.edit(session, seen.id, title="Seen again", by=alice)
    topics = told(session, bob, made)
    assert f"task:{seen.id}" in topics
    assert not {f"task:{hidden.id}", f"list:{secret.id}"} & topics


def test_a_task_that_goes_where_one_may_not_look_is_said_to_have_left(
    session, home, space, alice, bob, start
):
    secret = lists.create(session, space.id, name="Secret", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    task = working.create(session, home.id, title="Write", by=alice)
    session.flush()
    made = live.newest(session)

    working.transfer(session, task.id, to_list=secret.id, by=alice)

    assert told(session, bob, made) == {f"task:{task.id}", f"list:{home.id}", "tasks"}
    changed = list_changes.since(session, home.id, made, actor=bob)
    assert (changed.rows, changed.gone) == ([], [task.id])


def test_who_may_see_what_changes_without_a_name(session, alice, bob, carol, start):
    board = spaces.create(session, key="BRD", name="Board", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    spaces.share(session, board.id, with_user=carol.user_id, by=alice)

    assert told(session, carol, start) == {"access"}
    assert told(session, bob, start) == set()


def test_more_than_can_be_told_one_by_one_says_all(session, home, alice, start, monkeypatch):
    monkeypatch.setattr(live, "MOST_EVENTS", 2)
    for title in "abc":
        working.create(session, home.id, title=title, by=alice)

    assert told(session, alice, start) == {"all"}
    assert list_changes.since(session, home.id, start, actor=alice) is None


def test_the_changes_of_a_list_make_the_old_rows_the_new_ones(session, home, alice, bob, start):
    first, second, third = (
        working.create(session, home.id, title=title, by=alice) for title in ("a", "b", "c")
    )
    session.flush()
    old = {row.id: row for row in tasks.of_list(session, home.id, actor=bob)}
    made = live.newest(session)

    working.edit(session, first.id, title="A", due=None, by=alice)
    relations.relate(session, first.id, kind="blocks", to_task=second.key, by=alice)
    working.delete(session, third.id, by=alice)
    working.create(session, home.id, title="d", parent_id=first.id, by=alice)
    comments.add(session, ("task", second.id), text="Mind this", by=alice)
    docs.create(session, title="Elsewhere", by=alice)
    session.flush()

    changed = list_changes.since(session, home.id, made, actor=bob)
    merged = {i: row for i, row in old.items() if i not in changed.gone}
    merged |= {row.id: row for row in changed.rows}
    assert merged == {row.id: row for row in tasks.of_list(session, home.id, actor=bob)}


def test_a_log_younger_than_the_browser_is_read_whole(session, home, alice, start):
    assert list_changes.since(session, home.id, start + 999, actor=alice) is None


@pytest.mark.parametrize("noun", ["list", "space"])
def test_what_becomes_of_a_hidden_place_is_told_to_those_it_is_open_to(
    session, home, space, alice, bob, carol, noun
):
    def as_alice():
        session.flush()
        return access.actor(session, alice.user_id)

    where = {
        "list": lambda: lists.create(session, space.id, name="S", is_private=True, by=alice),
        "space": lambda: spaces.create(session, key="SEC", name="S", is_private=True, by=alice),
    }
    verbs, secret = {"list": lists, "space": spaces}[noun], where[noun]()
    verbs.share(session, secret.id, with_user=carol.user_id, by=as_alice())
    session.flush()
    before = live.newest(session)

    for change in (verbs.archive, verbs.unarchive, verbs.delete, verbs.restore):
        change(session, secret.id, by=as_alice())
        session.flush()
        assert "access" in told(session, as_alice(), before)
        assert "access" in told(session, access.actor(session, carol.user_id), before)
    verbs.unshare(session, secret.id, with_user=carol.user_id, by=as_alice())
    session.flush()

    assert told(session, bob, before) == set()
    changed = list_changes.since(session, home.id, before, actor=bob)
    assert (changed.version, changed.rows, changed.is_frame_changed) == (before, [], False)
    assert list_changes.touched(session, before, actor=bob) == (frozenset(), before)


def test_who_loses_a_place_is_told_to_look_again(session, home, space, alice, bob):
    session.flush()
    before = live.newest(session)
    lists.set_private(session, home.id, is_private=True, by=alice)
    assert "access" in told(session, access.actor(session, bob.user_id), before)

    session.flush()
    before = live.newest(session)
    lists.share(session, home.id, with_user=bob.user_id, by=alice)
    session.flush()
    lists.unshare(session, home.id, with_user=bob.user_id, by=alice)
    assert "access" in told(session, access.actor(session, bob.user_id), before)


def test_what_ties_the_visible_to_the_hidden_is_told_to_who_sees_both(
    session, home, space, alice, bob
):
    secret = lists.create(session, space.id, name="Secret", is_private=True, by=alice)
    board = spaces.create(session, key="BRD", name="Board", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    hidden = working.create(session, secret.id, title="Hidden", by=alice)
    seen = working.create(session, home.id, title="Seen", by=alice)
    goal = goals.create(session, title="Hidden too", space_id=board.id, by=alice)
    page = docs.create(session, title="Also", space_id=board.id, by=alice)
    open_goal = goals.create(session, title="Ship", by=alice)
    session.flush()
    before = live.newest(session)

    relations.relate(session, hidden.id, kind="blocks", to_task=seen.key, by=alice)
    relations.unrelate(session, hidden.id, kind="blocks", to_task=seen.key, by=alice)
    for end in (("goal", goal.id), ("doc", page.id)):
        relations.link(session, ("task", seen.id), end, by=alice)
        relations.unlink(session, ("task", seen.id), end, by=alice)
    working.edit(session, seen.id, parent_id=hidden.id, by=alice)
    lists.edit(session, home.id, goal_id=goal.id, by=alice)
    goals.edit(session, open_goal.id, parent_id=goal.id, by=alice)
    questions.learn(session, words="the board", kind="goal", item_id=goal.id, by=alice)
    session.flush()

    assert told(session, bob, before) == set()
    changed = list_changes.since(session, home.id, before, actor=bob)
    assert (changed.version, changed.rows, changed.is_frame_changed) == (before, [], False)
    assert {f"task:{seen.id}", f"task:{hidden.id}", f"goal:{goal.id}"} <= told(
        session, alice, before
    )
