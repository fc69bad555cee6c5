"""A taught word means to each what they may see: nobody overwrites, or learns of, what it means to others."""

import pytest

from app import access
from app.assist import names
from app.domain.errors import NotFound
from app.models import Alias
from app.reads import log
from app.reads import questions as reading
from app.work import goals, lists, people, questions, spaces, undo
from tests.conftest import NOW
from tests.work.undoing import as_one, now


@pytest.fixture
def vault(session, alice):
    space = spaces.create(session, key="SEC", name="Secret", is_private=True, by=alice)
    return lists.create(session, space.id or 0, name="Vault", by=now(session, alice))


def means(session, who):
    return [(one.words, one.kind, one.item_id) for one in reading.taught(session, actor=who)]


def called(session, who, words):
    return {(n.kind, n.id) for n in names.visible(session, who) if words in n.aliases}


def test_what_one_cannot_see_is_neither_overwritten_nor_told(session, home, vault, alice, bob):
    alice = now(session, alice)
    questions.learn(session, words="the shop", kind="list", item_id=vault.id, by=alice)
    taught, _ = as_one(
        session,
        lambda: questions.learn(session, words="The Shop", kind="list", item_id=home.id, by=bob),
    )

    assert means(session, bob) == [("the shop", "list", home.id)]
    assert set(means(session, alice)) == {
        ("the shop", "list", vault.id),
        ("the shop", "list", home.id),
    }
    assert called(session, bob, "the shop") == {("list", home.id)}
    assert called(session, alice, "the shop") == {("list", vault.id), ("list", home.id)}
    assert taught.created_by == bob.user_id


def test_what_one_sees_is_taught_anew_and_taught_twice_is_once(session, home, alice, bob):
    goal = goals.create(session, title="Grow", by=alice)
    first = questions.learn(session, words="big", kind="list", item_id=home.id, by=alice)
    again = questions.learn(session, words="big", kind="list", item_id=home.id, by=bob)
    other = questions.learn(session, words="big", kind="goal", item_id=goal.id, by=bob)

    assert first is again is other
    assert means(session, bob) == [("big", "goal", goal.id)]


def test_undo_and_redo_leave_what_it_means_to_others(session, home, vault, alice, bob):
    alice = now(session, alice)
    goal = goals.create(session, title="Grow", by=alice)
    hidden = ("big", "list", vault.id)
    as_one(
        session, lambda: questions.learn(session, words="big", kind="list", item_id=home.id, by=bob)
    )
    as_one(
        session, lambda: questions.learn(session, words="big", kind="goal", item_id=goal.id, by=bob)
    )
    session.add(Alias(words="big", kind="list", item_id=vault.id, created_at=NOW))
    steps = [[("big", "goal", goal.id)], [("big", "list", home.id)], []]
    assert means(session, bob) == steps[0]
    for wanted in steps[1:]:
        undone, _ = as_one(session, lambda: undo.undo_last(session, by=bob))
        assert means(session, bob) == wanted
        assert undone.left == ()
    for wanted in steps[1::-1]:
        as_one(session, lambda: undo.redo_last(session, by=bob))
        assert means(session, bob) == wanted
    assert hidden in means(session, alice)


def test_what_somebody_taught_unseen_since_holds_nothing_back(session, home, vault, alice, bob):
    _, batch = as_one(
        session, lambda: questions.learn(session, words="big", kind="list", item_id=home.id, by=bob)
    )
    # Alice sees both, and takes one away: hers is another word than Bob's.
    alice = now(session, alice)
    session.add(Alias(words="big", kind="list", item_id=vault.id, created_at=NOW))
    session.flush()
    mine = questions.meanings(session, "big", alice)[-1]
    as_one(session, lambda: questions.unlearn(session, mine.id, by=alice))

    undone, _ = as_one(session, lambda: undo.undo(session, batch, by=bob))

    assert (undone.left, means(session, bob)) == ((), [])


def test_forgetting_is_of_ones_own_meaning(session, home, vault, alice, bob):
    hidden = questions.learn(
        session, words="big", kind="list", item_id=vault.id, by=now(session, alice)
    )
    session.flush()
    with pytest.raises(NotFound):
        questions.unlearn(session, hidden.id, by=bob)


def test_an_admin_reads_of_no_word_for_what_they_cannot_see(session, home, vault, alice, bob):
    alice = now(session, alice)
    people.change_role(session, bob.user_id, to="admin", by=alice)
    questions.learn(session, words="the hush", kind="list", item_id=vault.id, by=alice)
    questions.learn(session, words="the shop", kind="list", item_id=home.id, by=alice)
    session.flush()

    told = {
        who.user_id: str(
            [e.changes for e in log.page(session, after=0, limit=500, actor=who).events]
        )
        for who in (access.actor(session, 1), access.actor(session, 2))
    }
    assert "the hush" in told[1]
    assert "the hush" not in told[2]
    assert "the shop" in told[2]
